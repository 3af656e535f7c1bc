"""An incoming request before anybody vouches for it: its body is held to a length, however it is sent.

The server gives a chunked body no length, and functions-framework reads every request to its end after the answer. So
the body is read here first, up to a limit, and put in the request's place.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Request
from werkzeug.wsgi import get_input_stream

_BEARER = "Bearer "
# The HTTP status of a refusal.
STATUS = {
    "unauthenticated": 401,
    "invalid-argument": 400,
    "permission-denied": 403,
    "not-found": 404,
    "failed-precondition": 412,
    "already-exists": 409,
    "aborted": 503,
    "resource-exhausted": 429,
    "unavailable": 503,
}


def has_bearer_token(request: Request) -> bool:
    """True where the request brings a token of any kind."""
    return request.headers.get("Authorization", "").startswith(_BEARER)


def hold_body(request: Request, most_bytes: int) -> bool:
    """Put the body in memory, up to a limit; where it is longer, leave it unread, put none in its place: False."""
    declared = request.content_length
    body = b"" if declared is not None and declared > most_bytes else _read(request, most_bytes + 1)
    is_short = (declared or 0) <= most_bytes and len(body) <= most_bytes
    _replace_body(request, body if is_short else b"")
    return is_short


def leave_body(request: Request) -> None:
    """Leave the body unread, and put none in its place."""
    _replace_body(request, b"")


def _read(request: Request, most_bytes: int) -> bytes:
    stream: IO[bytes] = get_input_stream(request.environ)
    parts: list[bytes] = []
    while most_bytes > 0 and (part := stream.read(most_bytes)):
        parts.append(part)
        most_bytes -= len(part)
    return b"".join(parts)


def _replace_body(request: Request, body: bytes) -> None:
    environ = request.environ
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(body), str(len(body))
    environ.pop("HTTP_TRANSFER_ENCODING", None)
