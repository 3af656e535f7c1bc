"""What an account remembers is in its entries: found there again, it is what the engine had kept."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.store.codec import entry_of
from scripts.clinic.migrating.remembering import Line, with_memory
from scripts.clinic.project import CODEC
from tests.simulation.acts import ACTS
from tests.simulation.script import CLINIC
from tests.simulation.world import World
from tests.support.counts import often
from tests.support.memory import MemoryDocuments
from tests.support.ports.pages import MemoryPages

ACTS_OF_A_RUN = 150
OFTEN = ("buys", "buys", "buys", "pays_with_points", "redeems", "refunds", "refunds", "banks")


def played(seed: int) -> MemoryDocuments:
    """A history of any acts, in which lots often end."""
    dice, memory = random.Random(seed), MemoryDocuments(CLINIC)  # noqa: S311 - nothing secret
    world = World(memory, CLINIC, memory.put)
    names = [*OFTEN, *(name for name in ACTS if name != "trouble_is_near")]
    for number in range(ACTS_OF_A_RUN):
        act = ACTS[dice.choice(names)]
        act.perform(world, **{name: dice.randint(*bounds) for name, bounds in act.numbers.items()})
        if number % 12 == 0:
            world.later(days=dice.randint(1, 30))
    return memory
