"""People of the demo who reach the clinic over HTTP, as any page would: with their ID token, under every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from scripts.seed.clinic import PASSWORD, Person
from scripts.stack import REGION

_PATIENCE = 60.0  # seconds; a cold function imports first


class DemoFailedError(Exception):
    """The demo failed: the message says in one sentence what happened instead."""


class RefusedError(Exception):
    """A callable said no, in the protocol's words: `code` is stable, `details` are of the case."""

    def __init__(self, message: str, details: Mapping[str, Any]) -> None:
        self.code = str(details.get("code", "without a code"))
        self.details = details
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of the emulators, as host:port, and the project they play."""

    project: str
    auth: str
    firestore: str
    functions: str

    @classmethod
    def of(cls, env: Mapping[str, str]) -> Addresses:
        """The addresses that the environment of a running stack names."""
        return cls(
            project=env["GCLOUD_PROJECT"],
            auth=env["FIREBASE_AUTH_EMULATOR_HOST"],
            firestore=env["FIRESTORE_EMULATOR_HOST"],
            functions=env["FUNCTIONS_EMULATOR_HOST"],
        )


class Client:
    """A signed-in person who calls functions and reads documents; a context, for the connections it keeps."""

    def __init__(self, addresses: Addresses, person: Person) -> None:
        self.person = person
        self._addresses = addresses
        self._http = httpx.Client(timeout=_PATIENCE)

    def __enter__(self) -> Self:
        """Sign in with the Auth emulator, for an ID token. Raises DemoFailedError where that is refused."""
        try:
            self._http.headers["Authorization"] = f"Bearer {self._sign_in()}"
        except BaseException:
            self._http.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connections it kept."""
        self._http.close()

    def call(self, name: str, body: Mapping[str, Any], service: str = "counter") -> dict[str, Any]:
        """Make a call of a service; returns its answer. Raises RefusedError where it refuses."""
        url = f"http://{self._addresses.functions}/{self._addresses.project}/{REGION}/{service}/{name}"
        said = self._http.post(url, json={"data": body})
        if said.status_code == httpx.codes.INTERNAL_SERVER_ERROR and '"error"' not in said.text:
            # The Functions emulator's proxy met a connection that its worker had just closed; the call never arrived.
            said = self._http.post(url, json={"data": body})
        answer = said.json()
        if "error" in answer:
            raise RefusedError(answer["error"]["message"], answer["error"].get("details", {}))
        result: dict[str, Any] = answer["result"]
        return result

    def read(self, path: str) -> dict[str, Any]:
        """A document's fields, as far as the security rules let this person read it."""
        database = f"http://{self._addresses.firestore}/v1/projects/{self._addresses.project}/databases/(default)"
        answer = self._http.get(f"{database}/documents/{path}")
        if answer.is_error:
            raise DemoFailedError(f"{self.person.name} may not read {path}: {answer.text}")
        return plain_fields(answer.json())

    def _sign_in(self) -> str:
        answer = self._http.post(
            f"http://{self._addresses.auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword",
            params={"key": "demo"},
            json={"email": self.person.email, "password": PASSWORD, "returnSecureToken": True},
        )
        if answer.is_error:
            raise DemoFailedError(f"{self.person.email} cannot sign in: {answer.text}")
        return str(answer.json()["idToken"])


def plain_fields(document: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a document or map as Firestore's REST interface spells them, as plain values."""
    return {name: _plain(value) for name, value in document.get("fields", {}).items()}


def _plain(value: Mapping[str, Any]) -> Any:  # noqa: ANN401  whatever the document holds
    [(kind, content)] = value.items()
    match kind:
        case "integerValue":
            return int(content)
        case "arrayValue":
            return [_plain(item) for item in content.get("values", [])]
        case "mapValue":
            return plain_fields(content)
        case _:
            return content
