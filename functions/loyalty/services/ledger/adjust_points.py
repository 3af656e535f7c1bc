"""Staff give or take points with a reason: within their day's cap, and above a threshold by two people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from annotated_types import Ge, Le, MaxLen, MinLen

from loyalty.domain.bounds import MOST_POINTS, Check, Id, RequestId, Stripped, Text
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.adjustments import Adjustment, adjust
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.posting import Posting
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.why import AdjustmentWhy
from loyalty.domain.program.clinic import MANAGING_ROLES, Clinic, Staff
from loyalty.errors.access import SecondPersonRequired
from loyalty.errors.base import RequestIdReused
from loyalty.errors.ledger import AdjustmentDecided, AdjustmentNotFound, ReasonNotListed
from loyalty.services.ledger.caps import within_points_cap
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_role,
    require_same_request,
    require_staff,
)
from loyalty.services.requests import cause_of, ledger_writes, lives_of, request_of

POSTED, PENDING, APPROVED, DECLINED = "posted", "pending", "approved", "declined"


def _not_none(points: int) -> int:
    if points == 0:
        raise ValueError("an adjustment is of at least one point")
    return points


@dataclass(frozen=True, slots=True)
class AdjustPoints:
    """The call's body: points, negative to take them; `text` is for the patient, `private_note` for managers alone."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    points: Annotated[int, Ge(-MOST_POINTS), Le(MOST_POINTS), Check(_not_none)]
    reason: Annotated[str, MinLen(1), MaxLen(40)]
    text: Text
    private_note: Annotated[str, Stripped(), MaxLen(1000)] = ""


@dataclass(frozen=True, slots=True)
class DecideAdjustment:
    """The second person's body: yes or no to a pending adjustment."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    adjustment_id: RequestId
    approve: bool


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What became of an adjustment: posted, pending, approved or declined, and its movement where there is one."""

    adjustment_id: str
    status: str
    movement: Movement | None


def adjust_points(store: Store, body: AdjustPoints, caller: Caller) -> Adjusted:
    """Adjust at once, or, above the rule's threshold, ask for a second person.

    The same request again is answered alike. Refuses ReasonNotListed, DailyCapReached, OwnAccount, RequestIdReused,
    InsufficientPoints where more is taken than can be used, and staff who may not.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("adjust_points", body, caller, body.request_id)
    adjustment_at = keys.adjustment(body.request_id)

    def decide(docs: Snapshots) -> Decision[Adjusted]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_not_own_account(caller.uid, body.patient_id)
        asked = docs.get(adjustment_at)
        if asked is not None:
            require_same_request(asked.request, request)
            return Decision(_told(docs, keys, body.request_id, asked))
        _require_no_entry(docs, keys, body.patient_id, body.request_id)
        rule = docs.require(keys.adjustments)
        if body.reason not in rule.reasons:
            raise ReasonNotListed(reason=body.reason)
        clinic = require_clinic(docs, keys)
        require_active_location(docs, keys, body.location_id)
        asked = _asked(body, staff, caller, request)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
        counted = within_points_cap(docs, keys, staff, caller.uid, body.points, cause)
        if abs(body.points) > rule.approval_above_points:
            require_active_account(docs, keys, body.patient_id)
            pending = replace(asked, status=PENDING)
            told = Adjusted(body.request_id, PENDING, None)
            return Decision(told, (Put(adjustment_at, pending), *counted))
        posting = _post(docs, keys, body.request_id, asked, clinic, caller)
        told = Adjusted(body.request_id, POSTED, movement_of(body.patient_id, posting.entry))
        writes = ledger_writes(keys, posting.account, (posting.entry,))
        return Decision(told, (*writes, Put(adjustment_at, asked), *counted))

    reads = (*_reads(body, caller, body.request_id), keys.adjusted_today(caller.uid))
    return store.transact(reads, decide)


def decide_adjustment(store: Store, body: DecideAdjustment, caller: Caller) -> Adjusted:
    """A manager other than who asked approves or declines. The entry bears the id of the request that asked.

    Refuses AdjustmentNotFound, AdjustmentDecided, SecondPersonRequired, RoleNotAllowed, OwnAccount, RequestIdReused
    where the id made another entry meanwhile and, where points are taken that were used meanwhile, InsufficientPoints.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("decide_adjustment", body, caller, body.request_id)
    adjustment_at = keys.adjustment(body.adjustment_id)

    def decide(docs: Snapshots) -> Decision[Adjusted]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_role(staff, MANAGING_ROLES)
        require_not_own_account(caller.uid, body.patient_id)
        require_active_location(docs, keys, body.location_id)
        asked = docs.get(adjustment_at)
        if asked is None or asked.patient_id != body.patient_id:
            raise AdjustmentNotFound
        if asked.decided_with is not None and asked.decided_with.request_id == request.request_id:
            require_same_request(asked.decided_with, request)
            return Decision(_told(docs, keys, body.adjustment_id, asked))
        if asked.status != PENDING:
            raise AdjustmentDecided(status=asked.status)
        if asked.requested_by == caller.uid:
            raise SecondPersonRequired
        status = APPROVED if body.approve else DECLINED
        decided = replace(asked, status=status, decided_by=caller.uid, decided_at=caller.now, decided_with=request)
        if not body.approve:
            return Decision(Adjusted(body.adjustment_id, DECLINED, None), (Put(adjustment_at, decided),))
        clinic = require_clinic(docs, keys)
        posting = _post(docs, keys, body.adjustment_id, decided, clinic, caller)
        told = Adjusted(body.adjustment_id, APPROVED, movement_of(body.patient_id, posting.entry))
        writes = ledger_writes(keys, posting.account, (posting.entry,))
        return Decision(told, (*writes, Put(adjustment_at, decided)))

    return store.transact(_reads(body, caller, body.adjustment_id), decide)


def _reads(body: AdjustPoints | DecideAdjustment, caller: Caller, adjustment_id: str) -> tuple[Key[Any], ...]:
    keys = ClinicKeys(body.clinic_id)
    return (
        *(keys.clinic, keys.adjustments, keys.expiry, keys.reminders),
        keys.staff(caller.uid),
        keys.location(body.location_id),
        keys.account(body.patient_id),
        keys.adjustment(adjustment_id),
        keys.entry(body.patient_id, adjustment_id),
    )


def _asked(body: AdjustPoints, staff: Staff, caller: Caller, request: Request) -> Adjustment:
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
    )


def _post(
    docs: Snapshots, keys: ClinicKeys, adjustment_id: str, asked: Adjustment, clinic: Clinic, caller: Caller
) -> Posting:
    """The adjustment's entry: by who asked for it, at the instant it is decided."""
    _require_no_entry(docs, keys, asked.patient_id, adjustment_id)
    account = require_active_account(docs, keys, asked.patient_id)
    lives = lives_of(docs, keys, clinic.time_zone)
    rule = docs.require(keys.adjustments)
    versions = {"adjustments": rule.version, **(lives.versions() if asked.points > 0 else {})}
    why = AdjustmentWhy(asked.reason, asked.text, asked.decided_by, versions)
    cause = cause_of(asked.request, caller, asked.requested_role, asked.location_id, clinic.time_zone)
    cause = replace(cause, actor=Actor(asked.requested_by, asked.requested_role))
    if cause.entry_id != adjustment_id:
        raise ValueError(f"adjustment {adjustment_id} was asked for by request {cause.entry_id}")
    return adjust(account, asked.points, why, lives, cause)


def _require_no_entry(docs: Snapshots, keys: ClinicKeys, patient_id: str, adjustment_id: str) -> None:
    """The request id may have made an entry of the patient by another call, even while this one waited."""
    if docs.get(keys.entry(patient_id, adjustment_id)) is not None:
        raise RequestIdReused(request_id=adjustment_id)


def _told(docs: Snapshots, keys: ClinicKeys, adjustment_id: str, asked: Adjustment) -> Adjusted:
    """What was answered: an entry of that name is the adjustment's own only where it was posted."""
    posts = asked.status in (POSTED, APPROVED)
    entry = docs.get(keys.entry(asked.patient_id, adjustment_id)) if posts else None
    movement = movement_of(asked.patient_id, entry) if entry is not None else None
    return Adjusted(adjustment_id, asked.status, movement)
