"""Managers list patients: five choices and all, by name, fifty at a time, and who was shown to whom is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from loyalty.domain.checkout.patient_lists import PatientChoice
from loyalty.errors.access import NotStaff, RoleNotAllowed, StaffDisabled
from loyalty.errors.base import Refusal
from loyalty.errors.program import ClinicNotFound
from loyalty.services.checkout.close_account import CloseAccount, close_account
from loyalty.services.checkout.list_patients import ListPatients, PatientsListed, list_patients
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.sweep_account import sweep_account
from tests.support.clinic import CALABASAS, DESK, DISABLED, MANAGER, NOW, OWNER, PATIENT
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.patient_lists import MemoryListedAccounts
from tests.support.tiers import TierDesk

DAY = timedelta(days=1)
ROOT = "clinics/bella/patients"
MOST_READ = 60
IN_ORDER = [choice for choice in PatientChoice if choice is not PatientChoice.NAMED]


@pytest.fixture
def desk() -> TierDesk:
    """A patient who paid $3,000.00 and has points and a tier."""
    at_work = TierDesk()
    at_work.pay(*tenders(cash=300_000), now=NOW)
    at_work.pay(*tenders(cash=1_000), now=NOW + timedelta(minutes=1))
    return at_work


def ask(
    desk: TierDesk, choice: str, uid: str = MANAGER, days: int = 1, clinic_id: str = "bella", **fields: str | None
) -> PatientsListed:
    body, caller = ListPatients(clinic_id, PatientChoice(choice), **fields), Caller(uid, NOW + days * DAY)
    return list_patients(desk.store, MemoryListedAccounts(desk.documents), body, caller, f"view-{len(views(desk))}")


def found(desk: TierDesk, choice: str, days: int = 1, letters: str | None = None) -> list[str]:
    return [one.patient_id for one in ask(desk, choice, days=days, letters=letters).patients]


def views(desk: TierDesk) -> list[dict[str, Any]]:
    return [fields for path, fields in desk.documents.all().items() if "/views/" in path]


def multiply(desk: TierDesk, many: int) -> None:
    """So many patients like the usual one, each with a name, points, a date and a debt of their own."""
    like = desk.documents.all()[f"{ROOT}/{PATIENT}"]
    for number in range(many):
        on = str(NOW.date() - (200 + number % 90) * DAY)
        own = {"name": f"Bo {number % 37:02}", "points": number % 41, "debt_points": 1 + number % 23, "seen_on": on}
        ends = {"ends_on": str(NOW.date() + (number % 20) * DAY), "tier_id": "gold", "membership": held(number % 50)}
        desk.documents.put(f"{ROOT}/bo-{number:05}", {**like, **own, **ends})


def held(days: int) -> dict[str, Any]:
    paid_until_on = str(NOW.date() + days * DAY)
    return {"plan_name": "Glow", "status": "active", "paid_until_on": paid_until_on, "grace_days": 7}


def test_whose_points_end_within_four_weeks_are_those_and_the_soonest_come_first(desk: TierDesk) -> None:
    account = ask(desk, "all").patients[0]
    assert account.ends_on is not None
    ends_in = (account.ends_on - NOW.date()).days
    assert found(desk, "ending", days=ends_in - 29) == []
    assert found(desk, "ending", days=ends_in - 28) == [PATIENT]


def test_above_the_first_tier_are_those_whom_their_tier_says_the_most_points_first(desk: TierDesk) -> None:
    page = ask(desk, "tiers")
    assert page.from_tier == "Silver"
    assert [(one.patient_id, one.tier_name) for one in page.patients] == [(PATIENT, "Gold")]
    desk.join("patient-bo")
    assert found(desk, "tiers") == [PATIENT]


def test_a_clinic_without_tiers_has_nobody_above_the_first(desk: TierDesk) -> None:
    without = MemoryDocuments(
        {path: fields for path, fields in desk.documents.all().items() if not path.endswith("rules/tiers")}
    )
    body, caller = ListPatients("bella", PatientChoice.TIERS), Caller(MANAGER, NOW)
    page = list_patients(memory_store(without), MemoryListedAccounts(without), body, caller, "view-0")
    assert (page.patients, page.from_tier) == ((), None)


def test_members_are_those_whose_membership_holds_with_its_days_of_grace(desk: TierDesk) -> None:
    assert found(desk, "members") == []
    desk.change("enrol", "monthly", NOW + timedelta(minutes=5))
    (one,) = ask(desk, "members").patients
    assert one.plan_name == "Monthly"
    assert one.paid_until_on is not None
    over = (one.paid_until_on - NOW.date()).days
    assert found(desk, "members", days=over + 7) == [PATIENT]
    assert found(desk, "members", days=over + 8) == []


def test_not_here_for_six_months_are_those_whose_last_visit_was_before(desk: TierDesk) -> None:
    desk.join("patient-bo")  # who never came is nobody who stays away
    assert found(desk, "away", days=150) == []
    assert found(desk, "away", days=200) == [PATIENT]


def test_who_owes_points_is_listed_the_most_first(desk: TierDesk) -> None:
    assert found(desk, "owing") == []
    desk.documents.put(f"{ROOT}/{PATIENT}", {**desk.documents.all()[f"{ROOT}/{PATIENT}"], "debt_points": 40})
    assert found(desk, "owing") == [PATIENT]


def test_a_name_is_found_by_the_beginnings_of_its_words_closed_accounts_too(desk: TierDesk) -> None:
    name = ask(desk, "all").patients[0].name
    assert found(desk, "named", letters=name) == [PATIENT]
    assert found(desk, "named", letters="".join(reversed(name.lower()))) == []
    close_account(desk.store, CloseAccount(desk.next_id(), "bella", CALABASAS, PATIENT, "lost"), Caller(MANAGER, NOW))
    (closed,) = ask(desk, "named", letters=name[:3]).patients
    assert (closed.patient_id, closed.active) == (PATIENT, False)


@pytest.mark.parametrize("choice", IN_ORDER)
def test_pages_of_fifty_hold_everybody_once_in_the_order_of_the_choice(desk: TierDesk, choice: PatientChoice) -> None:
    multiply(desk, 130)
    page = ask(desk, choice)
    pages = [page]
    while page.after_id is not None:
        page = ask(desk, choice, after_place=page.after_place, after_id=page.after_id)
        pages.append(page)
    listed = [one.patient_id for each in pages for one in each.patients]
    assert len(listed) == len(set(listed))
    assert {one for one in listed if one.startswith("bo-")} == {f"bo-{number:05}" for number in range(130)}
    assert all(len(each.patients) == 50 for each in pages[:-1])
    assert [one for each in views(desk) for one in each["patient_ids"]] == listed


@pytest.mark.parametrize("choice", PatientChoice)
def test_a_page_reads_at_most_sixty_documents_and_as_many_at_five_thousand_patients(
    desk: TierDesk, choice: PatientChoice
) -> None:
    letters = "bo" if choice is PatientChoice.NAMED else None
    read: list[int] = []
    for many in (500, 5_000):
        multiply(desk, many)
        before = desk.documents.usage.documents_read
        ask(desk, choice, letters=letters)
        read.append(desk.documents.usage.documents_read - before)
    assert read[0] == read[1] <= MOST_READ


def test_each_page_says_who_was_shown_to_whom_and_it_is_kept_with_the_answer(desk: TierDesk) -> None:
    ask(desk, "all", OWNER)
    assert views(desk) == [
        {
            "clinic_id": "bella",
            "patient_id": None,
            "viewed_by": OWNER,
            "viewed_at": NOW + DAY,
            "part": "list.all",
            "patient_ids": [PATIENT],
        }
    ]


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (DESK, RoleNotAllowed)],
)
def test_nobody_else_is_shown_a_list_and_nothing_is_left_of_it(
    desk: TierDesk, uid: str, expected: type[Refusal]
) -> None:
    before = desk.documents.all()
    with pytest.raises(expected):
        ask(desk, "all", uid)
    with pytest.raises(ClinicNotFound):
        ask(desk, "all", clinic_id="nowhere")
    assert desk.documents.all() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": PatientChoice.NAMED},
        {"choice": PatientChoice.ALL, "letters": "ana"},
        {"choice": PatientChoice.ALL, "after_place": "Ana"},
        {"choice": PatientChoice.ALL, "after_id": PATIENT},
        {"choice": PatientChoice.NAMED, "letters": "ana", "after_place": "Ana", "after_id": PATIENT},
        {"choice": PatientChoice.OWING, "after_place": "many", "after_id": PATIENT},
        {"choice": PatientChoice.OWING, "after_place": "9" * 30, "after_id": PATIENT},
    ],
)
def test_a_body_that_asks_for_no_page_is_none(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        ListPatients("bella", **fields)


def test_the_last_day_of_the_points_that_end_first_is_kept_with_the_account(desk: TierDesk) -> None:
    def kept() -> str | None:
        on: str | None = desk.documents.all()[f"{ROOT}/{PATIENT}"]["ends_on"]
        return on

    first_on = kept()
    for day in (30, 60):
        desk.pay(*tenders(cash=10_000), now=NOW + day * DAY)
        assert kept() == first_on
    ended = []
    for day in (160, 200, 220, 260):
        sweep_account(desk.store, "bella", PATIENT, NOW + day * DAY)
        assert kept() == min((str(lot.expires_on) for lot in desk.account().lots), default=None)
        ended.append(kept())
    assert len(set(ended)) == len(ended)
    assert (ended[0], ended[-1]) == (first_on, None)
