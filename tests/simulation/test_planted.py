"""A machine that cannot fail proves nothing: each planted bug is noticed, by the runs of the machine's own test."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.machine import GENEROUS, WITH_MEMBERS, machine_of
from tests.simulation.planted import BUGS
from tests.simulation.planted.planting import Bug

RUNS, STEPS = 290, 50


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_is_noticed(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    bug.plant(monkeypatch)
    machine = machine_of("Planted", WITH_MEMBERS if bug.members else GENEROUS, bug.acts)
    first_found = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        phases=(Phase.generate,),
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises((AssertionError, ValueError), match=bug.seen_as):
        run_state_machine_as_test(machine, settings=first_found)
