"""No act that the clinic can make is a finding: random histories of the simulation, and chains that are taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import rule, run_state_machine_as_test

from loyalty.domain.proof.account_audit import AccountAudit
from loyalty.domain.proof.findings import Finding
from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.services.proof.close_days import close_days
from tests.simulation.acts import ACTS
from tests.simulation.machine import GENEROUS, STRICT, Machine, machine_of
from tests.simulation.test_chains import LINKS, Chain, chain_of
from tests.simulation.world import PATIENTS, World
from tests.support.clinic import Fields
from tests.support.counts import count
from tests.support.memory import MemoryDocuments
from tests.support.ports.pages import MemoryPages

OFTEN = settings(
    max_examples=count(24, 1_000), stateful_step_count=40, suppress_health_check=list(HealthCheck), deadline=None
)


def documents_of(world: World) -> MemoryDocuments:
    """The database behind a world."""
    kept = world.documents.kept
    assert isinstance(kept, MemoryDocuments)
    return kept


def findings_of(world: World) -> tuple[Finding, ...]:
    """The findings of the night after the last act."""
    pages = MemoryPages(documents_of(world))
    close_days(world.desk.store, pages, "bella", world.now + timedelta(days=2))
    world.documents.committed.clear()
    return audit_clinic(pages, "bella").findings


def resumed_findings(world: World, patient_id: str) -> list[Finding]:
    """The findings of an audit that is put away after every entry and goes on from what it kept."""
    pages = MemoryPages(documents_of(world))
    audit, found = AccountAudit("bella", patient_id), list[Finding]()
    for entry_id, fields in pages.entries("bella", patient_id):
        found += audit.entry(entry_id, fields)
        state = audit.kept()
        assert state is not None
        audit = AccountAudit.resume("bella", patient_id, audit.revision, str(audit.head_hash), state)
    return [*found, *audit.account(pages.account("bella", patient_id) or {})]


@pytest.mark.parametrize("rules", [GENEROUS, STRICT], ids=["generous", "strict"])
def test_no_history_of_the_simulation_is_a_finding_at_once_or_put_away_after_every_entry(
    rules: dict[str, Fields],
) -> None:
    acts = [name for name in ACTS if name != "trouble_is_near"]
    base = machine_of("Proved", rules, acts)

    def teardown(machine: Machine) -> None:
        assert findings_of(machine.world) == ()
        for patient_id in PATIENTS:
            assert resumed_findings(machine.world, patient_id) == []

    run_state_machine_as_test(type("Proved", (base,), {"teardown": teardown}), settings=OFTEN)


def test_no_chain_that_is_taken_back_is_a_finding() -> None:
    base = chain_of(LINKS)

    def teardown(chain: Chain) -> None:
        Chain.teardown(chain)
        assert findings_of(chain.world) == ()
        assert resumed_findings(chain.world, PATIENTS[0]) == []

    @rule()
    def nothing(_: Chain) -> None:
        """A chain may be short."""

    run_state_machine_as_test(type("ProvedChain", (base,), {"teardown": teardown, "nothing": nothing}), settings=OFTEN)
