"""The history of memberships: each event with the membership after it; revenue is counted from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.program.bonus_months import GivenMonth
from loyalty.domain.program.memberships import Membership


@dataclass(frozen=True, slots=True)
class MembershipEvent:
    """An event of a membership, its time, and the membership after it.

    `what` is enrolled, renewed, changed, paused, resumed, cancelled, ended or undone at the desk, or a payment
    provider's own name of its event; `-undone` ends it if the act was undone. `tier_id` is the tier after it, `points`
    were given with it. An act of the desk keeps the patient's membership `before` it, and the months that began by it.
    """

    clinic_id: str
    patient_id: str
    what: str
    membership: Membership
    actor: Actor
    occurred_at: datetime
    recorded_at: datetime
    request: Request
    tier_id: str | None = None
    points: int = 0
    before: Membership | None = None
    given: tuple[GivenMonth, ...] = ()
