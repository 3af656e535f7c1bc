"""Memberships and what happened to them, as values and as documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.program.memberships import Membership, Status
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.codec import Codec
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT, Fields

ZONE = ZoneInfo("America/Los_Angeles")
CODEC = Codec(PARSERS)


def membership(
    started_on: date, until_on: date, status: Status = Status.ACTIVE, price_minor: int = 4_900, period: str = "month"
) -> Membership:
    """A membership that was agreed in Calabasas and never changed; ten days of grace."""
    return Membership(
        membership_id="the-membership",
        plan_id="glow",
        plan_name="Glow",
        tier_id="gold",
        price_minor=price_minor,
        period=period,
        bonus_points=0,
        grace_days=10,
        location_id=CALABASAS,
        source="desk",
        started_on=started_on,
        months_from_on=started_on,
        paid_from_on=started_on,
        paid_until_on=until_on,
        status=status,
        as_of=NOW,  # `happened` says when it really was
        event_id="",
    )


def happened(
    at: datetime, left: Membership, what: str = "enrolled", patient_id: str = PATIENT, uid: str = DESK
) -> MembershipEvent:
    """An event that left a membership so at an instant, and was recorded at once."""
    event_id = f"event-{patient_id}-{at:%Y%m%d%H%M%S%f}"
    state = replace(left, as_of=at, event_id=event_id)
    request = Request(event_id, "as asked")
    return MembershipEvent("bella", patient_id, what, state, Actor(uid, "front_desk"), at, at, request)


def event_documents(events: Iterable[MembershipEvent], clinic_id: str = "bella") -> dict[str, Fields]:
    """Events as they are stored."""
    documents: dict[str, Fields] = {}
    for event in events:
        at = ClinicKeys(clinic_id).membership_event(event.patient_id, event.membership.event_id)
        documents[at.path] = dict(CODEC.fields_of(Put(at, replace(event, clinic_id=clinic_id))))
    return documents


def enrolled(at: datetime, patient_id: str = PATIENT, uid: str = DESK, location_id: str = CALABASAS) -> MembershipEvent:
    """Somebody enrolled a patient for a month, at an instant."""
    on = business_date(at, ZONE)
    left = replace(membership(on, on + timedelta(days=29)), location_id=location_id)
    return happened(at, left, patient_id=patient_id, uid=uid)
