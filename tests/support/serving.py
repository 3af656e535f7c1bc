"""The functions over real HTTP, on a free port: in a test's own process, or as a process that can be killed.

As a process: `python -m tests.support.serving PORT [die-after-commit]`, which ends itself, as by kill -9, between its
first commit and the answer.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import flask
from werkzeug.serving import make_server

import main
from loyalty.store.documents import Write
from loyalty.store.firestore.client import FirestoreDocuments
from tests.support.deployed import path_of
from tests.support.http import http_client

METHODS = ["GET", "POST", "PUT", "DELETE", "OPTIONS"]


def application() -> flask.Flask:
    """Every deployed function under its own name, and what it serves below that."""
    app = flask.Flask("functions")

    @app.route("/<function>", defaults={"name": ""}, methods=METHODS)
    @app.route("/<function>/<name>", methods=METHODS)
    def serve(function: str, name: str) -> flask.Response:  # noqa: ARG001 - the function reads it off the path
        response: flask.Response = getattr(main, function)(flask.request)
        return response

    return app


@contextmanager
def served() -> Iterator[str]:
    """The functions' address while they are served from this process."""
    server = make_server("127.0.0.1", 0, application(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def unsigned_token(project_id: str, uid: str) -> str:
    """An ID token as the Auth emulator gives: unsigned, for one person in one project."""
    now = 1_700_000_000
    claims = {
        "iss": f"https://securetoken.google.com/{project_id}",
        "aud": project_id,
        "sub": uid,
        "user_id": uid,
        "iat": now,
        "auth_time": now,
        "exp": 4_000_000_000,
        "email_verified": not uid.startswith("unproven"),
        "firebase": {"sign_in_provider": "password", "identities": {}},
    }
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join([*(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts), ""])


@dataclass
class Answer:
    """The answer of a callable: a result, or an error's status and details."""

    http_status: int
    result: Any = None
    status: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The refusal's stable code."""
        return str(self.details.get("code", ""))


class Client:
    """A client of the callables, as one signed-in person or nobody."""

    def __init__(self, address: str, project_id: str) -> None:
        self._address = address
        self._project_id = project_id

    def call(self, name: str, data: object, uid: str | None, more: Mapping[str, str] | None = None) -> Answer:
        """Call a callable by the callable protocol, with `more` headers."""
        return self.post(name, json.dumps({"data": data}).encode(), uid, more=more)

    def post(
        self,
        name: str,
        body: bytes,
        uid: str | None,
        content_type: str = "application/json",
        more: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send any bytes to a callable, with `more` headers."""
        headers = {"Content-Type": content_type, **(more or {})}
        if uid is not None:
            headers["Authorization"] = f"Bearer {unsigned_token(self._project_id, uid)}"
        response = http_client().post(f"{self._address}/{path_of(name)}", content=body, headers=headers)
        said = response.json()
        error = said.get("error", {})
        return Answer(response.status_code, said.get("result"), error.get("status", ""), error.get("details") or {})


def _serve_until_killed(port: int, *, die_after_commit: bool) -> None:
    if die_after_commit:
        commit = FirestoreDocuments.commit

        def commit_and_die(self: FirestoreDocuments, writes: Sequence[Write], timeout: float) -> None:
            commit(self, writes, timeout)
            os._exit(9)

        FirestoreDocuments.commit = commit_and_die  # type: ignore[method-assign]
    make_server("127.0.0.1", port, application(), threaded=True).serve_forever()


if __name__ == "__main__":
    _serve_until_killed(int(sys.argv[1]), die_after_commit="die-after-commit" in sys.argv)
