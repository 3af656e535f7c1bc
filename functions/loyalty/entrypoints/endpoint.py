"""The endpoint of many calls: it checks sign-in and body, writes one log line, and answers refusals by the protocol.

A call's name is the last part of its path: `counter/check_in`. A service's modules are loaded by its first call, or
earlier by `counter/ready`, which a page requests while its user is still busy with something else.
"""

from __future__ import annotations

import functools
import importlib
import json
import logging
import re
import time
import traceback
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast, get_type_hints

from firebase_functions import https_fn, logger
from firebase_functions.params import SecretParam
from flask import Request, Response, jsonify

from loyalty import config
from loyalty.domain.bounds import ID_PATTERN
from loyalty.entrypoints.callers import CALLERS
from loyalty.entrypoints.incoming import STATUS, has_bearer_token, hold_body, leave_body
from loyalty.errors.access import AddressNotVerified, AppCheckRequired, SignInRequired
from loyalty.errors.base import CallNotFound, MalformedRequest, Refusal

if TYPE_CHECKING:
    from loyalty.entrypoints.backend import Backend
    from loyalty.store.documents import Usage

Served = Callable[[Request], Response]


class WithoutPayloads(logging.Filter):
    """Lets the SDK log what was wrong with a request, but never the token or the body in which it was."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Cut the message before what it quotes."""
        if "firebase_functions" in record.pathname:
            record.msg, record.args = re.split(r"[:%]", str(record.msg))[0], ()
            record.exc_info = None
        return True


logging.getLogger().addFilter(WithoutPayloads())

LARGEST_BODY = 64 * 1024
PREFLIGHT_SECONDS = 7200  # the longest that Chromium keeps one
READY = "ready"
# What every call needs, and discovery does not: imported by the first call, or before it.
LOADED_LATE = (
    "google.cloud.firestore",
    "loyalty.entrypoints.backend",
    "loyalty.entrypoints.bodies",
    *(f"loyalty.entrypoints.managed.{name}" for name in ("appointments", "clinic", "rules", "tiers")),
    "loyalty.services.preconditions",
    "loyalty.store.firestore.checkout",
    "loyalty.store.firestore.wire",
    "pydantic_core",
)
_APP_CHECK = "X-Firebase-AppCheck"  # apps send it; our pages send none, and are let in without
_UID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Call:
    """A call: the name of its use case, the use case's module in services, and the providers of further arguments.

    The use case is a function of `store`, `body`, `caller` and `besides`; its annotations are the call's contract.
    """

    name: str
    module: str
    besides: Mapping[str, Callable[[Backend], object]] = field(default_factory=dict)

    @property
    def use_case(self) -> Callable[..., object]:
        """The function in services."""
        module = importlib.import_module(f"loyalty.services.{self.module}")
        return cast("Callable[..., object]", getattr(module, self.name))

    @property
    def body(self) -> type[Any]:
        """The dataclass that the call's body is read as."""
        return cast("type[Any]", _hints(self.use_case)["body"])

    @property
    def answer(self) -> Any:  # noqa: ANN401 - a class, or a union of some
        """The annotation of the call's answer."""
        return _hints(self.use_case)["return"]


@functools.cache
def _hints(use_case: Hashable) -> dict[str, Any]:
    return get_type_hints(use_case)


@dataclass(frozen=True)
class Service:
    """The calls that one function serves: each of them keeps the worker warm for the others."""

    calls: Mapping[str, Call]

    def require(self, name: str) -> Call:
        """The call of that name, or CallNotFound."""
        if name not in self.calls:
            raise CallNotFound(call=name)
        return self.calls[name]

    @functools.cached_property
    def ready(self) -> bool:
        """Every module of the service is loaded, its bodies can be read, and the database client is made."""
        from loyalty.entrypoints.backend import backend_of
        from loyalty.entrypoints.bodies import adapter_of
        from loyalty.store.documents import Usage

        self.load()
        for call in self.calls.values():
            adapter_of(cast("Hashable", call.body))
        backend_of(Usage())
        return True

    def load(self) -> None:
        """Load every module of the service; nothing is connected yet."""
        for module in LOADED_LATE:
            importlib.import_module(module)
        for call in self.calls.values():
            _hints(call.use_case)


def serve(
    name: str,
    calls: Iterable[Call],
    secrets: tuple[SecretParam, ...] = (),
    **options: Any,  # noqa: ANN401 - the SDK's
) -> tuple[Service, Served]:
    """Make a service of calls, and the HTTPS callable of that name that serves them, with the SDK's `options`."""
    service = Service({call.name: call for call in calls})

    def answer(request: https_fn.CallableRequest[Any]) -> Any:  # noqa: ANN401 - whatever JSON the call answers
        return _answer(service, request)

    answer.__name__ = name  # what it is deployed as
    return service, _guard(service, cast("Served", https_fn.on_call(secrets=list(secrets), **options)(answer)))


def _answer(service: Service, request: https_fn.CallableRequest[Any]) -> Any:  # noqa: ANN401 - whatever JSON
    started = time.perf_counter()
    from pydantic_core import to_jsonable_python

    from loyalty.entrypoints.backend import backend_of
    from loyalty.entrypoints.bodies import ids_of, read_body
    from loyalty.services.preconditions import Caller
    from loyalty.store.documents import Usage

    usage = Usage()
    name = name_of(request.raw_request)
    line: dict[str, Any] = {"call": name}
    try:
        call = service.require(name)
        uid, signed_in_at = _require_sign_in(request)
        CALLERS.require_room(uid, config.calls_per_second())
        body = read_body(call.body, request.data)
        line |= {"uid": uid, **ids_of(body)}
        backend = backend_of(usage)
        besides = {parameter: provide(backend) for parameter, provide in call.besides.items()}
        known, email = _is_known(request), _proven_address(request)
        caller = Caller(uid, datetime.now(UTC), is_known=known, signed_in_at=signed_in_at, email=email)
        answered = call.use_case(store=backend.store, body=body, caller=caller, **besides)
        answer = to_jsonable_python(answered)
        line["outcome"] = "ok"
    except Refusal as refusal:
        line["outcome"] = refusal.code
        raise _protocol_error(refusal) from refusal
    except Exception:
        line |= {"outcome": "internal", "stack_trace": traceback.format_exc()}
        raise
    else:
        return answer
    finally:
        _log(line, usage, time.perf_counter() - started)


def name_of(request: Request) -> str:
    """The name of a call: the last part of its path, cut to what a log line holds."""
    return request.path.rstrip("/").rpartition("/")[2][:40]


def _require_sign_in(request: https_fn.CallableRequest[Any]) -> tuple[str, datetime]:
    """The caller's uid, and when they signed in. Raises AppCheckRequired, SignInRequired, AddressNotVerified."""
    if _APP_CHECK in request.raw_request.headers and request.app is None:
        raise AppCheckRequired
    if request.auth is None or request.auth.uid is None or not _UID.match(request.auth.uid):
        raise SignInRequired
    token = request.auth.token
    by_password = token.get("firebase", {}).get("sign_in_provider") == "password"
    if by_password and not token.get("email_verified"):
        raise AddressNotVerified
    return request.auth.uid, datetime.fromtimestamp(int(token["auth_time"]), UTC)


def _is_known(request: https_fn.CallableRequest[Any]) -> bool:
    """True if the caller's token says that their address or telephone number is verified."""
    token = request.auth.token if request.auth else {}
    return token.get("email_verified") is True or bool(token.get("phone_number"))


def _proven_address(request: https_fn.CallableRequest[Any]) -> str | None:
    """The address that the caller's token proves to be theirs, in lower case; None where it proves none."""
    token = request.auth.token if request.auth else {}
    email = token.get("email")
    return email.lower() if isinstance(email, str) and token.get("email_verified") is True else None


def _protocol_error(refusal: Refusal) -> https_fn.HttpsError:
    status = https_fn.FunctionsErrorCode(refusal.status)
    return https_fn.HttpsError(status, str(refusal), {"code": refusal.code, **refusal.details})


def _log(line: dict[str, Any], usage: Usage, seconds: float) -> None:
    """Write one JSON line for a call: its name, outcome, cost and ids; never names, codes or amounts."""
    cost = {
        "milliseconds": round(seconds * 1000, 1),
        "round_trips": usage.round_trips,
        "documents_read": usage.documents_read,
        "documents_written": usage.documents_written,
    }
    (logger.error if line["outcome"] == "internal" else logger.info)("call", **line, **cost)


def _guard(service: Service, served: Served) -> Served:
    """Answer `ready`, and refuse what has no token or is not the protocol's JSON: the SDK says INTERNAL to that."""

    @functools.wraps(served)
    def answer(request: Request) -> Response:
        refusal = _refusal_before(request)
        if name_of(request) == READY:
            return Response(status=204 if service.ready else 503)
        if refusal is not None:
            return _refused(refusal)
        return _allow_caching(served(request)) if request.method == "OPTIONS" else served(request)

    return answer


def _refused(refusal: Refusal) -> Response:
    """The protocol's answer where the SDK is not asked."""
    error = _protocol_error(refusal)
    response = jsonify(error={"status": error.code.name, "message": error.message, "details": error.details})
    response.status_code = STATUS[refusal.status]
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _allow_caching(preflight: Response) -> Response:
    """Let a browser cache a preflight: otherwise each call sends one first, which is one more round trip."""
    preflight.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return preflight


def _refusal_before(request: Request) -> Refusal | None:
    """The refusal of a request that nobody needs to look into. Without a token its body is not read at all."""
    if request.method != "POST" or not has_bearer_token(request):
        leave_body(request)
        return SignInRequired() if request.method == "POST" else None
    problem = _envelope_problem(request)
    return MalformedRequest(field="the request", problem=problem) if problem else None


def _envelope_problem(request: Request) -> str | None:
    if not hold_body(request, LARGEST_BODY):
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
