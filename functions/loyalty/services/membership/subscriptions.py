"""Subscriptions at a payment provider: each event is taken in once, in whatever order events come."""

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
from loyalty.services.membership.memberships import MembershipChanged, rules_of_event, take_in_event
from loyalty.services.preconditions import require_clinic, require_same_request

PROVIDER = Actor("stripe", "payments")


@dataclass(frozen=True, slots=True)
class SubscriptionEvent:
    """A subscription after an event, in the provider's instants; the clinic's own ids come from its metadata.

    `period_ends_at` is the first instant that is not paid; `status` is a membership's.
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


def take_in_subscription(store: Store, event: SubscriptionEvent, now: datetime) -> MembershipChanged:
    """Take in an event. The latest event of a subscription decides, so a late or repeated one changes nothing.

    The tier follows at once; the points of a month are left to the schedule. Refuses ClinicNotFound, AccountNotFound,
    PlanNotFound, EventMalformed for another currency than the clinic's, RequestIdReused.
    """
    keys = ClinicKeys(event.clinic_id)
    request = Request(event.event_id, fingerprint("subscription", maps_of(event)))
    account_at, at = keys.account(event.patient_id), keys.membership_event(event.patient_id, event.event_id)

    def decide(docs: Snapshots) -> Decision[MembershipChanged]:
        known = docs.get(at)
        if known is not None:
            require_same_request(known.request, request)
            return Decision(
                MembershipChanged(event.event_id, known.what, known.membership, known.tier_id, known.points)
            )
        clinic = require_clinic(docs, keys)
        account = docs.get(account_at)
        if account is None:
            raise AccountNotFound
        membership = _membership(docs, event, clinic)
        taken = MembershipEvent(
            event.clinic_id, event.patient_id, event.what, membership, PROVIDER, event.occurred_at, now, request
        )
        today = business_date(now, clinic.time_zone)
        cause = Cause(event.event_id, request, PROVIDER, event.location_id, today, now)
        return take_in_event(docs, account, taken, cause)

    return store.transact((keys.clinic, account_at, at, *rules_of_event(keys)), decide)


def _membership(docs: Snapshots, event: SubscriptionEvent, clinic: Clinic) -> Membership:
    keys = ClinicKeys(event.clinic_id)
    if event.currency.upper() != clinic.currency:
        raise EventMalformed(field="currency", problem=f"the clinic's is {clinic.currency}")
    rule = docs.require(keys.memberships)
    plan = rule.plan(event.plan_id)
    if plan is None:
        raise PlanNotFound(plan_id=event.plan_id)
    status = Status(event.status)
    first_on, last_on = _paid_days(event, status, clinic)
    return Membership(
        membership_id=event.subscription_id,
        plan_id=plan.plan_id,
        plan_name=plan.name,
        tier_id=plan.tier_id,
        price_minor=event.price_minor,
        period=event.period,
        bonus_points=plan.bonus_points,
        grace_days=rule.grace_days,
        location_id=event.location_id,
        source="stripe",
        started_on=business_date(event.started_at, clinic.time_zone),
        months_from_on=business_date(event.months_from_at, clinic.time_zone),
        paid_from_on=first_on,
        paid_until_on=last_on,
        status=status,
        as_of=event.occurred_at,
        event_id=event.event_id,
    )


def _paid_days(event: SubscriptionEvent, status: Status, clinic: Clinic) -> tuple[date, date]:
    """The first and the last paid day: past due, the current period is unpaid; ended, all after the end is."""
    starts_on = business_date(event.period_starts_at, clinic.time_zone)
    ends_on = business_date(event.period_ends_at, clinic.time_zone)
    if status == Status.PAST_DUE:
        return business_date(event.started_at, clinic.time_zone), starts_on - timedelta(days=1)
    if status == Status.ENDED and event.ended_at is not None:
        return starts_on, min(business_date(event.ended_at, clinic.time_zone), ends_on - timedelta(days=1))
    return starts_on, ends_on - timedelta(days=1)
