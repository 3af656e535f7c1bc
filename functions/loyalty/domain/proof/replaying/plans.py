"""Plans under a draft: a membership that was sold in the window has the terms that the draft's plan gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from loyalty.domain.program.memberships import Membership, MembershipsRule, Plan
from loyalty.domain.proof.replaying.timeline import MembershipFact
from loyalty.errors.program import PlanNotFound


@dataclass(slots=True)
class DraftedPlans:
    """The memberships of one patient that were sold in the window, by their ids, with the plan that each has."""

    rule: MembershipsRule
    sold: dict[str, Plan | None] = field(default_factory=dict)

    def under(self, fact: MembershipFact) -> MembershipFact | None:
        """The fact by the draft's plans; None for what befell a membership that was not sold. Raises PlanNotFound."""
        membership = fact.membership
        if fact.is_sale:
            plan = self.rule.plan(membership.plan_id)
            if plan is None or not plan.active:
                self.sold.setdefault(membership.membership_id, None)
                raise PlanNotFound(plan_id=membership.plan_id)
            self.sold[membership.membership_id] = plan
        if membership.membership_id not in self.sold:
            return fact
        plan = self.sold[membership.membership_id]
        if plan is None:
            return None
        return replace(fact, membership=_with_terms(membership, plan, self.rule))

    def ends(self, fact: MembershipFact) -> bool:
        """True for the undoing of a sale that the draft decided: the membership is gone with its months."""
        sold_id = fact.membership.membership_id
        is_gone = fact.restored is None or fact.restored.membership_id != sold_id
        return fact.what == "undone" and is_gone and self.is_sold(sold_id)

    def is_sold(self, membership_id: str) -> bool:
        """True for a membership whose months the draft decides."""
        return membership_id in self.sold


def _with_terms(membership: Membership, plan: Plan, rule: MembershipsRule) -> Membership:
    return replace(
        membership,
        plan_name=plan.name,
        tier_id=plan.tier_id,
        price_minor=plan.price_minor,
        period=plan.period,
        bonus_points=plan.bonus_points,
        grace_days=rule.grace_days,
    )
