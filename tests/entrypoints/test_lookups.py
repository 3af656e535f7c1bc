"""A patient without a phone, over HTTP: found by three letters, and opened, kept and refused as it is documented."""

from __future__ import annotations

from collections.abc import Callable

from tests.entrypoints.conftest import Counter
from tests.support.clinic import CALABASAS, DESK, ENCINO, PATIENT, Fields
from tests.support.serving import Answer

Refused = Callable[[Answer, dict[str, Fields], str, str], None]


def test_a_patient_without_a_phone_is_found_opened_and_credited(counter: Counter) -> None:
    counter.join()
    found = counter.call("find_patients", location_id=CALABASAS, letters="Ruí").result
    (patient,) = found["patients"]
    assert (patient["patient_id"], patient["name"], found["more"]) == (PATIENT, "Ana R.", False)
    body = {"request_id": counter.next_id(), "location_id": CALABASAS, "patient_id": PATIENT}
    visit = counter.call("open_visit", **body, lookup_id=found["lookup_id"])
    assert (visit.result["patient"]["name"], visit.result["visit_id"]) == ("Ana Ruiz", body["request_id"])
    assert counter.call("record_purchase", **counter.purchase(visit)).result["points"] == 4_500
    documents = counter.documents()
    lookup = documents[f"clinics/bella/lookups/{found['lookup_id']}"]
    assert (lookup["asked_by"], lookup["letters"], lookup["opened_patient_id"]) == (DESK, 3, PATIENT)
    assert documents[f"clinics/bella/patients/{PATIENT}/visits/{body['request_id']}"]["found_by"] == "lookup"


def test_who_may_not_look_finds_nothing_and_leaves_nothing(counter: Counter, refused: Refused) -> None:
    counter.join()
    before = counter.documents()
    patient = counter.call("find_patients", PATIENT, location_id=CALABASAS, letters="ana")
    refused(patient, before, "PERMISSION_DENIED", "not-staff")
    elsewhere = counter.call("find_patients", location_id=ENCINO, letters="ana")
    refused(elsewhere, before, "PERMISSION_DENIED", "staff-not-at-location")
    few = counter.call("find_patients", location_id=CALABASAS, letters="a-n")
    refused(few, before, "INVALID_ARGUMENT", "malformed-request")
    assert few.details["field"] == "letters"
    body = {"request_id": counter.next_id(), "location_id": CALABASAS, "patient_id": PATIENT, "lookup_id": "guessed"}
    refused(counter.call("open_visit", **body), before, "NOT_FOUND", "lookup-not-found")
