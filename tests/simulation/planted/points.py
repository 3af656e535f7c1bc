"""Bugs to plant in the arithmetic: lots, rounding, refunds, debts, expiry, the wallet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import floor
from typing import Any

import pytest

from loyalty.domain.ledger import account, lots, posting, purchases, refunds
from loyalty.domain.ledger import (
    adjustments as adjusting,
)
from loyalty.domain.ledger import (
    expiry as expiring,
)
from loyalty.domain.ledger import reversals as reversal
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.wallet import banking
from loyalty.domain.ledger.wallet import lots as wallet
from loyalty.domain.ledger.wallet.lots import WalletDraw
from loyalty.domain.program import accrual
from tests.simulation.planted.planting import bug


@bug("a purchase earns what its eligible money earns")
def a_lot_holds_a_point_more_than_was_earned(patch: pytest.MonkeyPatch) -> None:
    """One off."""
    opened = lots.open_lot
    patch.setattr(posting, "open_lot", lambda name, points, *others: opened(name, points + 1, *others))


@bug("a refund takes")
def each_refund_is_rounded_down_by_itself(patch: pytest.MonkeyPatch) -> None:
    """Three refunds of a third take less than one of the whole."""

    def taking(account: Account, sale: Any, undoing: Any, now: datetime) -> Any:  # noqa: ANN401, ARG001
        minor = sum(minor for kind, minor in undoing.refund_minor.items() if kind in sale.accrual.why.eligible_tenders)
        points = floor(Fraction(minor * sale.accrual.why.rate_bp, 10_000 * sale.accrual.why.minor_per_point))
        return refunds._Taking(points, 0, account.remainder)

    patch.setattr(refunds, "_taking", taking)


@bug("a refund takes the remainder too")
def a_refund_leaves_the_remainder(patch: pytest.MonkeyPatch) -> None:
    """The part of a point that the money had earned stays."""
    taking = refunds._taking
    patch.setattr(refunds, "_taking", lambda found, *others: replace(taking(found, *others), remainder=found.remainder))


@bug("nothing moves in a lot that has ended|what came from a lot that has ended does not come back")
def what_is_given_back_to_an_ended_lot_lives_again(patch: pytest.MonkeyPatch) -> None:
    """Restored, though its last day is over."""
    patch.setattr(reversal, "_is_still_live", lambda *_: True)
    patch.setattr(reversal, "_wake", lambda lot, *_: lot)


@bug("a lot keeps its expires_at")
def what_is_given_back_lives_from_now_on(patch: pytest.MonkeyPatch) -> None:
    """A new expiry for old points."""
    patch.setattr(reversal, "_wake", lambda lot, now, _: replace(lot, expires_at=now + timedelta(days=180)))


@bug("a lot keeps its expires_at")
def what_is_given_back_never_expires(patch: pytest.MonkeyPatch) -> None:
    """Restored without expiry."""
    never = datetime(9999, 1, 1, tzinfo=UTC)
    patch.setattr(reversal, "_wake", lambda lot, *_: replace(lot, expires_at=never))


@bug("what no lot can bear becomes debt", "redeems", "refunds", "buys")
def what_no_lot_can_bear_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """The debt is skipped."""
    clawed = reversal.claw
    patch.setattr(refunds, "claw", lambda *given: replace(clawed(*given), debt_points=0))


@bug("what comes in repays debt first", "redeems", "refunds", "buys", "adjusts")
def a_debt_is_not_repaid(patch: pytest.MonkeyPatch) -> None:
    """Points come in as if nothing were owed."""
    receive = posting.receive
    for module in (purchases, adjusting):
        patch.setattr(module, "receive", lambda found, *rest: receive(replace(found, debt_points=0), *rest))


@bug("what had expired is not taken twice")
def what_an_expiry_took_is_taken_again(patch: pytest.MonkeyPatch) -> None:
    """A refund claws from a lot that has ended."""
    patch.setattr(refunds, "_expired_points", lambda *_: 0)


@bug("the soonest to expire is used first")
def the_last_to_expire_is_used_first(patch: pytest.MonkeyPatch) -> None:
    """The patient's soonest points are left to expire."""
    place = lots._expiring_place
    patch.setattr(lots, "_expiring_place", lambda lot: (datetime.max.replace(tzinfo=UTC) - place(lot)[0], lot.lot_id))


@bug("no more is used than is available|the soonest to expire is used first")
def expired_points_are_spendable_until_the_sweep(patch: pytest.MonkeyPatch) -> None:
    """Every lot counts as live."""

    def from_any(held: Iterable[lots.Lot], points: int, _: datetime) -> tuple[lots.Draw, ...]:
        return lots.draw_soonest(held, points, datetime(2000, 1, 1, tzinfo=UTC))

    patch.setattr(account, "draw_soonest", from_any)
    patch.setattr(account, "available_points", lambda held, debt, _: sum(lot.points_remaining for lot in held) - debt)


@bug("points asked of lots that hold")
def availability_comes_from_the_balance(patch: pytest.MonkeyPatch) -> None:
    """The balance says what lots do not hold any more."""
    patch.setattr(Account, "available_points", lambda found, _: max(0, found.points))


@bug("the remainder is carried on|a purchase earns what")
def what_is_paid_with_points_earns(patch: pytest.MonkeyPatch) -> None:
    """Every tender earns."""
    patch.setattr(accrual, "eligible_minor", lambda paid, _: sum(tender.amount_minor for tender in paid))


@bug("wallet money is spent in its order", "fills_wallet", "pays_from_wallet", "banks")
def the_patients_own_wallet_money_goes_first(patch: pytest.MonkeyPatch) -> None:
    """Gifts last."""
    patch.setattr(wallet, "SPENDING_ORDER", wallet.SPENDING_ORDER[::-1])


@bug("a draw moves its lot", "expires", "days_pass", "buys")
def what_expired_stays_in_its_lot_and_expires_again(patch: pytest.MonkeyPatch) -> None:
    """The balance falls twice."""
    patch.setattr(expiring, "move", lambda lot, points: lots.Draw(lot.lot_id, points, lot))


@bug("nothing expires early", "expires_near_an_end", "buys")
def points_expire_a_day_early(patch: pytest.MonkeyPatch) -> None:
    """As they do where the clock is another zone's."""
    changes = expiring._changes
    patch.setattr(expiring, "_changes", lambda found, money, now: changes(found, money, now + timedelta(days=1)))


@bug("banked money is taken back whole", "undoes_banking_that_is_spent", "buys")
def banking_is_undone_though_the_money_is_spent(patch: pytest.MonkeyPatch) -> None:
    """Points back, and what they bought too."""

    def out(found: Account, opened: wallet.WalletLot) -> WalletDraw:
        held = next((lot for lot in found.wallet_lots if lot.wallet_lot_id == opened.wallet_lot_id), None)
        held = held or replace(opened, remaining_minor=0)
        return WalletDraw(held.wallet_lot_id, -held.remaining_minor, replace(held, remaining_minor=0))

    patch.setattr(banking, "_draw_out", out)


@bug("what was used comes back by the share refunded|a day's uses are counted", "pays_with_points", "refunds", "buys")
def points_that_paid_come_back_by_each_refund_alone(patch: pytest.MonkeyPatch) -> None:
    """Rounded down each time, so that some never come back."""

    def alone(sale: Any, undoing: Any, kind: Any, spent: int) -> tuple[int, int]:  # noqa: ANN401
        return 0, spent * undoing.refund_minor[kind] // purchases.tender_minor(sale.purchase, kind)

    patch.setattr(refunds, "_refunded_shares", alone)


@bug("refunds are summed up")
def what_is_undone_of_a_purchase_is_not_kept(patch: pytest.MonkeyPatch) -> None:
    """So that it could be undone again."""
    patch.setattr(refunds, "_reversals_after", lambda sale, *_: sale.reversals)


@bug("the account is due with its first lot")
def the_end_of_wallet_money_is_not_due(patch: pytest.MonkeyPatch) -> None:
    """The sweep would never come."""
    patch.setattr(
        Account, "due_at", property(lambda found: min((lot.milestone_at for lot in found.lots), default=None))
    )
