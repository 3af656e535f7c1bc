"""Subscriptions at a payment provider: each event is taken in once, in whatever order events come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.fields import LATER, fingerprint, maps_of
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.memberships import Membership, Status
from loyalty.errors.ledger import AccountNotFound
from loyalty.errors.membership import EventMalformed, SubscriptionDiffers
from loyalty.errors.program import PlanNotFound
from loyalty.services.membership.memberships import MembershipChanged, rules_of_event, take_in_event
from loyalty.services.preconditions import require_clinic, require_same_request

PROVIDER = Actor("stripe", "payments")
# A paid year after a trial of two is the longest that a provider sells ahead.
FURTHEST_PERIOD = timedelta(days=3 * 366)
# No period that a membership can have ends later than this.
MOST_AHEAD = timedelta(days=800)
# Clocks differ by minutes at most: an event of tomorrow would stay the latest.
CLOCKS_DIFFER = timedelta(minutes=5)
_NOT_IN_FORCE = (Status.ENDED, Status.PAUSED)
# The order in which the states of one second follow each other.
_STATES = (Status.PAST_DUE, Status.ACTIVE, Status.PAUSED, Status.CANCELLED, Status.ENDED)


@dataclass(frozen=True, slots=True)
class SubscriptionEvent:
    """A subscription after an event, in the provider's instants; the clinic's own ids come from its metadata.

    `period_ends_at` is the first instant that is not paid; `status` is a membership's. `ended_at` is when it ended, or
    when it will where it is cancelled within the period. `discounted` is true if less may be paid than the price.
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
    discounted: bool = field(default=False, metadata=LATER)


def take_in_subscription(store: Store, event: SubscriptionEvent, now: datetime) -> MembershipChanged:
    """Take in an event. The latest event of a subscription decides, so a late or repeated one changes nothing.

    The tier follows at once; the points of a month are left to the schedule. Refuses ClinicNotFound, AccountNotFound,
    PlanNotFound, SubscriptionDiffers, EventMalformed for another currency than the clinic's, a discount, or a period
    that ends too far ahead, RequestIdReused.
    """
    return store.transact(_reads(event), lambda docs: _take_in(docs, event, now))


def bring_subscription(store: Store, event: SubscriptionEvent, now: datetime) -> MembershipChanged | None:
    """Take in what an export says of a subscription, as an event of the export's instant; None where it is known.

    Known is a subscription whose membership says the same already: terms, status and paid time. Refuses as above.
    """

    def decide(docs: Snapshots) -> Decision[MembershipChanged | None]:
        return Decision(None) if _is_known(docs, event) else _take_in(docs, event, now)

    return store.transact(_reads(event), decide)


def _reads(event: SubscriptionEvent) -> tuple[Key[Any], ...]:
    keys = ClinicKeys(event.clinic_id)
    at = keys.membership_event(event.patient_id, event.event_id)
    return keys.clinic, keys.account(event.patient_id), at, *rules_of_event(keys)


def _take_in(docs: Snapshots, event: SubscriptionEvent, now: datetime) -> Decision[MembershipChanged]:
    keys = ClinicKeys(event.clinic_id)
    _require_instants(event, now)
    request = Request(event.event_id, fingerprint("subscription", maps_of(event)))
    known = docs.get(keys.membership_event(event.patient_id, event.event_id))
    if known is not None:
        require_same_request(known.request, request)
        return Decision(MembershipChanged(event.event_id, known.what, known.membership, known.tier_id, known.points))
    clinic = require_clinic(docs, keys)
    if event.period_ends_at > now + MOST_AHEAD:
        raise EventMalformed(field="period_ends_at", problem="a period that ends within 26 months")
    account = docs.get(keys.account(event.patient_id))
    if account is None:
        raise AccountNotFound
    membership = _membership(account, docs, event, clinic)
    taken = MembershipEvent(
        event.clinic_id, event.patient_id, event.what, membership, PROVIDER, event.occurred_at, now, request
    )
    today = clinic.today(now)
    return take_in_event(docs, account, taken, Cause(event.event_id, request, PROVIDER, event.location_id, today, now))


def _is_known(docs: Snapshots, event: SubscriptionEvent) -> bool:
    """True if the event was taken in, or a membership says the same."""
    keys = ClinicKeys(event.clinic_id)
    clinic, account = docs.get(keys.clinic), docs.get(keys.account(event.patient_id))
    if clinic is None or account is None:
        return False
    if docs.get(keys.membership_event(event.patient_id, event.event_id)) is not None:
        return True
    said = _membership(account, docs, event, clinic)
    known = [state for state in account.memberships if state.membership_id == said.membership_id]
    return any(_content(state) == _content(said) for state in known)


def _content(membership: Membership) -> tuple[object, ...]:
    """What a membership says, whenever it was said; while a payment is missing, its paid days follow from its log."""
    paid_until_on = None if membership.status == Status.PAST_DUE else membership.paid_until_on
    terms = membership.plan_id, membership.tier_id, membership.price_minor, membership.period, membership.bonus_points
    return *terms, membership.status, membership.started_on, membership.months_from_on, paid_until_on


def _require_instants(event: SubscriptionEvent, now: datetime) -> None:
    """Require an event that has happened, and instants that a subscription can have. Raises EventMalformed."""
    if event.occurred_at > now + CLOCKS_DIFFER:
        raise EventMalformed(field="occurred_at", problem="it is dated ahead")
    for name in ("occurred_at", "started_at", "months_from_at", "period_starts_at", "period_ends_at", "ended_at"):
        at = getattr(event, name)
        if at is not None and at - now > FURTHEST_PERIOD:
            raise EventMalformed(field=name, problem=f"it is more than {FURTHEST_PERIOD.days} days ahead")


def _membership(account: Account, docs: Snapshots, event: SubscriptionEvent, clinic: Clinic) -> Membership:
    """The membership after an event. Raises EventMalformed, PlanNotFound, SubscriptionDiffers."""
    if event.currency.upper() != clinic.currency:
        raise EventMalformed(field="currency", problem=f"the clinic's is {clinic.currency}")
    if event.discounted and event.status not in _NOT_IN_FORCE:
        raise EventMalformed(field="discounts", problem="a membership costs its plan's price: none")
    status, zone = Status(event.status), clinic.time_zone
    terms = _terms(account, docs, event)
    first_on, last_on = _paid_days(event, status, clinic)
    return Membership(
        membership_id=event.subscription_id,
        plan_id=event.plan_id,
        plan_name=terms.plan_name,
        tier_id=terms.tier_id,
        price_minor=terms.price_minor,
        period=terms.period,
        bonus_points=terms.bonus_points,
        grace_days=terms.grace_days,
        location_id=event.location_id,
        source="stripe",
        started_on=business_date(event.started_at, zone),
        months_from_on=business_date(event.months_from_at, zone),
        paid_from_on=first_on,
        paid_until_on=last_on,
        status=status,
        as_of=event.occurred_at,
        event_id=event.event_id,
        rank=_rank(event, status),
    )


class _Terms(NamedTuple):
    """What is agreed for a price and a period."""

    plan_name: str
    tier_id: str
    bonus_points: int
    grace_days: int
    price_minor: int
    period: str


def _terms(account: Account, docs: Snapshots, event: SubscriptionEvent) -> _Terms:
    """What was agreed with the member; for a new one, or at another price than that, what the plan says today.

    Price and period must be those of the terms while it is in force. Raises PlanNotFound, SubscriptionDiffers.
    """
    rule = docs.require(ClinicKeys(event.clinic_id).memberships)
    plan = rule.plan(event.plan_id)
    known = next((state for state in account.memberships if state.membership_id == event.subscription_id), None)
    offered = agreed = None
    if plan is not None:
        offered = _Terms(plan.name, plan.tier_id, plan.bonus_points, rule.grace_days, plan.price_minor, plan.period)
    if known is not None and known.plan_id == event.plan_id:
        agreed = _Terms(
            known.plan_name, known.tier_id, known.bonus_points, known.grace_days, known.price_minor, known.period
        )
    candidates = [terms for terms in (agreed, offered) if terms is not None]
    if not candidates:
        raise PlanNotFound(plan_id=event.plan_id)
    paid = event.price_minor, event.period
    fitting = (terms for terms in candidates if (terms.price_minor, terms.period) == paid)
    held = next(fitting, candidates[0] if event.status in _NOT_IN_FORCE else None)
    if held is None:
        raise SubscriptionDiffers(
            plan_id=event.plan_id,
            price_minor=candidates[-1].price_minor,
            period=candidates[-1].period,
            paid_minor=event.price_minor,
            paid_period=event.period,
        )
    return held


def _rank(event: SubscriptionEvent, status: Status) -> int:
    """The place among the events of one second: a creation comes first, a deletion last, and states in their order."""
    kind = {"created": 0, "deleted": 2}.get(event.what.rpartition(".")[2], 1)
    never_paid = status == Status.ENDED and event.ended_at is None and kind == 0
    return kind * 10 + (0 if never_paid else _STATES.index(status) + 1)


def _paid_days(event: SubscriptionEvent, status: Status, clinic: Clinic) -> tuple[date, date]:
    """The first and the last paid day: of a missing payment, the current period is unpaid; after an end, the rest."""
    starts_on = business_date(event.period_starts_at, clinic.time_zone)
    ends_on = business_date(event.period_ends_at, clinic.time_zone)
    if status == Status.PAST_DUE or (status == Status.ENDED and event.ended_at is None):
        return business_date(event.started_at, clinic.time_zone), starts_on - timedelta(days=1)
    if status in (Status.ENDED, Status.CANCELLED) and event.ended_at is not None:
        return starts_on, min(business_date(event.ended_at, clinic.time_zone), ends_on - timedelta(days=1))
    return starts_on, ends_on - timedelta(days=1)
