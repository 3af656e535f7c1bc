"""The history of memberships: each event with the membership after it; revenue is counted from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.fields import LATER
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.governance.till import MembershipAct
from loyalty.domain.program.bonus_months import GivenMonth
from loyalty.domain.program.clinic import MANAGING_ROLES, Staff
from loyalty.domain.program.memberships import DESK, Membership
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.membership import (
    MembershipActElsewhere,
    MembershipActNotFound,
    MembershipAtProvider,
    MembershipUndoOver,
    NotTheLatestAct,
)

UNDONE = "undone"
WAS_UNDONE = f"-{UNDONE}"
# Acts that pay a whole period.
_PERIODS = frozenset({"enrolled", "renewed"})


@dataclass(frozen=True, slots=True)
class MembershipEvent:
    """An event of a membership, its time, and the membership after it.

    `what` is enrolled, renewed, changed, paused, resumed, cancelled, ended or undone at the desk, or a payment
    provider's own name of its event; `-undone` ends it if the act was undone. `tier_id` is the tier after it, `points`
    were given with it. An act of the desk keeps the patient's membership `before` it, and the months that began by it.
    `location_id` is where the desk was, if not at the membership's location. `due_minor` is what the patient pays at
    once for a dearer plan, below 0 where it goes back. `paid_with` is the tender that paid the act, None if nobody did.
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
    paid_with: TenderKind | None = field(default=None, metadata=LATER)

    @property
    def paid_minor(self) -> int:
        """The sum that was due with it: the price of a period, or the rest of a dearer plan."""
        return self.membership.price_minor if self.told in _PERIODS else self.due_minor

    @property
    def told(self) -> str:
        """What was done, as it was answered: undone since or not."""
        return self.what.removesuffix(WAS_UNDONE)


def require_undoable(account: Account, made: MembershipEvent | None, on: date, zone: ZoneInfo) -> MembershipEvent:
    """Require the latest act of the desk on a membership of the patient, made on this date.

    MembershipActNotFound, MembershipAtProvider, MembershipUndoOver, NotTheLatestAct.
    """
    if made is None or (made.membership.source == DESK and made.membership.months_on is None):
        raise MembershipActNotFound  # an earlier version kept nothing to come back to
    if made.membership.source != DESK:
        raise MembershipAtProvider(plan_name=made.membership.plan_name)
    made_on = business_date(made.occurred_at, zone)
    if made_on != on:
        raise MembershipUndoOver(business_date=made_on.isoformat())
    if made.membership.event_id not in {state.event_id for state in account.memberships}:
        latest_id = account.membership.event_id if account.membership else ""
        raise NotTheLatestAct(event_id=latest_id, what=made.what)
    return made


def require_here(made: MembershipEvent | None, staff: Staff, location_id: str) -> None:
    """Raise MembershipActElsewhere for an act of another location, which only managers undo."""
    if made is None or made.membership.source != DESK or staff.role in MANAGING_ROLES:
        return
    at = made.location_id or made.membership.location_id
    if at != location_id:
        raise MembershipActElsewhere(location_id=at)


def act_of(event: MembershipEvent) -> MembershipAct | None:
    """An event as an act of a desk; None for a provider's, and for an undoing, which is told with what it undid."""
    if event.membership.source != DESK or event.what == UNDONE:
        return None
    cost_minor = max(0, event.paid_minor)
    return MembershipAct(
        act_id=event.request.request_id,
        patient_id=event.patient_id,
        what=event.what,
        uid=event.actor.uid,
        location_id=event.location_id or event.membership.location_id,
        recorded_at=event.recorded_at,
        cost_minor=cost_minor,
        paid_with=event.paid_with,
        undone=event.what.endswith(WAS_UNDONE),
    )
