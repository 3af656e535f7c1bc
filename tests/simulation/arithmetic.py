"""The arithmetic of an entry, done again from plain documents: earned points, draws, shares, last days, hashes.

Nothing here calls the code under test: it is a second opinion, written from the rules of the business alone.
"""

from __future__ import annotations

import calendar
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import floor
from typing import Any
from zoneinfo import ZoneInfo

Fields = Mapping[str, Any]
Taken = list[tuple[str, int]]

NEVER_EARNS = {"wallet", "points", "insurance"}
WALLET_ORDER = ["banked", "granted", "paid_in"]
WHOLE_BP = 10_000


def hash_again(document: Fields) -> str:
    """The hash of an entry, over everything it holds but that hash."""
    content = {name: value for name, value in document.items() if name != "hash"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_in_utc)
    return hashlib.sha256(text.encode()).hexdigest()


def _in_utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def live(lot: Fields, now: datetime) -> bool:
    """True if points or money can be used now."""
    return bool(lot["expires_at"] is None or now < lot["expires_at"])


def available(lots: Mapping[str, Fields], debt_points: int, now: datetime) -> int:
    """The points or money to spend now, from the lots."""
    in_live: int = sum(lot["points_remaining"] for lot in lots.values() if live(lot, now))
    return max(0, in_live - debt_points)


def soonest_first(lots: Mapping[str, Fields], points: int, now: datetime) -> Taken:
    """The points that spending takes of each live lot; less if there are fewer."""
    ready = ((lot["expires_at"], lot["earned_at"], name) for name, lot in lots.items() if live(lot, now))
    return _take(((name, lots[name]["points_remaining"]) for *_, name in sorted(ready)), points)


def clawback(lots: Mapping[str, Fields], points: int, own: str, now: datetime) -> Taken:
    """The points that a clawback takes: from the lot that earned them, then soonest first; the rest is debt."""
    first = lots[own]["points_remaining"] if own in lots and live(lots[own], now) else 0
    from_own = [(own, -min(first, points))] if min(first, points) else []
    others = {name: lot for name, lot in lots.items() if name != own}
    return from_own + soonest_first(others, points - min(first, points), now)


def wallet_order(lots: Mapping[str, Fields], amount_minor: int, now: datetime) -> Taken:
    """The money that a payment takes of each wallet lot: banked, then granted, then paid in; soonest to end first."""
    never = datetime.max.replace(tzinfo=UTC)
    places = sorted(
        (WALLET_ORDER.index(lot["origin"]), lot["expires_at"] or never, lot["received_at"], name)
        for name, lot in lots.items()
        if live(lot, now)
    )
    return _take(((name, lots[name]["remaining_minor"]) for *_, name in places), amount_minor)


def _take(held: Iterable[tuple[str, int]], wanted: int) -> Taken:
    taken = []
    for name, amount in held:
        part = min(amount, wanted)
        wanted -= part
        if part:
            taken.append((name, -part))
    return taken


def shared(parts: list[int], total: int) -> list[int]:
    """A number shared in proportion, unit by unit: each goes to the largest part over one more than it has."""
    given = [0] * len(parts)
    for _ in range(total):
        place = max(range(len(parts)), key=lambda at: (Fraction(parts[at], given[at] + 1), -at))
        given[place] += 1
    return given


def earned_by(tenders: Iterable[Fields], why: Fields) -> Fraction:
    """The exact earnings of money at the rate that the accrual names."""
    earning = set(why["eligible_tenders"]) - NEVER_EARNS
    eligible = sum(tender["amount_minor"] for tender in tenders if tender["kind"] in earning)
    return Fraction(eligible * why["rate_bp"], WHOLE_BP * why["minor_per_point"]) * Fraction(why["multiplier"])


def whole_and_rest(exact: Fraction) -> tuple[int, Fraction]:
    """Whole points, and what is left of one; where less than nothing is left, no points."""
    points = max(0, floor(exact))
    return points, exact - points


def date_of(at: datetime, zone: ZoneInfo, closed_until_on: str) -> str:
    """The business date at an instant: nothing is booked on a day that is closed."""
    on = at.astimezone(zone).date()
    if closed_until_on:
        on = max(on, date.fromisoformat(closed_until_on) + timedelta(days=1))
    return on.isoformat()


def last_day(start: date, rule: Fields) -> date:
    """The last date of points earned on a date, by the clinic's rule."""
    if rule["life_unit"] == "days":
        return start + timedelta(days=rule["life_count"])
    year, month = divmod(start.year * 12 + start.month - 1 + rule["life_count"], 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def midnight_after(day: date, zone: ZoneInfo) -> datetime:
    """The first instant after a date, where midnight is neither skipped nor repeated."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=zone).astimezone(UTC)


def fraction_of(fields: Fields) -> Fraction:
    """A fraction as documents hold it."""
    return Fraction(fields["numerator"], fields["denominator"])


def drawn(draws: Iterable[Fields]) -> Taken:
    """Lots and points of an entry's draws."""
    return [(draw["lot_id"], draw["points"]) for draw in draws]


def drawn_minor(draws: Iterable[Fields]) -> Taken:
    """Wallet lots and money of an entry's draws."""
    return [(draw["wallet_lot_id"], draw["amount_minor"]) for draw in draws]
