"""The rules that managers write, as values: each names its version, so an entry can say what decided it.

Shape and bounds are checked where the documents are read; a value of these types is valid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from loyalty.domain.calendar import add_months


class TenderKind(StrEnum):
    """How a part of a purchase was paid."""

    CASH = "cash"
    CARD = "card"
    WALLET = "wallet"
    POINTS = "points"
    INSURANCE = "insurance"
    FINANCING = "financing"


# What can never earn: points and wallet money would earn twice, and insurance is not the patient's own money.
NEVER_EARNING = frozenset({TenderKind.WALLET, TenderKind.POINTS, TenderKind.INSURANCE})


@dataclass(frozen=True, slots=True)
class EarningRule:
    """What earns points: `rate_bp` basis points of the eligible money, one point for each `minor_per_point` of it."""

    version: int
    eligible_tenders: tuple[TenderKind, ...]
    rate_bp: int
    minor_per_point: int


@dataclass(frozen=True, slots=True)
class ExpiryRule:
    """How long points live: calendar months or days, counted from the business date they were earned on.

    For `grace_days` after the last day that a patient is told, points can still be used: a courtesy.
    """

    version: int
    life_unit: str
    life_count: int
    grace_days: int = 0

    def last_day(self, earned_on: date) -> date:
        """The last business date on which points earned on a date can be used."""
        if self.life_unit == "months":
            return add_months(earned_on, self.life_count)
        return earned_on + timedelta(days=self.life_count)


@dataclass(frozen=True, slots=True)
class RemindersRule:
    """When a patient is reminded: so many days before a lot's last day, at a full hour of the clinic's clock.

    Nothing is sent from `quiet_from_hour` until `quiet_until_hour`, nor on a holiday (`YYYY-MM-DD`). `voice` names the
    approved texts. With `extension_days`, points of whose end no notice was accepted do not expire, but live so many
    days longer; with `appointment_margin_days` an appointment holds points until so many days after it; None turns
    either off. Of `holdout_bp` basis points of the patients none is reminded, so that what it does can be measured.
    """

    version: int
    nudge_days: int
    urge_days: int
    send_hour: int
    quiet_from_hour: int = 20
    quiet_until_hour: int = 8
    holidays: tuple[str, ...] = ()
    voice: str = "calm"
    extension_days: int | None = None
    appointment_margin_days: int | None = None
    holdout_bp: int = 0


@dataclass(frozen=True, slots=True)
class CheckInRule:
    """How long a code and a visit live, and whether a code made for one location is taken at another of the clinic."""

    version: int
    code_lifetime: timedelta
    any_location: bool
    visit_lifetime: timedelta


@dataclass(frozen=True, slots=True)
class RedemptionRule:
    """What points are worth at the counter and how many may be used; None where there is no such limit."""

    version: int
    minimum_points: int
    increment_points: int
    minor_per_100_points: int
    most_points_per_visit: int | None
    most_bill_bp: int
    combinable: bool
    confirm_above_points: int | None
    confirm_lifetime: timedelta


@dataclass(frozen=True, slots=True)
class BankingRule:
    """How points become wallet money, and how long wallet money lives by where it came from; None for ever."""

    version: int
    minimum_points: int
    increment_points: int
    minor_per_100_points: int
    tier_bonus_bp: Mapping[str, int]
    undo_lifetime: timedelta
    banked_life_days: int | None
    granted_life_days: int | None


@dataclass(frozen=True, slots=True)
class AdjustmentsRule:
    """Why points may be adjusted, how many a member of staff may adjust in a day by role, and from where two decide.

    `daily_caps` are points, `wallet_daily_caps_minor` wallet money, for each of the roles.
    """

    version: int
    reasons: tuple[str, ...]
    daily_caps: Mapping[str, int]
    wallet_daily_caps_minor: Mapping[str, int]
    approval_above_points: int
    most_reissued_points_per_year: int


@dataclass(frozen=True, slots=True)
class Reward:
    """Something that points buy: its price, and to whom and when it is offered; None where it is not limited."""

    name: str
    cost_points: int
    stock: int | None
    starts_on: date | None
    ends_on: date | None
    tier_ids: tuple[str, ...]
    active: bool
