"""A year at another tier is what the engine earns when the year is played again there, to the point."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from loyalty.domain.calendar import first_instant_after
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Purchase, Request
from loyalty.domain.ledger.expiry import expire
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.purchases import EarningRules, accrue
from loyalty.domain.ledger.redemption import Bought, redeem
from loyalty.domain.ledger.uses import AtBill
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.opportunity import LastYear
from loyalty.domain.program.rules import EarningRule, ExpiryRule, RedemptionRule, RemindersRule, TenderKind
from loyalty.domain.program.tiers import KEPT_DAYS, Tier, TiersRule, days_to_keep
from tests.support.counts import count

ZONE = ZoneInfo("America/Los_Angeles")
END = date(2026, 11, 22)
MULTIPLIERS = (Fraction(1), Fraction(3, 2), Fraction(3), Fraction(4, 3))
ANYTHING = RedemptionRule(
    version=1,
    minimum_points=1,
    increment_points=1,
    minor_per_100_points=100,
    most_points_per_visit=None,
    most_bill_bp=10_000,
    combinable=True,
    confirm_above_points=None,
    confirm_lifetime=timedelta(minutes=5),
)
REMINDERS = RemindersRule(1, 28, 7, 10)


@dataclass(frozen=True)
class Event:
    """On a date a purchase, by a rate and a life of its points; or points asked for."""

    on: date
    amount_minor: int = 0
    rate_bp: int = 1_000
    life_days: int = 180
    share: int = 0


def a_year(dice: random.Random) -> list[Event]:
    """Up to 25 dates; on each what was earned comes before what is used, and all at one rate and life."""
    days = sorted(dice.sample(range(365), dice.randint(0, 25)), reverse=True)
    return [event for ago in days for event in _a_day(dice, END - timedelta(days=ago))]


def _a_day(dice: random.Random, on: date) -> Iterator[Event]:
    rate_bp, life_days = dice.choice((1_000, 1_000, 333, 1_250)), dice.choice((180, 180, 30, 90))
    for _ in range(dice.randint(0, 2)):
        yield Event(on, dice.randint(1, 90_000), rate_bp, life_days)
    if dice.random() < 0.4:
        yield Event(on, share=dice.randint(1, 100))


def cause(turn: int, on: date) -> Cause:
    """The cause of an act at noon of a date, a second after the other of that date."""
    now = datetime.combine(on, time(12), tzinfo=ZONE).astimezone(UTC) + timedelta(seconds=turn)
    return Cause(f"request-{turn:08d}", Request("request", ""), Actor("desk", "front_desk"), "north", on, now)


def only(multiplier: Fraction) -> TiersRule:
    """One tier, everybody's."""
    return TiersRule(1, (Tier("only", "Only", multiplier),), 365)


@dataclass
class Lived:
    """A year as the engine lived it: the account, what was earned, what expired, and what was used at which turn."""

    account: Account
    earned: int = 0
    expired: int = 0
    uses: dict[int, int] = field(default_factory=dict)


def live(events: list[Event], multipliers: Sequence[Fraction], asked: dict[int, int] | None = None) -> Lived:
    """Live a year, each turn at its multiplier; where nobody says what is asked for, a share of what there is."""
    joined_at = datetime(2025, 1, 1, tzinfo=UTC)
    lived = Lived(Account("bella", "ana", "Ana", active=True, joined_at=joined_at, joined_with=Request("", "")))
    for turn, event in enumerate(events):
        act = cause(turn, event.on)
        _let_expire(lived, act)
        if event.amount_minor:
            _buy(lived, event, multipliers[turn], act)
        else:
            available = lived.account.available_points(act.now)
            wanted = available * event.share // 100 if asked is None else min(asked.get(turn, 0), available)
            _use(lived, turn, wanted, act)
    _let_expire(lived, replace(cause(len(events), END), now=first_instant_after(END - timedelta(days=1), ZONE)))
    return lived


def _let_expire(lived: Lived, act: Cause) -> None:
    lived.account, gone = expire(lived.account, "USD", act)
    lived.expired -= sum(entry.points for entry in gone)


def _buy(lived: Lived, event: Event, multiplier: Fraction, act: Cause) -> None:
    lives = Lives(ExpiryRule(1, "days", event.life_days), REMINDERS, ZONE)
    terms = EarningRules(EarningRule(1, (TenderKind.CASH,), event.rate_bp, 1), lives, only(multiplier))
    tenders = (Tender(TenderKind.CASH, event.amount_minor),)
    posting = accrue(lived.account, Purchase("visit", event.amount_minor, "USD", tenders, (), None), terms, act)
    lived.account = posting.account
    lived.earned += posting.entry.points


def _use(lived: Lived, turn: int, wanted: int, act: Cause) -> None:
    if wanted:
        lived.uses[turn] = wanted
        lived.account = redeem(lived.account, ANYTHING, Bought(AtBill("visit"), "USD", wanted), act).account


@pytest.mark.parametrize("part", range(10))
def test_a_year_elsewhere_is_what_living_it_again_there_gives(part: int) -> None:
    dice = random.Random(part)  # noqa: S311 - a plan, not a secret
    for _ in range(count(50, 500)):
        events = a_year(dice)
        lived = live(events, [dice.choice(MULTIPLIERS) for _ in events])
        days = days_to_keep(lived.account.days, END)
        year = LastYear(days, END)
        was = year.as_it_was()
        assert (was.earned_points, was.expired_points) == (lived.earned, lived.expired)
        multiplier = dice.choice(MULTIPLIERS)
        again = live(events, [multiplier] * len(events), lived.uses)
        elsewhere = year.at(multiplier)
        assert (elsewhere.earned_points, elsewhere.expired_points) == (again.earned, again.expired)


def test_what_no_tier_can_depend_on_any_more_is_let_go() -> None:
    days = live([Event(END - timedelta(days=300), 5_000)], [Fraction(1)]).account.days
    assert days_to_keep(days, days[0].on + timedelta(days=KEPT_DAYS - 1)) == days
    assert days_to_keep(days, days[0].on + timedelta(days=KEPT_DAYS)) == ()
