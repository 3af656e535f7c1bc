"""Bugs to plant: each breaks one line of what the ledger promises, and names the invariant that must notice."""

from __future__ import annotations

from tests.simulation.planted import guards, members, points, taking_back, visits
from tests.simulation.planted.planting import ENTERED, Bug

# Importing a module enters its bugs.
MODULES = (guards, members, points, taking_back, visits)
BUGS: list[Bug] = [*ENTERED]
