"""The connections for messages: many at once, kept open between messages, with no automatic repeats.

They replace the HTTP client of firebase-admin, which repeats refused messages by itself, waits for a Retry-After in the
middle of a run, and takes three times as long for a message; see docs/decisions/0015-our-own-wire-to-fcm.md.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

CALL_TIMEOUT = 10.0  # seconds
# Servers close a connection after some idle minutes, and the outcome of a message sent into it is unknown.
LONGEST_IDLE = 30.0


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer of the server, with the attribute names that firebase-admin reads from errors."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes


class FcmWire:
    """The connections to one server. `authorize` returns the headers that name the sender."""

    def __init__(self, origin: str, authorize: Callable[[], Mapping[str, str]]) -> None:
        parts = urlsplit(origin)
        self._host, self._port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._authorize = authorize
        self._idle: list[tuple[float, socket.socket]] = []
        self._lock = threading.Lock()

    def body(self, method: str, url: str, headers: Mapping[str, str], json: object) -> dict[str, Any]:
        """The server's answer in the form of firebase-admin's own client. Raises the exceptions of `requests`."""
        return _body_of(self._answer(self._request(method, urlsplit(url).path, headers, json)))

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, connection in idle:
            connection.close()

    def _request(self, method: str, path: str, headers: Mapping[str, str], said: object) -> bytes:
        """A whole request to send in one piece, because two pieces are two packets and twice the work."""
        content = json.dumps(said, separators=(",", ":")).encode()
        own = {"Host": self._host, "Content-Type": "application/json", "Content-Length": str(len(content))}
        lines = [f"{name}: {value}\r\n" for name, value in {**own, **headers, **self._authorize()}.items()]
        return f"{method} {path} HTTP/1.1\r\n{''.join(lines)}\r\n".encode("ascii") + content

    def _answer(self, request: bytes) -> HttpAnswer:
        import requests  # noqa: PLC0415 - firebase-admin's own, loaded with it

        try:
            connection = self._take()
            try:
                connection.sendall(request)
                answer, lasting = _receive(connection)
            except BaseException:
                connection.close()
                raise
        except TimeoutError as error:
            raise requests.Timeout(str(error)) from error
        except (OSError, http.client.HTTPException) as error:
            raise requests.ConnectionError(str(error)) from error
        self._give_back(connection, lasting=lasting)
        return answer

    def _take(self) -> socket.socket:
        """Take the connection that was used last, or a new one; if even the last was idle too long, close all."""
        oldest = time.monotonic() - LONGEST_IDLE
        with self._lock:
            if self._idle and self._idle[-1][0] >= oldest:
                return self._idle.pop()[1]
        self.close()
        connection = socket.create_connection((self._host, self._port), CALL_TIMEOUT)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._tls.wrap_socket(connection, server_hostname=self._host) if self._tls else connection

    def _give_back(self, connection: socket.socket, *, lasting: bool) -> None:
        if not lasting:
            connection.close()
            return
        with self._lock:
            self._idle.append((time.monotonic(), connection))


def _receive(connection: socket.socket) -> tuple[HttpAnswer, bool]:
    """Receive the server's answer; the second value is true if the connection stays open."""
    with http.client.HTTPResponse(connection, method="POST") as response:
        response.begin()
        headers = {name.casefold(): value for name, value in response.getheaders()}
        return HttpAnswer(response.status, headers, response.read()), not response.will_close


def _body_of(answer: HttpAnswer) -> dict[str, Any]:
    import requests  # noqa: PLC0415 - firebase-admin's own, loaded with it

    if answer.status_code >= 300:
        refused: Any = answer  # as far as firebase-admin looks, a response
        raise requests.HTTPError(f"HTTP {answer.status_code}", response=refused)
    try:
        said: dict[str, Any] = json.loads(answer.content)
        said["name"]
    except (ValueError, KeyError, TypeError) as error:
        raise requests.RequestException("not an answer of FCM") from error
    return said
