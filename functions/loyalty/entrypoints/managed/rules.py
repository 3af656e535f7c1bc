"""Rule documents: their fields, and their bounds, said here alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from loyalty.domain.program.rules import (
    MOST_BANKINGS_PER_DAY,
    NEVER_EARNING,
    AdjustmentsRule,
    BankingRule,
    CheckInRule,
    EarningRule,
    ExpiryRule,
    GovernanceRule,
    RedemptionRule,
    RemindersRule,
    TenderKind,
)
from loyalty.entrypoints.managed.shapes import DocumentId, Role, RuleDocument

LONGEST_LIFE = {"months": 60, "days": 1825}


def _earning_only(tenders: list[TenderKind]) -> list[TenderKind]:
    if NEVER_EARNING & set(tenders):
        raise ValueError("points, wallet money and insurance never earn")
    if len(set(tenders)) < len(tenders):
        raise ValueError("a tender is named twice")
    return tenders


def _tender(name: object) -> TenderKind:
    return TenderKind(name)  # type: ignore[arg-type]  # ValueError for anything else


def _all_distinct(reasons: list[str]) -> list[str]:
    if len(set(reasons)) < len(reasons):
        raise ValueError("a reason is named twice")
    return reasons


# The bounds of rules that give money for points.
MinimumPoints = Annotated[int, Field(ge=1, le=1_000_000)]
IncrementPoints = Annotated[int, Field(ge=1, le=100_000)]
MinorPer100Points = Annotated[int, Field(ge=1, le=1_000_000)]
LifeDays = Annotated[int, Field(ge=1, le=1825)]

Points = Annotated[int, Field(ge=0, le=1_000_000)]
# A day that is not in the calendar (30 February) is accepted: it never comes.
Holiday = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Reason = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
ROLES = get_args(Role)
EVERY_ROLE = Field(min_length=len(ROLES))


class EarningDocument(RuleDocument):
    """`rules/earning`."""

    eligible_tenders: Annotated[list[Annotated[TenderKind, BeforeValidator(_tender)]], AfterValidator(_earning_only)]
    rate_bp: Annotated[int, Field(ge=0, le=10_000)]
    minor_per_point: Annotated[int, Field(ge=1, le=10_000)]
    unusual_above_minor: Annotated[int, Field(ge=1, le=100_000_000)] | None = None

    def value(self) -> EarningRule:
        """The value that decisions read."""
        tenders = tuple(self.eligible_tenders)
        return EarningRule(self.version, tenders, self.rate_bp, self.minor_per_point, self.unusual_above_minor)


class ExpiryDocument(RuleDocument):
    """`rules/expiry`."""

    life_unit: Literal["months", "days"]
    life_count: Annotated[int, Field(ge=1)]
    grace_days: Annotated[int, Field(ge=0, le=60)]

    @model_validator(mode="after")
    def _life_is_bounded(self) -> ExpiryDocument:
        longest = LONGEST_LIFE[self.life_unit]
        if self.life_count > longest:
            raise ValueError(f"points live at most {longest} {self.life_unit}")
        return self

    def value(self) -> ExpiryRule:
        """The value that decisions read."""
        return ExpiryRule(self.version, self.life_unit, self.life_count, self.grace_days)


class RemindersDocument(RuleDocument):
    """`rules/reminders`."""

    nudge_days: Annotated[int, Field(ge=2, le=90)]
    urge_days: Annotated[int, Field(ge=1, le=60)]
    send_hour: Annotated[int, Field(ge=8, le=20)]
    quiet_from_hour: Annotated[int, Field(ge=12, le=24)]
    quiet_until_hour: Annotated[int, Field(ge=0, le=12)]
    holidays: Annotated[list[Holiday], Field(max_length=60)]
    voice: Literal["calm", "warm", "brief"]
    extension_days: Annotated[int, Field(ge=1, le=90)] | None
    appointment_margin_days: Annotated[int, Field(ge=0, le=90)] | None
    holdout_bp: Annotated[int, Field(ge=0, le=5000)]

    @model_validator(mode="after")
    def _nudge_comes_first(self) -> RemindersDocument:
        if self.urge_days >= self.nudge_days:
            raise ValueError("urge_days must be fewer than nudge_days")
        return self

    @model_validator(mode="after")
    def _nothing_is_sent_in_quiet_hours(self) -> RemindersDocument:
        if not self.quiet_until_hour <= self.send_hour < self.quiet_from_hour:
            raise ValueError("send_hour must not be in the quiet hours")
        return self

    @model_validator(mode="after")
    def _what_is_extended_can_be_told(self) -> RemindersDocument:
        if self.extension_days is not None and self.extension_days <= self.urge_days:
            raise ValueError("extension_days must be more than urge_days")
        return self

    def value(self) -> RemindersRule:
        """The value that decisions read."""
        return RemindersRule(
            version=self.version,
            nudge_days=self.nudge_days,
            urge_days=self.urge_days,
            send_hour=self.send_hour,
            quiet_from_hour=self.quiet_from_hour,
            quiet_until_hour=self.quiet_until_hour,
            holidays=tuple(self.holidays),
            voice=self.voice,
            extension_days=self.extension_days,
            appointment_margin_days=self.appointment_margin_days,
            holdout_bp=self.holdout_bp,
        )


class CheckInDocument(RuleDocument):
    """`rules/check_in`."""

    code_lifetime_seconds: Annotated[int, Field(ge=15, le=300)]
    any_location: bool
    visit_hours: Annotated[int, Field(ge=1, le=24)]

    def value(self) -> CheckInRule:
        """The value that decisions read."""
        lifetime = timedelta(seconds=self.code_lifetime_seconds)
        return CheckInRule(self.version, lifetime, self.any_location, timedelta(hours=self.visit_hours))


class RedemptionDocument(RuleDocument):
    """`rules/redemption`."""

    minimum_points: MinimumPoints
    increment_points: IncrementPoints
    minor_per_100_points: MinorPer100Points
    most_points_per_visit: Annotated[int, Field(ge=1, le=10_000_000)] | None
    most_bill_bp: Annotated[int, Field(ge=1, le=10_000)]
    combinable: bool
    confirm_above_points: Annotated[int, Field(ge=0, le=10_000_000)] | None
    confirm_minutes: Annotated[int, Field(ge=1, le=60)]

    def value(self) -> RedemptionRule:
        """The value that decisions read."""
        return RedemptionRule(
            version=self.version,
            minimum_points=self.minimum_points,
            increment_points=self.increment_points,
            minor_per_100_points=self.minor_per_100_points,
            most_points_per_visit=self.most_points_per_visit,
            most_bill_bp=self.most_bill_bp,
            combinable=self.combinable,
            confirm_above_points=self.confirm_above_points,
            confirm_lifetime=timedelta(minutes=self.confirm_minutes),
        )


class BankingDocument(RuleDocument):
    """`rules/banking`."""

    minimum_points: MinimumPoints
    increment_points: IncrementPoints
    minor_per_100_points: MinorPer100Points
    tier_bonus_bp: Annotated[dict[DocumentId, Annotated[int, Field(ge=0, le=10_000)]], Field(max_length=20)]
    undo_minutes: Annotated[int, Field(ge=0, le=1440)]
    banked_life_days: LifeDays | None
    granted_life_days: LifeDays | None
    most_bankings_per_day: Annotated[int, Field(ge=1, le=100)] = MOST_BANKINGS_PER_DAY
    cash_out_below_minor: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    paid_in_never_ends: bool = False

    def value(self) -> BankingRule:
        """The value that decisions read."""
        return BankingRule(
            version=self.version,
            minimum_points=self.minimum_points,
            increment_points=self.increment_points,
            minor_per_100_points=self.minor_per_100_points,
            tier_bonus_bp=self.tier_bonus_bp,
            undo_lifetime=timedelta(minutes=self.undo_minutes),
            banked_life_days=self.banked_life_days,
            granted_life_days=self.granted_life_days,
            most_bankings_per_day=self.most_bankings_per_day,
            cash_out_below_minor=self.cash_out_below_minor,
            paid_in_never_ends=self.paid_in_never_ends,
        )


class AdjustmentsDocument(RuleDocument):
    """`rules/adjustments`."""

    reasons: Annotated[list[Reason], Field(min_length=1, max_length=20), AfterValidator(_all_distinct)]
    daily_caps: Annotated[dict[Role, Points], EVERY_ROLE]
    wallet_daily_caps_minor: Annotated[dict[Role, Annotated[int, Field(ge=0, le=100_000_000)]], EVERY_ROLE]
    approval_above_points: Points
    most_reissued_points_per_year: Points

    def value(self) -> AdjustmentsRule:
        """The value that decisions read."""
        return AdjustmentsRule(
            version=self.version,
            reasons=tuple(self.reasons),
            daily_caps={role: self.daily_caps[role] for role in ROLES},
            wallet_daily_caps_minor={role: self.wallet_daily_caps_minor[role] for role in ROLES},
            approval_above_points=self.approval_above_points,
            most_reissued_points_per_year=self.most_reissued_points_per_year,
        )


# Money of all staff's acts of a day, in minor units; a page's numbers still tell such sums apart.
BY_DEFAULT = GovernanceRule()
Sum = Annotated[int, Field(ge=0, le=1_000_000_000_000)]


class GovernanceDocument(RuleDocument):
    """`rules/governance`; what is left out is as in a clinic without the rule."""

    purchase_minor: Sum = BY_DEFAULT.purchase_minor
    pay_in_minor: Sum = BY_DEFAULT.pay_in_minor
    refund_otherwise_minor: Sum = BY_DEFAULT.refund_otherwise_minor
    late_refund_minor: Sum = BY_DEFAULT.late_refund_minor
    late_after_days: Annotated[int, Field(ge=0, le=3650)] = BY_DEFAULT.late_after_days
    unpaid_enrolments: Annotated[int, Field(ge=0, le=1000)] = BY_DEFAULT.unpaid_enrolments
    unusual_times: Annotated[int, Field(ge=2, le=1000)] = BY_DEFAULT.unusual_times
    own_yes_after_hours: Annotated[int, Field(ge=1, le=72)] | None = None
    report_lookup_cash_minor: Sum = BY_DEFAULT.report_lookup_cash_minor
    report_adjustments: Annotated[int, Field(ge=0, le=1000)] = BY_DEFAULT.report_adjustments
    report_moves: Annotated[int, Field(ge=0, le=1000)] = BY_DEFAULT.report_moves
    report_undone: Annotated[int, Field(ge=0, le=1000)] = BY_DEFAULT.report_undone
    report_refund_otherwise_minor: Sum = BY_DEFAULT.report_refund_otherwise_minor
    report_pay_in_minor: Sum = BY_DEFAULT.report_pay_in_minor
    report_one_patient: Annotated[int, Field(ge=0, le=1000)] = BY_DEFAULT.report_one_patient
    report_rule_changes: Annotated[int, Field(ge=0, le=1000)] = BY_DEFAULT.report_rule_changes
    report_near_bound_bp: Annotated[int, Field(ge=1, le=10_000)] = BY_DEFAULT.report_near_bound_bp
    moves_share_bp: Annotated[int, Field(ge=0, le=10_000)] = BY_DEFAULT.moves_share_bp
    notice_days: Annotated[int, Field(ge=0, le=365)] = BY_DEFAULT.notice_days
    lone_wait_minutes: Annotated[int, Field(ge=1, le=1440)] = BY_DEFAULT.lone_wait_minutes
    preview_hours: Annotated[int, Field(ge=1, le=168)] = BY_DEFAULT.preview_hours

    def value(self) -> GovernanceRule:
        """The value that decisions read."""
        return GovernanceRule(**{name: getattr(self, name) for name in GovernanceRule.__match_args__})
