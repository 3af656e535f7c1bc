"""The rules that managers publish, as values. Each has its version, so that an entry can say which rule decided it.

Shape and bounds are checked when the documents are read, so a value of these types is valid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from loyalty.domain.calendar import add_months


class TenderKind(StrEnum):
    """The kind of a tender: a way to pay a part of a purchase."""

    CASH = "cash"
    CARD = "card"
    WALLET = "wallet"
    POINTS = "points"
    INSURANCE = "insurance"
    FINANCING = "financing"


# Points and wallet money would earn twice, and insurance is not the patient's own money.
NEVER_EARNING = frozenset({TenderKind.WALLET, TenderKind.POINTS, TenderKind.INSURANCE})


def own_money(tender: TenderKind) -> TenderKind:
    """A tender of the patient's own money. Raises ValueError for any other."""
    if tender in NEVER_EARNING:
        raise ValueError("only the patient's own money is paid in")
    return tender


@dataclass(frozen=True, slots=True)
class EarningRule:
    """The earning rule: `rate_bp` basis points of the eligible money, one point for each `minor_per_point` of it.

    A bill above `unusual_above_minor` is asked about once more before it is recorded; None asks about no amount.
    """

    version: int
    eligible_tenders: tuple[TenderKind, ...]
    rate_bp: int
    minor_per_point: int
    unusual_above_minor: int | None = None


@dataclass(frozen=True, slots=True)
class ExpiryRule:
    """The life of points, in calendar months or days from the business date they were earned on.

    Points can still be used for `grace_days` after the last day that a patient is told, as a courtesy.
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
    """The times of reminders: so many days before a lot's last day, at a full hour of the clinic's clock.

    Nothing is sent from `quiet_from_hour` until `quiet_until_hour`, nor on a holiday (`YYYY-MM-DD`). `voice` names the
    approved texts. With `extension_days`, points live so many days longer if no notice of their end was accepted. With
    `appointment_margin_days`, an appointment holds points until so many days after it. None turns either off. A share
    of `holdout_bp` basis points of the patients is never reminded, to measure what reminders do.
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
    """The lifetimes of a code and a visit; with `any_location` a code made for one location is taken at another."""

    version: int
    code_lifetime: timedelta
    any_location: bool
    visit_lifetime: timedelta


@dataclass(frozen=True, slots=True)
class RedemptionRule:
    """The worth of points at the counter, and the limits on their use; None where there is no such limit."""

    version: int
    minimum_points: int
    increment_points: int
    minor_per_100_points: int
    most_points_per_visit: int | None
    most_bill_bp: int
    combinable: bool
    confirm_above_points: int | None
    confirm_lifetime: timedelta


# A rule that was written before this was a part of it means so many.
MOST_BANKINGS_PER_DAY = 10


@dataclass(frozen=True, slots=True)
class BankingRule:
    """The rate at which points become wallet money, and the life of wallet money by its origin; None is forever.

    A patient banks at most `most_bankings_per_day` times on a business date, undone bankings included.
    Paid-in money is paid out on demand while less than `cash_out_below_minor` of it is left; None is never. With
    `paid_in_never_ends` no money that was paid for may have a last day.
    """

    version: int
    minimum_points: int
    increment_points: int
    minor_per_100_points: int
    tier_bonus_bp: Mapping[str, int]
    undo_lifetime: timedelta
    banked_life_days: int | None
    granted_life_days: int | None
    most_bankings_per_day: int = MOST_BANKINGS_PER_DAY
    cash_out_below_minor: int | None = None
    paid_in_never_ends: bool = False


@dataclass(frozen=True, slots=True)
class AdjustmentsRule:
    """The reasons for adjustments, the daily caps of each role, and the number of points above which two people decide.

    `daily_caps` are points and `wallet_daily_caps_minor` wallet money, for one member of staff, by role.
    """

    version: int
    reasons: tuple[str, ...]
    daily_caps: Mapping[str, int]
    wallet_daily_caps_minor: Mapping[str, int]
    approval_above_points: int
    most_reissued_points_per_year: int


@dataclass(frozen=True, slots=True)
class GovernanceRule:
    """The bounds of what one member of staff may do alone on a business date; beyond one a second person says yes.

    `purchase_minor` is the patients' own money in purchases, `pay_in_minor` what is paid into wallets,
    `refund_otherwise_minor` what goes back by another tender than it was paid with, `late_refund_minor` what goes back
    of purchases that are more than `late_after_days` old, and `unpaid_enrolments` enrolments and renewals that nobody
    paid. A bill of more than `unusual_times` what is usual at the location is asked about once more. Where only one
    person manages, they may say the second yes themselves after `own_yes_after_hours`; None is never.

    What begins with `report_` is the most that the exceptions report lets pass: one person's cash at visits that a
    lookup opened, adjustments, moved sales, undone sales and uses, refunds by another tender and money paid in of a
    date; their gifts to one patient in 28 days; the share of a bound; and changes of rules that bound money.

    The rest bounds the publishing of rules. A change that moves points or money by more than `moves_share_bp` asks a
    second person. What makes points end sooner or worth less is told `notice_days` before. Where only one person
    manages, what needs a second person waits `lone_wait_minutes` instead. A preview counts for `preview_hours`.

    The defaults are for a clinic without this rule.
    """

    version: int = 0
    purchase_minor: int = 2_500_000
    pay_in_minor: int = 500_000
    refund_otherwise_minor: int = 50_000
    late_refund_minor: int = 100_000
    late_after_days: int = 60
    unpaid_enrolments: int = 2
    unusual_times: int = 10
    own_yes_after_hours: int | None = None
    report_lookup_cash_minor: int = 200_000
    report_adjustments: int = 5
    report_moves: int = 3
    report_undone: int = 6
    report_refund_otherwise_minor: int = 20_000
    report_pay_in_minor: int = 300_000
    report_one_patient: int = 6
    report_near_bound_bp: int = 9000
    report_rule_changes: int = 1
    moves_share_bp: int = 2500
    notice_days: int = 14
    lone_wait_minutes: int = 10
    preview_hours: int = 24


@dataclass(frozen=True, slots=True)
class Reward:
    """A reward that points buy: its price, and the limits of its stock, dates and tiers; None where there is none."""

    name: str
    cost_points: int
    stock: int | None
    starts_on: date | None
    ends_on: date | None
    tier_ids: tuple[str, ...]
    active: bool
