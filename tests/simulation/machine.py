"""The machine: hypothesis chooses acts and their numbers, in any order, at one of two clinics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.simulation.acts import ACTS, MEMBERS
from tests.simulation.acts.acting import OWNER, Act
from tests.simulation.acts.points import fills_wallet
from tests.simulation.acts.sales import buys
from tests.simulation.world import PATIENTS, World, nothing
from tests.support.clinic import CALABASAS, REMINDERS, Fields, clinic_documents, reward, staff
from tests.support.clinic import rule as edited
from tests.support.memory import MemoryDocuments
from tests.support.tiers import memberships_rule, plan, tier, tiers_rule

ADJUSTMENTS = edited(
    reasons=["goodwill"],
    daily_caps={"front_desk": 60, "manager": 300, "owner": 300},
    wallet_daily_caps_minor={"front_desk": 0, "manager": 2500, "owner": 2500},
    approval_above_points=50,
    most_reissued_points_per_year=70,
)
GENEROUS = {
    "/rules/earning": edited(eligible_tenders=["cash", "card"], rate_bp=1000, minor_per_point=7),
    "/rules/expiry": edited(life_unit="months", life_count=2, grace_days=0),
    "/rules/redemption": edited(
        minimum_points=10,
        increment_points=5,
        minor_per_100_points=140,
        most_points_per_visit=150,
        most_bill_bp=5000,
        combinable=True,
        confirm_above_points=60,
        confirm_minutes=5,
    ),
    "/rules/banking": edited(
        minimum_points=20,
        increment_points=10,
        minor_per_100_points=113,
        tier_bonus_bp={},
        undo_minutes=300,
        banked_life_days=20,
        granted_life_days=15,
    ),
}
STRICT = {
    "/rules/earning": edited(eligible_tenders=["cash", "card", "financing"], rate_bp=333, minor_per_point=3),
    "/rules/expiry": edited(life_unit="days", life_count=40, grace_days=2),
    "/rules/reminders": {**REMINDERS, "extension_days": 9, "appointment_margin_days": 4},
    "/rules/redemption": edited(
        minimum_points=5,
        increment_points=5,
        minor_per_100_points=100,
        most_points_per_visit=None,
        most_bill_bp=10_000,
        combinable=False,
        confirm_above_points=None,
        confirm_minutes=5,
    ),
    "/rules/banking": edited(
        minimum_points=10,
        increment_points=10,
        minor_per_100_points=90,
        tier_bonus_bp={},
        undo_minutes=1440,
        most_bankings_per_day=2,
        banked_life_days=30,
        granted_life_days=None,
        cash_out_below_minor=1_500,
    ),
}


WITH_MEMBERS = {
    **GENEROUS,
    "/rules/reminders": {**REMINDERS, "appointment_margin_days": 3},
    "/rules/banking": {**GENEROUS["/rules/banking"], "cash_out_below_minor": 900},
    "/rules/tiers": tiers_rule(
        tier("base"), tier("silver", (3, 2), "spend_minor", 30_000), tier("gold", (2, 1)), window_days=60, grace_days=9
    ),
    "/rules/memberships": memberships_rule(
        plan("monthly", 9_900, "month", "silver", 30), plan("yearly", 99_000, "year", "gold", 20), grace_days=7
    ),
}


def clinic(rules: dict[str, Fields]) -> dict[str, Fields]:
    """A clinic whose numbers are small enough that every bound is met, and with a second person to decide."""
    within = {
        f"/staff/{OWNER}": staff("owner", CALABASAS),
        "/rules/adjustments": ADJUSTMENTS,
        "/rewards/facial": reward("Facial", 45),
        "/rewards/mask": reward("Mask", 15, stock=2),
        **rules,
    }
    return {**clinic_documents(), **{f"clinics/bella{path}": fields for path, fields in within.items()}}


class Machine(RuleBasedStateMachine):
    """Three patients of a clinic, in memory; what happened is counted over all runs."""

    at: ClassVar[dict[str, Fields]] = GENEROUS
    outcomes: ClassVar[dict[str, int]] = {}
    runs: ClassVar[int] = 0
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        documents = MemoryDocuments(clinic(self.at))
        self.world = World(documents, clinic(self.at), documents.put)
        type(self).runs += 1
        _begin(self.world)

    def teardown(self) -> None:
        """The books of a whole run add up, and a call made again after all of it gets the answer it had."""
        self.world.books.add_up()
        self.world.trouble = (nothing, nothing)
        for done in self.world.done:
            self.world.repeat(done)
        for outcome, times in self.world.outcomes.items():
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + times


def _begin(world: World) -> None:
    """A lot each, some days apart, and money in the wallet: so that most acts have something to act on."""
    for who in range(len(PATIENTS)):
        buys(world, who, 12_001 - 1_500 * who, kind=0, number=9)
        fills_wallet(world, who, amount=160 + who, paid=who % 2)
        world.later(days=5)
    world.outcomes.clear()


def _rule_of(act: Act) -> object:
    def step(machine: Machine, **numbers: int) -> None:
        type(machine).steps += 1
        act.perform(machine.world, **numbers)

    step.__name__ = act.perform.__name__
    numbers: dict[str, Any] = {name: st.integers(*bounds) for name, bounds in act.numbers.items()}
    decorate: Callable[[Callable[..., None]], object] = rule(**numbers)
    return decorate(step)


def machine_of(name: str, rules: dict[str, Fields], acts: Iterable[str] = ()) -> type[Machine]:
    """A machine of a clinic with these rules, and with every act as a step, or only those named."""
    possible = {**ACTS, **MEMBERS} if "/rules/memberships" in rules else ACTS
    steps = {act_name: _rule_of(act) for act_name, act in possible.items() if not acts or act_name in acts}
    return type(name, (Machine,), {**steps, "at": rules, "outcomes": {}, "runs": 0, "steps": 0})
