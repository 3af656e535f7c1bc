"""What every callable shares: who calls, the body checked, one log line, refusals in the protocol's words."""

from __future__ import annotations

import functools
import importlib
import json
import re
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

import firebase_admin
from firebase_functions import https_fn, logger
from firebase_functions.params import SecretParam
from flask import Request, Response, jsonify
from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from loyalty import config
from loyalty.entrypoints.bodies import ID_PATTERN, Body
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.access import AppCheckRequired, SignInRequired
from loyalty.errors.base import MalformedRequest, Refusal
from loyalty.services.checkout.codes import Codes
from loyalty.services.preconditions import Caller
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore

B = TypeVar("B", bound=Body)
Served = Callable[[Request], Response]

CODEC = Codec(PARSERS)
LARGEST_BODY = 64 * 1024
PREFLIGHT_SECONDS = 7200  # the longest that Chromium keeps one
_UID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Call(Generic[B]):
    """One call: its body, its caller, the store it may use, and where what it costs besides is noted."""

    body: B
    caller: Caller
    store: TransactionalStore
    usage: Usage


def codes() -> Codes:
    """The codes of this deployment, for a function that binds the secret `CODE_SIGNING_KEYS`."""
    return Codes(config.code_signing_keys())


def late(module: str, name: str) -> Callable[[], Any]:
    """A class of bodies that is imported when it is asked for."""
    return lambda: getattr(importlib.import_module(f"loyalty.entrypoints.{module}"), name)


def answers(
    body: Callable[[], type[B]], secrets: tuple[SecretParam, ...] = ()
) -> Callable[[Callable[[Call[B]], object]], Served]:
    """Serve a function of a call as an HTTPS callable; what it returns is answered as JSON.

    `body` gives the class of its body; it is asked when a call has come, so that no worker loads another's.
    """

    def decorate(handle: Callable[[Call[B]], object]) -> Served:
        @https_fn.on_call(secrets=list(secrets))
        @functools.wraps(handle)
        def answer(request: https_fn.CallableRequest[Any]) -> Any:  # noqa: ANN401 - whatever JSON it answers
            return _answered(handle, body(), request)

        return _well_formed_only(cast("Served", answer))

    return decorate


def _answered(
    handle: Callable[[Call[B]], object],
    body_type: type[B],
    request: https_fn.CallableRequest[Any],
) -> Any:  # noqa: ANN401 - whatever JSON the handler answers
    started, usage = time.perf_counter(), Usage()
    said: dict[str, Any] = {"call": handle.__name__}
    try:
        uid = _signed_in(request)
        body = _parsed(body_type, request.data)
        said |= {"uid": uid, **body.ids()}
        documents = FirestoreDocuments(shared_client(firebase_admin.get_app().project_id), usage)
        call = Call(body, Caller(uid, datetime.now(UTC)), TransactionalStore(documents, CODEC), usage)
        answer = to_jsonable_python(handle(call))
        said["outcome"] = "ok"
    except Refusal as refusal:
        said["outcome"] = refusal.code
        raise _protocol_error(refusal) from refusal
    except Exception:
        said |= {"outcome": "internal", "stack_trace": traceback.format_exc()}
        raise
    else:
        return answer
    finally:
        _log(said, usage, time.perf_counter() - started)


def _signed_in(request: https_fn.CallableRequest[Any]) -> str:
    if config.enforce_app_check() and request.app is None:
        raise AppCheckRequired
    uid = request.auth.uid if request.auth else None
    if uid is None or not _UID.match(uid):
        raise SignInRequired
    return uid


def _parsed(body_type: type[B], data: object) -> B:
    try:
        return body_type.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"])[:80] or "the body"
        raise MalformedRequest(field=field, problem=first["msg"]) from error


def _protocol_error(refusal: Refusal) -> https_fn.HttpsError:
    status = https_fn.FunctionsErrorCode(refusal.status)
    return https_fn.HttpsError(status, str(refusal), {"code": refusal.code, **refusal.details})


def _log(said: dict[str, Any], usage: Usage, seconds: float) -> None:
    """One JSON line a call: what, how it ended, what it cost, ids; never names, codes or amounts."""
    line = {
        **said,
        "milliseconds": round(seconds * 1000, 1),
        "round_trips": usage.round_trips,
        "documents_read": usage.documents_read,
        "documents_written": usage.documents_written,
    }
    (logger.error if said["outcome"] == "internal" else logger.info)("call", **line)


def _well_formed_only(served: Served) -> Served:
    """Refuse what is not the callable protocol's JSON before the SDK sees it: it answers such bodies with INTERNAL."""

    @functools.wraps(served)
    def guarded(request: Request) -> Response:
        problem = _envelope_problem(request) if request.method == "POST" else None
        if problem is None:
            return _remembered(served(request)) if request.method == "OPTIONS" else served(request)
        refusal = MalformedRequest(field="the request", problem=problem)
        error = _protocol_error(refusal)
        body = {"status": error.code.name, "message": error.message, "details": error.details}
        response = jsonify(error=body)
        response.status_code = 400
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return guarded


def _remembered(preflight: Response) -> Response:
    """Let a browser keep its leave to call: otherwise each call asks for it again first, one more round trip."""
    preflight.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return preflight


def _envelope_problem(request: Request) -> str | None:
    if (request.content_length or 0) > LARGEST_BODY:
        return f"it is larger than {LARGEST_BODY} bytes"
    if request.mimetype != "application/json":
        return "its content type must be application/json"
    try:
        envelope = json.loads(request.get_data())
    except (ValueError, RecursionError):
        return "it is not JSON"
    if not isinstance(envelope, dict) or set(envelope) != {"data"}:
        return 'it must be {"data": …} and nothing else'
    return None
