"""The history of memberships: each event with the membership after it; revenue is counted from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from loyalty.domain.fields import LATER
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.program.bonus_months import GivenMonth
from loyalty.domain.program.memberships import Membership


@dataclass(frozen=True, slots=True)
class MembershipEvent:
    """An event of a membership, its time, and the membership after it.

    `what` is enrolled, renewed, changed, paused, resumed, cancelled, ended or undone at the desk, or a payment
    provider's own name of its event; `-undone` ends it if the act was undone. `tier_id` is the tier after it, `points`
    were given with it. An act of the desk keeps the patient's membership `before` it, and the months that began by it.
    `location_id` is where the desk was, if not at the membership's location. `due_minor` is what the patient pays at
    once for a dearer plan, below 0 where it goes back.
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
    location_id: str | None = field(default=None, metadata=LATER)
    due_minor: int = field(default=0, metadata=LATER)
