"""A stand-in for Firebase Cloud Messaging on this machine: it takes pushes as FCM v1 does, and delivers none.

    python -m scripts.stack.fcm [PORT]

prints each push that would be sent; so does `make serve`. The functions are led to it by the setting FCM_ENDPOINT.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Self

from scripts import FCM_PORT

_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
# What FCM calls each status, and says with it.
_STATUSES = {
    400: ("INVALID_ARGUMENT", "Request contains an invalid argument."),
    401: ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
    403: ("PERMISSION_DENIED", "SenderId mismatch"),
    404: ("NOT_FOUND", "Requested entity was not found."),
    429: ("RESOURCE_EXHAUSTED", "Quota exceeded."),
    500: ("INTERNAL", "Internal error encountered."),
    503: ("UNAVAILABLE", "The service is currently unavailable."),
}


@dataclass(frozen=True)
class Reply:
    """The answer to a push, after so many `seconds`: by a status and FCM's error code, or by a `cut` connection."""

    status: int = 200
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    cut: bool = False
    field_violation: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Arrived:
    """A push as it came, and its instant by the machine's monotonic clock."""

    token: str
    message: dict[str, Any]
    at: float
    path: str
    headers: Mapping[str, str]


def accept(_: Arrived) -> Reply:
    """The reply of a day on which all is well."""
    return Reply()


class LocalFcm:
    """The server, as a context, in a thread of its own. `arrived` is every push so far, `most_at_once` the crowd."""

    def __init__(self, reply: Callable[[Arrived], Reply] = accept, port: int = 0) -> None:
        self.reply = reply
        self.forget()
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="local-fcm", daemon=True)

    def forget(self) -> None:
        """Begin to count anew."""
        self.arrived: list[Arrived] = []
        self.most_at_once = 0
        self.connections = 0
        self._crowd: set[asyncio.StreamWriter] = set()

    @property
    def endpoint(self) -> str:
        """Its origin, for FCM_ENDPOINT."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._thread.start()
        server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self._port = server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port, backlog=512)
        return self._server

    async def _close(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while arrived := await _read(reader):
                self.arrived.append(arrived)
                crowd = self._crowd
                crowd.add(writer)
                self.most_at_once = max(self.most_at_once, len(self._crowd))
                reply = self.reply(arrived)
                try:
                    await asyncio.sleep(reply.seconds)
                finally:
                    crowd.discard(writer)
                if reply.cut:
                    break
                writer.write(_answer(reply, len(self.arrived)))
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass  # whoever sent is gone, or the server is closing
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Arrived | None:
    """The next push on a connection; None when it was closed."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    request, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    message = json.loads(body).get("message", {})
    return Arrived(message.get("token", ""), message, time.monotonic(), request.split()[1], headers)


def _answer(reply: Reply, number: int) -> bytes:
    if reply.status == 200:
        said: dict[str, Any] = {"name": f"projects/local/messages/{number}"}
    else:
        said = {"error": _error(reply)}
    body = json.dumps(said).encode()
    lines = {"Content-Type": "application/json", "Content-Length": str(len(body)), **reply.headers}
    head = f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}\r\n"
    return (head + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n").encode() + body


def _error(reply: Reply) -> dict[str, Any]:
    status, sentence = _STATUSES[reply.status]
    details: list[dict[str, Any]] = [{"@type": _ERROR, "errorCode": reply.code}] if reply.code else []
    if reply.field_violation:
        violation = {"field": reply.field_violation, "description": "Invalid value"}
        details.append({"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]})
    said = {"code": reply.status, "message": reply.sentence or sentence, "status": status}
    return said | ({"details": details} if details else {})


def tell(arrived: Arrived) -> Reply:
    """Print a push, and accept it."""
    words = arrived.message.get("notification", {})
    print(f"push {arrived.message.get('data', {}).get('kind')}: {words.get('title')}: {words.get('body')}", flush=True)
    return Reply()


def main() -> None:
    """Print pushes until Ctrl-C."""
    with LocalFcm(tell, int(sys.argv[1]) if len(sys.argv) > 1 else FCM_PORT) as server:
        print(f"Pushes are taken at {server.endpoint}. Ctrl-C ends it.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
