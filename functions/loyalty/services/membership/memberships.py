"""Memberships: staff change one, or a payment provider reports on one; the tier follows in the same commit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Literal

from loyalty.domain.bounds import Check, Id, RequestId
from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.fields import LATER
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.acts.memberships import with_act, with_event, without_act
from loyalty.domain.ledger.bonus import give_bonuses, given_months, take_back_bonuses
from loyalty.domain.ledger.governance.alone import AloneAct
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.events import UNDONE, WAS_UNDONE, MembershipEvent, require_here, require_undoable
from loyalty.domain.program.memberships import (
    DESK,
    Membership,
    Moment,
    Plan,
    Status,
    cancel,
    due_for_change,
    enrol,
    pause,
    renew,
    require_no_second_renewal,
    resume,
    switch,
    that_holds,
)
from loyalty.domain.program.rules import TenderKind, own_money
from loyalty.errors.membership import (
    MembershipAtProvider,
    MembershipExists,
    NoMembership,
)
from loyalty.errors.program import PlanNotFound
from loyalty.services.alone import alone_reads, count_alone, with_second_person
from loyalty.services.preconditions import AtDesk, Caller, require_clinic, require_same_request
from loyalty.services.requests import cause_of, lives_of, request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle

ENROL, RENEW, CHANGE, PAUSE, RESUME, CANCEL = "enrol", "renew", "change", "pause", "resume", "cancel"
UNDO = "undo"
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
    """An act on a patient's membership; `plan_id` goes with enrol and change, and `event_id`, the act, with undo.

    `confirmed_duplicate` says that a second renewal within ten minutes is meant. `paid_with` is the tender that paid an
    enrolment, a renewal, or what a change costs at once; None where nobody paid.
    """

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    act: Literal["enrol", "renew", "change", "pause", "resume", "cancel", "undo"]
    plan_id: Id | None = None
    event_id: Id | None = None
    confirmed_duplicate: bool = False
    paid_with: Annotated[TenderKind, Check(own_money)] | None = field(default=None, metadata=LATER)

    def __post_init__(self) -> None:
        """Refuse an act without the plan or the event that it needs, and any other act with one, or with a tender."""
        if self.paid_with is not None and self.act not in (ENROL, RENEW, CHANGE):
            raise ValueError("paid_with goes with enrol, renew and change, and with nothing else")
        if (self.plan_id is not None) != (self.act in (ENROL, CHANGE)):
            raise ValueError("plan_id goes with enrol and change, and with nothing else")
        if (self.event_id is not None) != (self.act == UNDO):
            raise ValueError("event_id goes with undo, and with nothing else")


@dataclass(frozen=True, slots=True)
class MembershipChanged:
    """The membership after an event, the tier that the patient has now, and the points given with it.

    `due_minor` is what the patient pays now for a dearer plan; below 0 is what goes back, as an act is undone.
    """

    event_id: str
    what: str
    membership: Membership
    tier_id: str | None
    points: int
    due_minor: int = 0


def change_membership(store: Store, body: ChangeMembership, caller: Caller) -> MembershipChanged:
    """Enrol a patient, or renew, change, pause, resume or cancel their membership, or undo the latest act of today.

    The terms are kept as agreed. A repeated request gets the same answer. Refuses staff who do not work there,
    OwnAccount, PlanNotFound, MembershipExists where one is in force, NoMembership where there is none to act on,
    MembershipAtProvider, RenewedJustNow, PaidTooFarAhead, RequestIdReused; an undoing also MembershipActNotFound,
    MembershipUndoOver, NotTheLatestAct, and MembershipActElsewhere for all but managers. An act that nobody paid counts
    against the bound of one person: BeyondBound.
    """
    request = request_of("change_membership", body, caller, body.request_id)
    at = AtDesk(body, caller)
    keys = at.keys
    event_at = keys.membership_event(body.patient_id, body.request_id)
    undone_at = keys.membership_event(body.patient_id, body.event_id) if body.event_id else None

    def change(approved: bool) -> MembershipChanged:  # noqa: FBT001 - the only argument
        return store.transact(reads, lambda docs: decide(docs, approved=approved))

    def decide(docs: Snapshots, *, approved: bool) -> Decision[MembershipChanged]:
        staff = at.require_staff(docs)
        event = docs.get(event_at)
        if event is not None:
            require_same_request(event.request, request)
            return Decision(_answer_of(event))
        at.require_location(docs)
        ends = body.act in (CANCEL, UNDO)
        account = at.require_account_to_undo(docs) if ends else at.require_account(docs)
        clinic = require_clinic(docs, keys)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic)
        if undone_at is not None:
            require_here(docs.get(undone_at), staff, body.location_id)
            return undo_act(docs, account, undone_at, cause)
        decision = take_in_act(docs, account, body, cause)
        unpaid = {AloneAct.UNPAID_ENROLMENT: int(_is_unpaid(body, decision.answer))}
        counted = count_alone(docs, keys, unpaid, cause, approved=approved)
        return replace(decision, writes=(*decision.writes, *counted))

    undone = (undone_at,) if undone_at else ()
    reads = (*at.reads, event_at, *undone, *rules_of_event(keys), *alone_reads(keys, caller))
    return with_second_person(store, body.clinic_id, request, change)


def _is_unpaid(body: ChangeMembership, changed: MembershipChanged) -> bool:
    """True for an act that costs something and that nobody paid."""
    costs = body.act in (ENROL, RENEW) or changed.due_minor > 0
    return costs and body.paid_with is None


def rules_of_event(keys: ClinicKeys) -> tuple[Key[Any], ...]:
    """The keys of the rules that an event of a membership is decided by."""
    return (*keys.tier_rules, keys.expiry, keys.reminders)


def take_in_act(docs: Snapshots, before: Account, body: ChangeMembership, cause: Cause) -> Decision[MembershipChanged]:
    """Take in an act of the desk, and all that follows from it at once: the membership, the tier, the points.

    Months that had begun are given first, as they were agreed before the act: it counts from now on.
    """
    keys, on = ClinicKeys(before.clinic_id), cause.business_date
    lives = lives_of(docs, keys, require_clinic(docs, keys).time_zone)
    held = that_holds(before.memberships, on)
    after = _membership_after(docs, body, held, cause)
    account, due = give_bonuses(before, lives, cause)
    account = with_act(account, after, on)
    account, given = give_bonuses(account, lives, cause)
    event = _event_of(before, EVENT_OF[body.act], after, cause)
    plan = _require_plan(docs, body) if body.act == CHANGE else None
    due_minor = due_for_change(held, plan, on) if held and plan else 0
    event = replace(event, before=held, given=given_months(given), due_minor=due_minor, paid_with=body.paid_with)
    return _settled(docs, before, Booked(account, (*due, *given)), event, cause)


def undo_act(docs: Snapshots, before: Account, at: Key[MembershipEvent], cause: Cause) -> Decision[MembershipChanged]:
    """Undo the latest act of today, as if it had not been: the membership, the tier, the points that came with it."""
    keys = ClinicKeys(before.clinic_id)
    clinic = require_clinic(docs, keys)
    made = require_undoable(before, docs.get(at), cause.business_date, clinic.time_zone)
    undone, restored = made.membership, made.before
    account = without_act(before, undone, restored, cause.business_date)
    lives = lives_of(docs, keys, clinic.time_zone)
    account, entries = take_back_bonuses(account, made.given, clinic.currency, lives, cause)
    left = restored if restored is not None and restored.membership_id == undone.membership_id else None
    told = replace(left or _ended(undone), as_of=cause.now, event_id=cause.entry_id)
    event = replace(_event_of(before, UNDONE, told, cause), due_minor=-made.paid_minor)
    decision = _settled(docs, before, Booked(account, entries), event, cause)
    record = replace(made, what=f"{made.what}{WAS_UNDONE}")
    return replace(decision, writes=(*decision.writes, Put(at, record)))


def _ended(membership: Membership) -> Membership:
    return replace(membership, status=Status.ENDED, months_on=())


def _event_of(account: Account, what: str, after: Membership, cause: Cause) -> MembershipEvent:
    return MembershipEvent(
        account.clinic_id,
        account.patient_id,
        what,
        after,
        cause.actor,
        cause.now,
        cause.now,
        cause.request,
        location_id=None if cause.location_id == after.location_id else cause.location_id,
    )


def take_in_event(
    docs: Snapshots, before: Account, event: MembershipEvent, cause: Cause
) -> Decision[MembershipChanged]:
    """Take in an event of a payment provider: the membership and the tier follow at once.

    Events may come in any order, so the points are left to the schedule, which sees all events.
    """
    clinic = require_clinic(docs, ClinicKeys(before.clinic_id))
    on = business_date(event.occurred_at, clinic.time_zone)
    account = with_event(before, event.membership, on, cause.business_date)
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
    return MembershipChanged(
        event.membership.event_id, event.told, event.membership, event.tier_id, event.points, event.due_minor
    )


def _membership_after(docs: Snapshots, body: ChangeMembership, known: Membership | None, cause: Cause) -> Membership:
    """The membership after the desk's act. Raises MembershipExists, PlanNotFound, and what the act refuses."""
    keys = ClinicKeys(body.clinic_id)
    moment = Moment(cause.business_date, cause.now, body.request_id)
    if body.act == ENROL:
        if known is not None and (known.is_in_force(moment.on) or known.status == Status.PAUSED):
            raise MembershipExists(plan_name=known.plan_name, until_on=known.paid_until_on.isoformat())
        return enrol(_require_plan(docs, body), docs.require(keys.memberships), body.location_id, moment)
    known = _require_membership(known, body.act, moment.on)
    if body.act == RESUME:
        return resume(known, moment, business_date(known.as_of, require_clinic(docs, keys).time_zone))
    if body.act == CHANGE:
        return switch(known, _require_plan(docs, body), moment)
    if body.act == RENEW and not body.confirmed_duplicate:
        require_no_second_renewal(known, moment.at)
    return {RENEW: renew, PAUSE: pause, CANCEL: cancel}[body.act](known, moment)


def _require_membership(known: Membership | None, act: str, on: date) -> Membership:
    """A membership of the desk that this can be done to. Raises NoMembership, MembershipAtProvider."""
    if act == RESUME:
        may = known is not None and known.status == Status.PAUSED
    else:
        may = known is not None and known.is_in_force(on) and not (act == PAUSE and on > known.paid_until_on)
    if known is None or not may:
        raise NoMembership(status=_status_on(known, on))
    if known.source != DESK:
        raise MembershipAtProvider(plan_name=known.plan_name)
    return known


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
