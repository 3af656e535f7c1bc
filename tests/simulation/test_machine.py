"""Anything, in any order: after every step of every run all invariants hold, and every act was met in earnest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.acts import ACTS
from tests.simulation.machine import GENEROUS, STRICT, WITH_MEMBERS, machine_of
from tests.simulation.world import RARE_CASES
from tests.support.clinic import Fields
from tests.support.counts import count, soaking

STEPS = count(50, 60)
# Some runs are short: hypothesis tries the smallest first. So there are more of them than the 500 of full length, half
# of them at each clinic.
RUNS = count(350, 5_000)
MEMBER_RUNS = count(120, 2_000)
MOST_ROUNDS = 4
AT_LEAST = count(250, 4_000) * STEPS
# Time passing and trouble are no calls, and some acts are made of others.
NO_CALLS = {"minutes_pass", "days_pass", "trouble_is_near", "rules_change"}
OF_OTHERS = {
    "redeems_confirmed",
    "redeems_twice_off_one_bill",
    "returns_much_later",
    "rings_voids_and_rings_again",
    "undoes_banking_that_is_spent",
    "lets_points_run_out",
    "changes_their_mind",
    "lowers_a_bill_and_pays",
    "spends_held_points_and_cancels",
    "expires_near_an_end",
}
# Acts that the generous clinic's rules do not know.
STRICT_ONLY = {"pays_out", "takes_pay_out_back"}
# Acts on memberships, as they are told of.
OF_MEMBERS = [f"{name} membership" for name in ("enrol", "renew", "change", "pause", "resume", "cancel", "undo")]
OF_MEMBERS += ["hears", "treats", "withdraws", "gives_months", "banks a month", "pays_out"]
OF_MEMBERS += ["hears of others", "moves to another zone"]
# Rare by the strict rules: the generous clinic meets them in every run, and the strict one in a soak.
RARE_IF_STRICT = set[str]() if soaking() else {"decides", "moves_a_visit", "cancels_a_visit"}
NAMES = {"repeats": "repeat", "reuses_request_id": "reuse"}


@pytest.mark.parametrize(
    ("name", "rules", "cases"), [("Generous", GENEROUS, RARE_CASES), ("Strict", STRICT, (*RARE_CASES, "extended"))]
)
def test_whatever_happens_at_a_clinic_every_ledger_holds_after_every_step(
    name: str, rules: dict[str, Fields], cases: tuple[str, ...]
) -> None:
    machine = machine_of(name, rules)
    wanted = [*cases, *(NAMES.get(act, act) for act in ACTS if act not in NO_CALLS | OF_OTHERS)]
    left_out = RARE_IF_STRICT if rules is STRICT else STRICT_ONLY
    wanted = [outcome for outcome in wanted if outcome not in left_out]
    _run_until_met(machine, wanted, RUNS)
    assert machine.runs >= RUNS
    assert machine.steps >= AT_LEAST


def test_whatever_members_do_every_ledger_holds_and_no_month_is_given_that_was_not_paid() -> None:
    _run_until_met(machine_of("Members", WITH_MEMBERS), OF_MEMBERS, MEMBER_RUNS)


def _run_until_met(machine: Any, wanted: Sequence[str], runs: int) -> None:  # noqa: ANN401 - a class made for the test
    """Run a machine; what chance left out of these outcomes is looked for in further runs, and is there in the end."""
    thorough = settings(max_examples=runs, stateful_step_count=STEPS, suppress_health_check=list(HealthCheck))
    for _ in range(MOST_ROUNDS):
        run_state_machine_as_test(machine, settings=thorough)
        unmet = [outcome for outcome in wanted if not machine.outcomes.get(outcome)]
        if not unmet:
            break
    assert unmet == []
