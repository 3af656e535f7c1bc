"""Weighing: the reasons why a change of a rule asks a second person, or is told to patients first.

A change *takes* from patients, *moves* points or money by more than governance lets pass, or *loosens* a bound of
money. The first version of a rule takes nothing from anybody; governance alone is weighed against its defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final, get_args

from loyalty.domain.money import WHOLE_BP
from loyalty.domain.program.memberships import MembershipsRule, Plan
from loyalty.domain.program.remarks import ReasonCode, RuleReason
from loyalty.domain.program.rule_book import Rule
from loyalty.domain.program.rules import (
    AdjustmentsRule,
    BankingRule,
    EarningRule,
    ExpiryRule,
    GovernanceRule,
    RedemptionRule,
    RemindersRule,
)
from loyalty.domain.program.tiers import Tier, TiersRule

LOOSENS: Final[frozenset[ReasonCode]] = frozenset(
    {
        *("visit-limit-higher", "bill-share-higher", "confirmation-looser", "bankings-more", "cash-out-higher"),
        *("caps-higher", "approval-higher", "reissue-higher", "governance-looser"),
    }
)
MOVES: Final[frozenset[ReasonCode]] = frozenset(
    {"rate-moves", "tenders-more", "worth-moves", "bonus-moves", "multiplier-moves", "plan-cheaper"}
)
TAKES: Final[frozenset[ReasonCode]] = frozenset(get_args(ReasonCode)) - LOOSENS - MOVES
# Patients hold points, or are on their way, and are told so many days before.
NOTICED: Final[frozenset[ReasonCode]] = frozenset({"life-shorter", "money-life-shorter", "worth-lower", "tiers-dearer"})
# Points that patients hold lose worth, or the bounds of managers themselves: an owner agrees.
OF_OWNERS: Final[frozenset[ReasonCode]] = frozenset({"worth-lower", "governance-looser"})
# A year whose months show every difference between two lives.
_DAYS = tuple(date(2024, 1, 1) + timedelta(days=day) for day in range(366))
# Of governance's bounds these are looser when they are lower; all others when they are higher.
_LOOSER_WHEN_LOWER = frozenset({"notice_days", "lone_wait_minutes", "own_yes_after_hours"})


def weigh(before: Rule | None, after: Rule, governance: GovernanceRule) -> tuple[RuleReason, ...]:
    """The reasons of a change from one version of a rule to another."""
    if isinstance(after, GovernanceRule):
        before = before or GovernanceRule()
    if before is None or type(after) not in _WEIGHED:
        return ()
    return tuple(_WEIGHED[type(after)](before, after, governance.moves_share_bp))


# ------------------------------------------------------------------------------------------------------ how numbers go


def _lower(code: ReasonCode, before: int | None, after: int | None) -> Iterator[RuleReason]:
    """A reason where a number falls; None is no limit, and more than any number."""
    if after is not None and (before is None or after < before):
        yield RuleReason(code, _numbers(before, after))


def _higher(code: ReasonCode, before: int | None, after: int | None) -> Iterator[RuleReason]:
    """A reason where a number rises; None is no limit, and more than any number."""
    if before is not None and (after is None or after > before):
        yield RuleReason(code, _numbers(before, after))


def _numbers(before: int | None, after: int | None) -> dict[str, int]:
    """The numbers of a change; one without a limit is left out."""
    return {name: value for name, value in (("before", before), ("after", after)) if value is not None}


def _moves(
    code: ReasonCode, changes: Iterable[tuple[Fraction | int, Fraction | int]], share_bp: int
) -> Iterator[RuleReason]:
    """A reason where the largest of some changes is more than a share of what was; of nothing, anything is."""
    moved = [WHOLE_BP if was == 0 else abs(Fraction(now - was) / was) * WHOLE_BP for was, now in changes if now != was]
    most = max(moved, default=0)
    if most > share_bp or any(was == 0 and now != 0 for was, now in changes):
        yield RuleReason(code, {"change_bp": int(most), "share_bp": share_bp})


def _where(code: ReasonCode, *, count: int) -> Iterator[RuleReason]:
    if count:
        yield RuleReason(code, {"of": count})


# -------------------------------------------------------------------------------------------------------- rule by rule


def _earning(before: EarningRule, after: EarningRule, share_bp: int) -> Iterator[RuleReason]:
    was, now = (Fraction(rule.rate_bp, rule.minor_per_point) for rule in (before, after))
    if now < was:
        yield RuleReason("rate-lower", {"before_bp": before.rate_bp, "after_bp": after.rate_bp})
    yield from _moves("rate-moves", [(was, now)], share_bp)
    earned, earning = set(before.eligible_tenders), set(after.eligible_tenders)
    yield from _where("tenders-fewer", count=len(earned - earning))
    yield from _where("tenders-more", count=len(earning - earned))


def _expiry(before: ExpiryRule, after: ExpiryRule, _: int) -> Iterator[RuleReason]:
    if any(after.last_day(day) < before.last_day(day) for day in _DAYS):
        days = [(rule.last_day(_DAYS[0]) - _DAYS[0]).days for rule in (before, after)]
        yield RuleReason("life-shorter", {"before_days": days[0], "after_days": days[1]})
    yield from _lower("grace-shorter", before.grace_days, after.grace_days)


def _reminders(before: RemindersRule, after: RemindersRule, _: int) -> Iterator[RuleReason]:
    yield from _lower("extension-shorter", before.extension_days or 0, after.extension_days or 0)
    held = [-1 if rule.appointment_margin_days is None else rule.appointment_margin_days for rule in (before, after)]
    yield from _lower("hold-shorter", held[0], held[1])


def _redemption(before: RedemptionRule, after: RedemptionRule, share_bp: int) -> Iterator[RuleReason]:
    yield from _worth(before.minor_per_100_points, after.minor_per_100_points, share_bp)
    yield from _higher("minimum-higher", before.minimum_points, after.minimum_points)
    yield from _higher("increment-higher", before.increment_points, after.increment_points)
    yield from _lower("visit-limit-lower", before.most_points_per_visit, after.most_points_per_visit)
    yield from _higher("visit-limit-higher", before.most_points_per_visit, after.most_points_per_visit)
    yield from _lower("bill-share-lower", before.most_bill_bp, after.most_bill_bp)
    yield from _higher("bill-share-higher", before.most_bill_bp, after.most_bill_bp)
    yield from _where("no-longer-combinable", count=before.combinable and not after.combinable)
    yield from _higher("confirmation-looser", before.confirm_above_points, after.confirm_above_points)


def _banking(before: BankingRule, after: BankingRule, share_bp: int) -> Iterator[RuleReason]:
    yield from _worth(before.minor_per_100_points, after.minor_per_100_points, share_bp)
    yield from _higher("minimum-higher", before.minimum_points, after.minimum_points)
    yield from _higher("increment-higher", before.increment_points, after.increment_points)
    yield from _bonuses(before.tier_bonus_bp, after.tier_bonus_bp, share_bp)
    yield from _lower("undo-shorter", _minutes(before.undo_lifetime), _minutes(after.undo_lifetime))
    yield from _lower("money-life-shorter", before.banked_life_days, after.banked_life_days)
    yield from _lower("money-life-shorter", before.granted_life_days, after.granted_life_days)
    yield from _lower("bankings-fewer", before.most_bankings_per_day, after.most_bankings_per_day)
    yield from _higher("bankings-more", before.most_bankings_per_day, after.most_bankings_per_day)
    yield from _lower("cash-out-lower", before.cash_out_below_minor or 0, after.cash_out_below_minor or 0)
    yield from _higher("cash-out-higher", before.cash_out_below_minor or 0, after.cash_out_below_minor or 0)
    yield from _where("paid-in-may-end", count=before.paid_in_never_ends and not after.paid_in_never_ends)


def _worth(before: int, after: int, share_bp: int) -> Iterator[RuleReason]:
    yield from _lower("worth-lower", before, after)
    yield from _moves("worth-moves", [(before, after)], share_bp)


def _bonuses(before: Mapping[str, int], after: Mapping[str, int], share_bp: int) -> Iterator[RuleReason]:
    """Reasons of banking's bonus by tier: it multiplies the rate, so its share is that of the whole."""
    wholes = [
        (WHOLE_BP + before.get(tier_id, 0), WHOLE_BP + after.get(tier_id, 0)) for tier_id in sorted({*before, *after})
    ]
    yield from _where("bonus-lower", count=sum(now < was for was, now in wholes))
    yield from _moves("bonus-moves", wholes, share_bp)


def _adjustments(before: AdjustmentsRule, after: AdjustmentsRule, _: int) -> Iterator[RuleReason]:
    caps = ((before.daily_caps, after.daily_caps), (before.wallet_daily_caps_minor, after.wallet_daily_caps_minor))
    yield from _where("caps-higher", count=sum(now[role] > was.get(role, 0) for was, now in caps for role in now))
    yield from _higher("approval-higher", before.approval_above_points, after.approval_above_points)
    yield from _higher("reissue-higher", before.most_reissued_points_per_year, after.most_reissued_points_per_year)


def _governance(before: GovernanceRule, after: GovernanceRule, _: int) -> Iterator[RuleReason]:
    looser = 0
    for name in GovernanceRule.__match_args__[1:]:  # all but the version
        was, now = getattr(before, name), getattr(after, name)
        if name in _LOOSER_WHEN_LOWER:
            looser += now is not None and (was is None or now < was)
        else:
            looser += now > was
    yield from _where("governance-looser", count=looser)


def _tiers(before: TiersRule, after: TiersRule, share_bp: int) -> Iterator[RuleReason]:
    now = {tier.tier_id: tier for tier in after.tiers}
    kept = [(tier, now[tier.tier_id]) for tier in before.tiers if tier.tier_id in now]
    gone = len(before.tiers) - len(kept)
    yield from _where("tiers-dearer", count=gone + sum(_is_dearer(*pair) for pair in kept))
    yield from _where("multiplier-lower", count=sum(tier.multiplier < was.multiplier for was, tier in kept))
    changes = [(_multiplier_for(before, tier), tier.multiplier) for tier in after.tiers]
    yield from _moves("multiplier-moves", changes, share_bp)
    yield from _where("perks-fewer", count=sum(len(set(was.perks) - set(tier.perks)) for was, tier in kept))
    harder = (
        after.window_days < before.window_days,
        after.grace_days < before.grace_days,
        before.one_step and not after.one_step,
        before.at_once and not after.at_once,
    )
    yield from _where("terms-harder", count=sum(harder))


def _is_dearer(before: Tier, after: Tier) -> bool:
    """True if a tier asks for more, or for something else."""
    return after.measure != before.measure or after.at_least > before.at_least


def _multiplier_for(rule: TiersRule, tier: Tier) -> Fraction:
    """The multiplier that a rule gives to those who reach a tier of another: it may be new, or asks for less."""
    if tier.measure is None:
        same = [known.multiplier for known in rule.tiers if known.tier_id == tier.tier_id and known.measure is None]
        return same[0] if same else max(known.multiplier for known in rule.tiers)
    reached = [known for known in rule.tiers if known.measure == tier.measure and known.at_least <= tier.at_least]
    return max((known.multiplier for known in reached), default=rule.tiers[0].multiplier)


def _memberships(before: MembershipsRule, after: MembershipsRule, share_bp: int) -> Iterator[RuleReason]:
    now = {plan.plan_id: plan for plan in after.plans if plan.active}
    sold = [plan for plan in before.plans if plan.active]
    kept = [(plan, now[plan.plan_id]) for plan in sold if plan.plan_id in now]
    yield from _where("plan-gone", count=len(sold) - len(kept))
    yield from _where("plan-tier-changed", count=sum(was.tier_id != plan.tier_id for was, plan in kept))
    yield from _where("bonus-lower", count=sum(plan.bonus_points < was.bonus_points for was, plan in kept))
    yield from _moves("bonus-moves", [(_bonus_for(sold, plan), plan.bonus_points) for plan in now.values()], share_bp)
    cheaper = [(was.year_minor, plan.year_minor) for was, plan in kept if plan.year_minor < was.year_minor]
    yield from _moves("plan-cheaper", cheaper, share_bp)
    yield from _lower("grace-shorter", before.grace_days, after.grace_days)


def _bonus_for(sold: list[Plan], plan: Plan) -> int:
    """The bonus of a plan before; of a new one the most that any plan had."""
    same = [known.bonus_points for known in sold if known.plan_id == plan.plan_id]
    return same[0] if same else min(plan.bonus_points, max((known.bonus_points for known in sold), default=0))


def _minutes(life: timedelta) -> int:
    return int(life.total_seconds()) // 60


# Rules of a kind that is not here, as of codes and visits, move nothing.
_WEIGHED: Mapping[type, Callable[[Any, Any, int], Iterator[RuleReason]]] = {
    EarningRule: _earning,
    ExpiryRule: _expiry,
    RemindersRule: _reminders,
    RedemptionRule: _redemption,
    BankingRule: _banking,
    AdjustmentsRule: _adjustments,
    GovernanceRule: _governance,
    TiersRule: _tiers,
    MembershipsRule: _memberships,
}
