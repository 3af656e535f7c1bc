"""Writes explain.json: entries of every kind and branch, as their documents hold them, and the sentence of each.

The engine's sentences stand here, and the patient's page is held against them: both say the same of an entry. Amounts
and numbers are in the file by themselves too. Run as `python -m tests.vectors.make_explain`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from loyalty.domain.fields import canonical_json
from loyalty.domain.ledger.entry import GENESIS_HASH, WHY_OF, Actor, Entry, Purchase, Request, entry_fields
from loyalty.domain.ledger.explain import explain
from loyalty.domain.ledger.lots import Draw
from loyalty.domain.ledger.why import (
    AccrualWhy,
    AdjustmentWhy,
    BankingWhy,
    BonusWhy,
    CashOutWhy,
    CreditWhy,
    ExpiryWhy,
    ExtensionWhy,
    OpeningWhy,
    PaymentWhy,
    RedemptionWhy,
    ReissueWhy,
    ReversalWhy,
    Why,
)
from loyalty.domain.money import money, percent, points, word_list
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind

FILE = Path(__file__).with_name("explain.json")
NOW = datetime(2026, 11, 22, 18, 4, 5, tzinfo=UTC)
CURRENCIES = ("USD", "EUR", "GBP", "JPY", "KWD", "CHF", "XAF", "TND", "ISK")
AMOUNTS = (0, 1, 9, 10, 99, 100, 999, 1_000, 4_505, 123_456, 99_999_999, 100_000_000, 9_007_199_254_740_991)
RATES = (0, 1, 5, 10, 25, 50, 99, 100, 101, 110, 250, 1_000, 1_250, 3_333, 9_999, 10_000)
COUNTS = (0, 1, 2, 999, 1_000, 4_500, 12_480, 1_234_567)
WORDS: tuple[tuple[str, ...], ...] = ((), ("cash",), ("cash", "card"), ("cash", "card", "financing"))

EARNED = AccrualWhy("earned", 45_000, ("cash",), 1000, 1, Fraction(1), None, Fraction(0), Fraction(0), {})
REDEEMED = RedemptionWhy("points", "visit", 2_000, "USD", 10_000, 100, None, None, None, {})
PAID = PaymentWhy("tender", "visit", "USD", {})
REFUND = ReversalWhy("refund", "sent back", "USD", {}, refunded_minor={"cash": 6_000})
ADJUSTED = AdjustmentWhy("goodwill", "With our thanks for waiting", None, {})
BANKED = BankingWhy("banked", 110, None, 0, "USD", NOW, {})
GRANTED = CreditWhy("granted", "a gift for your birthday", None, "USD", {})
PAID_OUT = CashOutWhy("paid_out", "less than $15", "USD", {})
EXPIRED = ExpiryWhy("expired", date(2027, 5, 22), "USD", {})
HELD = ExtensionWhy("appointment", date(2027, 6, 5), 4_500, "appointment", {})
REISSUED = ReissueWhy("reissued", "as we promised", {})
MEMBERS = BonusWhy("membership", "membership", "Gold", date(2026, 11, 22), {})
OPENED = OpeningWhy("opening", "row-7", "USD", {})


def entry(why: Why, points: int = 0, wallet_minor: int = 0, debt_points: int = 0, currency: str | None = None) -> Entry:
    """An entry that changes so much, for this reason; a purchase where it names a currency."""
    kind = next(kind for kind, explained in WHY_OF.items() if isinstance(why, explained))
    drawn = points + debt_points
    return Entry(
        entry_id="entry",
        clinic_id="bella",
        revision=1,
        kind=kind,
        points=points,
        wallet_minor=wallet_minor,
        debt_points=debt_points,
        points_after=points,
        wallet_minor_after=wallet_minor,
        debt_points_after=debt_points,
        draws=tuple(Draw(f"lot-{turn}", part) for turn, part in enumerate((drawn // 2, drawn - drawn // 2)) if part),
        lot=None,
        wallet_draws=(),
        wallet_lot=None,
        purchase=Purchase("visit", 45_000, currency, (), (), None) if currency else None,
        why=why,
        actor=Actor("desk", "front_desk"),
        location_id="calabasas",
        business_date=NOW.date(),
        occurred_at=NOW,
        recorded_at=NOW,
        reverses=None,
        linked_entry_id=None,
        request=Request("entry", ""),
        previous_hash=GENESIS_HASH,
    )


def entries() -> Iterator[Entry]:
    """Every kind, every branch of its sentence, several currencies, and debt made and repaid."""
    yield from _accruals()
    yield from _spendings()
    yield from _reversals()
    yield from _decisions()
    yield from _wallet_money()


def _accruals() -> Iterator[Entry]:
    for currency in CURRENCIES:
        yield entry(EARNED, 4_500, currency=currency)
    for rate_bp in RATES:
        yield entry(replace(EARNED, rate_bp=rate_bp), 100, currency="USD")
    for tenders in WORDS[1:]:
        yield entry(replace(EARNED, eligible_tenders=tenders), 4_500, currency="USD")
    for multiplier in (Fraction(3), Fraction(3, 2), Fraction(4, 3)):
        tripled = replace(EARNED, multiplier=multiplier, tier_id="gold")
        yield entry(tripled, 9_000, currency="USD")
        yield entry(replace(tripled, tier_name="Gold"), 9_000, currency="USD")
    for tenders in WORDS:
        nothing = replace(EARNED, reason="nothing-eligible", eligible_minor=0, eligible_tenders=tenders)
        yield entry(nothing, currency="USD")
    yield entry(replace(EARNED, reason="below-one-point", eligible_minor=9), currency="USD")
    bought = entry(EARNED, 4_500, currency="USD")
    for tenders in WORDS[1:]:
        paid_in = tuple(Tender(TenderKind(kind), 20_000) for kind in ("card", "cash"))
        said = replace(EARNED, eligible_tenders=tenders)
        yield replace(bought, purchase=Purchase("visit", 45_000, "USD", (), (), None, paid_in=paid_in), why=said)
    yield entry(EARNED, 4_460, debt_points=-40, currency="USD")
    yield entry(EARNED, 4_499, debt_points=-1, currency="USD")


def _spendings() -> Iterator[Entry]:
    for currency in CURRENCIES:
        yield entry(replace(REDEEMED, currency=currency), -2_000)
        yield entry(replace(PAID, currency=currency), wallet_minor=-1_100)
    yield entry(replace(REDEEMED, worth_minor=1), -1)
    yield entry(replace(REDEEMED, bill_minor=None), -2_000)
    yield entry(replace(REDEEMED, reason="tender"), -2_000)
    for name in ("Hydrating facial", ""):
        reward = replace(REDEEMED, reason="reward", worth_minor=0, reward_id="facial", reward_name=name)
        yield entry(reward, -2_000)


def _reversals() -> Iterator[Entry]:
    changed = (
        REFUND,
        replace(REFUND, clawed_points=600),
        replace(REFUND, clawed_points=1),
        replace(REFUND, clawed_points=600, as_wallet_minor={"card": 2_000, "cash": 4_000}),
        replace(REFUND, forgiven_points=600),
        replace(REFUND, returned_points=200),
        replace(REFUND, lapsed_points=200),
        replace(REFUND, lapsed_points=1),
        replace(REFUND, returned_minor=1_100),
        replace(REFUND, lapsed_minor=1_100),
        replace(REFUND, clawed_points=599, forgiven_points=1),
        replace(REFUND, clawed_points=600, returned_points=200, returned_minor=1_100),
        replace(REFUND, clawed_points=600, unbanked_points=400, unbanked_minor=440),
        replace(REFUND, clawed_points=1, forgiven_points=2, returned_points=3, lapsed_points=4, returned_minor=5),
    )
    for reason in ("refund", "void", "reassign", "cancel", "undo"):
        for why in changed:
            yield entry(replace(why, reason=reason), why.returned_points - why.clawed_points, why.returned_minor)
    for currency in CURRENCIES:
        yield entry(replace(REFUND, currency=currency, returned_minor=1_100, lapsed_minor=5), wallet_minor=1_100)
    several = {"card": 2_000, "cash": 4_000, "points": 500}
    yield entry(replace(REFUND, refunded_minor=several, clawed_points=400), -400)
    yield entry(replace(REFUND, clawed_points=600), -600, debt_points=40)
    yield entry(replace(REFUND, clawed_points=600), -600, debt_points=1)
    yield entry(replace(REFUND, reason="cancel", returned_points=200), 160, debt_points=-40)


def _decisions() -> Iterator[Entry]:
    yield entry(ADJUSTED, 500)
    yield entry(ADJUSTED, -500)
    yield entry(ADJUSTED, 460, debt_points=-40)
    yield entry(replace(ADJUSTED, text="With our thanks..."), 460, debt_points=-40)
    yield entry(REISSUED, 460, debt_points=-40)
    yield entry(OPENED, 460, debt_points=-40)
    for paid_out_minor in (1_200, 1, 1_499, 100_000):
        yield entry(PAID_OUT, wallet_minor=-paid_out_minor)
    yield entry(replace(REFUND, reason="cash_out", refunded_minor={}, returned_minor=1_200))
    for many in (1, 200, 12_480):
        yield entry(EXPIRED, -many)
        yield entry(REISSUED, many)
        for reason in ("appointment", "no-notice", "no-appointment"):
            yield entry(replace(HELD, reason=reason, held_points=many))
    yield entry(HELD, 0, debt_points=-40)
    for day in (date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31)):
        yield entry(replace(EXPIRED, expires_on=day), -200)
    for brought in ((1, 0), (4_500, 0), (0, 1_100), (4_500, 1_100)):
        yield entry(OPENED, *brought)
    yield entry(MEMBERS, 500)
    yield entry(MEMBERS, 460, debt_points=-40)


def _wallet_money() -> Iterator[Entry]:
    for currency in CURRENCIES:
        yield entry(replace(BANKED, currency=currency), -1_000, 1_100)
        yield entry(replace(GRANTED, currency=currency), wallet_minor=1_100)
        yield entry(replace(EXPIRED, currency=currency), wallet_minor=-1_100)
        yield entry(replace(OPENED, currency=currency), wallet_minor=1_100)
        yield entry(replace(REFUND, reason="credit", text="charged back", currency=currency), wallet_minor=-1_100)
    yield entry(BANKED, -1, 1)
    for bonus_bp in (1, 1_000, 1_250):
        yield entry(replace(BANKED, tier_id="gold", tier_bonus_bp=bonus_bp), -1_000, 1_210)
    yield entry(replace(BANKED, tier_id="gold"), -1_000, 1_100)
    yield entry(replace(GRANTED, reason="paid_in", text="a package of three", tender="card"), wallet_minor=50_000)


def vector(of: Entry) -> dict[str, Any]:
    """The parts of a sentence, from the entry's document, and the sentence."""
    fields = json.loads(canonical_json(entry_fields(of)))
    read = ("kind", "points", "wallet_minor", "debt_points", "purchase", "why")
    draws = [{"points": draw["points"]} for draw in fields["draws"]]
    return {**{name: fields[name] for name in read}, "draws": draws, "sentence": explain(of)}


def vectors() -> dict[str, list[dict[str, Any]]]:
    """Numbers and amounts by themselves, then the entries."""
    return {
        "money": [
            {"amount_minor": minor, "currency": currency, "text": money(minor, currency)}
            for currency in CURRENCIES
            for minor in AMOUNTS
        ],
        "percent": [{"rate_bp": rate_bp, "text": percent(rate_bp)} for rate_bp in RATES],
        "points": [{"count": count, "text": points(count)} for count in COUNTS],
        "listed": [{"words": list(words), "text": word_list(words)} for words in WORDS],
        "entries": [vector(each) for each in entries()],
    }


def text() -> str:
    """The file, one case a line."""
    parts = [
        f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]"
        for name, cases in vectors().items()
    ]
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    FILE.write_text(text())
