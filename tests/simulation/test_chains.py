"""Chains that are taken back whole: nobody holds more than before, and nobody owes for what lapsed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.simulation.acts import ACTS
from tests.simulation.acts.sales import left_of
from tests.simulation.arithmetic import live
from tests.simulation.machine import GENEROUS, clinic
from tests.simulation.model import check, equal
from tests.simulation.world import PATIENTS, World
from tests.support.clinic import MANAGER, Fields
from tests.support.counts import count
from tests.support.ledger import lines
from tests.support.memory import MemoryDocuments

STEPS = 16
RUNS = count(400, 20_000)
# Everything that a patient can do with what purchases earned, and time; nothing that gives points or money by itself.
LINKS = (
    *("buys", "pays_with_points", "pays_from_wallet", "pays_with_all", "lowers_a_bill_and_pays", "redeems"),
    *("takes_reward", "banks", "undoes_banking", "refunds", "voids", "cancels", "days_pass", "minutes_pass"),
    *("expires", "returns_much_later"),
)
WITHOUT_TELLING: dict[str, Fields] = {
    **GENEROUS,
    "/rules/redemption": {**GENEROUS["/rules/redemption"], "confirm_above_points": None},
}


class Chain(RuleBasedStateMachine):
    """One patient and purchases that pay for each other; in the end all is taken back, in any order."""

    whole: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        documents = MemoryDocuments(clinic(WITHOUT_TELLING))
        self.world = World(documents, clinic(WITHOUT_TELLING), documents.put)
        self.order = 0
        ACTS["buys"].perform(self.world, who=0, amount=30_000, kind=0, number=9)

    @rule(order=st.integers(0, 5))
    def in_another_order(self, order: int) -> None:
        """The order in which all is taken back."""
        self.order = order

    def teardown(self) -> None:
        """Take everything back, and compare with the patient who had nothing."""
        take_all_back(self.world, self.order)
        ledger = self.world.books.ledger(PATIENTS[0])
        equal(ledger.debt_points, 0, "nobody owes for what lapsed")
        lots = ledger.open_lots().values()
        points = sum(lot["points_remaining"] for lot in lots if live(lot, self.world.now))
        money = {name: lot["remaining_minor"] for name, lot in ledger.wallet_lots.items() if live(lot, self.world.now)}
        points += sum(ledger.points_of(name, minor) for name, minor in money.items())
        # Parts of a point that refunds took below zero are not debt: the next purchase makes up for them first.
        check(points <= -ledger.remainder, "nobody holds what purchases gave that were taken back", points, money)
        if not ledger.remainder:
            equal(sum(money.values()), 0, "nobody holds money that points became")
        type(self).whole += 1


def take_all_back(world: World, order: int) -> None:
    """Refund every purchase and cancel every redemption that stands by itself, days apart."""
    patient_id, desk = PATIENTS[0], world.desk
    ledger = world.books.ledger(patient_id)
    todo = [name for name, entry in ledger.entries.items() if _stands_alone(entry)]
    if order % 2:
        todo.reverse()
    turn = len(todo) * order // 6
    for entry_id in [*todo[turn:], *todo[:turn]]:
        entry = ledger.entries[entry_id]
        undone = ledger.undone.get(entry_id)
        if undone is not None and undone.closed:
            continue
        if entry["kind"] == "accrual":
            left = {kind: minor for kind, minor in left_of(world, patient_id, entry_id).items() if minor}
            desk.refund(entry_id, lines(**left), patient_id, world.now, uid=MANAGER)
        elif not _is_of_bill(world, entry_id):
            visit = next(visit for known, visit in world.known[patient_id].redemptions if known == entry_id)
            desk.cancel(entry_id, visit, world.now, uid=MANAGER)
        world.audit()
        world.now += timedelta(days=order)
        desk.expire(world.now, patient_id)
        world.audit()


def _stands_alone(entry: Mapping[str, Any]) -> bool:
    return entry["kind"] == "accrual" or (entry["kind"] == "redemption" and entry["linked_entry_id"] is None)


def _is_of_bill(world: World, entry_id: str) -> bool:
    sales = (entry["purchase"] for entry in world.books.ledger(PATIENTS[0]).entries.values() if entry["purchase"])
    return any(entry_id in sale["redemption_ids"] for sale in sales)


def chain_of(names: tuple[str, ...]) -> type[Chain]:
    def step_of(name: str) -> object:
        act, within = ACTS[name], {number: bounds for number, bounds in ACTS[name].numbers.items() if number != "who"}

        def step(chain: Chain, **numbers: int) -> None:
            act.perform(chain.world, **({"who": 0} if "who" in act.numbers else {}), **numbers)

        step.__name__ = name
        numbers: dict[str, Any] = {number: st.integers(*bounds) for number, bounds in within.items()}
        decorate: Callable[[Callable[..., None]], object] = rule(**numbers)
        return decorate(step)

    return type("Chains", (Chain,), {name: step_of(name) for name in names} | {"whole": 0})


def test_a_chain_that_is_taken_back_whole_leaves_nothing_and_nobody_in_debt() -> None:
    chain = chain_of(LINKS)
    often = settings(max_examples=RUNS, stateful_step_count=STEPS, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(chain, settings=often)
    check(chain.whole >= RUNS, "chains were taken back", chain.whole)
