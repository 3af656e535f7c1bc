"""Acts that one member of staff does alone, their bounds on a business date, and a second person's yes beyond one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Literal

from loyalty.domain.fields import LATER
from loyalty.domain.ledger.entry import Request
from loyalty.domain.program.rules import GovernanceRule
from loyalty.errors.ledger import BeyondBound

ApprovalStatus = Literal["waiting", "approved", "declined"]
WAITING: Final = "waiting"
APPROVED: Final = "approved"
DECLINED: Final = "declined"


class AloneAct(StrEnum):
    """An act with a bound: its sums are minor units, and of enrolments their number."""

    PURCHASE = "purchase"
    PAY_IN = "pay_in"
    REFUND_OTHERWISE = "refund_otherwise"
    LATE_REFUND = "late_refund"
    UNPAID_ENROLMENT = "unpaid_enrolment"


def bounds_of(rule: GovernanceRule) -> dict[AloneAct, int]:
    """The most of each act that one person may do alone on a business date."""
    return {
        AloneAct.PURCHASE: rule.purchase_minor,
        AloneAct.PAY_IN: rule.pay_in_minor,
        AloneAct.REFUND_OTHERWISE: rule.refund_otherwise_minor,
        AloneAct.LATE_REFUND: rule.late_refund_minor,
        AloneAct.UNPAID_ENROLMENT: rule.unpaid_enrolments,
    }


@dataclass(frozen=True, slots=True)
class AloneToday:
    """The sums of what a member of staff did alone on a business date, by act. Undoing takes nothing off them."""

    business_date: date
    done: Mapping[str, int] = field(default_factory=dict)

    def with_more(self, asked: Mapping[AloneAct, int], rule: GovernanceRule) -> AloneToday:
        """The sums after more acts. Raises BeyondBound for the first act whose bound does not allow it."""
        bounds, done = bounds_of(rule), dict(self.done)
        for act, more in asked.items():
            used = done.get(act, 0)
            if used + more > bounds[act]:
                raise BeyondBound(act=str(act), used=used, most=bounds[act], asked=more)
            done[str(act)] = used + more
        return replace(self, done=done)


@dataclass(frozen=True, slots=True)
class Approval:
    """An act beyond a bound, by its request: it waits for a second person, and is done when they say yes.

    `act` is the name of its call, `body` the call's body, and `request` its identity: a yes is for this body alone.
    `amount_minor` is its money. `appointed_by` is who had appointed the person who asked.
    """

    clinic_id: str
    location_id: str
    patient_id: str
    act: str
    amount_minor: int
    body: Mapping[str, object]
    requested_by: str
    requested_at: datetime
    request: Request
    status: ApprovalStatus = WAITING
    decided_by: str | None = None
    decided_at: datetime | None = None
    appointed_by: str | None = field(default=None, metadata=LATER)

    def allows(self, request: Request) -> bool:
        """True if a second person said yes to this very request."""
        return self.status == APPROVED and self.request == request


@dataclass(frozen=True, slots=True)
class WaitingApproval:
    """An act that waits for a second person, with the name of its patient."""

    approval_id: str
    patient_id: str
    patient_name: str
    act: str
    amount_minor: int
    requested_by: str
    requested_at: datetime
