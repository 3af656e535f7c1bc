"""Approvals: an act beyond what one person may do alone waits, and is done when a second person says yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal, NamedTuple

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.ledger.governance.alone import APPROVED, DECLINED, WAITING, Approval, ApprovalStatus
from loyalty.domain.program.clinic import Staff
from loyalty.domain.program.rules import GovernanceRule
from loyalty.errors.access import SecondPersonRequired
from loyalty.errors.base import MalformedRequest
from loyalty.errors.ledger import ApprovalDecided, ApprovalNotFound
from loyalty.services.alone import governance_of
from loyalty.services.preconditions import AtDesk, Caller, require_same_request, require_second_person
from loyalty.services.requests import request_of

ActName = Literal["record_purchase", "add_to_wallet", "refund_purchase", "change_membership"]
ReadBody = Callable[[type[Any], Mapping[str, Any]], Any]
"""Reads a body as its dataclass, or raises MalformedRequest."""


class BoundedAct(NamedTuple):
    """An act with a bound: its body, its use case, and the money in a body, in minor units."""

    body: type[Any]
    do: Callable[[Store, Any, Caller], object]
    amount_minor: Callable[[Any], int]


BoundedActs = Mapping[str, BoundedAct]
"""The acts with a bound, by the names of their calls."""


@dataclass(frozen=True, slots=True)
class RequestApproval:
    """An act that a second person is asked for: the name of its call, and the body that was refused as beyond a bound.

    `request_id` is the act's own.
    """

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    act: ActName
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DecideApproval:
    """A second person's yes or no to an act that waits."""

    clinic_id: Id
    location_id: Id
    patient_id: Id
    approval_id: RequestId
    approve: bool


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """An act that a second person was asked for, and what became of it."""

    approval_id: str
    act: str
    amount_minor: int
    status: ApprovalStatus


def request_approval(
    store: Store, acts: BoundedActs, read_body: ReadBody, body: RequestApproval, caller: Caller
) -> ApprovalAsked:
    """Ask a second person for an act; managers see it at once. Nothing of the act is done yet.

    A repeated request gets the same answer. Refuses MalformedRequest where the body is none of the act's or names
    others than this call, RequestIdReused, and staff who may not.
    """
    act = acts[body.act]
    asked = read_body(act.body, body.body)
    for name in ("request_id", "clinic_id", "location_id", "patient_id"):
        if getattr(asked, name) != getattr(body, name):
            raise MalformedRequest(field=f"body.{name}", problem="it differs from the call's own")
    request = request_of(body.act, asked, caller, body.request_id)
    at = AtDesk(body, caller)
    approval_at = at.keys.approval(body.request_id)

    def decide(docs: Snapshots) -> Decision[ApprovalAsked]:
        staff = at.require_staff(docs)
        known = docs.get(approval_at)
        if known is not None:
            require_same_request(known.request, request)
            return Decision(_answer_of(body.request_id, known))
        at.require_location(docs)
        at.require_account(docs)
        approval = Approval(
            clinic_id=body.clinic_id,
            location_id=body.location_id,
            patient_id=body.patient_id,
            act=body.act,
            amount_minor=act.amount_minor(asked),
            body=dict(body.body),
            requested_by=caller.uid,
            requested_at=caller.now,
            request=request,
            appointed_by=staff.appointed_by,
        )
        return Decision(_answer_of(body.request_id, approval), (Put(approval_at, approval),))

    return store.transact((*at.reads, approval_at), decide)


def decide_approval(
    store: Store, acts: BoundedActs, read_body: ReadBody, body: DecideApproval, caller: Caller
) -> ApprovalAsked:
    """Say yes or no, as a manager other than the one who asked; with a yes the act is done, in the name of who asked.

    A repeated yes does what is not done yet. Refuses ApprovalNotFound, ApprovalDecided, SecondPersonRequired,
    AppointedPerson, RoleNotAllowed, OwnAccount, and all that the act refuses.
    """
    at = AtDesk(body, caller)
    approval_at = at.keys.approval(body.approval_id)

    def decide(docs: Snapshots) -> Decision[Approval]:
        staff = at.require_manager(docs)
        at.require_location(docs)
        approval = docs.get(approval_at)
        if approval is None or approval.patient_id != body.patient_id:
            raise ApprovalNotFound
        status: ApprovalStatus = APPROVED if body.approve else DECLINED
        if approval.status == status and approval.decided_by == caller.uid:
            return Decision(approval)
        if approval.status != WAITING:
            raise ApprovalDecided(status=approval.status)
        _require_second_person(approval, staff, governance_of(docs, at.keys), caller)
        decided = replace(approval, status=status, decided_by=caller.uid, decided_at=caller.now)
        return Decision(decided, (Put(approval_at, decided),))

    approval = store.transact((*at.reads, approval_at, at.keys.governance), decide)
    if approval.status == APPROVED:
        act = acts[approval.act]
        act.do(store, read_body(act.body, approval.body), Caller(approval.requested_by, caller.now))
    return _answer_of(body.approval_id, approval)


def _require_second_person(approval: Approval, staff: Staff, rule: GovernanceRule, caller: Caller) -> None:
    """Require another person than the one who asked, or the wait of a clinic that has no other.

    Raises SecondPersonRequired, AppointedPerson.
    """
    if approval.requested_by != caller.uid:
        require_second_person(caller.uid, staff, approval.requested_by, approval.appointed_by)
        return
    hours = rule.own_yes_after_hours
    if hours is None or caller.now < approval.requested_at + timedelta(hours=hours):
        raise SecondPersonRequired


def _answer_of(approval_id: str, approval: Approval) -> ApprovalAsked:
    return ApprovalAsked(approval_id, approval.act, approval.amount_minor, approval.status)
