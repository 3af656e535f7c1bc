"""A desk that meets the bounds of one person, and the second person who says yes or no."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from pydantic_core import to_jsonable_python

from loyalty.domain.program.rules import TenderKind
from loyalty.entrypoints.bodies import read_body
from loyalty.entrypoints.ledger import bounded_acts
from loyalty.services.ledger.add_to_wallet import AddToWallet
from loyalty.services.ledger.approvals import (
    ActName,
    ApprovalAsked,
    DecideApproval,
    RequestApproval,
    decide_approval,
    request_approval,
)
from loyalty.services.ledger.refund_purchase import RefundPurchase
from loyalty.services.membership.memberships import ChangeMembership, MembershipChanged, change_membership
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import BO
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.tiers import PLANS, memberships_rule, plan, tiered_documents

DEAR = plan("dear", 90_000, "month", "gold")


class AloneDesk(LedgerDesk):
    """A desk at a clinic whose rule of governance says nothing but `rule`; without documents there is no such rule."""

    def __init__(self, documents: MemoryDocuments | None = None, **rule: object) -> None:
        known = {**tiered_documents(), "clinics/bella/rules/memberships": memberships_rule(*PLANS, DEAR)}
        del known["clinics/bella/rules/governance"]
        self.documents = documents or MemoryDocuments(known)
        super().__init__(memory_store(self.documents))
        if documents:
            for path, fields in known.items():
                documents.put(path, fields)
        if documents or rule:
            self.bound(**rule)
        self.join()
        self.join(BO)

    def bound(self, **rule: object) -> None:
        """The clinic publishes bounds of its own."""
        signed = {"version": 1, "updated_at": NOW, "updated_by": "staff-owner", "note": "as agreed"}
        self.documents.put("clinics/bella/rules/governance", {**signed, **rule})

    def change_staff(self, uid: str, **changes: object) -> None:
        """An owner changes a staff document."""
        path = f"clinics/bella/staff/{uid}"
        self.documents.put(path, {**self.documents.all()[path], **changes})

    def member(
        self,
        act: str,
        plan_id: str | None = None,
        paid_with: TenderKind | None = None,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = DESK,
    ) -> MembershipChanged:
        """An act on a membership; a second renewal is meant."""
        ids = (request_id or self.next_id(), "bella", CALABASAS, patient_id)
        body = ChangeMembership(*ids, act, plan_id, None, True, paid_with)  # type: ignore[arg-type]  # noqa: FBT003
        return change_membership(self.store, body, Caller(uid, now))

    def undo_member(self, event_id: str, patient_id: str = PATIENT, now: datetime = NOW) -> MembershipChanged:
        """The latest act on a membership is undone."""
        body = ChangeMembership(self.next_id(), "bella", CALABASAS, patient_id, "undo", None, event_id)
        return change_membership(self.store, body, Caller(DESK, now))

    def ask_for(self, act: str, body: Any, uid: str = DESK, now: datetime = NOW) -> ApprovalAsked:  # noqa: ANN401
        """Ask a second person for the act of a body."""
        said = {name: value for name, value in to_jsonable_python(body).items() if value is not None}
        ids = (body.request_id, body.clinic_id, body.location_id, body.patient_id)
        asked = RequestApproval(*ids, cast("ActName", act), said)
        return request_approval(self.store, bounded_acts(), read_body, asked, Caller(uid, now))

    def answer(
        self,
        approval_id: str,
        uid: str = MANAGER,
        *,
        approve: bool = True,
        patient_id: str = PATIENT,
        now: datetime = NOW,
    ) -> ApprovalAsked:
        """A second person answers."""
        body = DecideApproval("bella", CALABASAS, patient_id, approval_id, approve)
        return decide_approval(self.store, bounded_acts(), read_body, body, Caller(uid, now))

    def pay_in(self, amount_minor: int, request_id: str) -> AddToWallet:
        """The body of a payment into the wallet."""
        ids = (request_id, "bella", CALABASAS, PATIENT)
        return AddToWallet(*ids, amount_minor, "for your next visit", TenderKind.CASH)

    def refund_body(self, purchase_id: str, lines: Any, request_id: str) -> RefundPurchase:  # noqa: ANN401
        """The body of a refund."""
        return RefundPurchase(request_id, "bella", CALABASAS, PATIENT, purchase_id, tuple(lines), "sent back")

    def money(self) -> list[int]:
        """The amounts of all purchases, the smallest first."""
        entries = (fields for path, fields in self.documents.all().items() if "/entries/" in path)
        return sorted(entry["purchase"]["amount_minor"] for entry in entries if entry["purchase"])

    def entries(self) -> list[str]:
        """The paths of every entry."""
        return [path for path in self.documents.all() if "/entries/" in path]
