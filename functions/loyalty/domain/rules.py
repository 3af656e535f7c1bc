"""The rules that managers write, as values: each names its version, so an entry can say what decided it.

Shape and bounds are checked where the documents are read; a value of these types is valid.
"""

from __future__ import annotations

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
    """How long points live: calendar months or days, counted from the business date they were earned on."""

    version: int
    life_unit: str
    life_count: int

    def last_day(self, earned_on: date) -> date:
        """The last business date on which points earned on a date can be used."""
        if self.life_unit == "months":
            return add_months(earned_on, self.life_count)
        return earned_on + timedelta(days=self.life_count)


@dataclass(frozen=True, slots=True)
class RemindersRule:
    """When a patient is reminded: so many days before a lot's last day, at a full hour of the clinic's clock."""

    version: int
    nudge_days: int
    urge_days: int
    send_hour: int


@dataclass(frozen=True, slots=True)
class CheckInRule:
    """How long a code and a visit live, and whether a code made for one location is taken at another of the clinic."""

    version: int
    code_lifetime: timedelta
    any_location: bool
    visit_lifetime: timedelta
