"""The demo's clients on the running stack: a real phone, a real desk and a manager play a checkout to its end."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from scripts.demo.clients import Addresses, Client, DemoFailedError, RefusedError
from scripts.demo.phone import Phone
from scripts.demo.show import show, show_change, show_later
from scripts.demo.timeline import COLUMNS
from scripts.seed.clinic import CLINIC_ID, DESKS, MANAGER, Person
from scripts.seed.seed import seed

KEIKO = "patient-keiko"  # no other test touches her account


@pytest.fixture(scope="module")
def patient(stack_project: str) -> Person:
    """A patient of the seeded clinic, with no points yet."""
    seeded = seed(stack_project, datetime.now(UTC))
    return next(person for person in seeded.patients if person.uid == KEIKO)


@pytest.fixture
def addresses(patient: Person, functions_host: str) -> Addresses:
    """The addresses of the seeded clinic's functions and documents."""
    assert patient
    assert functions_host
    return Addresses.of(os.environ)


@pytest.fixture
def out() -> Console:
    """The console of the demo, to be read afterwards."""
    return Console(file=io.StringIO(), width=COLUMNS)


@pytest.fixture
def phone(addresses: Addresses, patient: Person) -> Iterator[Phone]:
    """The patient's phone, listening."""
    with Phone(addresses, patient) as shown:
        yield shown


def text_of(out: Console) -> str:
    """The text that the demo printed."""
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_a_whole_checkout_is_played_and_its_timeline_told_in_a_hundred_columns(
    out: Console, addresses: Addresses, patient: Person
) -> None:
    show(out, addresses, patient)

    lines = text_of(out).splitlines()
    for step in ("asked", "issued", "scanned", "checked in", "credited", "seen", "scanned again", "sent again"):
        assert any(f" {step} " in line for line in lines), step
    assert "code-already-used: by Tomás Vela at " in text_of(out)
    assert "4,500 points = 10 % of $450.00 cash (rule `earning`, version 1)" in text_of(out)
    assert max(map(len, lines)) <= COLUMNS
    assert [line for line in lines if line.endswith(" ")] == []
    assert len(lines) <= 16


def test_a_change_of_a_rule_is_previewed_published_seen_on_the_phone_and_taken_back(
    out: Console, addresses: Addresses, patient: Person
) -> None:
    show_change(out, addresses, patient)

    said = text_of(out)
    assert "cash earns 10 % → 12 %" in said
    assert "points given, $" in said
    for step in ("previewed", "has it", "has it back"):
        assert f" {step} " in said, step
    assert max(map(len, said.splitlines())) <= COLUMNS
    with Client(addresses, MANAGER) as manager:
        rule = manager.read(f"clinics/{CLINIC_ID}/rules/earning")
    assert (rule["rate_bp"], rule["version"]) == (1_000, 3)


def test_time_goes_on_and_the_phone_is_told_twice_before_the_points_end(out: Console, firestore_host: str) -> None:
    assert firestore_host
    show_later(out, datetime(2026, 11, 22, 18, 4, 5, tzinfo=UTC))

    lines = [line.split() for line in text_of(out).splitlines()]
    assert ["phone", "April", "24"] in [line[:3] for line in lines]
    assert ["phone", "May", "15"] in [line[:3] for line in lines]
    assert "“Your points: You have points to enjoy until May 22.”" in text_of(out)
    assert "4,500 points passed their last day, May 22; 0 are left" in text_of(out)
    assert max(map(len, text_of(out).splitlines())) <= COLUMNS


def test_the_phone_leaves_no_process_behind(addresses: Addresses, patient: Person) -> None:
    with Phone(addresses, patient) as phone:
        running = phone.process_id
        assert node_runs(running)
    assert not node_runs(running)


def test_a_phone_that_cannot_sign_in_says_so(addresses: Addresses, patient: Person) -> None:
    nobody = Phone(addresses, replace(patient, uid="patient-nobody"))
    with pytest.raises(DemoFailedError, match=r"The phone failed: .*auth/user-not-found"), nobody:
        pytest.fail("nobody signed in")


def test_a_phone_that_is_refused_a_code_says_so(addresses: Addresses, tmp_path: Path) -> None:
    with (
        Phone(addresses, DESKS["encino"]) as without_account,
        pytest.raises(DemoFailedError, match=r"The phone failed: This patient has no account"),
    ):
        without_account.show_code("encino", tmp_path / "code.png")


def test_a_desk_that_cannot_sign_in_says_so(addresses: Addresses) -> None:
    nobody = Client(addresses, replace(DESKS["encino"], uid="staff-desk-malibu"))
    with pytest.raises(DemoFailedError, match=r"desk\.malibu@bella\.example cannot sign in"), nobody:
        pytest.fail("nobody signed in")


def test_a_refusal_keeps_its_code_and_its_details(addresses: Addresses) -> None:
    body = {"clinic_id": CLINIC_ID, "location_id": "calabasas", "request_id": "a-request-of-the-demo", "code": "ABC"}
    with Client(addresses, DESKS["encino"]) as desk, pytest.raises(RefusedError) as refused:
        desk.call("check_in", body)

    assert refused.value.code == "code-not-genuine"
    assert refused.value.details == {"code": "code-not-genuine"}


def test_a_client_reads_only_what_the_security_rules_let_it(addresses: Addresses) -> None:
    staff = f"clinics/{CLINIC_ID}/staff/{DESKS['calabasas'].uid}"
    with Client(addresses, MANAGER) as manager, Client(addresses, DESKS["encino"]) as desk:
        assert manager.read(staff)["name"] == "Maya Chen"
        with pytest.raises(DemoFailedError, match="Tomás Vela may not read"):
            desk.read(staff)


def test_a_phone_waits_in_vain_for_points_that_never_come(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.demo.phone._PATIENCE", 0.05)
    with pytest.raises(DemoFailedError, match="The phone shows no such balance"):
        phone.show_points(-1)


def node_runs(process_id: int) -> bool:
    """True while a process is there."""
    return subprocess.run(["ps", "-p", str(process_id)], capture_output=True, check=False).returncode == 0
