"""The desk looks for a patient without a phone: masked, capped, kept, and opened only by what a lookup found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from loyalty.errors.access import NotStaff, OwnAccount, RoleNotAllowed, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.errors.checkout import LookupNotFound, LookupOver, TooManyLookups
from loyalty.errors.ledger import AccountInactive
from loyalty.errors.program import ClinicNotFound, LocationInactive
from loyalty.services.checkout.close_account import CloseAccount, ReopenAccount, close_account, reopen_account
from loyalty.services.checkout.find_patients import FindPatients, FoundPatient, FoundPatients, find_patients
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.checkout.open_visit import OpenVisit, open_visit
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.membership.refresh_standing import RefreshStanding, refresh_standing
from loyalty.services.preconditions import Caller
from loyalty.store.documents import Interrupted
from tests.support.clinic import CALABASAS, DESK, DISABLED, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT, Desk, cash
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.names import MemoryPatientNames

Refused = Callable[..., Refusal]
CALLER = Caller(DESK, NOW)
OPENING = OpenVisit("the-opening-000001", "bella", CALABASAS, PATIENT, "lookup-1")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def join(
    documents: MemoryDocuments, patient_id: str, name: str, late: timedelta = timedelta(), *, is_known: bool = True
) -> None:
    body = JoinClinic(f"joining-{patient_id}", "bella", name)
    join_clinic(memory_store(documents), body, Caller(patient_id, NOW + late, is_known=is_known))


def look(
    documents: MemoryDocuments,
    letters: str = "ana",
    caller: Caller = CALLER,
    location_id: str = CALABASAS,
    lookup_id: str = "lookup-1",
    clinic_id: str = "bella",
    *,
    closed: bool = False,
) -> FoundPatients:
    body = FindPatients(clinic_id, location_id, letters, closed)
    return find_patients(memory_store(documents), MemoryPatientNames(documents), body, caller, lookup_id)


def opening(
    documents: MemoryDocuments, patient_id: str = PATIENT, caller: Caller = CALLER, **changes: str
) -> CheckedIn:
    return open_visit(memory_store(documents), replace(OPENING, patient_id=patient_id, **changes), caller)


def kept(documents: MemoryDocuments, lookup_id: str = "lookup-1") -> dict[str, Any]:
    return documents.all()[f"clinics/bella/lookups/{lookup_id}"]


def test_a_patient_is_found_by_three_letters_and_shown_masked(desk: Desk, documents: MemoryDocuments) -> None:
    found = look(documents, "RUÍ")
    assert found == FoundPatients("lookup-1", (FoundPatient(PATIENT, "Ana R.", "2026-11", None),), more=False)
    assert desk.steps == 1


@pytest.mark.usefixtures("desk")
def test_a_lookup_is_kept_with_how_many_letters_and_whom_it_found_but_never_the_letters(
    documents: MemoryDocuments,
) -> None:
    look(documents, "ana rui")
    assert kept(documents) == {
        "clinic_id": "bella",
        "location_id": CALABASAS,
        "asked_by": DESK,
        "asked_at": NOW,
        "letters": 6,
        "results": 1,
        "patient_ids": [PATIENT],
        "opened_patient_id": None,
        "opened_at": None,
    }
    look(documents, "nobody", lookup_id="lookup-2")
    assert (kept(documents, "lookup-2")["results"], kept(documents, "lookup-2")["patient_ids"]) == (0, [])


def test_eight_are_shown_the_last_seen_first_then_who_joined_first_and_it_is_told_that_there_are_more(
    desk: Desk, documents: MemoryDocuments
) -> None:
    for number in range(9):
        join(documents, f"patient-{number}", "Ana Abad", -number * MINUTE)
    desk.scan("patient-3", NOW - 2 * DAY)
    desk.scan("patient-5", NOW - DAY)
    found = look(documents, "aba")
    shown = [one.patient_id for one in found.patients]
    assert shown == ["patient-5", "patient-3", *(f"patient-{n}" for n in (8, 7, 6, 4, 2, 1))]
    assert [str(one.seen_on) for one in found.patients[:3]] == ["2026-11-21", "2026-11-20", "None"]
    assert found.more
    assert not look(documents, "rui", lookup_id="lookup-2").more


def test_it_is_told_that_there_may_be_more_where_not_all_could_be_read(documents: MemoryDocuments) -> None:
    for number in range(40):
        join(documents, f"patient-{number:02d}", f"Christo{'pher' if number == 7 else 'ff'} Lee")
    found = look(documents, "christoff x")
    assert (found.patients, found.more) == ((), False)
    found = look(documents, "lee christopher", lookup_id="lookup-2")
    assert ([one.name for one in found.patients], found.more) == (["Christopher L."], False)
    found = look(documents, "lee", lookup_id="lookup-3")
    assert (len(found.patients), found.more) == (8, True)


@pytest.mark.parametrize("letters", ["Jennifer Lee", "lee jennifer", "jennifer le", "jen lee", "lee j", "jenniferlee"])
def test_one_of_sixty_jennifers_is_found_by_all_that_is_typed(documents: MemoryDocuments, letters: str) -> None:
    for number in range(60):
        join(documents, f"patient-{number:02d}", f"Jennifer {'ABCDEFGH'[number % 8]}{'abcdefgh'[number // 8]}rams")
    join(documents, "patient-99", "Jennifer Lee")
    assert [one.patient_id for one in look(documents, letters).patients] == ["patient-99"]


def test_a_name_that_is_typed_in_full_comes_before_the_longer_names_that_begin_with_it(
    documents: MemoryDocuments,
) -> None:
    for number in range(60):
        join(documents, f"patient-{number:02d}", f"Jennifer Lee{'abcdefgh'[number % 8]}{'abcdefgh'[number // 8]}")
    join(documents, "patient-99", "Jennifer Lee", MINUTE)
    found = look(documents, "lee jennifer")
    assert (found.patients[0].patient_id, found.more) == ("patient-99", True)


@pytest.mark.parametrize(
    ("letters", "name"), [("bo", "Bo Li"), ("Ng", "Anna Ng"), ("wu", "Li Wu"), ("wu li", "Li Wu"), ("李伟", "李伟")]
)
def test_short_names_and_chinese_ones_are_found(documents: MemoryDocuments, letters: str, name: str) -> None:
    join(documents, "patient-short", name)
    join(documents, "patient-long", "Bonnie Ngata-Wurst")
    assert [one.patient_id for one in look(documents, letters).patients] == ["patient-short"]


def test_guests_who_joined_under_one_name_do_not_hide_the_patient_of_that_name(
    desk: Desk, documents: MemoryDocuments
) -> None:
    for number in range(45):
        join(documents, f"guest-{number:02d}", "Ana Ruiz", -number * MINUTE, is_known=False)
    assert [one.patient_id for one in look(documents, "ana ruiz").patients] == [PATIENT]
    for number in range(45):
        join(documents, f"homonym-{number:02d}", "Ana Ruiz", -number * MINUTE)
    desk.scan()
    found = look(documents, "ana ruiz", lookup_id="lookup-2")
    assert (found.patients[0].patient_id, len(found.patients), found.more) == (PATIENT, 8, True)


@pytest.mark.usefixtures("desk")
def test_a_guest_is_found_from_their_first_visit_on(documents: MemoryDocuments) -> None:
    join(documents, "guest", "Rosa Guest", is_known=False)
    assert look(documents, "rosa").patients == ()
    Desk(memory_store(documents), steps=900).scan("guest")
    assert [one.patient_id for one in look(documents, "rosa", lookup_id="lookup-2").patients] == ["guest"]


@pytest.mark.usefixtures("desk")
def test_a_guest_is_found_once_their_address_is_verified(documents: MemoryDocuments) -> None:
    join(documents, "guest", "Rosa Guest", is_known=False)
    store, body = memory_store(documents), RefreshStanding("bella")
    assert not refresh_standing(store, body, Caller("guest", NOW)).changed
    assert refresh_standing(store, body, Caller("guest", NOW, is_known=True)).changed
    before = documents.all()
    assert not refresh_standing(store, body, Caller("guest", NOW, is_known=True)).changed
    assert documents.all() == before
    assert [one.patient_id for one in look(documents, "rosa").patients] == ["guest"]


def test_a_visit_says_once_a_day_when_the_patient_was_seen(desk: Desk, documents: MemoryDocuments) -> None:
    desk.scan()
    at = f"clinics/bella/patients/{PATIENT}"
    assert documents.all()[at]["seen_on"] == "2026-11-22"
    writes = documents.usage.documents_written
    desk.scan()
    assert documents.usage.documents_written == writes + 1


def test_neither_a_closed_account_nor_ones_own_is_found(desk: Desk, documents: MemoryDocuments) -> None:
    at = f"clinics/bella/patients/{PATIENT}"
    documents.put(at, {**documents.all()[at], "active": False})
    desk.join(DESK)
    assert look(documents).patients == ()
    assert [one.patient_id for one in look(documents, caller=Caller(MANAGER, NOW), lookup_id="two").patients] == [DESK]


def test_a_manager_finds_a_closed_account_by_name_and_nobody_else_does(
    documents: MemoryDocuments, refused: Refused
) -> None:
    join(documents, "patient-bea", "Bea Stone")
    join(documents, "patient-bee", "Bea Stein")
    body = CloseAccount("close-the-account-1", "bella", CALABASAS, "patient-bea", "lost")
    close_account(memory_store(documents), body, Caller(MANAGER, NOW))
    manager = Caller(MANAGER, NOW)
    assert [one.patient_id for one in look(documents, "bea st", manager).patients] == ["patient-bee"]
    found = look(documents, "bea st", manager, lookup_id="closed", closed=True)
    assert [(one.patient_id, one.name) for one in found.patients] == [("patient-bea", "Bea S.")]
    assert kept(documents, "closed")["patient_ids"] == ["patient-bea"]
    refused(RoleNotAllowed, lambda: look(documents, "bea st", closed=True, lookup_id="desk"))
    again = ReopenAccount("open-the-account-01", "bella", CALABASAS, "patient-bea", "found")
    reopen_account(memory_store(documents), again, manager)
    assert len(look(documents, "bea st", manager, lookup_id="open").patients) == 2
    assert look(documents, "bea st", manager, lookup_id="none", closed=True).patients == ()


def test_closed_accounts_of_a_name_crowd_nobody_out(documents: MemoryDocuments) -> None:
    for number in range(45):
        join(documents, f"patient-{number}", "Jo Lee", number * MINUTE)
        at = f"clinics/bella/patients/patient-{number}"
        closing = CloseAccount(f"close-account-{number:06d}", "bella", CALABASAS, f"patient-{number}", "one of many")
        close_account(memory_store(documents), closing, Caller(MANAGER, NOW))
        assert not documents.all()[at]["active"]
    join(documents, "patient-jo", "Jo Lee", DAY)
    assert [one.patient_id for one in look(documents, "jo lee").patients] == ["patient-jo"]


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (ELSEWHERE, StaffNotAtLocation)],
)
def test_only_active_staff_of_the_location_look(
    documents: MemoryDocuments, refused: Refused, uid: str, expected: type[Refusal]
) -> None:
    refused(expected, lambda: look(documents, caller=Caller(uid, NOW)))


def test_nobody_looks_at_a_closed_location_or_at_no_clinic(documents: MemoryDocuments, refused: Refused) -> None:
    refused(LocationInactive, lambda: look(documents, location_id="closed"))
    refused(ClinicNotFound, lambda: look(documents, clinic_id="none"))


def found_and_opened(documents: MemoryDocuments, number: int, caller: Caller) -> CheckedIn:
    look(documents, lookup_id=f"lookup-{number}", caller=caller)
    return opening(documents, caller=caller, lookup_id=f"lookup-{number}", request_id=f"the-opening-{number:06d}")


@pytest.mark.usefixtures("desk")
def test_forty_people_an_hour_are_opened_however_often_is_looked(documents: MemoryDocuments, refused: Refused) -> None:
    for number in range(40):
        for again in range(8):
            look(documents, lookup_id=f"in-vain-{number}-{again}", caller=Caller(DESK, NOW + number * MINUTE))
        found_and_opened(documents, number, Caller(DESK, NOW + number * MINUTE))
    late = Caller(DESK, NOW + 59 * MINUTE)
    look(documents, lookup_id="lookup-41", caller=late)
    one_more = replace(OPENING, request_id="the-opening-000041", lookup_id="lookup-41")
    refusal = refused(TooManyLookups, lambda: open_visit(memory_store(documents), one_more, late))
    assert refusal.details == {"used": 40, "most": 40, "again_at": "2026-11-22T19:04:05+00:00"}
    assert found_and_opened(documents, 39, late).visit_id == "the-opening-000039"
    found_and_opened(documents, 42, Caller(MANAGER, NOW + 59 * MINUTE))
    found_and_opened(documents, 43, Caller(DESK, NOW + 60 * MINUTE))


def test_whoever_may_not_look_costs_no_search(documents: MemoryDocuments, refused: Refused) -> None:
    class Never:
        def named(self, clinic_id: str, keys: Sequence[str], most: int) -> list[Any]:
            raise AssertionError((clinic_id, keys, most))

    body = FindPatients("bella", CALABASAS, "ana")
    refused(NotStaff, lambda: find_patients(memory_store(documents), Never(), body, Caller("nobody", NOW), "one"))


@pytest.mark.usefixtures("desk")
def test_a_lookup_whose_commit_was_not_answered_is_kept_once(documents: MemoryDocuments) -> None:
    def lose() -> None:
        documents.after_commit = lambda: None
        raise Interrupted

    documents.after_commit = lose
    assert len(look(documents).patients) == 1
    assert [path for path in documents.all() if "/lookups/" in path] == ["clinics/bella/lookups/lookup-1"]


def test_what_a_lookup_found_is_opened_as_a_scan_would(desk: Desk, documents: MemoryDocuments) -> None:
    scanned = desk.scan()
    look(documents)
    visit = opening(documents)
    assert scanned.redemption is not None
    asked_for_any_use = replace(scanned.redemption, confirm_above_points=0)
    assert visit == replace(scanned, visit_id="the-opening-000001", redemption=asked_for_any_use)
    fields = documents.all()[f"clinics/bella/patients/{PATIENT}/visits/the-opening-000001"]
    assert (fields["found_by"], fields["code_issued_at"], fields["checked_in_by"]) == ("lookup", None, DESK)
    assert documents.all()[f"clinics/bella/patients/{PATIENT}/visits/{scanned.visit_id}"]["found_by"] == "code"
    assert (kept(documents)["opened_patient_id"], kept(documents)["opened_at"]) == (PATIENT, NOW)
    receipt = record_purchase(desk.store, desk.purchase(visit, cash(45_000)), CALLER)
    assert receipt.points == 4_500


@pytest.mark.usefixtures("desk")
def test_the_same_opening_again_is_the_same_visit_and_another_body_is_not(
    documents: MemoryDocuments, refused: Refused
) -> None:
    look(documents)
    first, before = opening(documents), documents.all()
    assert opening(documents, caller=Caller(DESK, NOW + 60 * MINUTE)) == first
    assert documents.all() == before
    refused(RequestIdReused, lambda: opening(documents, lookup_id="lookup-2"))


@pytest.mark.usefixtures("desk")
def test_a_lookup_opens_one_visit_within_ten_minutes(documents: MemoryDocuments, refused: Refused) -> None:
    look(documents)
    refusal = refused(LookupOver, lambda: opening(documents, caller=Caller(DESK, NOW + 10 * MINUTE)))
    assert refusal.details == {"minutes": 10}
    opening(documents, caller=Caller(DESK, NOW + 10 * MINUTE - timedelta(seconds=1)))
    refused(LookupOver, lambda: opening(documents, request_id="another-opening-1"))


@pytest.mark.usefixtures("desk")
def test_a_visit_is_opened_only_by_ones_own_lookup_that_found_the_patient_there(
    documents: MemoryDocuments, refused: Refused
) -> None:
    join(documents, "patient-ben", "Ben Okri")
    look(documents, caller=Caller(MANAGER, NOW))
    refused(LookupNotFound, lambda: opening(documents))
    refused(LookupNotFound, lambda: opening(documents, lookup_id="none"))
    refused(LookupNotFound, lambda: opening(documents, caller=Caller(MANAGER, NOW), location_id=ENCINO))
    refused(LookupNotFound, lambda: opening(documents, "patient-ben", caller=Caller(MANAGER, NOW)))
    assert opening(documents, caller=Caller(MANAGER, NOW)).patient.name == "Ana Ruiz"


def test_nobody_opens_their_own_visit(desk: Desk, documents: MemoryDocuments, refused: Refused) -> None:
    desk.join(DESK)
    look(documents)
    refused(OwnAccount, lambda: opening(documents, DESK))


@pytest.mark.usefixtures("desk")
def test_a_closed_account_is_not_opened_nor_anything_at_a_closed_location(
    documents: MemoryDocuments, refused: Refused
) -> None:
    look(documents)
    refused(LocationInactive, lambda: opening(documents, location_id="closed"))
    at = f"clinics/bella/patients/{PATIENT}"
    documents.put(at, {**documents.all()[at], "active": False})
    refused(AccountInactive, lambda: opening(documents))


@pytest.mark.parametrize(
    ("uid", "expected"), [("nobody", NotStaff), (DISABLED, StaffDisabled), (ELSEWHERE, StaffNotAtLocation)]
)
@pytest.mark.usefixtures("desk")
def test_only_active_staff_of_the_location_open_a_visit(
    documents: MemoryDocuments, refused: Refused, uid: str, expected: type[Refusal]
) -> None:
    look(documents)
    refused(expected, lambda: opening(documents, caller=Caller(uid, NOW)))
