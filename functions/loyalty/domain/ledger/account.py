"""The account: the present state of a patient's points and wallet in one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from loyalty.domain.fields import LATER
from loyalty.domain.ledger.entry import GENESIS_HASH, Entry, Request
from loyalty.domain.ledger.lots import Draw, Lot, available_points, draw_soonest
from loyalty.domain.ledger.uses import Confirmation, UsedToday
from loyalty.domain.ledger.wallet.lots import WalletDraw, WalletLot, available_minor
from loyalty.domain.ledger.why import PaymentWhy, RedemptionWhy
from loyalty.domain.program.bonus_months import Stretch
from loyalty.domain.program.memberships import Membership, others_to_keep, that_holds
from loyalty.domain.program.standing import TierStanding
from loyalty.domain.program.tiers import Grant, Ladder, Qualifying, QualifyingDay, Tier, TiersRule
from loyalty.errors.ledger import DebtOpen, InsufficientPoints

# The account remembers the longer life of every open lot, and of this many empty ones.
MOST_EMPTY_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class RecentPurchase:
    """A purchase of the last minutes, kept to notice one that is entered twice."""

    entry_id: str
    amount_minor: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Reissued:
    """The number of expired points that were given a new life in a calendar year of the clinic."""

    year: int
    points: int


@dataclass(frozen=True, slots=True)
class Extended:
    """The longer life of a lot, kept until it is over: points that come back to the lot have it too.

    Of a lot that an appointment held, `own_expires_on` and `own_expires_at` are its own life; once it has fallen back
    to that, this is kept until `kept_until_at`, when the longer life would have been over.
    """

    lot_id: str
    expires_on: date
    expires_at: datetime
    appointment_id: str | None
    own_expires_on: date | None = field(default=None, metadata=LATER)
    own_expires_at: datetime | None = field(default=None, metadata=LATER)
    kept_until_at: datetime | None = field(default=None, metadata=LATER)

    @property
    def ends_at(self) -> datetime:
        """The instant from which nobody asks for it."""
        return self.kept_until_at or self.expires_at


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Points of a lot that were gone when they came back, as their last day was over; `entry_id` says by which entry.

    `reissued_points` of them were given a new life, `forgiven_points` a refund of their own purchase did not take, and
    `repaid_points` repaid debt once that purchase was taken back whole.
    """

    lot_id: str
    entry_id: str
    points: int
    reissued_points: int = 0
    forgiven_points: int = 0
    repaid_points: int = 0

    @property
    def left(self) -> int:
        """The points that are still lost."""
        return self.points - self.reissued_points - self.forgiven_points - self.repaid_points


@dataclass(frozen=True, slots=True)
class Unbanked:
    """The points of a banked wallet lot that were taken back or lapsed, and the money that stood for them."""

    wallet_lot_id: str
    points: int = 0
    amount_minor: int = 0


@dataclass(frozen=True, slots=True)
class BankedToday:
    """The number of times that the patient banked on the last business date with any, undone ones included."""

    business_date: date
    times: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A lot that the points of several entries share: `points` are all that ever came into it.

    `taken_back_points` are those of purchases of which nothing is left. `forgiven_points` expired with the lot, and
    refunds did not take them.
    """

    lot_id: str
    points: int
    taken_back_points: int = field(default=0, metadata=LATER)
    forgiven_points: int = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Account:
    """A patient at a clinic. `points` = the sum of the lots' remaining points − `debt_points`.

    `noticed_on` is the date of the last notice. `days` count towards tiers. `tier_id`, `tier` and `progress` follow
    from them, the memberships and the tier `granted`, until time changes them at `tier_due_at`: they are for the pages,
    and no decision reads them. `membership` is the one that holds, `other_memberships` are those beside it.
    `taken_back` are the lots of whose purchases nothing is left. `seen_on` is the date of the last visit. Of a `known`
    patient the address is verified, or the clinic itself brought them. Who signed in before `sessions_from` is a
    stranger.
    """

    clinic_id: str
    patient_id: str
    name: str
    active: bool
    joined_at: datetime
    joined_with: Request
    points: int = 0
    wallet_minor: int = 0
    debt_points: int = 0
    remainder: Fraction = Fraction(0)
    tier_id: str | None = None
    progress: Mapping[str, int] | None = None
    revision: int = 0
    head_hash: str = GENESIS_HASH
    lots: tuple[Lot, ...] = ()
    wallet_lots: tuple[WalletLot, ...] = ()
    confirmation: Confirmation | None = None
    recent_purchases: tuple[RecentPurchase, ...] = ()
    reissued: Reissued | None = None
    noticed_on: date | None = None
    extended: tuple[Extended, ...] = ()
    days: tuple[QualifyingDay, ...] = ()
    membership: Membership | None = None
    membership_log: tuple[Stretch, ...] = ()
    bonus_months: tuple[str, ...] = ()
    granted: Grant | None = None
    tier: TierStanding | None = None
    tier_due_at: datetime | None = None
    lapsed: tuple[Lapsed, ...] = ()
    unbanked: tuple[Unbanked, ...] = ()
    taken_back: tuple[str, ...] = ()
    other_memberships: tuple[Membership, ...] = ()
    shared: tuple[Shared, ...] = field(default=(), metadata=LATER)
    banked_today: BankedToday | None = field(default=None, metadata=LATER)
    used: UsedToday | None = field(default=None, metadata=LATER)
    seen_on: date | None = field(default=None, metadata=LATER)
    known: bool = field(default=False, metadata=LATER)
    sessions_from: datetime | None = field(default=None, metadata=LATER)

    @property
    def is_findable(self) -> bool:
        """True if a lookup may find the patient: one who visited, or is known; a stranger hides nobody."""
        return self.known or self.seen_on is not None

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """All memberships that are known, the one that holds first."""
        return (self.membership, *self.other_memberships) if self.membership else self.other_memberships

    def with_memberships(self, states: tuple[Membership, ...], on: date) -> Account:
        """The account with these memberships: the one that holds on a date, and those to keep beside it."""
        held = that_holds(states, on)
        others = others_to_keep(states, held, on) if held else ()
        return replace(self, membership=held, other_memberships=others)

    @property
    def due_at(self) -> datetime | None:
        """The instant at which a sweep has work here: the earliest milestone of a lot, or end of wallet money."""
        ends = (lot.expires_at for lot in self.wallet_lots if lot.expires_at is not None)
        return min((*(lot.milestone_at for lot in self.lots), *ends), default=None)

    @property
    def ends_on(self) -> date | None:
        """The last day of the points that end first; days of grace come after it. None without points."""
        return min((lot.expires_on for lot in self.lots), default=None)

    @property
    def qualifying(self) -> Qualifying:
        """The facts that decide the tier."""
        grants = (*(membership.grant for membership in self.memberships), self.granted)
        return Qualifying(self.days, tuple(grant for grant in grants if grant is not None))

    def tier_in_force(self, rule: TiersRule | None, on: date) -> Tier | None:
        """The tier on a date by a rule, which every decision asks for; None where the clinic has no tiers."""
        return Ladder(self.qualifying, rule).tier_on(on) if rule is not None else None

    def available_points(self, now: datetime) -> int:
        """The points that the patient can spend at an instant."""
        return available_points(self.lots, self.debt_points, now)

    def available_minor(self, now: datetime) -> int:
        """The wallet money that the patient can spend at an instant."""
        return available_minor(self.wallet_lots, self.debt_points, now)

    def used_on(self, on: date) -> UsedToday:
        """The sums of the uses of a business date."""
        return self.used if self.used is not None and self.used.on == on else UsedToday(on)


def with_use(account: Account, entry: Entry) -> Account:
    """The account after a use, counted on its date; a yes that it took with it is used up."""
    used = account.used_on(entry.business_date)
    asked = confirmation_of(entry) is not None
    used = used.more(-entry.points, -entry.wallet_minor, asked=asked)
    return replace(account, used=used, confirmation=None if asked else account.confirmation)


def without_use(account: Account, used: Entry, points: int, minor: int, *, whole: bool) -> Account:
    """The account after so much of a use is undone; it counts no longer, if its date is the one that is counted."""
    today = account.used
    if today is None or today.on != used.business_date:
        return account
    return replace(account, used=today.less(points, minor, asked=confirmation_of(used) is not None, whole=whole))


def confirmation_of(entry: Entry) -> str | None:
    """The yes that a use took with it; None where it needed none."""
    return entry.why.confirmation_id if isinstance(entry.why, RedemptionWhy | PaymentWhy) else None


def spend_points(account: Account, points: int, now: datetime) -> tuple[Draw, ...]:
    """The draws that spend points, from live lots, soonest to expire first. Raises DebtOpen, InsufficientPoints."""
    if account.debt_points:
        raise DebtOpen(debt_points=account.debt_points, asked_points=points, available_points=0)
    available = account.available_points(now)
    if points > available:
        raise InsufficientPoints(asked_points=points, available_points=available)
    return draw_soonest(account.lots, points, now)


def lots_after(lots: Iterable[Lot], draws: Iterable[Draw], opened: Lot | None) -> tuple[Lot, ...]:
    """The open lots after an entry, in the order they were earned, without the empty ones."""
    after = {lot.lot_id: lot for lot in lots}
    for draw in draws:
        if draw.lot is not None:
            after[draw.lot_id] = draw.lot
    if opened is not None:
        after[opened.lot_id] = opened
    return tuple(sorted((lot for lot in after.values() if lot.points_remaining), key=_age))


def lives_to_keep(extended: tuple[Extended, ...], open_lots: Iterable[Lot]) -> tuple[Extended, ...]:
    """The longer lives of open lots, and of the empty ones those that end last."""
    if len(extended) <= MOST_EMPTY_REMEMBERED:
        return extended
    is_open = {lot.lot_id for lot in open_lots}
    empty = sorted((life for life in extended if life.lot_id not in is_open), key=lambda life: life.ends_at)
    forgotten = {life.lot_id for life in empty[:-MOST_EMPTY_REMEMBERED]}
    return tuple(life for life in extended if life.lot_id not in forgotten)


def wallet_after(
    lots: Iterable[WalletLot], draws: Iterable[WalletDraw], opened: WalletLot | None
) -> tuple[WalletLot, ...]:
    """The wallet lots after an entry, in the order they came, without the empty ones."""
    after = {lot.wallet_lot_id: lot for lot in lots}
    for draw in draws:
        if draw.lot is not None:
            after[draw.wallet_lot_id] = draw.lot
    if opened is not None:
        after[opened.wallet_lot_id] = opened
    return tuple(sorted((lot for lot in after.values() if lot.remaining_minor), key=_arrival))


def _age(lot: Lot) -> tuple[datetime, str]:
    return lot.earned_at, lot.lot_id


def _arrival(lot: WalletLot) -> tuple[datetime, str]:
    return lot.received_at, lot.wallet_lot_id
