"""The Firestore emulator over REST: projects of their own, each with its rules, spoken to as somebody or as nobody.

The emulator believes any unsigned ID token, and lets `Bearer owner` past every rule.
"""

import base64
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from tests.rules.documents import Delete, Document, Get, Operation, Query, Write, encode, stamped, unstamped

ADMIN = {"Authorization": "Bearer owner"}


class UnexpectedAnswerError(Exception):
    """The emulator answered something that is neither "allowed" nor "refused"."""


@dataclass(frozen=True)
class Project:
    """One project of the emulator, apart from all others in documents and in rules."""

    client: httpx.Client
    project_id: str

    def load_rules(self, text: str) -> None:
        """Puts these rules in force for this project; raises on rules that do not compile."""
        body = {"rules": {"files": [{"name": "firestore.rules", "content": text}]}}
        answer = self.client.put(f"/emulator/v1/projects/{self.project_id}:securityRules", json=body)
        _demand_ok(answer)

    def coverage(self) -> list[dict[str, Any]]:
        """The evaluations of the rules so far: trees of expressions with their positions and values."""
        answer = self.client.get(f"/emulator/v1/projects/{self.project_id}:ruleCoverage")
        _demand_ok(answer)
        report: list[dict[str, Any]] = answer.json()["report"]
        return report

    def put(self, documents: Mapping[str, Document]) -> None:
        """Writes these documents past the rules."""
        self._commit_past_rules([Write(path, fields) for path, fields in documents.items()])

    def restore(self, paths: Iterable[str], documents: Mapping[str, Document]) -> None:
        """Makes these paths again what `documents` says, past the rules; absent there is absent."""
        self._commit_past_rules([Write(path, documents[path]) if path in documents else Delete(path) for path in paths])

    def allows(self, uid: str | None, operation: Operation) -> bool:
        """Try an operation as a person (nobody, if None); true if it is allowed, and then it is done."""
        headers = {"Authorization": _bearer(uid, self.project_id)} if uid else {}
        answer = self._send(operation, headers)
        if answer.status_code == httpx.codes.FORBIDDEN:
            return False
        if answer.status_code == httpx.codes.NOT_FOUND and isinstance(operation, Get):
            return True
        _demand_ok(answer)
        return True

    @property
    def _root(self) -> str:
        return f"projects/{self.project_id}/databases/(default)/documents"

    def _send(self, operation: Operation, headers: Mapping[str, str]) -> httpx.Response:
        if isinstance(operation, Get):
            return self.client.get(f"/v1/{self._root}/{operation.path}", headers=headers)
        if isinstance(operation, Query):
            parent, body = operation.parent, {"structuredQuery": operation.structured()}
            url = f"/v1/{self._root}/{parent}:runQuery" if parent else f"/v1/{self._root}:runQuery"
            return self.client.post(url, json=body, headers=headers)
        writes = [self._write(write) for write in operation.writes]
        return self.client.post(f"/v1/{self._root}:commit", json={"writes": writes}, headers=headers)

    def _write(self, write: Write | Delete) -> dict[str, Any]:
        name = f"{self._root}/{write.path}"
        if isinstance(write, Delete):
            return {"delete": name}
        fields = {field: encode(value) for field, value in unstamped(write.fields).items()}
        transforms = [{"fieldPath": field, "setToServerValue": "REQUEST_TIME"} for field in stamped(write.fields)]
        return {"update": {"name": name, "fields": fields}, "updateTransforms": transforms}

    def _commit_past_rules(self, writes: list[Write | Delete]) -> None:
        body = {"writes": [self._write(write) for write in writes]}
        _demand_ok(self.client.post(f"/v1/{self._root}:commit", json=body, headers=ADMIN))


def _demand_ok(answer: httpx.Response) -> None:
    if answer.status_code != httpx.codes.OK:
        raise UnexpectedAnswerError(f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}")


@cache
def _bearer(uid: str, project_id: str) -> str:
    now = int(time.time())
    claims = {
        "sub": uid,
        "user_id": uid,
        "aud": project_id,
        "iss": f"https://securetoken.google.com/{project_id}",
        "iat": now,
        "exp": now + 3600,
        "auth_time": now,
        # What the claims say of a role must not matter: so everybody claims the highest.
        "clinic_id": "harbor",
        "role": "owner",
        "email_verified": uid != "guest" and not uid.startswith("unproven"),
        "firebase": {"sign_in_provider": "anonymous" if uid == "guest" else "password", "identities": {}},
    }
    return f"Bearer {_base64({'alg': 'none', 'typ': 'JWT'})}.{_base64(claims)}."


def _base64(part: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
