"""Paying in: a patient's own money becomes wallet money, at the desk or as it comes back from a purchase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import WALLET_CREDIT, Entry
from loyalty.domain.ledger.lots import NOWHERE
from loyalty.domain.ledger.posting import Cause, Change, Posting, post, with_room
from loyalty.domain.ledger.wallet.lots import WalletDraw, WalletLot
from loyalty.domain.ledger.why import CreditWhy
from loyalty.domain.program.rules import TenderKind

# The entry of money that came back by a refund is named after the refund and the tender that had paid.
PAID_PART = "paid"


def credit(
    account: Account, lot: WalletLot, why: CreditWhy, cause: Cause, linked_entry_id: str | None = None
) -> Posting:
    """Put a lot of money into the wallet, at the location of the cause."""
    paid_with = TenderKind(why.tender) if why.tender else None
    lot = replace(lot, locations={cause.location_id or NOWHERE: lot.received_minor}, paid_with=paid_with)
    draws = (WalletDraw(lot.wallet_lot_id, lot.received_minor),)
    change = Change(WALLET_CREDIT, why, wallet_draws=draws, wallet_lot=lot, linked_entry_id=linked_entry_id)
    return post(account, change, cause)


def pay_in_refunded(
    account: Account, minor_by_tender: Mapping[TenderKind, int], why: CreditWhy, cause: Cause
) -> tuple[Account, tuple[Entry, ...]]:
    """Pay in what a refund gives back, by an entry for each tender that had paid; it never expires.

    Raises TooManyOpenLots.
    """
    entries = []
    for kind, minor in sorted(minor_by_tender.items()):
        part = cause.part(f"{PAID_PART}-{kind}")
        lot = WalletLot(part.entry_id, "paid_in", minor, minor, cause.now, None, None)
        posting = with_room(account, credit(account, lot, replace(why, tender=str(kind)), part, cause.entry_id))
        account = posting.account
        entries.append(posting.entry)
    return account, tuple(entries)
