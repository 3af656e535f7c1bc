"""Adjustments: staff give or take points with a reason, within a daily cap, and above a threshold by two people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal, cast

from annotated_types import Ge, Le, MaxLen, MinLen

from loyalty.domain.bounds import MOST_POINTS, Check, Id, RequestId, Stripped, Text
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.adjustments import Adjustment, WaitingAdjustment, adjust
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.posting import Posting
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.why import AdjustmentWhy
from loyalty.domain.ports import WaitingAdjustments
from loyalty.domain.program.clinic import Clinic, Staff
from loyalty.errors.base import RequestIdReused
from loyalty.errors.ledger import AdjustmentDecided, AdjustmentNotFound, ReasonNotListed
from loyalty.services.ledger.caps import count_points_against_cap
from loyalty.services.preconditions import (
    AtDesk,
    Caller,
    require_active_staff,
    require_clinic,
    require_manager,
    require_same_request,
    require_second_person,
)
from loyalty.services.requests import cause_of, ledger_writes, lives_of, request_of

AdjustmentStatus = Literal["posted", "pending", "approved", "declined"]
POSTED: Final = "posted"
PENDING: Final = "pending"
APPROVED: Final = "approved"
DECLINED: Final = "declined"
MOST_WAITING = 100


def _require_points(points: int) -> int:
    if points == 0:
        raise ValueError("an adjustment is of at least one point")
    return points


@dataclass(frozen=True, slots=True)
class AdjustPoints:
    """Points to give a patient, or negative to take; `text` is for the patient, `private_note` for managers alone."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    points: Annotated[int, Ge(-MOST_POINTS), Le(MOST_POINTS), Check(_require_points)]
    reason: Annotated[str, MinLen(1), MaxLen(40)]
    text: Text
    private_note: Annotated[str, Stripped(), MaxLen(1000)] = ""


@dataclass(frozen=True, slots=True)
class DecideAdjustment:
    """A second person's yes or no to a pending adjustment."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    adjustment_id: RequestId
    approve: bool


@dataclass(frozen=True, slots=True)
class Adjusted:
    """An adjustment's status, and its movement where it was posted or approved."""

    adjustment_id: str
    status: AdjustmentStatus
    movement: Movement | None


@dataclass(frozen=True, slots=True)
class ListAdjustments:
    """A clinic whose adjustments that wait are asked for: `own` are those that the caller asked for."""

    clinic_id: Id
    own: bool = False


@dataclass(frozen=True, slots=True)
class AdjustmentsWaiting:
    """The adjustments that wait for a second person, the longest waiting first."""

    clinic_id: str
    adjustments: tuple[WaitingAdjustment, ...]


class _AtAdjustment(AtDesk):
    """A call from a desk about an adjustment; `entry_at` is the adjustment's entry."""

    def __init__(self, body: AdjustPoints | DecideAdjustment, caller: Caller, adjustment_id: str) -> None:
        """Make the keys; nothing is read yet."""
        super().__init__(body, caller)
        keys, self.adjustment_id = self.keys, adjustment_id
        self.adjustment_at = keys.adjustment(adjustment_id)
        self.entry_at = keys.entry(body.patient_id, adjustment_id)
        rules = (keys.adjustments, keys.expiry, keys.reminders)
        self.reads = (*self.reads, *rules, self.adjustment_at, self.entry_at)


def adjust_points(store: Store, body: AdjustPoints, caller: Caller) -> Adjusted:
    """Adjust at once, or, above the rule's threshold, ask for a second person.

    A repeated request gets the same answer. Refuses ReasonNotListed, DailyCapReached, OwnAccount, RequestIdReused,
    InsufficientPoints where more is taken than can be used, and staff who may not.
    """
    request = request_of("adjust_points", body, caller, body.request_id)
    at = _AtAdjustment(body, caller, body.request_id)
    keys = at.keys

    def decide(docs: Snapshots) -> Decision[Adjusted]:
        staff = at.require_staff(docs)
        known = docs.get(at.adjustment_at)
        if known is not None:
            require_same_request(known.request, request)
            return Decision(_answer_of(docs, at, known))
        _require_no_entry(docs, at)
        rule = docs.require(keys.adjustments)
        if body.reason not in rule.reasons:
            raise ReasonNotListed(reason=body.reason)
        clinic = require_clinic(docs, keys)
        at.require_location(docs)
        adjustment = _adjustment_of(body, staff, caller, request)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic)
        counted = count_points_against_cap(docs, keys, staff, caller.uid, body.points, cause)
        if abs(body.points) > rule.approval_above_points:
            at.require_account(docs)
            pending = replace(adjustment, status=PENDING)
            return Decision(Adjusted(body.request_id, PENDING, None), (Put(at.adjustment_at, pending), *counted))
        posting = _post(docs, at, adjustment, clinic)
        answer = Adjusted(body.request_id, POSTED, movement_of(body.patient_id, posting.entry))
        writes = ledger_writes(keys, posting.account, (posting.entry,))
        return Decision(answer, (*writes, Put(at.adjustment_at, adjustment), *counted))

    return store.transact((*at.reads, keys.adjusted_today(caller.uid)), decide)


def decide_adjustment(store: Store, body: DecideAdjustment, caller: Caller) -> Adjusted:
    """Approve or decline, as a manager other than the one who asked. The entry bears the id of the request that asked.

    Refuses AdjustmentNotFound, AdjustmentDecided, SecondPersonRequired, AppointedPerson, RoleNotAllowed, OwnAccount,
    RequestIdReused where the id made another entry meanwhile and, where points are taken that were used meanwhile,
    InsufficientPoints.
    """
    request = request_of("decide_adjustment", body, caller, body.request_id)
    at = _AtAdjustment(body, caller, body.adjustment_id)

    def decide(docs: Snapshots) -> Decision[Adjusted]:
        staff = at.require_manager(docs)
        at.require_location(docs)
        adjustment = docs.get(at.adjustment_at)
        if adjustment is None or adjustment.patient_id != body.patient_id:
            raise AdjustmentNotFound
        if adjustment.decided_with is not None and adjustment.decided_with.request_id == request.request_id:
            require_same_request(adjustment.decided_with, request)
            return Decision(_answer_of(docs, at, adjustment))
        _require_pending(adjustment, staff, caller)
        status: AdjustmentStatus = APPROVED if body.approve else DECLINED
        decided = replace(adjustment, status=status, decided_by=caller.uid, decided_at=caller.now, decided_with=request)
        if not body.approve:
            return Decision(Adjusted(body.adjustment_id, DECLINED, None), (Put(at.adjustment_at, decided),))
        posting = _post(docs, at, decided, require_clinic(docs, at.keys))
        answer = Adjusted(body.adjustment_id, APPROVED, movement_of(body.patient_id, posting.entry))
        writes = ledger_writes(at.keys, posting.account, (posting.entry,))
        return Decision(answer, (*writes, Put(at.adjustment_at, decided)))

    return store.transact(at.reads, decide)


def list_adjustments(
    store: Store, waiting_adjustments: WaitingAdjustments, body: ListAdjustments, caller: Caller
) -> AdjustmentsWaiting:
    """The adjustments that wait, at most a hundred: for managers those of the whole clinic, for others their own.

    Refuses NotStaff, StaffDisabled, and RoleNotAllowed where others' are asked for.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[None]:
        require = require_active_staff if body.own else require_manager
        require(docs, keys, caller.uid)
        return Decision(None)

    store.transact((keys.staff(caller.uid),), decide)
    found = waiting_adjustments.of(body.clinic_id, caller.uid if body.own else None, MOST_WAITING)
    return AdjustmentsWaiting(body.clinic_id, tuple(found))


def _require_pending(adjustment: Adjustment, staff: Staff, caller: Caller) -> None:
    """Require an adjustment that waits for a second person: AdjustmentDecided … AppointedPerson."""
    if adjustment.status != PENDING:
        raise AdjustmentDecided(status=adjustment.status)
    require_second_person(caller.uid, staff, adjustment.requested_by, adjustment.appointed_by)


def _adjustment_of(body: AdjustPoints, staff: Staff, caller: Caller, request: Request) -> Adjustment:
    return Adjustment(
        patient_id=body.patient_id,
        location_id=body.location_id,
        points=body.points,
        reason=body.reason,
        text=body.text,
        private_note=body.private_note,
        status=POSTED,
        requested_by=caller.uid,
        requested_role=staff.role,
        requested_at=caller.now,
        request=request,
        appointed_by=staff.appointed_by,
    )


def _post(docs: Snapshots, at: _AtAdjustment, adjustment: Adjustment, clinic: Clinic) -> Posting:
    """The adjustment's posting: its actor is the person who asked, its instant that of the decision."""
    _require_no_entry(docs, at)
    account = at.require_account(docs)
    lives = lives_of(docs, at.keys, clinic.time_zone)
    rule = docs.require(at.keys.adjustments)
    versions = {"adjustments": rule.version, **(lives.versions() if adjustment.points > 0 else {})}
    why = AdjustmentWhy(adjustment.reason, adjustment.text, adjustment.decided_by, versions)
    role = adjustment.requested_role
    cause = cause_of(adjustment.request, at.caller, role, adjustment.location_id, clinic)
    cause = replace(cause, actor=Actor(adjustment.requested_by, role))
    if cause.entry_id != at.adjustment_id:
        raise ValueError(f"adjustment {at.adjustment_id} was asked for by request {cause.entry_id}")
    return adjust(account, adjustment.points, why, lives, cause)


def _require_no_entry(docs: Snapshots, at: _AtAdjustment) -> None:
    """Require a request id that made no entry of the patient by another call, even while this one waited."""
    if docs.get(at.entry_at) is not None:
        raise RequestIdReused(request_id=at.adjustment_id)


def _answer_of(docs: Snapshots, at: _AtAdjustment, adjustment: Adjustment) -> Adjusted:
    """The adjustment as its answer: an entry of that name is its own only where it was posted."""
    posts = adjustment.status in (POSTED, APPROVED)
    entry = docs.get(at.entry_at) if posts else None
    movement = movement_of(adjustment.patient_id, entry) if entry is not None else None
    return Adjusted(at.adjustment_id, cast("AdjustmentStatus", adjustment.status), movement)
