"""One contract for lists of patients, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loyalty.domain.checkout.names import closed_key
from loyalty.domain.checkout.patient_lists import (
    BY_NUMBER,
    ListedAccounts,
    PatientChoice,
    Question,
    question_of,
)
from loyalty.domain.program.memberships import Status
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.patient_lists import FirestoreListedAccounts
from tests.support.clinic import NOW, PATIENT, Fields
from tests.support.due import put_all
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments
from tests.support.ports.patient_lists import MemoryListedAccounts
from tests.support.tiers import TierDesk

TODAY = NOW.date()
ROOT = "clinics/bella/patients"
CHOICES = [choice for choice in PatientChoice if choice is not PatientChoice.NAMED]
TIERS = ("silver", "gold")


def patients() -> dict[str, Fields]:
    """A dozen patients, some of each choice and some of none, with ties."""
    desk = TierDesk()
    desk.pay(*tenders(cash=300_000), now=NOW)
    like = desk.documents.all()[f"{ROOT}/{PATIENT}"]
    made: dict[str, Fields] = {}
    for number in range(12):
        on = str(TODAY - timedelta(days=170 + 5 * (number // 2)))
        paid: Fields = {"plan_name": "Glow", "status": Status.ACTIVE, "grace_days": 7}
        made[f"{ROOT}/bo-{number:02}"] = {
            **like,
            "name": f"Bo {number // 3}",
            "name_keys": ["bo"] if number % 4 else [closed_key("bo")],
            "active": number % 4 != 0,
            "points": number // 2,
            "debt_points": number % 3,
            "seen_on": on if number % 5 else None,
            "ends_on": str(TODAY + timedelta(days=20 + number)) if number % 3 else None,
            "tier_id": (None, "base", "silver", "gold")[number % 4],
            "membership": {**paid, "paid_until_on": str(date(2026, 11, 1 + number // 2))} if number % 2 else None,
        }
    older = made[f"{ROOT}/bo-00"]
    del older["ends_on"]
    return made


PATIENTS = patients()


@pytest.fixture(params=["dictionary", "firestore"])
def accounts(request: pytest.FixtureRequest) -> ListedAccounts:
    if request.param == "dictionary":
        return MemoryListedAccounts(MemoryDocuments(dict(PATIENTS)))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, PATIENTS)
    return FirestoreListedAccounts(client, Usage())


def question(choice: PatientChoice) -> Question:
    return Question(choice, tier_ids=TIERS) if choice is PatientChoice.TIERS else question_of(choice, TODAY, None)


@pytest.mark.parametrize("choice", CHOICES)
def test_the_accounts_of_a_choice_come_in_its_order_and_on_behind_any_of_them(
    accounts: ListedAccounts, choice: PatientChoice
) -> None:
    expected = MemoryListedAccounts(MemoryDocuments(dict(PATIENTS))).page("bella", question(choice), None, 50)
    found = accounts.page("bella", question(choice), None, 50)
    assert list(found) == list(expected)
    assert 0 < len(found) <= 12
    for turn, one in enumerate(found):
        place: str | int = one.place(choice)
        after = (int(place) if choice in BY_NUMBER else place, one.patient_id)
        assert list(accounts.page("bella", question(choice), after, 50)) == list(found[turn + 1 :])
    assert list(accounts.page("bella", question(choice), None, 2)) == list(found[:2])
    assert accounts.page("other", question(choice), None, 50) == []


def test_a_name_is_found_by_each_of_its_keys_up_to_so_many(accounts: ListedAccounts) -> None:
    found = accounts.named("bella", (("bo", 4), (closed_key("bo"), 50)))
    assert [one.active for one in found] == [True] * 4 + [False] * 3
    seen = [one.seen_on for one in found[:4]]
    assert seen == sorted(seen, key=lambda on: on or date.min, reverse=True)
    assert accounts.named("bella", (("none", 50),)) == []
