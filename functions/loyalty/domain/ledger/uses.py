"""Uses: the bounds on what points and wallet money pay, for a bill, a patient's day, and the patient's yes.

Quote, decision and the terms of a page ask the same `room_for`. A patient's visits of one business date count together,
so another scan brings no more. A use with a yes of its own does not count towards what needs none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Literal

from loyalty.domain.fields import LATER
from loyalty.domain.ledger.entry import Request
from loyalty.domain.money import WHOLE_BP
from loyalty.domain.program.rules import RedemptionRule
from loyalty.errors.ledger import ConfirmationDeclined, ConfirmationLapsed, ConfirmationRequired

ConfirmationAnswer = Literal["waiting", "approved", "declined"]
WAITING: Final = "waiting"
APPROVED: Final = "approved"
DECLINED: Final = "declined"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A use of points and wallet money that the patient is asked to confirm; `answer` is waiting, approved or declined.

    Where `second_person` is true, a manager may say yes in the patient's place: `decided_by` is their uid, and None
    where the patient answered. `appointed_by` is who had appointed the person who asked.
    """

    confirmation_id: str
    visit_id: str
    location_id: str
    points: int
    worth_minor: int
    requested_by: str
    requested_at: datetime
    lapses_at: datetime
    answer: ConfirmationAnswer
    request: Request
    wallet_minor: int = field(default=0, metadata=LATER)
    second_person: bool = field(default=False, metadata=LATER)
    decided_by: str | None = field(default=None, metadata=LATER)
    appointed_by: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class WaitingConfirmation:
    """A question that a second person may answer, with the name of its patient."""

    confirmation_id: str
    patient_id: str
    patient_name: str
    points: int
    worth_minor: int
    wallet_minor: int
    requested_by: str
    requested_at: datetime
    lapses_at: datetime


@dataclass(frozen=True, slots=True)
class UsedToday:
    """The uses of a patient at visits of a business date: points and wallet money, and in how many redemptions.

    `unasked_points` and `unasked_minor` are what was used without a yes.
    """

    on: date
    points: int = 0
    wallet_minor: int = 0
    redemptions: int = 0
    unasked_points: int = 0
    unasked_minor: int = 0

    def more(self, points: int, minor: int, *, asked: bool) -> UsedToday:
        """The sums with one use more."""
        return self._with(points, minor, int(bool(points)), asked=asked)

    def less(self, points: int, minor: int, *, asked: bool, whole: bool) -> UsedToday:
        """The sums after so much of a use is undone; `whole` says that nothing is left of it."""
        return self._with(-points, -minor, -int(bool(points) and whole), asked=asked)

    def _with(self, points: int, minor: int, redemptions: int, *, asked: bool) -> UsedToday:
        return UsedToday(
            self.on,
            self.points + points,
            self.wallet_minor + minor,
            self.redemptions + redemptions,
            self.unasked_points + (0 if asked else points),
            self.unasked_minor + (0 if asked else minor),
        )


@dataclass(frozen=True, slots=True)
class VisitBill:
    """The bill that is open at a visit, as far as points lowered it.

    `named_minor` is the most that it was said to be, `off_minor` what points took off. `over_minor` is what points took
    off the bills that were paid here beyond their share, because a bill was less than was said.
    """

    named_minor: int = 0
    off_minor: int = 0
    over_minor: int = 0

    def lowered(self, bill_minor: int, worth_minor: int) -> VisitBill:
        """The bill after points took something off it."""
        return replace(self, named_minor=max(self.named_minor, bill_minor), off_minor=self.off_minor + worth_minor)

    def raised(self, worth_minor: int) -> VisitBill:
        """The bill after that is undone; with the last of it, what was named is forgotten."""
        off_minor = self.off_minor - worth_minor
        return replace(self, off_minor=off_minor) if off_minor > 0 else VisitBill(over_minor=self.over_minor)

    def paid(self, paid_minor: int, rule: RedemptionRule | None) -> VisitBill:
        """No bill is open after a purchase has paid it; what points took off beyond their share is kept."""
        return VisitBill(over_minor=self.over_minor + _beyond_share(self.off_minor, paid_minor, rule))

    def unpaid(self, off_minor: int, paid_minor: int, rule: RedemptionRule | None) -> VisitBill:
        """The bill after a purchase is undone with what points took off it."""
        return replace(self, over_minor=max(0, self.over_minor - _beyond_share(off_minor, paid_minor, rule)))


def _beyond_share(off_minor: int, paid_minor: int, rule: RedemptionRule | None) -> int:
    return max(0, off_minor - share_of(off_minor + paid_minor, rule)) if rule else 0


NO_BILL = VisitBill()


@dataclass(frozen=True, slots=True)
class AtBill:
    """A visit whose bill is to be paid; `by_code` is true where the patient's own code opened it."""

    visit_id: str
    bill: VisitBill = NO_BILL
    by_code: bool = True


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a use: what was used on the date, the open bill, and the points that need no yes; None for any."""

    used_points: int
    redemptions: int
    bill: VisitBill
    unasked_points: int | None


def room_for(used: UsedToday, rule: RedemptionRule | None, at: AtBill) -> Room:
    """The room at a visit, after the uses of the date. Without the patient's code, any use needs a yes."""
    unasked: int | None = None
    if not at.by_code:
        unasked = 0
    elif rule is not None and rule.confirm_above_points is not None:
        used_points = in_points(used.unasked_points, used.unasked_minor, rule)
        unasked = max(0, rule.confirm_above_points - used_points)
    return Room(used.points, used.redemptions, at.bill, unasked)


def left_of_bill(bill: VisitBill, rule: RedemptionRule, bill_minor: int, *, tender: bool) -> int:
    """The amount that points may still pay of a bill; below 0 where they paid more than their share before.

    A tender pays a part of the rest, after what points took off. A bill that is named may be the same again, whole.
    """
    whole = bill.off_minor + bill_minor if tender else max(bill.named_minor, bill_minor)
    return min(share_of(bill_minor, rule), share_of(whole, rule) - bill.off_minor - bill.over_minor)


def share_of(bill_minor: int, rule: RedemptionRule) -> int:
    """The share of a bill that points may pay, in minor units."""
    return bill_minor * rule.most_bill_bp // WHOLE_BP


def in_points(points: int, wallet_minor: int, rule: RedemptionRule | None) -> int:
    """Points, and wallet money as the points that are worth it, rounded up."""
    return points + (-(-wallet_minor * 100 // rule.minor_per_100_points) if rule else wallet_minor)


def require_yes(
    said: Confirmation | None, room: Room, rule: RedemptionRule | None, asked: tuple[str, int, int], now: datetime
) -> Confirmation | None:
    """The yes to a use, by the patient or a second person, which the use takes with it; None where none is needed.

    `asked` are the visit, the points and the wallet money. Raises ConfirmationRequired, ConfirmationDeclined,
    ConfirmationLapsed.
    """
    visit_id, points, wallet_minor = asked
    if room.unasked_points is None or in_points(points, wallet_minor, rule) <= room.unasked_points:
        return None
    required = ConfirmationRequired(points=points, wallet_minor=wallet_minor, confirm_above_points=room.unasked_points)
    if said is None or said.visit_id != visit_id or points > said.points or wallet_minor > said.wallet_minor:
        raise required
    if said.answer == DECLINED:
        raise ConfirmationDeclined(points=said.points, wallet_minor=said.wallet_minor)
    if now >= said.lapses_at:
        raise lapsed(said)
    if said.answer != APPROVED:
        raise required
    return said


def lapsed(said: Confirmation) -> ConfirmationLapsed:
    """The refusal of a confirmation whose time is over."""
    lapsed_at = said.lapses_at.isoformat(timespec="seconds")
    return ConfirmationLapsed(points=said.points, wallet_minor=said.wallet_minor, lapsed_at=lapsed_at)
