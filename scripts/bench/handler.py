"""`record_purchase` as it is served: functions-framework in a process of its own, called over HTTP with an ID token."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import time
from types import TracebackType
from typing import Any, Self

import httpx

from scripts import ROOT
from scripts.seed.clinic import CALABASAS, DESKS

_PATIENCE_SECONDS = 30.0


class Handler:
    """The served function, as a context; needs the emulators' addresses in the environment."""

    def __init__(self, project_id: str) -> None:
        self._project_id = project_id
        self._port = _free_port()
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{self._port}", timeout=_PATIENCE_SECONDS)
        self._http.headers["Authorization"] = f"Bearer {_unsigned_token(project_id, DESKS[CALABASAS].uid)}"

    def __enter__(self) -> Self:
        """Start it, and wait until it listens."""
        command = [
            sys.executable,
            "-m",
            "functions_framework",
            "--target",
            "counter",
            "--port",
            str(self._port),
        ]
        project = {"GCLOUD_PROJECT": self._project_id, "GOOGLE_CLOUD_PROJECT": self._project_id}
        self._process = subprocess.Popen(
            command,
            cwd=ROOT / "functions",
            env=os.environ | project | {"CODE_SIGNING_KEYS": "a-key-for-measuring", "CALLS_PER_SECOND": "1000000"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not _listens(self._port):
            if time.monotonic() > deadline:
                self._process.kill()
                raise TimeoutError("functions-framework did not start")
            time.sleep(0.1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End it."""
        self._http.close()
        self._process.terminate()
        self._process.wait(_PATIENCE_SECONDS)

    def call(self, body: dict[str, Any]) -> dict[str, Any]:
        """Its answer. Raises RuntimeError where it refuses."""
        said = self._http.post("/record_purchase", json={"data": body}).json()
        if "result" not in said:
            raise RuntimeError(f"refused: {said}")
        result: dict[str, Any] = said["result"]
        return result


def _unsigned_token(project_id: str, uid: str) -> str:
    now = int(time.time())
    claims = {
        "iss": f"https://securetoken.google.com/{project_id}",
        "aud": project_id,
        "sub": uid,
        "user_id": uid,
        "iat": now,
        "auth_time": now,
        "exp": now + 3600,
    }
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims)]
    return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), ""])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
