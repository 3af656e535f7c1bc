"""Bugs to plant: each breaks one line of what the ledger promises, and names the invariant that must notice."""

from __future__ import annotations

from tests.ledger import planted_guards, planted_points
from tests.ledger.planting import ENTERED, Bug

# Importing a module enters its bugs.
MODULES = (planted_guards, planted_points)
BUGS: list[Bug] = [*ENTERED]
