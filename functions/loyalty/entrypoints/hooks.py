"""The endpoints that other systems call: a payment provider's events, a records system's completed treatments.

Both sign what they send as Stripe does (https://docs.stripe.com/webhooks#verify-manually), and both signatures are
checked by Stripe's own library: `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">`, no older than five minutes.
"""

from __future__ import annotations

import functools
import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import firebase_admin
from firebase_functions import https_fn, logger
from firebase_functions.params import SecretParam
from flask import Request, Response, jsonify
from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from loyalty import config
from loyalty.entrypoints.endpoint import CODEC
from loyalty.errors.access import SignatureInvalid
from loyalty.errors.base import Refusal
from loyalty.errors.membership import EventMalformed
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore

LARGEST_BODY = 256 * 1024
# How a refusal answers who is no browser; whoever sends again should, where it is not 2xx.
STATUS = {
    "unauthenticated": 401,
    "invalid-argument": 400,
    "not-found": 404,
    "failed-precondition": 412,
    "already-exists": 409,
    "aborted": 503,
    "resource-exhausted": 429,
    "unavailable": 503,
}
Handle = Callable[[TransactionalStore, str, datetime], object]


def _hook(header: str, secret: SecretParam, secrets: Callable[[], tuple[str, ...]]) -> Callable[[Handle], Any]:
    """Serve a function of a signed body as an HTTPS endpoint; refusals are told with their code."""

    def decorate(handle: Handle) -> Any:  # noqa: ANN401 - whatever the SDK makes of it
        @https_fn.on_request(secrets=[secret])
        @functools.wraps(handle)
        def answer(request: Request) -> Response:
            said: dict[str, Any] = {"call": handle.__name__, "outcome": "ok"}
            try:
                body = _signed_body(request, request.headers.get(header), secrets())
                documents = FirestoreDocuments(shared_client(firebase_admin.get_app().project_id), Usage())
                answered = handle(TransactionalStore(documents, CODEC), body, datetime.now(UTC))
                return jsonify(to_jsonable_python(answered))
            except Refusal as refusal:
                said["outcome"] = refusal.code
                told = {"code": refusal.code, "message": str(refusal), **refusal.details}
                return Response(json.dumps(told), STATUS[refusal.status], mimetype="application/json")
            except Exception:
                said |= {"outcome": "internal", "stack_trace": traceback.format_exc()}
                raise
            finally:
                _log(said)

        return answer

    return decorate


def _log(said: dict[str, Any]) -> None:
    """One JSON line a call: what, and how it ended."""
    levels = {"ok": logger.info, "internal": logger.error}
    levels.get(said["outcome"], logger.warn)("hook", **said)


def _signed_body(request: Request, header: str | None, secrets: tuple[str, ...]) -> str:
    """The body, if one of the secrets signed it. Raises SignatureInvalid."""
    from stripe import SignatureVerificationError, WebhookSignature

    if request.method != "POST" or (request.content_length or 0) > LARGEST_BODY:
        raise SignatureInvalid
    try:
        body = request.stream.read(LARGEST_BODY).decode()
    except UnicodeDecodeError as error:
        raise SignatureInvalid from error
    for secret in secrets:
        try:
            WebhookSignature.verify_header(body, header, secret, tolerance=300)
        except SignatureVerificationError:
            continue
        return body
    raise SignatureInvalid


def _malformed(error: ValidationError) -> EventMalformed:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return EventMalformed(field=".".join(str(part) for part in first["loc"])[:80] or "the body", problem=first["msg"])


@_hook("Stripe-Signature", config.STRIPE_WEBHOOK_SECRETS, config.stripe_webhook_secrets)
def stripe_events(store: TransactionalStore, body: str, now: datetime) -> object:
    """A payment provider tells what became of a subscription; events about anything else are passed over."""
    from loyalty.entrypoints.stripe_events import SUBSCRIPTION, StripeEvent
    from loyalty.services.membership.subscriptions import take_in_subscription

    kind = _kind(body)
    if not kind.startswith(SUBSCRIPTION):
        return {"taken_in": False, "type": kind}
    try:
        event = StripeEvent.model_validate_json(body).value()
    except ValidationError as error:
        raise _malformed(error) from error
    if event is None:
        raise EventMalformed(field="data.object.items.data.0.current_period_end", problem="a period that has an end")
    changed = take_in_subscription(store, event, now)
    return {"taken_in": True, "type": kind, "status": changed.membership.status, "tier_id": changed.tier_id}


def _kind(body: str) -> str:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise EventMalformed(field="the body", problem="no JSON") from error
    kind = event.get("type") if isinstance(event, dict) else None
    if not isinstance(kind, str):
        raise EventMalformed(field="type", problem="the name of the event")
    return kind[:80]


@_hook("Records-Signature", config.RECORDS_SECRETS, config.records_secrets)
def ingest_treatments(store: TransactionalStore, body: str, now: datetime) -> object:
    """The clinic's records system tells which treatments are completed; each is answered by itself."""
    from loyalty.entrypoints.bodies_memberships import TreatmentsBody
    from loyalty.services.membership.treatments import CompleteTreatment, take_in_treatment

    try:
        told = TreatmentsBody.model_validate(json.loads(body))
    except ValidationError as error:
        raise _malformed(error) from error
    except (ValueError, RecursionError) as error:
        raise EventMalformed(field="the body", problem="no JSON") from error
    answers: list[dict[str, Any]] = []
    for treatment in told.treatments:
        request = CompleteTreatment(clinic_id=told.clinic_id, **treatment.named())
        try:
            taken = take_in_treatment(store, request, now)
            answers.append({"treatment_id": treatment.treatment_id, "outcome": "ok", "tier_id": taken.tier_id})
        except Refusal as refusal:
            answers.append({"treatment_id": treatment.treatment_id, "outcome": refusal.code, **refusal.details})
    return {"treatments": answers}
