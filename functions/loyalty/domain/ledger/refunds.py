"""Refunds and voids: the postings that undo a purchase, in part or whole.

A refund leaves the account as a smaller purchase would have left it: the points are computed again, exactly, for the
money that is kept. Sums are cumulative, so three refunds of a third take back the same as one refund of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

from loyalty.domain.apportion import apportion
from loyalty.domain.bounds import AmountMinor
from loyalty.domain.ledger.account import Account, without_use
from loyalty.domain.ledger.entry import REVERSAL, Entry, Purchase, lot_of
from loyalty.domain.ledger.lapses import (
    forgive_lapses,
    forgiven_of_lot,
    lapsed_of_lot,
    remember_lapses,
    repay_with_lapses,
    repaying_lapses,
    take_purchase_back,
)
from loyalty.domain.ledger.posting import Cause, Change, Posting, post
from loyalty.domain.ledger.purchases import POINTS_PART, REDEMPTION_PART, WALLET_PART, tender_minor
from loyalty.domain.ledger.reversals import (
    REFUNDED,
    Clawed,
    Reversals,
    claw,
    give_back,
    give_money_back,
    repay_from,
)
from loyalty.domain.ledger.sharing import forgive_shared, shared_lot, take_back_shared
from loyalty.domain.ledger.wallet.lots import PAID_IN, paid_in_of
from loyalty.domain.ledger.wallet.paying_in import pay_in_refunded
from loyalty.domain.ledger.wallet.unbanking import lapse_ended, lapse_forgiven
from loyalty.domain.ledger.why import AccrualWhy, CreditWhy, ReversalReason, ReversalWhy
from loyalty.domain.program.accrual import Tender, storable_remainder
from loyalty.domain.program.rules import NEVER_EARNING, TenderKind
from loyalty.domain.program.tiers import QualifyingDay, uncount_use
from loyalty.errors.ledger import RefundExceedsPaid


@dataclass(frozen=True, slots=True)
class RefundLine:
    """The minor units that go back of a tender's payment, as another tender if `returned_as` names one."""

    kind: TenderKind
    amount_minor: AmountMinor
    returned_as: TenderKind | None = None


@dataclass(frozen=True, slots=True)
class WholePurchase:
    """A purchase with the entries that belong to it: those that paid by points and wallet money, and its lot's expiry.

    `reversals` sums up its reversals before. `reissued_points` are those of its lot's expired points with a new life.
    `redemptions` lowered its bill before it was paid.
    """

    accrual: Entry
    by_points: Entry | None
    by_wallet: Entry | None
    expiry: Entry | None
    reversals: Reversals
    reissued_points: int = 0
    redemptions: tuple[Entry, ...] = ()

    @property
    def purchase(self) -> Purchase:
        """The payment."""
        if self.accrual.purchase is None:
            raise ValueError(f"entry {self.accrual.entry_id} records no purchase")
        return self.accrual.purchase

    @property
    def lot_id(self) -> str:
        """The lot that its points came into."""
        return lot_of(self.accrual)

    def left_minor(self) -> dict[TenderKind, int]:
        """The amounts that can still be refunded, by the tender that paid them."""
        kinds = {tender.kind for tender in self.purchase.tenders}
        refunded = self.reversals.refunded_minor
        return {kind: tender_minor(self.purchase, kind) - refunded.get(kind, 0) for kind in sorted(kinds)}


@dataclass(frozen=True, slots=True)
class Undoing:
    """The part of a purchase to undo, and the reason: minor units by the tender that paid, and their new tender.

    `minor_per_100_points` is the worth of points that become debt, `acted_at` the actor's location if it is another.
    `as_wallet_minor` becomes wallet money instead, by the tender that paid.
    """

    reason: ReversalReason
    text: str
    refund_minor: Mapping[TenderKind, int]
    returned_as: Mapping[str, str]
    zone: ZoneInfo
    minor_per_100_points: int = 0
    acted_at: str | None = None
    as_wallet_minor: Mapping[TenderKind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Given:
    """The account after points and wallet money were given back, and the entries of that.

    `lapsed_money` are the points, by lot, that wallet money stood for which lapsed.
    """

    account: Account
    entries: tuple[Entry, ...] = ()
    lapsed_money: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undone:
    """The account after a refund, its entries (the last is the refund itself), and the purchase's reversals."""

    account: Account
    entries: tuple[Entry, ...]
    reversals: Reversals


def undo(account: Account, sale: WholePurchase, undoing: Undoing, cause: Cause, closed: str = REFUNDED) -> Undone:
    """Undo a purchase, in part or whole: points and wallet money go back first, then earned points are taken back.

    What goes back as wallet money is paid in first, by an entry for each tender. Raises RefundExceedsPaid if the
    refunds of a tender would be more than it paid.
    """
    left = sale.left_minor()
    for kind, amount_minor in undoing.refund_minor.items():
        if amount_minor > left.get(kind, 0):
            raise RefundExceedsPaid(tender=str(kind), asked_minor=amount_minor, left_minor=left.get(kind, 0))
    why = CreditWhy(PAID_IN, undoing.text, None, sale.purchase.currency, sale.accrual.why.rule_versions)
    account, credits_of = pay_in_refunded(account, undoing.as_wallet_minor, why, cause)
    given = _Given(lapse_ended(account, cause.now), credits_of)
    for give in (_give_points_back, _give_redemptions_back, _give_money_back):
        given = give(given, sale, undoing, cause)
    everything = _is_everything(sale, undoing)
    taking = _taking(given.account, sale, undoing, cause.now)
    posting = _take_back(given, sale, undoing, taking, cause)
    reversals = _reversals_after(sale, undoing, taking, closed if everything else None)
    account = _forget_purchase(posting.account, sale) if everything else posting.account
    return Undone(account, (*given.entries, posting.entry), reversals)


def _is_everything(sale: WholePurchase, undoing: Undoing) -> bool:
    """True if nothing is left of the purchase after it."""
    return all(undoing.refund_minor.get(kind, 0) == left_minor for kind, left_minor in sale.left_minor().items())


def _forget_purchase(account: Account, sale: WholePurchase) -> Account:
    """Forget the purchase: nothing is left of it that a second one like it would double."""
    recent = tuple(seen for seen in account.recent_purchases if seen.entry_id != sale.accrual.entry_id)
    return replace(account, recent_purchases=recent)


def _give_points_back(given: _Given, sale: WholePurchase, undoing: Undoing, cause: Cause) -> _Given:
    """Give back the points that the points tender took, for the part that is refunded."""
    paid = sale.by_points
    if paid is None or not undoing.refund_minor.get(TenderKind.POINTS):
        return given
    shares = _refunded_shares(sale, undoing, TenderKind.POINTS, -paid.points)
    return _give_redemption_back(given, paid, shares, _why(sale, undoing), undoing.zone, cause, POINTS_PART)


def _give_redemptions_back(given: _Given, sale: WholePurchase, undoing: Undoing, cause: Cause) -> _Given:
    """Give back the points that lowered the bill, in proportion to the money that is refunded."""
    paid_minor, before_minor = sale.purchase.amount_minor, sum(sale.reversals.refunded_minor.values())
    after_minor = before_minor + sum(undoing.refund_minor.values())
    for number, used in enumerate(sale.redemptions, start=1):
        shares = (-used.points * before_minor // paid_minor, -used.points * after_minor // paid_minor)
        part = f"{REDEMPTION_PART}-{number}"
        given = _give_redemption_back(given, used, shares, _why(sale, undoing), undoing.zone, cause, part)
    return given


def _give_redemption_back(
    given: _Given, used: Entry, shares: tuple[int, int], why: ReversalWhy, zone: ZoneInfo, cause: Cause, part: str
) -> _Given:
    before, after = shares
    if before == after:
        return given
    back = give_back(given.account, used.draws, before, after, cause.now, zone)
    change = Change(
        REVERSAL,
        replace(why, returned_points=back.points, lapsed_points=back.lapsed_points),
        draws=back.draws,
        debt_points=-back.repaid_points,
        reverses=used.entry_id,
        linked_entry_id=cause.entry_id,
        counted=uncount_use(used.counted, after - before),
    )
    posting = post(given.account, change, cause.part(part))
    account = remember_lapses(posting.account, cause.entry_id, back.lapsed_of)
    account = without_use(account, used, after - before, 0, whole=after == -used.points)
    return replace(given, account=account, entries=(*given.entries, posting.entry))


def _give_money_back(given: _Given, sale: WholePurchase, undoing: Undoing, cause: Cause) -> _Given:
    """Give back the money that the wallet tender spent, for the part that is refunded."""
    paid = sale.by_wallet
    if paid is None or not undoing.refund_minor.get(TenderKind.WALLET):
        return given
    before, after = _refunded_shares(sale, undoing, TenderKind.WALLET, -paid.wallet_minor)
    back = give_money_back(given.account, paid.wallet_draws, before, after, cause.now)
    why = replace(_why(sale, undoing), returned_minor=back.minor, lapsed_minor=back.lapsed_minor)
    change = Change(
        REVERSAL,
        why,
        wallet_draws=back.draws,
        reverses=paid.entry_id,
        linked_entry_id=cause.entry_id,
    )
    posting = post(back.account, change, cause.part(WALLET_PART))
    account = without_use(posting.account, paid, 0, after - before, whole=after == -paid.wallet_minor)
    return _Given(account, (*given.entries, posting.entry), back.lapsed_of)


def _refunded_shares(sale: WholePurchase, undoing: Undoing, kind: TenderKind, spent: int) -> tuple[int, int]:
    """The shares of a tender's spending that belong to the money refunded before this refund, and after it."""
    paid_minor = tender_minor(sale.purchase, kind)
    before_minor = sale.reversals.refunded_minor.get(kind, 0)
    after_minor = before_minor + undoing.refund_minor[kind]
    return spent * before_minor // paid_minor, spent * after_minor // paid_minor


def _paid_in(sale: WholePurchase, undoing: Undoing) -> tuple[Tender, ...]:
    """The paid-in part of the wallet money that is refunded, by the tender that paid it in."""
    paid = sale.by_wallet
    if paid is None or not undoing.refund_minor.get(TenderKind.WALLET):
        return ()
    before, after = _refunded_shares(sale, undoing, TenderKind.WALLET, -paid.wallet_minor)
    shares = [-draw.amount_minor for draw in paid.wallet_draws]
    back = zip(apportion(shares, after), apportion(shares, before), strict=True)
    return paid_in_of(paid.wallet_draws, (new - old for new, old in back))


def _own_minor(sale: WholePurchase, undoing: Undoing) -> list[tuple[TenderKind, int]]:
    """The refunded money that can have earned, by tender: what was paid, and what was paid in before."""
    paid_in = [(tender.kind, tender.amount_minor) for tender in _paid_in(sale, undoing)]
    return [*undoing.refund_minor.items(), *paid_in]


@dataclass(frozen=True, slots=True)
class _Taking:
    """The points to take back, those of them that had expired, the remainder that stays, and the sums taken off.

    `forgiven_lapses` are those of the forgiven points that lapsed when they came back.
    """

    points: int
    forgiven_points: int
    remainder: Fraction
    counted: QualifyingDay | None = None
    forgiven_lapses: int = 0


def _taking(account: Account, sale: WholePurchase, undoing: Undoing, now: datetime) -> _Taking:
    """The exact earnings of the refunded money, to take back from the account's points and remainder together.

    They are never more points than the purchase earned; the rest stays owed, as a remainder below zero. Points that
    expired with the purchase's lot, or came back to it too late, are not taken a second time.
    """
    why, before = sale.accrual.why, sale.reversals
    if not isinstance(why, AccrualWhy):
        raise TypeError(f"entry {sale.accrual.entry_id} is no accrual")
    earning = frozenset(why.eligible_tenders) - NEVER_EARNING
    refunded_minor = sum(minor for kind, minor in _own_minor(sale, undoing) if kind in earning)
    exact = Fraction(refunded_minor * why.rate_bp, 10_000 * why.minor_per_point)
    rest = account.remainder - exact * why.multiplier
    taken_before = before.clawed_points + before.forgiven_points
    points = min(max(0, -floor(rest)), sale.accrual.points - taken_before)
    of_expiry = _forgiven_of_expiry(account, sale, before.forgiven_points)
    forgiven = min(points, max(0, _expired_points(account, sale, now) - of_expiry))
    lapses = min(points - forgiven, lapsed_of_lot(account, sale.lot_id))
    counted = _uncount(sale, undoing, points, exact)
    return _Taking(points, forgiven + lapses, storable_remainder(rest + points), counted, lapses)


def _uncount(sale: WholePurchase, undoing: Undoing, points: int, exact: Fraction) -> QualifyingDay | None:
    """Take the refunded part off the purchase's own date; None for a purchase recorded before sums were counted."""
    made, before = sale.accrual.counted, sale.reversals
    if made is None:
        return None
    everything = _is_everything(sale, undoing)
    return QualifyingDay(
        on=made.on,
        expires_on=made.expires_on,
        spend_minor=-sum(minor for kind, minor in _own_minor(sale, undoing) if kind not in NEVER_EARNING),
        purchases=-1 if everything else 0,
        points=before.clawed_points + before.forgiven_points - made.points if everything else -points,
        exact=-exact,
    )


def _forgiven_of_expiry(account: Account, sale: WholePurchase, forgiven_points: int) -> int:
    """The points that refunds did not take as they had expired with the purchase's lot, whoever shares it."""
    shared = shared_lot(account, sale.lot_id)
    return shared.forgiven_points if shared else forgiven_points - forgiven_of_lot(account, sale.lot_id)


def _expired_points(account: Account, sale: WholePurchase, now: datetime) -> int:
    """The points that the purchase's lot lost with its last day, even if they have not left the account yet."""
    if sale.expiry is not None:
        return sum(-draw.points for draw in sale.expiry.draws) - sale.reissued_points
    own = (lot for lot in account.lots if lot.lot_id == sale.lot_id and not lot.is_live(now))
    return sum(lot.points_remaining for lot in own)


def _take_back(given: _Given, sale: WholePurchase, undoing: Undoing, taking: _Taking, cause: Cause) -> Posting:
    """Post the refund's own entry, which also sums up what its parts gave back."""
    lot_id = sale.lot_id
    account = forgive_lapses(given.account, lot_id, taking.forgiven_lapses)
    account = forgive_shared(account, lot_id, taking.forgiven_points - taking.forgiven_lapses)
    if _is_everything(sale, undoing):
        account = _let_go(account, sale, sale.reversals.forgiven_points + taking.forgiven_points, cause.now)
    lapsed_points = sum(given.lapsed_money.values()) + repaying_lapses(account)
    clawed = claw(account, taking.points - taking.forgiven_points, lot_id, cause.now, lapsed_points)
    change = Change(
        REVERSAL,
        _why_taken(given, sale, undoing, taking, clawed),
        draws=clawed.draws,
        debt_points=clawed.debt_points,
        wallet_draws=clawed.wallet_draws,
        remainder=taking.remainder,
        reverses=sale.accrual.entry_id,
        counted=taking.counted,
    )
    posting = post(account, change, cause)
    lapsed, repaid = repay_from(given.lapsed_money, clawed.lapsed_points)
    after = replace(posting.account, unbanked=clawed.unbanked)
    after = repay_with_lapses(after, clawed.lapsed_points - repaid)
    return replace(posting, account=remember_lapses(after, cause.part(WALLET_PART).entry_id, lapsed))


def _let_go(account: Account, sale: WholePurchase, forgiven_points: int, now: datetime) -> Account:
    """Remember that nothing is left of the purchase; and of its lot, if no other purchase shares it any more."""
    account, is_all = take_back_shared(account, sale.lot_id, sum(draw.points for draw in sale.accrual.draws))
    if not is_all:
        return account
    of_expiry = _forgiven_of_expiry(account, sale, forgiven_points)
    return take_purchase_back(lapse_forgiven(account, sale.lot_id, of_expiry, now), sale.lot_id)


def _why_taken(given: _Given, sale: WholePurchase, undoing: Undoing, taking: _Taking, clawed: Clawed) -> ReversalWhy:
    parts = [part.why for part in given.entries if isinstance(part.why, ReversalWhy)]
    return replace(
        _why(sale, undoing),
        clawed_points=taking.points - taking.forgiven_points,
        forgiven_points=taking.forgiven_points,
        returned_points=sum(part.returned_points for part in parts),
        lapsed_points=sum(part.lapsed_points for part in parts),
        returned_minor=sum(part.returned_minor for part in parts),
        lapsed_minor=sum(part.lapsed_minor for part in parts),
        remainder_before=given.account.remainder,
        remainder_after=taking.remainder,
        unbanked_points=clawed.unbanked_points,
        unbanked_minor=-sum(draw.amount_minor for draw in clawed.wallet_draws),
        owed_minor=max(0, clawed.debt_points) * undoing.minor_per_100_points // 100,
        as_wallet_minor={str(kind): minor for kind, minor in sorted(undoing.as_wallet_minor.items())},
        paid_in_minor={str(tender.kind): tender.amount_minor for tender in _paid_in(sale, undoing)},
    )


def _reversals_after(sale: WholePurchase, undoing: Undoing, taking: _Taking, closed: str | None) -> Reversals:
    before = sale.reversals
    kinds = sorted({*before.refunded_minor, *undoing.refund_minor})
    return replace(
        before,
        refunded_minor={
            str(kind): before.refunded_minor.get(kind, 0) + undoing.refund_minor.get(TenderKind(kind), 0)
            for kind in kinds
        },
        clawed_points=before.clawed_points + taking.points - taking.forgiven_points,
        forgiven_points=before.forgiven_points + taking.forgiven_points,
        closed=closed,
    )


def _why(sale: WholePurchase, undoing: Undoing) -> ReversalWhy:
    return ReversalWhy(
        reason=undoing.reason,
        text=undoing.text,
        currency=sale.purchase.currency,
        rule_versions=sale.accrual.why.rule_versions,
        refunded_minor={str(kind): minor for kind, minor in sorted(undoing.refund_minor.items()) if minor},
        returned_as=undoing.returned_as,
        acted_at=undoing.acted_at,
    )
