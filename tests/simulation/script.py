"""A scripted history: the same acts, numbers and instants wherever it is played, from one seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from loyalty.store.documents import Documents, Fields
from tests.simulation.acts import ACTS
from tests.simulation.machine import GENEROUS, clinic
from tests.simulation.world import World

CLINIC = clinic(GENEROUS)
# What only a database in memory can be made to do, and what would end every lot too soon.
LEFT_OUT = {"trouble_is_near", "days_pass", "expires_near_an_end"}
# Acts that are younger than the history that is kept: with them it would be another one.
YOUNGER = {
    *("takes_credit_back", "manager_cancels", "lowers_a_bill_and_pays", "redeems_twice_off_one_bill"),
    *("is_expected", "moves_a_visit", "cancels_a_visit", "cannot_come", "spends_held_points_and_cancels"),
    *("pays_out", "takes_pay_out_back", "refunds_into_wallet"),
}
OFTEN = ("buys", "buys", "buys", "pays_with_points", "pays_from_wallet", "redeems", "refunds", "banks", "fills_wallet")


def play(
    documents: Documents, put: Callable[[str, Fields], None], operations: int, start: Mapping[str, Fields] = CLINIC
) -> World:
    """So many operations, each chosen by the seed, checked as they are made."""
    dice, world = random.Random(20261122), World(documents, start, put)  # noqa: S311 - nothing secret
    names = [*OFTEN, *(name for name in ACTS if name not in LEFT_OUT | YOUNGER)]
    for number in range(operations):
        act = ACTS[dice.choice(names)]
        act.perform(world, **{name: dice.randint(*bounds) for name, bounds in act.numbers.items()})
        if number % 12 == 0:
            world.later(days=dice.randint(1, 9))
    world.books.add_up()
    return world
