"""What a payment provider says of a subscription, taken in: once for each event, in whatever order events come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.fields import fingerprint, maps_of
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.memberships import Membership, Status
from loyalty.errors.ledger import AccountNotFound
from loyalty.errors.membership import EventMalformed
from loyalty.errors.program import PlanNotFound
from loyalty.services.membership.memberships import MembershipChanged, event_keys, taken_in
from loyalty.services.preconditions import require_clinic, require_same_request

PROVIDER = Actor("stripe", "payments")


@dataclass(frozen=True, slots=True)
class SubscriptionEvent:
    """A subscription as an event left it, in the provider's instants; the clinic's own names are its metadata.

    `period_ends_at` is the first instant that is not paid; `status` is one of ours.
    """

    event_id: str
    what: str
    occurred_at: datetime
    clinic_id: str
    patient_id: str
    location_id: str
    plan_id: str
    subscription_id: str
    status: str
    price_minor: int
    currency: str
    period: str
    started_at: datetime
    months_from_at: datetime
    period_starts_at: datetime
    period_ends_at: datetime
    ended_at: datetime | None


def take_in_subscription(store: Store, said: SubscriptionEvent, now: datetime) -> MembershipChanged:
    """Take an event in. The latest event of a subscription decides, so a late or a double one changes nothing.

    The tier follows at once; the points of a month are left to the schedule. Refuses ClinicNotFound, AccountNotFound,
    PlanNotFound, EventMalformed for another currency than the clinic's, RequestIdReused.
    """
    keys = ClinicKeys(said.clinic_id)
    request = Request(said.event_id, fingerprint("subscription", maps_of(said)))
    at = keys.membership_event(said.patient_id, said.event_id)

    def decide(docs: Snapshots) -> Decision[MembershipChanged]:
        known = docs.get(at)
        if known is not None:
            require_same_request(known.request, request)
            return Decision(MembershipChanged(said.event_id, known.what, known.membership, known.tier_id, known.points))
        clinic = require_clinic(docs, keys)
        account = docs.get(keys.account(said.patient_id))
        if account is None:
            raise AccountNotFound
        membership = _membership(docs, said, clinic)
        event = MembershipEvent(
            said.clinic_id, said.patient_id, said.what, membership, PROVIDER, said.occurred_at, now, request
        )
        today = business_date(now, clinic.time_zone)
        cause = Cause(said.event_id, request, PROVIDER, said.location_id, today, now)
        return taken_in(docs, account, event, cause, give=False)

    return store.transact(event_keys(keys, said.patient_id, said.event_id), decide)


def _membership(docs: Snapshots, said: SubscriptionEvent, clinic: Clinic) -> Membership:
    keys = ClinicKeys(said.clinic_id)
    if said.currency.upper() != clinic.currency:
        raise EventMalformed(field="currency", problem=f"the clinic's is {clinic.currency}")
    rule = docs.require(keys.memberships)
    plan = rule.plan(said.plan_id)
    if plan is None:
        raise PlanNotFound(plan_id=said.plan_id)
    status = Status(said.status)
    first_on, last_on = _paid(said, status, clinic)
    return Membership(
        membership_id=said.subscription_id,
        plan_id=plan.plan_id,
        plan_name=plan.name,
        tier_id=plan.tier_id,
        price_minor=said.price_minor,
        period=said.period,
        bonus_points=plan.bonus_points,
        grace_days=rule.grace_days,
        location_id=said.location_id,
        source="stripe",
        started_on=business_date(said.started_at, clinic.time_zone),
        months_from_on=business_date(said.months_from_at, clinic.time_zone),
        paid_from_on=first_on,
        paid_until_on=last_on,
        status=status,
        as_of=said.occurred_at,
        event_id=said.event_id,
    )


def _paid(said: SubscriptionEvent, status: Status, clinic: Clinic) -> tuple[date, date]:
    """The first and last day that are paid. Past due, the period that runs is not; ended, nothing after that is."""
    starts_on = business_date(said.period_starts_at, clinic.time_zone)
    ends_on = business_date(said.period_ends_at, clinic.time_zone)
    if status == Status.PAST_DUE:
        return business_date(said.started_at, clinic.time_zone), starts_on - timedelta(days=1)
    if status == Status.ENDED and said.ended_at is not None:
        return starts_on, min(business_date(said.ended_at, clinic.time_zone), ends_on - timedelta(days=1))
    return starts_on, ends_on - timedelta(days=1)
