"""Cashing out: what little is left of paid-in money is paid out on demand, where the clinic's rule says so.

Some laws demand it of money that was paid for, as California's for gift cards below $15.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import CASH_OUT, REVERSAL, Entry
from loyalty.domain.ledger.posting import Cause, Change, Posting, post
from loyalty.domain.ledger.reversals import give_money_back
from loyalty.domain.ledger.wallet.lots import PAID_IN, WalletDraw, WalletLot
from loyalty.domain.ledger.why import CashOutWhy, ReversalWhy
from loyalty.domain.program.rules import BankingRule
from loyalty.errors.ledger import CashOutDiffers, CashOutOff, CashOutTooMuch


def cash_out(account: Account, amount_minor: int, text: str, rule: BankingRule, currency: str, cause: Cause) -> Posting:
    """Pay out all paid-in money that is left. Raises CashOutOff, CashOutDiffers, CashOutTooMuch."""
    if rule.cash_out_below_minor is None:
        raise CashOutOff
    lots, left_minor = _paid_in(account, cause.now), paid_in_minor(account, cause.now)
    if amount_minor != left_minor:
        raise CashOutDiffers(asked_minor=amount_minor, left_minor=left_minor)
    if left_minor >= rule.cash_out_below_minor:
        raise CashOutTooMuch(left_minor=left_minor, below_minor=rule.cash_out_below_minor)
    why = CashOutWhy("paid_out", text, currency, {"banking": rule.version})
    draws = tuple(WalletDraw(lot.wallet_lot_id, -lot.remaining_minor, replace(lot, remaining_minor=0)) for lot in lots)
    return post(account, Change(CASH_OUT, why, wallet_draws=draws), cause)


def undo_cash_out(account: Account, paid_out: Entry, text: str, cause: Cause, acted_at: str | None) -> Posting:
    """Put money that was paid out back where it was."""
    why = paid_out.why
    if not isinstance(why, CashOutWhy):
        raise TypeError(f"entry {paid_out.entry_id} pays nothing out")
    back = give_money_back(account, paid_out.wallet_draws, 0, -paid_out.wallet_minor, cause.now)
    undone = ReversalWhy(
        "cash_out",
        text,
        why.currency,
        why.rule_versions,
        returned_minor=back.minor,
        lapsed_minor=back.lapsed_minor,
        acted_at=acted_at,
    )
    change = Change(REVERSAL, undone, wallet_draws=back.draws, reverses=paid_out.entry_id)
    return post(back.account, change, cause)


def paid_in_minor(account: Account, now: datetime) -> int:
    """The paid-in money that is left at an instant, also what another system brought."""
    return sum(lot.remaining_minor for lot in _paid_in(account, now))


def _paid_in(account: Account, now: datetime) -> list[WalletLot]:
    return [lot for lot in account.wallet_lots if lot.origin == PAID_IN and lot.is_live(now)]
