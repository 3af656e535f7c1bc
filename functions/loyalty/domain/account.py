"""The account: the whole present of a patient's points in one value, and the only way to change it, a posting.

A posting is pure: it takes an account and what happened, and gives the account after it together with the entry that
says so. Both are saved in one commit or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from loyalty.domain.accrual import NO_MULTIPLIER, Earned, earn
from loyalty.domain.entry import (
    ACCRUAL,
    GENESIS_HASH,
    Actor,
    Draw,
    Entry,
    Purchase,
    Request,
    Why,
    entry_fields,
    hash_of,
)
from loyalty.domain.lots import MOST_OPEN_LOTS, Lot, available_points, open_lot
from loyalty.domain.rules import EarningRule, ExpiryRule, RemindersRule
from loyalty.errors import TooManyOpenLots


@dataclass(frozen=True, slots=True)
class Account:
    """A patient at a clinic. `points` = the sum of the lots' remaining points − `debt_points`."""

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

    @property
    def due_at(self) -> datetime | None:
        """The earliest milestone of any open lot: when a sweep has something to do here."""
        return min((lot.milestone_at for lot in self.lots), default=None)

    def available_points(self, now: datetime) -> int:
        """What the patient can spend at an instant."""
        return available_points(self.lots, self.debt_points, now)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force when an accrual is decided."""

    earning: EarningRule
    expiry: ExpiryRule
    reminders: RemindersRule

    def versions(self) -> dict[str, int]:
        """Which version of each decided."""
        return {
            "earning": self.earning.version,
            "expiry": self.expiry.version,
            "reminders": self.reminders.version,
        }


@dataclass(frozen=True, slots=True)
class Cause:
    """Who, where, when and by which request something is posted."""

    entry_id: str
    request: Request
    actor: Actor
    location_id: str
    business_date: date
    now: datetime


@dataclass(frozen=True, slots=True)
class Posting:
    """An account after an entry, and that entry."""

    account: Account
    entry: Entry


def accrue(account: Account, purchase: Purchase, rules: Rules, zone: ZoneInfo, cause: Cause) -> Posting:
    """Record a purchase and credit what it earns; debt is repaid first, and the rest opens a lot.

    A purchase that earns nothing is an entry of zero points that says why. Raises TooManyOpenLots where the account
    holds as many lots as one document may.
    """
    earned = earn(purchase.tenders, rules.earning, NO_MULTIPLIER, account.remainder)
    repaid = min(account.debt_points, earned.points)
    lot = _lot_for(account, earned.points - repaid, rules, zone, cause)
    entry = Entry(
        entry_id=cause.entry_id,
        revision=account.revision + 1,
        kind=ACCRUAL,
        points=earned.points,
        wallet_minor=0,
        debt_points=-repaid,
        points_after=account.points + earned.points,
        wallet_minor_after=account.wallet_minor,
        debt_points_after=account.debt_points - repaid,
        draws=(Draw(lot.lot_id, lot.points_earned),) if lot else (),
        lot=lot,
        purchase=purchase,
        why=_why(earned, rules, account),
        actor=cause.actor,
        location_id=cause.location_id,
        business_date=cause.business_date,
        occurred_at=cause.now,
        recorded_at=cause.now,
        reverses=None,
        request=cause.request,
        previous_hash=account.head_hash,
    )
    lots = (*account.lots, lot) if lot else account.lots
    return _post(account, entry, lots, earned.remainder_after)


def _lot_for(account: Account, points: int, rules: Rules, zone: ZoneInfo, cause: Cause) -> Lot | None:
    if points == 0:
        return None
    if len(account.lots) >= MOST_OPEN_LOTS:
        raise TooManyOpenLots(limit=MOST_OPEN_LOTS)
    return open_lot(cause.entry_id, points, now=cause.now, zone=zone, expiry=rules.expiry, reminders=rules.reminders)


def _why(earned: Earned, rules: Rules, account: Account) -> Why:
    return Why(
        reason=earned.reason,
        eligible_minor=earned.eligible_minor,
        eligible_tenders=tuple(rules.earning.eligible_tenders),
        rate_bp=rules.earning.rate_bp,
        minor_per_point=rules.earning.minor_per_point,
        multiplier=NO_MULTIPLIER,
        tier_id=account.tier_id,
        remainder_before=earned.remainder_before,
        remainder_after=earned.remainder_after,
        rule_versions=rules.versions(),
    )


def _post(account: Account, entry: Entry, lots: tuple[Lot, ...], remainder: Fraction) -> Posting:
    sealed = replace(entry, hash=hash_of(entry_fields(entry)))
    after = replace(
        account,
        points=entry.points_after,
        wallet_minor=entry.wallet_minor_after,
        debt_points=entry.debt_points_after,
        remainder=remainder,
        revision=entry.revision,
        head_hash=sealed.hash,
        lots=lots,
    )
    return Posting(after, sealed)
