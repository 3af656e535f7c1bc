"""Soundness across rules: a draft that is sound by itself may not fit the other rules, or looks like a mistake.

Only what the draft brings about is told: what was so before it is no reason against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from loyalty.domain.money import WHOLE_BP
from loyalty.domain.program.published_rules import RuleName
from loyalty.domain.program.remarks import RuleProblem, RuleQuestion
from loyalty.domain.program.rule_book import RuleBook
from loyalty.domain.program.rules import Reward

# The field of a rule at which a problem across rules is told.
_AT: dict[str, str] = {"earning": "rate_bp", "tiers": "tiers", "memberships": "plans"}
_WORTH = "minor_per_100_points"
_SHORTEST_MONTH = 28


def problems_across(rule: RuleName, before: RuleBook, after: RuleBook) -> tuple[RuleProblem, ...]:
    """The problems that a draft of a rule brings about with the other rules."""
    at = _AT.get(rule, _WORTH)
    return (*_unknown_tiers(at, before, after), *_more_than_the_bill(at, before, after))


def questions_across(before: RuleBook, after: RuleBook, rewards: Sequence[Reward]) -> tuple[RuleQuestion, ...]:
    """The questions that a draft brings about with the other rules and the clinic's rewards."""
    known = set(map(_named, _questions(before, rewards)))
    return tuple(question for question in _questions(after, rewards) if _named(question) not in known)


def _unknown_tiers(at: str, before: RuleBook, after: RuleBook) -> Iterator[RuleProblem]:
    missing = _plans_without_tier(after) - _plans_without_tier(before)
    if missing:
        plans = ", ".join(sorted(missing))
        yield RuleProblem(
            at, "tier-unknown", f"there is no such tier as these plans grant: {plans}", {"of": len(missing)}
        )


def _plans_without_tier(book: RuleBook) -> set[str]:
    plans = book.memberships.plans if book.memberships else ()
    return {plan.plan_id for plan in plans if plan.active and plan.tier_id not in book.tier_ids}


def _more_than_the_bill(at: str, before: RuleBook, after: RuleBook) -> Iterator[RuleProblem]:
    share = after.given_share()
    if share > 1 and share > before.given_share():
        bp = _in_bp(share)
        text = f"points for a bill would be worth {bp / 100:g} % of it"
        yield RuleProblem(at, "gives-more-than-the-bill", text, {"share_bp": bp})


def _questions(book: RuleBook, rewards: Sequence[Reward]) -> Iterator[RuleQuestion]:
    offered = [reward for reward in rewards if reward.active]
    if book.expiry and book.reminders:
        unit = _SHORTEST_MONTH if book.expiry.life_unit == "months" else 1
        life_days, nudge_days = book.expiry.life_count * unit, book.reminders.nudge_days
        if life_days <= nudge_days:
            yield RuleQuestion("life-shorter-than-reminder", {"life_days": life_days, "nudge_days": nudge_days})
    if book.redemption:
        minimum_points = book.redemption.minimum_points
        below = sum(reward.cost_points < minimum_points for reward in offered)
        if below:
            yield RuleQuestion("reward-below-minimum", {"rewards": below, "minimum_points": minimum_points})
    yield from _about_tiers(book, offered)


def _about_tiers(book: RuleBook, offered: Sequence[Reward]) -> Iterator[RuleQuestion]:
    if book.tiers is None:
        return
    lost = sum(bool(reward.tier_ids) and book.tier_ids.isdisjoint(reward.tier_ids) for reward in offered)
    if lost:
        yield RuleQuestion("reward-tier-unknown", {"rewards": lost})
    bonuses = book.banking.tier_bonus_bp.keys() - book.tier_ids if book.banking else frozenset()
    if bonuses:
        yield RuleQuestion("bonus-tier-unknown", {"tiers": len(bonuses)})
    if book.most_given_share() > 1 >= book.given_share():
        yield RuleQuestion("top-tier-gives-more-than-the-bill", {"share_bp": _in_bp(book.most_given_share())})


def _in_bp(share: Fraction) -> int:
    return int(share * WHOLE_BP)


def _named(question: RuleQuestion) -> tuple[str, tuple[tuple[str, int], ...]]:
    return question.code, tuple(sorted(question.numbers.items()))
