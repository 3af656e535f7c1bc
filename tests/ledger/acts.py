"""Everything that can happen at a clinic: for the machine, the script and the crowd."""

from __future__ import annotations

from tests.ledger import acts_points, acts_sales, acts_troubles
from tests.ledger.acting import ENTERED, Act

# Importing a module enters its acts.
MODULES = (acts_points, acts_sales, acts_troubles)
ACTS: dict[str, Act] = {**ENTERED}
