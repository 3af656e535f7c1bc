"""Hooks: endpoints for other systems. A payment provider sends events, a records system completed treatments.

Both sign their bodies as Stripe does (https://docs.stripe.com/webhooks#verify-manually), and both signatures are
checked by Stripe's own library: `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">`, within five minutes of now. A
secret is a clinic's own: what it signs is about no other clinic.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from firebase_functions import https_fn, logger
from flask import Request, Response, jsonify

from loyalty import config
from loyalty.domain.bounds import ID_PATTERN
from loyalty.entrypoints.endpoint import name_of
from loyalty.entrypoints.incoming import STATUS, hold_body, leave_body
from loyalty.errors.access import SignatureInvalid, SignedForAnotherClinic
from loyalty.errors.base import CallNotFound, Refusal
from loyalty.errors.membership import EventMalformed

LARGEST_BODY = 256 * 1024
LONGEST_ID = 128
# A provider's event that is refused with one of these is worth sending again.
SEND_AGAIN = ("aborted", "unavailable")
if TYPE_CHECKING:
    from pydantic import ValidationError

    from loyalty.domain.documents import Store
    from loyalty.services.membership.memberships import MembershipChanged

_ID = re.compile(ID_PATTERN)
_DATED = re.compile(r"(?:^|,)t=(\d{1,12})(?=,|$)")
WITHIN_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Signed:
    """A body, and the clinics whose secret signed it."""

    body: str
    clinic_ids: frozenset[str]

    def require_about(self, clinic_id: str) -> None:
        """Raise SignedForAnotherClinic unless a secret of this clinic signed it."""
        if not self.clinic_ids & {clinic_id, config.EVERY_CLINIC}:
            raise SignedForAnotherClinic(clinic_id=clinic_id)


Handle = Callable[["Store", Signed, datetime], object]


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook: the header of its signature, the secrets by clinic that may have made it, and its handler."""

    header: str
    secrets: Callable[[], tuple[tuple[str, str], ...]]
    handle: Handle


@https_fn.on_request(
    secrets=[config.STRIPE_WEBHOOK_SECRETS, config.RECORDS_SECRETS],
    cpu=0.5,  # type: ignore[arg-type]  # the SDK says int; Cloud Run takes fractions, and the CLI passes them on
    concurrency=1,
    max_instances=1,
)
def hooks(request: Request) -> Response:
    """Serve the hook that the last part of the path names; refusals are told with their code."""
    from pydantic_core import to_jsonable_python

    from loyalty.entrypoints.backend import backend_of
    from loyalty.store.documents import Usage

    name = name_of(request)
    line: dict[str, Any] = {"call": name, "outcome": "ok"}
    try:
        hook = _require_hook(name)
        now = datetime.now(UTC)
        signed = require_signed(request, request.headers.get(hook.header), hook.secrets(), now)
        answer = hook.handle(backend_of(Usage()).store, signed, now)
        return jsonify(to_jsonable_python(answer))
    except Refusal as refusal:
        line["outcome"] = refusal.code
        refused = {"code": refusal.code, "message": str(refusal), **refusal.details}
        return Response(json.dumps(refused), STATUS[refusal.status], mimetype="application/json")
    except Exception:
        line |= {"outcome": "internal", "stack_trace": traceback.format_exc()}
        raise
    finally:
        leave_body(request)  # what is not read by now stays unread
        _log(line)


def _require_hook(name: str) -> Hook:
    if name not in HOOKS:
        raise CallNotFound(call=name)
    return HOOKS[name]


def _log(line: dict[str, Any]) -> None:
    """Write one JSON line for a call: its name and outcome."""
    levels = {"ok": logger.info, "internal": logger.error}
    levels.get(line["outcome"], logger.warn)("hook", **line)


def require_signed(request: Request, header: str | None, secrets: Iterable[tuple[str, str]], now: datetime) -> Signed:
    """The body, signed with a secret within five minutes of now, or SignatureInvalid."""
    from stripe import SignatureVerificationError, WebhookSignature

    dated = _DATED.search(header or "")
    if request.method != "POST" or dated is None or int(dated[1]) > now.timestamp() + WITHIN_SECONDS:
        raise SignatureInvalid
    if not hold_body(request, LARGEST_BODY):
        raise SignatureInvalid
    try:
        body = request.get_data().decode()
    except UnicodeDecodeError as error:
        raise SignatureInvalid from error
    clinic_ids = set()
    for clinic_id, secret in secrets:
        with suppress(SignatureVerificationError):
            WebhookSignature.verify_header(body, header, secret, tolerance=WITHIN_SECONDS)
            clinic_ids.add(clinic_id)
    if not clinic_ids:
        raise SignatureInvalid
    return Signed(body, frozenset(clinic_ids))


def _refusal_of(error: ValidationError) -> EventMalformed:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return EventMalformed(field=".".join(str(part) for part in first["loc"])[:80] or "the body", problem=first["msg"])


def stripe_events(store: Store, signed: Signed, now: datetime) -> object:
    """Take in a payment provider's event about a subscription of ours; pass over events about anything else.

    The provider sends again what is refused, and stops sending at all if that does not help. So what only a person can
    mend is answered as received, and is an error in the log.
    """
    from loyalty.entrypoints.stripe_events import SUBSCRIPTION, names_ours

    event = _event(signed.body)
    kind = event["type"][:80]
    if not kind.startswith(SUBSCRIPTION) or not names_ours(event):
        return {"taken_in": False, "type": kind}
    try:
        changed = _take_in(store, signed, now)
    except Refusal as refusal:
        if refusal.status in SEND_AGAIN:
            raise
        alert = {"code": refusal.code, "event_id": _id_or_none(event.get("id"))}
        # The plan is in the answer, for the provider; a log does not say what somebody pays for.
        logger.error("a subscription was not taken in", **alert)
        return {"taken_in": False, "type": kind, "message": str(refusal), **refusal.details, **alert}
    return {"taken_in": True, "type": kind, "status": changed.membership.status, "tier_id": changed.tier_id}


def _id_or_none(value: object) -> str | None:
    """An id as a provider makes them; anything else is not for a log."""
    return value if isinstance(value, str) and len(value) <= LONGEST_ID and _ID.fullmatch(value) else None


def _take_in(store: Store, signed: Signed, now: datetime) -> MembershipChanged:
    from pydantic import ValidationError

    from loyalty.entrypoints.stripe_events import StripeEvent
    from loyalty.services.membership.subscriptions import take_in_subscription

    try:
        event = StripeEvent.model_validate_json(signed.body).value()
    except ValidationError as error:
        raise _refusal_of(error) from error
    if event is None:
        raise EventMalformed(field="data.object.items.data.0.current_period_end", problem="a period that has an end")
    signed.require_about(event.clinic_id)
    return take_in_subscription(store, event, now)


def _event(body: str) -> dict[str, Any]:
    """The event of a body: a map with a type."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise EventMalformed(field="the body", problem="no JSON") from error
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise EventMalformed(field="type", problem="the name of the event")
    return event


def ingest_treatments(store: Store, signed: Signed, now: datetime) -> object:
    """Take in the treatments that a records system reports as completed or withdrawn; each is answered by itself."""
    from pydantic import ValidationError

    from loyalty.entrypoints.bodies import adapter_of
    from loyalty.services.membership.treatments import IngestTreatments, take_in_treatment
    from loyalty.services.membership.withdraw_treatment import take_in_withdrawal

    try:
        sent: IngestTreatments = adapter_of(IngestTreatments).validate_python(json.loads(signed.body))
    except ValidationError as error:
        raise _refusal_of(error) from error
    except (ValueError, RecursionError) as error:
        raise EventMalformed(field="the body", problem="no JSON") from error
    signed.require_about(sent.clinic_id)
    answers: list[dict[str, Any]] = []
    for treatment in sent.treatments:
        try:
            take_in = take_in_withdrawal if treatment.withdrawn else take_in_treatment
            taken = take_in(store, treatment.at(sent.clinic_id), now)
            answers.append({"treatment_id": treatment.treatment_id, "outcome": "ok", "tier_id": taken.tier_id})
        except Refusal as refusal:
            answers.append({"treatment_id": treatment.treatment_id, "outcome": refusal.code, **refusal.details})
    return {"treatments": answers}


HOOKS = {
    "stripe_events": Hook("Stripe-Signature", config.stripe_webhook_secrets, stripe_events),
    "ingest_treatments": Hook("Records-Signature", config.records_secrets, ingest_treatments),
}
