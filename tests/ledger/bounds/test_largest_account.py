"""The largest account: every list of it full, every id as long as it may be. It fits a document, with room to undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from loyalty.domain.documents import Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger import bonus, lapses, purchases, sharing
from loyalty.domain.ledger.account import (
    MOST_EMPTY_REMEMBERED,
    Account,
    BankedToday,
    Extended,
    Lapsed,
    RecentPurchase,
    Reissued,
    Shared,
    Unbanked,
)
from loyalty.domain.ledger.entry import REDEMPTION, Actor, Request
from loyalty.domain.ledger.lots import EXPIRY, MOST_OPEN_LOTS, Lot, Policy, move
from loyalty.domain.ledger.posting import Cause, Change, post
from loyalty.domain.ledger.uses import Confirmation, UsedToday
from loyalty.domain.ledger.wallet import unbanking
from loyalty.domain.ledger.wallet.lots import MOST_BANKED_FROM, MOST_WALLET_LOTS, WalletDraw, WalletLot
from loyalty.domain.ledger.why import PaymentWhy
from loyalty.domain.program.bonus_months import MOST_EVENTS, Stretch
from loyalty.domain.program.memberships import MOST_OTHERS, Membership, Status
from loyalty.domain.program.rules import TenderKind
from loyalty.domain.program.standing import TierStanding, TierYear
from loyalty.domain.program.tiers import KEPT_DAYS, MOST_TIERS, Grant, Measure, NextTier, QualifyingDay
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.codec import Codec
from tests.support.documents import MIB, document_size

CODEC = Codec(PARSERS)
ON, NOW, MANY = date(2026, 11, 22), datetime(2026, 11, 22, 18, 30, 5, 250_000, UTC), 10_000_000
POLICY = Policy(9_999, 9_999, 365, 365, 23, 365)


def request_id(number: int) -> str:
    return f"{number:064d}"


def any_id(number: int) -> str:
    return f"{number:0128d}"


def largest() -> Account:
    lots = tuple(_lot(number) for number in range(MOST_OPEN_LOTS))
    return Account(
        "bella",
        any_id(0),
        "Ana María de los Ángeles Ruiz Castellanos y Montemayor de la Vega",
        True,  # noqa: FBT003
        NOW,
        Request(request_id(0), "f" * 64),
        MANY,
        MANY,
        MANY,
        Fraction(10**12 - 1, 10**12),
        any_id(1),
        dict.fromkeys(("spend_minor", "purchases", "points", "treatments"), MANY),
        MANY,
        "0" * 64,
        lots=lots,
        wallet_lots=tuple(_wallet_lot(number) for number in range(MOST_WALLET_LOTS)),
        confirmation=_confirmation(),
        recent_purchases=tuple(RecentPurchase(request_id(n), MANY, NOW) for n in range(purchases.MOST_RECENT)),
        reissued=Reissued(2026, MANY),
        noticed_on=ON,
        extended=tuple(
            _longer(lot) for lot in (*lots, *(_lot(MOST_OPEN_LOTS + n) for n in range(MOST_EMPTY_REMEMBERED)))
        ),
        days=tuple(_days()),
        membership=_membership(0),
        membership_log=tuple(_stretch(n) for n in range(MOST_EVENTS)),
        bonus_months=tuple(f"{any_id(n)}.month-2026-11-22.taken-back" for n in range(bonus.MOST_REMEMBERED)),
        granted=Grant(any_id(6), ON),
        tier=_standing(),
        tier_due_at=NOW,
        lapsed=tuple(
            Lapsed(request_id(n), f"{request_id(n)}.wallet-expiry", MANY, MANY, MANY, MANY)
            for n in range(lapses.MOST_REMEMBERED)
        ),
        unbanked=tuple(Unbanked(request_id(n), MANY, MANY) for n in range(unbanking.MOST_REMEMBERED)),
        taken_back=tuple(request_id(n) for n in range(lapses.MOST_REMEMBERED)),
        other_memberships=tuple(_membership(n) for n in range(MOST_OTHERS)),
        shared=tuple(
            # Only of what has ended there is something to forgive.
            Shared(request_id(n), MANY, MANY, 0 if n < MOST_OPEN_LOTS else MANY)
            for n in range(MOST_OPEN_LOTS + sharing.MOST_REMEMBERED)
        ),
        banked_today=BankedToday(ON, 100),
        used=UsedToday(ON, MANY, MANY, 100, MANY, MANY),
    )


def _confirmation() -> Confirmation:
    asked = Request(request_id(5), "f" * 64)
    return Confirmation(
        request_id(1),
        request_id(2),
        any_id(3),
        MANY,
        MANY,
        any_id(4),
        NOW,
        NOW,
        "declined",
        asked,
        wallet_minor=MANY,
        second_person=True,
        decided_by=any_id(7),
    )


def _lot(number: int) -> Lot:
    """A lot that an appointment holds, earned at a location of its own."""
    life = NOW, ON, NOW, EXPIRY, NOW, POLICY, ON
    return Lot(request_id(number), MANY, MANY, *life, any_id(number), any_id(number), ON, NOW)


def _longer(lot: Lot) -> Extended:
    life = lot.expires_on, lot.expires_at, lot.appointment_id, lot.own_expires_on, lot.own_expires_at
    return Extended(lot.lot_id, *life, kept_until_at=NOW)


def _wallet_lot(number: int) -> WalletLot:
    """Money from so many locations as there are lots that it was banked from, or from one."""
    sources = range(number, MOST_BANKED_FROM, MOST_WALLET_LOTS)
    made_of = {request_id(source): MANY for source in sources}
    places = {any_id(source): MANY for source in (*sources, number + MOST_BANKED_FROM)}
    return WalletLot(request_id(number), "paid_in", MANY, MANY, NOW, ON, NOW, made_of, places, TenderKind.FINANCING)


def _days() -> Iterator[QualifyingDay]:
    for number in range(KEPT_DAYS):
        on = ON - timedelta(days=number)
        yield QualifyingDay(on, ON, MANY, 10, MANY, 0, Fraction(10**15 - 1, 10**8), 0)
        yield QualifyingDay(on, None, 0, 0, 0, 3, Fraction(0), MANY)


def _membership(number: int) -> Membership:
    months = tuple(ON + timedelta(days=30 * month) for month in range(24))
    return Membership(
        any_id(number),
        any_id(1),
        "G" * 40,
        any_id(2),
        MANY,
        "month",
        MANY,
        60,
        any_id(3),
        "stripe",
        ON,
        ON,
        ON,
        ON,
        Status.CANCELLED,
        NOW,
        any_id(number),
        months_on=months,
        rank=9,
        renewed_at=NOW,
    )


def _stretch(number: int) -> Stretch:
    return Stretch(any_id(number), any_id(number), ON, Status.CANCELLED, ON, ON, ON, MANY, "G" * 40, NOW, 9)


def _standing() -> TierStanding:
    perks = tuple("p" * 120 for _ in range(8))
    year = tuple(TierYear(any_id(n), "T" * 40, MANY, MANY, MANY, MANY) for n in range(MOST_TIERS))
    return TierStanding(
        ON,
        any_id(0),
        "T" * 40,
        "3/2",
        perks,
        ON,
        NextTier(any_id(1), "T" * 40, Measure.SPEND, MANY, MANY),
        MANY,
        year,
        {"tiers": 9, "memberships": 9},
    )


def test_the_largest_account_fits_three_quarters_of_a_document() -> None:
    at = ClinicKeys(any_id(0)).account(any_id(0))
    assert document_size(at.path, CODEC.fields_of(Put(at, largest()))) <= MIB * 3 // 4


def test_the_entry_that_uses_every_lot_fits_three_quarters_of_a_document() -> None:
    account = largest()
    cause = Cause(request_id(1), Request(request_id(1), "f" * 64), Actor(any_id(2), "patient"), any_id(3), ON, NOW)
    draws = tuple(move(lot, -lot.points_remaining) for lot in account.lots)
    wallet_draws = tuple(
        WalletDraw(lot.wallet_lot_id, -1, replace(lot, remaining_minor=lot.remaining_minor - 1))
        for lot in account.wallet_lots
    )
    why = PaymentWhy("tender", request_id(1), "USD", {"banking": 1})
    entry = post(account, Change(REDEMPTION, why, draws=draws, wallet_draws=wallet_draws), cause).entry
    at = ClinicKeys(any_id(0)).entry(any_id(0), entry.entry_id)
    assert document_size(at.path, CODEC.fields_of(Put(at, entry))) <= MIB * 3 // 4


def test_a_document_is_as_large_as_the_example_of_firestores_own_page() -> None:
    fields = {"type": "Personal", "done": False, "priority": 1, "description": "Learn Cloud Firestore"}
    assert document_size("users/jeff/tasks/my_task_id", fields) == 147
