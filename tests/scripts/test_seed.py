"""The seed writes one whole clinic into the emulators, once, and nowhere else."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from google.cloud.firestore import Client

from loyalty.domain.keys import ClinicKeys
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.firestore.client import shared_client
from scripts.seed.clinic import DESKS, PASSWORD, STAFF, Person
from scripts.seed.seed import NotAnEmulatorError, Seeded, seed
from tests.scripts.ledgers import assert_nothing_has_expired, assert_proves_itself
from tests.support.emulator import all_documents
from tests.support.http import http_client

NOW = datetime(2026, 11, 22, 18, 4, 5, 123456, tzinfo=UTC)


@pytest.fixture
def seeded(project_id: str, auth_host: str) -> Seeded:
    """A clinic, seeded into a project of its own."""
    assert auth_host
    return seed(project_id, NOW)


@pytest.fixture
def database(project_id: str) -> Client:
    """The project's documents, for an administrator."""
    return shared_client(project_id)


def sign_in(auth_host: str, person: Person, password: str) -> httpx.Response:
    """The Auth emulator's answer, for the stack's own project, to an e-mail address and a password."""
    return http_client().post(
        f"http://{auth_host}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword",
        params={"key": "any"},
        json={"email": person.email, "password": password, "returnSecureToken": True},
    )


@pytest.mark.usefixtures("seeded")
def test_every_seeded_account_is_the_sum_of_its_entries_and_of_its_lots(database: Client) -> None:
    patients = list(database.collection("clinics/bella/patients").stream())

    assert len(patients) == 12
    for patient in patients:
        account = patient.to_dict() or {}
        assert_proves_itself(account, (entry.to_dict() for entry in patient.reference.collection("entries").stream()))
        assert_nothing_has_expired(account, NOW)


def test_what_stands_is_left_as_it_is_however_often_it_is_seeded(
    seeded: Seeded, project_id: str, database: Client
) -> None:
    before = all_documents(database)

    again = seed(project_id, NOW + timedelta(days=40))

    assert seeded.written == len(before) > 100
    assert again.written == 0
    assert all_documents(database) == before


@pytest.mark.usefixtures("auth_host")
def test_two_seeds_at_once_leave_one_clinic(project_id: str, database: Client) -> None:
    with ThreadPoolExecutor(2) as hands:
        written = sorted(hands.map(lambda _: seed(project_id, NOW).written, range(2)))

    assert written == [0, len(all_documents(database))]


@pytest.mark.usefixtures("seeded")
def test_what_people_edit_is_as_the_functions_demand_it(database: Client) -> None:
    documents = all_documents(database)
    keys, any_id = ClinicKeys("{}"), "{}"
    rules = (keys.earning, keys.expiry, keys.reminders, keys.check_in, keys.redemption, keys.banking)
    others = (keys.clinic, keys.location(any_id), keys.staff(any_id), keys.reward(any_id), keys.preferences(any_id))
    last = (keys.adjustments, keys.tiers, keys.memberships, keys.governance, keys.appointment(any_id))
    offer = keys.targeted_offer(any_id)
    patterns = {key.kind.__name__: key.path for key in (*rules, *others, *last, offer)}
    assert set(patterns) == set(PARSERS)
    for kind, parse in PARSERS.items():
        for path, fields in documents.items():
            if matches(patterns[kind], path):
                parse(path, fields)


@pytest.mark.usefixtures("seeded")
def test_every_rule_stands_in_its_history_word_for_word(database: Client) -> None:
    rules = {rule.id: rule for rule in database.collection("clinics/bella/rules").stream()}

    published = {
        "earning",
        "expiry",
        "reminders",
        "check_in",
        "redemption",
        "banking",
        "adjustments",
        "tiers",
        "memberships",
    }
    assert set(rules) == {*published, "tiers", "memberships"}
    for rule in rules.values():
        past = rule.reference.collection("history").document("1").get().to_dict() or {}
        assert past.pop("note")
        assert past.pop("updated_by") in {person.uid for person in STAFF}
        assert past == rule.to_dict()


def test_staff_of_every_role_and_every_patient_sign_in_and_nobody_with_another_password(
    stack_project: str, auth_host: str
) -> None:
    seeded = seed(stack_project, datetime.now(UTC))

    assert {person.role for person in seeded.staff} == {"owner", "manager", "front_desk"}
    for person in (*seeded.staff, *seeded.patients):
        assert sign_in(auth_host, person, PASSWORD).json()["localId"] == person.uid
    assert sign_in(auth_host, DESKS["encino"], "another").is_error


def test_whoever_is_signed_in_stays_signed_in_when_it_is_seeded_again(stack_project: str, auth_host: str) -> None:
    seed(stack_project, datetime.now(UTC))
    id_token = sign_in(auth_host, DESKS["encino"], PASSWORD).json()["idToken"]
    time.sleep(1.1)  # the emulator counts the age of a sign-in in seconds

    seed(stack_project, datetime.now(UTC))

    found = (
        http_client()
        .post(
            f"http://{auth_host}/identitytoolkit.googleapis.com/v1/accounts:lookup",
            params={"key": "any"},
            json={"idToken": id_token},
        )
        .json()
    )
    assert [user["localId"] for user in found["users"]] == [DESKS["encino"].uid]


def test_a_project_that_is_not_a_demo_is_refused(auth_host: str, firestore_host: str) -> None:
    assert auth_host
    assert firestore_host
    with pytest.raises(NotAnEmulatorError, match="clinic-in-production is not one"):
        seed("clinic-in-production", NOW)


@pytest.mark.parametrize("name", ["FIRESTORE_EMULATOR_HOST", "FIREBASE_AUTH_EMULATOR_HOST"])
def test_without_an_emulator_nothing_is_seeded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1")
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:1")
    monkeypatch.delenv(name)
    with pytest.raises(NotAnEmulatorError, match=name):
        seed("demo-anything", NOW)


def matches(pattern: str, path: str) -> bool:
    """True where a path is of a kind, `{}` standing for any id."""
    wanted, parts = pattern.split("/"), path.split("/")
    return len(wanted) == len(parts) and all(one in ("{}", other) for one, other in zip(wanted, parts, strict=True))
