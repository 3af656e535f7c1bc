"""Expiry: the rest of a lot leaves the account when its last day is over, by one entry for each lot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import EXPIRY, Entry
from loyalty.domain.ledger.lots import Lot, move
from loyalty.domain.ledger.posting import Cause, Change, post
from loyalty.domain.ledger.wallet.lots import WalletDraw, WalletLot
from loyalty.domain.ledger.wallet.unbanking import EXPIRY_PART, WALLET_EXPIRY_PART, lapse_ended
from loyalty.domain.ledger.why import ExpiryWhy


def expire(account: Account, currency: str, cause: Cause) -> tuple[Account, tuple[Entry, ...]]:
    """Expire all lots whose life is over; return the account and the entries, each named after its lot.

    The name is the lot's and not the run's, so a lot expires once, however often it is tried. Each entry occurred when
    the lot's life ended, and is recorded when that was noticed.
    """
    account = lapse_ended(account, cause.now)
    entries: list[Entry] = []
    for change, lot_id, ended_at in _changes(account, currency, cause.now):
        part = EXPIRY_PART if change.draws else WALLET_EXPIRY_PART
        posting = post(account, change, replace(cause, entry_id=lot_id, occurred_at=ended_at).part(part))
        account = posting.account
        entries.append(posting.entry)
    return account, tuple(entries)


def _changes(account: Account, currency: str, now: datetime) -> list[tuple[Change, str, datetime]]:
    points = (
        (_points_expiry(lot, currency), lot.lot_id, lot.expires_at) for lot in account.lots if not lot.is_live(now)
    )
    money = (
        (_money_expiry(lot, currency), lot.wallet_lot_id, lot.expires_at)
        for lot in account.wallet_lots
        if lot.expires_at is not None and not lot.is_live(now)
    )
    return sorted([*points, *money], key=lambda change: (change[2], change[1]))


def _points_expiry(lot: Lot, currency: str) -> Change:
    why = ExpiryWhy("expired", lot.expires_on, currency, {"expiry": lot.policy.expiry_version})
    return Change(EXPIRY, why, draws=(move(lot, -lot.points_remaining),))


def _money_expiry(lot: WalletLot, currency: str) -> Change:
    if lot.expires_on is None:
        raise ValueError(f"wallet lot {lot.wallet_lot_id} has no last day")
    why = ExpiryWhy("expired", lot.expires_on, currency, {})
    emptied = WalletDraw(lot.wallet_lot_id, -lot.remaining_minor, replace(lot, remaining_minor=0))
    return Change(EXPIRY, why, wallet_draws=(emptied,))
