"""Accounts with many lots, made small: from one lot on new points join another, and three are already too many."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from loyalty.domain.ledger import posting, sharing
from tests.simulation import model
from tests.simulation.acts import ACTS
from tests.simulation.machine import GENEROUS, STRICT, machine_of
from tests.simulation.test_chains import LINKS, chain_of
from tests.support.clinic import Fields
from tests.support.counts import count

STEPS = 50
RUNS, CHAINS = count(60, 2_000), count(100, 10_000)
FULL = "too-many-open-lots"
# What undoes another act, and what time does.
NEEDS_NO_ROOM = ("refunds", "voids", "cancels", "manager_cancels", "undoes_banking", "reassigns", "takes_credit_back")


@pytest.fixture(params=[0, 2])
def _crowded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "SHARED_FROM", request.param)
    monkeypatch.setattr(model, "SHARED_FROM", request.param)


@pytest.mark.usefixtures("_crowded")
@pytest.mark.parametrize(("name", "rules"), [("Generous", GENEROUS), ("Strict", STRICT)])
def test_whatever_happens_on_accounts_of_shared_lots_nothing_that_undoes_is_refused_for_want_of_room(
    name: str, rules: dict[str, Fields], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "MOST_OPEN_LOTS", 3)
    machine = machine_of(name, rules)
    often = settings(max_examples=RUNS, stateful_step_count=STEPS, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=often)
    assert set(NEEDS_NO_ROOM) <= ACTS.keys()
    assert [act for act in NEEDS_NO_ROOM if machine.outcomes.get(f"{act} {FULL}")] == []
    wanted = ("joined", "refunds", "voids", *((f"buys {FULL}",) if name == "Strict" else ()))
    assert [case for case in wanted if not machine.outcomes.get(case)] == []


@pytest.mark.usefixtures("_crowded")
def test_a_chain_on_shared_lots_that_is_taken_back_whole_leaves_nothing_and_nobody_in_debt() -> None:
    often = settings(max_examples=CHAINS, stateful_step_count=16, suppress_health_check=list(HealthCheck))
    chain = chain_of(LINKS)
    run_state_machine_as_test(chain, settings=often)
    assert chain.whole >= CHAINS
