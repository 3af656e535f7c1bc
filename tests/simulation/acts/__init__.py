"""Everything that can happen at a clinic: for the machine, the script and the crowd."""

from __future__ import annotations

from tests.simulation.acts import members, points, sales, troubles, visits, wallet
from tests.simulation.acts.acting import ENTERED, Act

# Importing a module enters its acts.
MODULES = (members, points, sales, troubles, visits, wallet)
ACTS: dict[str, Act] = {**ENTERED}
# What happens besides at a clinic with tiers and memberships.
MEMBERS: dict[str, Act] = {**members.MEMBERS}
