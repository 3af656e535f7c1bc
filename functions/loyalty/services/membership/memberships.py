"""Memberships: what staff do to one, and what a payment provider says of one; the tier follows in the same commit."""

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
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.program.memberships import (
    Membership,
    Moment,
    Plan,
    Status,
    cancel,
    enrol,
    latest,
    log_event,
    pause,
    renew,
    resume,
    switch,
)
from loyalty.errors.membership import MembershipExists, NoMembership
from loyalty.errors.program import PlanNotFound
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_same_request,
    require_staff,
)
from loyalty.services.requests import cause_of, lives_of, request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle

ENROL, RENEW, CHANGE, PAUSE, RESUME, CANCEL = "enrol", "renew", "change", "pause", "resume", "cancel"
WHAT = {
    ENROL: "enrolled",
    RENEW: "renewed",
    CHANGE: "changed",
    PAUSE: "paused",
    RESUME: "resumed",
    CANCEL: "cancelled",
}


@dataclass(frozen=True, slots=True)
class ChangeMembership:
    """The call's body: `act` is enrol, renew, change, pause, resume or cancel; `plan_id` goes with enrol and change."""

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
    """The membership as the event left it, the tier that holds now, and the points given with it."""

    event_id: str
    what: str
    membership: Membership
    tier_id: str | None
    points: int


def change_membership(store: Store, body: ChangeMembership, caller: Caller) -> MembershipChanged:
    """Enrol a patient, or renew, change, pause, resume or cancel their membership; the price is kept as agreed.

    The same request again is answered alike. Refuses staff who do not work there, OwnAccount, PlanNotFound,
    MembershipExists where one holds already, NoMembership where none is that this could be done to, RequestIdReused.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("change_membership", body, caller, body.request_id)
    event_at = keys.membership_event(body.patient_id, body.request_id)

    def decide(docs: Snapshots) -> Decision[MembershipChanged]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_not_own_account(caller.uid, body.patient_id)
        event = docs.get(event_at)
        if event is not None:
            require_same_request(event.request, request)
            return Decision(_told(event))
        require_active_location(docs, keys, body.location_id)
        clinic = require_clinic(docs, keys)
        account = require_active_account(docs, keys, body.patient_id)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
        after = _after(docs, body, account, cause)
        what = WHAT[body.act]
        event = MembershipEvent(
            body.clinic_id, body.patient_id, what, after, cause.actor, caller.now, caller.now, request
        )
        return taken_in(docs, account, event, cause, give=True)

    reads: tuple[Key[Any], ...] = (
        keys.staff(caller.uid),
        keys.location(body.location_id),
        *event_keys(keys, body.patient_id, body.request_id),
    )
    return store.transact(reads, decide)


def event_keys(keys: ClinicKeys, patient_id: str, event_id: str) -> tuple[Key[Any], ...]:
    """What is read to take an event of a membership in."""
    return (
        keys.clinic,
        keys.account(patient_id),
        keys.membership_event(patient_id, event_id),
        *keys.tier_rules,
        keys.expiry,
        keys.reminders,
    )


def taken_in(
    docs: Snapshots, account: Account, event: MembershipEvent, cause: Cause, *, give: bool
) -> Decision[MembershipChanged]:
    """An event and all that follows from it at once: the membership, the tier, and where `give` says so, the points.

    Where events may come in any order the points are left to the schedule, which knows them all.
    """
    keys = ClinicKeys(account.clinic_id)
    clinic, before = require_clinic(docs, keys), account
    on = business_date(event.occurred_at, clinic.time_zone)
    account = replace(
        account,
        membership=latest(account.membership, event.membership),
        membership_log=log_event(account.membership_log, event.membership, on),
    )
    entries: tuple[Entry, ...] = ()
    if give:
        account, entries = give_bonuses(account, lives_of(docs, keys, clinic.time_zone), cause)
    rules = TierRules(keys, clinic, program_of(docs, keys))
    settled = settle(rules, before, Booked(account, entries, None if give else cause.now), cause, "membership")
    event = replace(event, tier_id=settled.account.tier_id, points=sum(entry.points for entry in entries))
    event_at = keys.membership_event(account.patient_id, cause.entry_id)
    return Decision(_told(event), (*settled.writes, Put(event_at, event)))


def _told(event: MembershipEvent) -> MembershipChanged:
    return MembershipChanged(event.membership.event_id, event.what, event.membership, event.tier_id, event.points)


def _after(docs: Snapshots, body: ChangeMembership, account: Account, cause: Cause) -> Membership:
    """The membership after what the desk does."""
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
