"""Memberships: staff change one, or a payment provider reports on one; the tier follows in the same commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.bonus import give_bonuses
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.program.bonus_months import log_event
from loyalty.domain.program.memberships import (
    Membership,
    Moment,
    Plan,
    Status,
    cancel,
    enrol,
    pause,
    renew,
    resume,
    switch,
    with_state,
)
from loyalty.errors.membership import MembershipExists, NoMembership
from loyalty.errors.program import PlanNotFound
from loyalty.services.preconditions import AtDesk, Caller, require_clinic, require_same_request
from loyalty.services.requests import cause_of, lives_of, request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle

ENROL, RENEW, CHANGE, PAUSE, RESUME, CANCEL = "enrol", "renew", "change", "pause", "resume", "cancel"
EVENT_OF = {
    ENROL: "enrolled",
    RENEW: "renewed",
    CHANGE: "changed",
    PAUSE: "paused",
    RESUME: "resumed",
    CANCEL: "cancelled",
}


@dataclass(frozen=True, slots=True)
class ChangeMembership:
    """An act on a patient's membership; `plan_id` goes with enrol and change, and with nothing else."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    act: Literal["enrol", "renew", "change", "pause", "resume", "cancel"]
    plan_id: Id | None = None

    def __post_init__(self) -> None:
        """Refuse an act that chooses a plan without one, and any other act with one."""
        if (self.plan_id is not None) != (self.act in (ENROL, CHANGE)):
            raise ValueError("plan_id goes with enrol and change, and with nothing else")


@dataclass(frozen=True, slots=True)
class MembershipChanged:
    """The membership after an event, the tier that the patient has now, and the points given with it."""

    event_id: str
    what: str
    membership: Membership
    tier_id: str | None
    points: int


def change_membership(store: Store, body: ChangeMembership, caller: Caller) -> MembershipChanged:
    """Enrol a patient, or renew, change, pause, resume or cancel their membership; the price is kept as agreed.

    A repeated request gets the same answer. Refuses staff who do not work there, OwnAccount, PlanNotFound,
    MembershipExists where one is in force, NoMembership where there is none to act on, RequestIdReused.
    """
    request = request_of("change_membership", body, caller, body.request_id)
    at = AtDesk(body, caller)
    keys = at.keys
    event_at = keys.membership_event(body.patient_id, body.request_id)

    def decide(docs: Snapshots) -> Decision[MembershipChanged]:
        staff = at.require_staff(docs)
        event = docs.get(event_at)
        if event is not None:
            require_same_request(event.request, request)
            return Decision(_answer_of(event))
        at.require_location(docs)
        clinic, account = require_clinic(docs, keys), at.require_account(docs)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
        after = _membership_after(docs, body, account, cause)
        what = EVENT_OF[body.act]
        event = MembershipEvent(
            body.clinic_id, body.patient_id, what, after, cause.actor, caller.now, caller.now, request
        )
        return take_in_act(docs, account, event, cause)

    return store.transact((*at.reads, event_at, *rules_of_event(keys)), decide)


def rules_of_event(keys: ClinicKeys) -> tuple[Key[Any], ...]:
    """The keys of the rules that an event of a membership is decided by."""
    return (*keys.tier_rules, keys.expiry, keys.reminders)


def take_in_act(docs: Snapshots, before: Account, event: MembershipEvent, cause: Cause) -> Decision[MembershipChanged]:
    """Take in an act of the desk, and all that follows from it at once: the membership, the tier, the points.

    Months that had begun are given first, as they were agreed before the act: it counts from now on.
    """
    keys = ClinicKeys(before.clinic_id)
    lives = lives_of(docs, keys, require_clinic(docs, keys).time_zone)
    account, due = give_bonuses(before, lives, cause)
    account = account.with_memberships(with_state(account.memberships, event.membership), cause.business_date)
    account, given = give_bonuses(account, lives, cause)
    return _settled(docs, before, Booked(account, (*due, *given)), event, cause)


def take_in_event(
    docs: Snapshots, before: Account, event: MembershipEvent, cause: Cause
) -> Decision[MembershipChanged]:
    """Take in an event of a payment provider: the membership and the tier follow at once.

    Events may come in any order, so the points are left to the schedule, which sees all events.
    """
    clinic = require_clinic(docs, ClinicKeys(before.clinic_id))
    states = with_state(before.memberships, event.membership)
    account = replace(
        before.with_memberships(states, cause.business_date),
        membership_log=log_event(
            before.membership_log, event.membership, business_date(event.occurred_at, clinic.time_zone)
        ),
    )
    return _settled(docs, before, Booked(account, (), cause.now), event, cause)


def _settled(
    docs: Snapshots, before: Account, booked: Booked, event: MembershipEvent, cause: Cause
) -> Decision[MembershipChanged]:
    keys = ClinicKeys(before.clinic_id)
    rules = TierRules(keys, require_clinic(docs, keys), program_of(docs, keys))
    settled = settle(rules, before, booked, cause, "membership")
    points = sum(entry.points for entry in booked.entries)
    event = replace(event, tier_id=settled.account.tier_id, points=points)
    event_at = keys.membership_event(before.patient_id, cause.entry_id)
    return Decision(_answer_of(event), (*settled.writes, Put(event_at, event)))


def _answer_of(event: MembershipEvent) -> MembershipChanged:
    return MembershipChanged(event.membership.event_id, event.what, event.membership, event.tier_id, event.points)


def _membership_after(docs: Snapshots, body: ChangeMembership, account: Account, cause: Cause) -> Membership:
    """The membership after the desk's act. Raises MembershipExists, NoMembership, PlanNotFound."""
    keys = ClinicKeys(body.clinic_id)
    moment, known = Moment(cause.business_date, cause.now, body.request_id), account.membership
    if body.act == ENROL:
        if known is not None and (known.is_in_force(moment.on) or known.status == Status.PAUSED):
            raise MembershipExists(plan_name=known.plan_name, until_on=known.paid_until_on.isoformat())
        return enrol(_require_plan(docs, body), docs.require(keys.memberships), body.location_id, moment)
    if body.act == RESUME:
        if known is None or known.status != Status.PAUSED:
            raise NoMembership(status=known.status if known else "none")
        since = business_date(known.as_of, require_clinic(docs, keys).time_zone)
        return resume(known, moment, since)
    if known is None or not known.is_in_force(moment.on) or (body.act == PAUSE and moment.on > known.paid_until_on):
        raise NoMembership(status=_status_on(known, moment.on))
    if body.act == CHANGE:
        return switch(known, _require_plan(docs, body), moment)
    return {RENEW: renew, PAUSE: pause, CANCEL: cancel}[body.act](known, moment)


def _status_on(membership: Membership | None, on: date) -> str:
    if membership is None:
        return "none"
    return str(membership.status) if membership.is_in_force(on) or membership.last_day_on is None else "lapsed"


def _require_plan(docs: Snapshots, body: ChangeMembership) -> Plan:
    keys = ClinicKeys(body.clinic_id)
    rule = docs.require(keys.memberships)
    plan = rule.plan(body.plan_id or "")
    if plan is None or not plan.active:
        raise PlanNotFound(plan_id=body.plan_id or "")
    return plan
