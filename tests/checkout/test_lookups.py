"""The desk looks for a patient without a phone: masked, capped, kept, and opened only by what a lookup found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from loyalty.errors.access import NotStaff, OwnAccount, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.errors.checkout import LookupNotFound, LookupOver, TooManyLookups
from loyalty.errors.ledger import AccountInactive
from loyalty.errors.program import ClinicNotFound, LocationInactive
from loyalty.services.checkout.find_patients import FindPatients, FoundPatient, FoundPatients, find_patients
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.checkout.open_visit import OpenVisit, open_visit
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from loyalty.store.documents import Interrupted
from tests.support.clinic import CALABASAS, DESK, DISABLED, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT, Desk, cash
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.names import MemoryPatientNames

Refused = Callable[..., Refusal]
CALLER = Caller(DESK, NOW)
MINUTE = timedelta(minutes=1)


def join(documents: MemoryDocuments, patient_id: str, name: str, late: timedelta = timedelta()) -> None:
    body = JoinClinic(f"joining-{patient_id}", "bella", name)
    join_clinic(memory_store(documents), body, Caller(patient_id, NOW + late))


def look(
    documents: MemoryDocuments,
    letters: str = "ana",
    caller: Caller = CALLER,
    location_id: str = CALABASAS,
    lookup_id: str = "lookup-1",
    clinic_id: str = "bella",
) -> FoundPatients:
    body = FindPatients(clinic_id, location_id, letters)
    return find_patients(memory_store(documents), MemoryPatientNames(documents), body, caller, lookup_id)


def opening(
    documents: MemoryDocuments, patient_id: str = PATIENT, caller: Caller = CALLER, **changes: str
) -> CheckedIn:
    body = OpenVisit("the-opening-000001", "bella", CALABASAS, patient_id, "lookup-1")
    return open_visit(memory_store(documents), replace(body, **changes), caller)


def kept(documents: MemoryDocuments, lookup_id: str = "lookup-1") -> dict[str, Any]:
    return documents.all()[f"clinics/bella/lookups/{lookup_id}"]


def test_a_patient_is_found_by_three_letters_and_shown_masked(desk: Desk, documents: MemoryDocuments) -> None:
    found = look(documents, "RUÍ")
    assert found == FoundPatients("lookup-1", (FoundPatient(PATIENT, "Ana R.", "2026-11"),), more=False)
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


def test_eight_are_shown_by_name_and_then_by_joining_and_it_is_told_that_there_are_more(
    documents: MemoryDocuments,
) -> None:
    for number in range(9):
        join(documents, f"patient-{number}", "Ana Ruiz" if number else "Ana Abad", -number * MINUTE)
    found = look(documents)
    assert [one.patient_id for one in found.patients] == ["patient-0", *(f"patient-{n}" for n in range(8, 1, -1))]
    assert found.more
    assert not look(documents, "aba", lookup_id="lookup-2").more


def test_it_is_told_that_there_may_be_more_where_not_all_could_be_read(documents: MemoryDocuments) -> None:
    for number in range(40):
        join(documents, f"patient-{number:02d}", f"Christo{'pher' if number == 7 else 'ff'} Lee")
    found = look(documents, "christoff x")
    assert (found.patients, found.more) == ((), False)
    found = look(documents, "lee christopher", lookup_id="lookup-2")
    assert ([one.name for one in found.patients], found.more) == (["Christopher L."], False)
    found = look(documents, "lee", lookup_id="lookup-3")
    assert (len(found.patients), found.more) == (8, True)


def test_neither_a_closed_account_nor_ones_own_is_found(desk: Desk, documents: MemoryDocuments) -> None:
    at = f"clinics/bella/patients/{PATIENT}"
    documents.put(at, {**documents.all()[at], "active": False})
    desk.join(DESK)
    assert look(documents).patients == ()
    assert [one.patient_id for one in look(documents, caller=Caller(MANAGER, NOW), lookup_id="two").patients] == [DESK]


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


def test_forty_lookups_an_hour_are_enough(documents: MemoryDocuments, refused: Refused) -> None:
    for number in range(40):
        look(documents, lookup_id=f"lookup-{number}", caller=Caller(DESK, NOW + number * MINUTE))
    refusal = refused(
        TooManyLookups, lambda: look(documents, lookup_id="one-more", caller=Caller(DESK, NOW + 59 * MINUTE))
    )
    assert refusal.details == {"used": 40, "most": 40, "again_at": "2026-11-22T19:04:05+00:00"}
    look(documents, lookup_id="a-colleagues", caller=Caller(MANAGER, NOW + 59 * MINUTE))
    look(documents, lookup_id="an-hour-later", caller=Caller(DESK, NOW + 60 * MINUTE))


def test_whoever_may_not_look_costs_no_search(documents: MemoryDocuments, refused: Refused) -> None:
    class Never:
        def beginning(self, clinic_id: str, key: str, most: int) -> list[Any]:
            raise AssertionError((clinic_id, key, most))

    body = FindPatients("bella", CALABASAS, "ana")
    refused(NotStaff, lambda: find_patients(memory_store(documents), Never(), body, Caller("nobody", NOW), "one"))


@pytest.mark.usefixtures("desk")
def test_a_lookup_whose_commit_was_not_answered_is_kept_once(documents: MemoryDocuments) -> None:
    def lose() -> None:
        documents.after_commit = lambda: None
        raise Interrupted

    documents.after_commit = lose
    assert len(look(documents).patients) == 1
    assert documents.all()[f"clinics/bella/lookups_lately/{DESK}"]["lookups"] == 1


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
