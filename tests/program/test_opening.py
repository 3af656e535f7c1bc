"""Opening a clinic: its document is one that every reader takes, and its first owner comes in by an invite."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from loyalty.errors.access import InviteForAnotherAddress, InviteOver
from loyalty.services.preconditions import Caller
from loyalty.services.program.accept_invite import AcceptInvite, InviteAccepted, accept_invite
from loyalty.services.program.invites import InviteStaff, invite_staff
from loyalty.services.program.open_clinic import OpenClinic, open_clinic
from scripts.clinic import open as command
from tests.support.clinic import NOW
from tests.support.memory import MemoryDocuments, memory_store

MAIL, INVITE = "nora@clinic.example", "invite-000000000001"


class Opening:
    """A project with nothing in it."""

    def __init__(self) -> None:
        self.documents = MemoryDocuments()
        self.store = memory_store(self.documents)

    def open(self, invite_id: str = INVITE, name: str = "Bella Riva") -> bool:
        body = OpenClinic(
            "bella", invite_id, name, "America/Los_Angeles", "USD", "en-US", "Nora Diaz", "Nora@Clinic.Example"
        )
        return open_clinic(self.store, body, NOW)

    def accept(self, email: str = MAIL, invite_id: str = INVITE) -> InviteAccepted:
        caller = Caller("nora", NOW + timedelta(hours=1), email=email)
        return accept_invite(self.store, AcceptInvite("bella", invite_id), caller, "change-1")


@pytest.fixture
def opening() -> Opening:
    return Opening()


def test_from_nothing_an_owner_comes_in_and_invites_the_next(opening: Opening) -> None:
    assert opening.open()
    accepted = opening.accept()
    assert (accepted.role, accepted.name) == ("owner", "Nora Diaz")
    joined = opening.documents.all()["clinics/bella/staff/nora"]
    assert "appointed_by" not in joined
    body = InviteStaff("invite-000000000002", "bella", "maya@clinic.example", "Maya Chen", "manager", ())
    assert invite_staff(opening.store, body, Caller("nora", NOW)).state == "open"


def test_opened_again_the_clinic_stays_as_it_is_and_an_owner_is_invited_once_more(opening: Opening) -> None:
    opening.open()
    before = opening.documents.all()["clinics/bella"]
    assert not opening.open("invite-000000000009", name="Another")
    assert opening.documents.all()["clinics/bella"] == before
    opening.accept(invite_id="invite-000000000009")


def test_the_address_of_the_first_owner_is_all_that_comes_in_by_it(opening: Opening) -> None:
    opening.open()
    with pytest.raises(InviteForAnotherAddress):
        opening.accept("mallory@clinic.example")
    opening.accept()
    with pytest.raises(InviteOver):
        accept_invite(opening.store, AcceptInvite("bella", INVITE), Caller("other", NOW, email=MAIL), "change-2")


def test_the_locations_it_begins_with_are_those_that_its_owner_works_at(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = ("--location", "Calabasas: 4100 Sycamore Terrace", "--location", "Año Nuevo: 1 Park Road")
    status, told = run(opening, monkeypatch, *places, "--json")
    assert status == 0
    assert opening.documents.all()["clinics/bella/locations/ano-nuevo"] == {
        "name": "Año Nuevo",
        "address": "1 Park Road",
        "active": True,
    }
    accepted = opening.accept(invite_id=json.loads(told)["invite_id"])
    assert accepted.location_ids == ("calabasas", "ano-nuevo")


class Project:
    """A client that knows its project's name, and no more."""

    project = "clinic-project"


def run(opening: Opening, monkeypatch: pytest.MonkeyPatch, *options: str) -> tuple[int, str]:
    monkeypatch.setattr(command, "client_of", lambda _: Project())
    monkeypatch.setattr(command, "known_locations", lambda *_: [])
    monkeypatch.setattr(command, "store_of", lambda _: opening.store)
    monkeypatch.delenv("HOSTING_EMULATOR_HOST", raising=False)
    who = ("--owner", "Nora Diaz", "--email", MAIL, "--name", "Bella Riva")
    done = CliRunner().invoke(command.app, ["bella", *who, *options])
    return done.exit_code, done.output


def test_the_command_prints_the_address_that_the_owner_opens(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    status, told = run(opening, monkeypatch, "--json")
    said = json.loads(told)
    assert (status, said["is_new"]) == (0, True)
    assert said["address"] == f"https://clinic-project.web.app/manager?invite={said['invite_id']}"
    assert f"clinics/bella/invites/{said['invite_id']}" in opening.documents.all()
    status, told = run(opening, monkeypatch)
    assert status == 0
    assert "stays as it is" in told


@pytest.mark.parametrize(
    "wrong",
    [
        ("--email", "nobody"),
        ("--name", ""),
        ("--time-zone", "Mars/Olympus"),
        ("--currency", "dollars"),
        ("--locale", "English"),
        ("--location", "Calabasas"),
        ("--location", ": 1 Park Road"),
    ],
)
def test_what_no_reader_would_take_is_refused_in_words_and_nothing_is_written(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, str]
) -> None:
    status, told = run(opening, monkeypatch, *wrong)
    assert status == 1
    assert told.strip()
    assert opening.documents.all() == {}
