"""Everything that can happen at a clinic: for the machine, the script and the crowd."""

from __future__ import annotations

from tests.simulation.acts import points, sales, troubles
from tests.simulation.acts.acting import ENTERED, Act

# Importing a module enters its acts.
MODULES = (points, sales, troubles)
ACTS: dict[str, Act] = {**ENTERED}
