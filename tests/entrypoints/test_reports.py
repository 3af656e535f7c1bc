"""The callables of reports over HTTP: they answer in JSON, to whom they may, and write nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from loyalty.domain.calendar import business_date
from loyalty.services.proof.close_days import close_days
from loyalty.store.firestore.proof import FirestorePages
from tests.entrypoints.conftest import Counter
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, ENCINO, MANAGER, PATIENT, Fields
from tests.support.emulator import firestore_store, put_documents
from tests.support.memberships import enrolled, event_documents
from tests.support.serving import Answer

Refused = Callable[[Answer, dict[str, Fields], str, str], None]
ZONE = ZoneInfo("America/Los_Angeles")
NO_QUOTA = {"check_ins": None, "enrolments": None, "redemptions": None}
NEVER = {"from_on": "2026-01-01", "to_on": "2026-01-31"}
YEAR = {"from_month": "2026-01", "to_month": "2026-12"}


@pytest.fixture
def busy(counter: Counter) -> Counter:
    """A clinic that checked in, sold and enrolled a moment ago."""
    counter.join()
    counter.call("record_purchase", **counter.purchase(counter.scan()))
    put_documents(counter.database, event_documents([enrolled(datetime.now(UTC))]))
    return counter


def test_the_front_desk_and_a_manager_are_told_of_the_week(busy: Counter) -> None:
    before = busy.documents()
    own = {"uid": DESK, "done": {"check_ins": 1, "enrolments": 1, "redemptions": 0}, "quota": NO_QUOTA}
    desk = busy.call("get_engagement", location_id=CALABASAS).result
    assert (desk["staff"], desk["total"], desk["more_staff"]) == ([own], None, False)
    assert date.fromisoformat(desk["from_on"]).weekday() == 0
    manager = busy.call("get_engagement", MANAGER, location_id=CALABASAS).result
    assert own in manager["staff"]
    assert manager["total"] == own["done"]
    assert busy.documents() == before


def test_the_desk_is_told_of_todays_receipts(busy: Counter) -> None:
    before = busy.documents()
    (receipt,) = busy.call("list_receipts", location_id=CALABASAS).result["receipts"]
    assert (receipt["name"], receipt["patient_id"], receipt["amount_minor"]) == ("Ana R.", PATIENT, 45_000)
    assert receipt["tenders"] == [{"kind": "cash", "amount_minor": 45_000}]
    assert busy.documents() == before


def test_a_manager_is_told_what_happened_at_each_location(busy: Counter) -> None:
    now = datetime.now(UTC)
    today = business_date(now, ZONE)
    noon = datetime.combine(today + timedelta(days=2), time(12), ZONE)
    close_days(firestore_store(busy.database), FirestorePages(busy.database), "bella", noon)
    before = busy.documents()
    body = {"from_on": str(today - timedelta(days=1)), "to_on": str(today + timedelta(days=1))}
    found = busy.call("get_location_totals", MANAGER, **body).result
    sold = {"accrual": {"count": 1, "points": 4_500, "wallet_minor": 0}}
    assert found["locations"][CALABASAS]["movements"] == found["total"]["movements"] == sold
    assert found["closed_until_on"] == body["to_on"]
    assert busy.documents() == before


def test_a_manager_is_told_what_memberships_bring(busy: Counter) -> None:
    before, today = busy.documents(), business_date(datetime.now(UTC), ZONE)
    month = f"{today:%Y-%m}"
    found = busy.call("get_revenue", MANAGER, from_month=month, to_month=month).result
    figures = {"before_minor": 0, "new_minor": 4_900, "expansion_minor": 0, "contraction_minor": 0, "churn_minor": 0}
    figures |= {"mrr_minor": 4_900, "members": 1}
    told = {"month": month, "as_of_on": str(today), "locations": {CALABASAS: figures}, "total": figures}
    assert (found["currency"], found["months"]) == ("USD", [told])
    assert busy.documents() == before


@pytest.mark.parametrize(("name", "body"), [("get_location_totals", NEVER), ("get_revenue", YEAR)])
def test_the_front_desk_is_told_no_totals_and_no_revenue(
    counter: Counter, refused: Refused, name: str, body: dict[str, str]
) -> None:
    refused(counter.call(name, **body), counter.documents(), "PERMISSION_DENIED", "role-not-allowed")


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("get_location_totals", {"from_on": "2026-01-01", "to_on": "2026-04-03"}, "period-too-long"),
        ("get_location_totals", {"from_on": "2026-02-01", "to_on": "2026-01-31"}, "period-backwards"),
        ("get_location_totals", {"from_on": "2026-02-30", "to_on": "2026-03-31"}, "malformed-request"),
        ("get_revenue", {"from_month": "2023-01", "to_month": "2026-01"}, "period-too-long"),
        ("get_revenue", {"from_month": "2026-02", "to_month": "2026-01"}, "period-backwards"),
        ("get_revenue", {"from_month": "2999-11", "to_month": "2999-12"}, "period-to-come"),
        ("get_revenue", {"from_month": "2026-1", "to_month": "2026-12"}, "malformed-request"),
        ("get_revenue", {"from_month": "1999-12", "to_month": "2000-01"}, "malformed-request"),
    ],
)
def test_a_stretch_that_cannot_be_told_is_refused_by_its_own_code(
    counter: Counter, refused: Refused, name: str, body: dict[str, str], code: str
) -> None:
    refused(counter.call(name, MANAGER, **body), counter.documents(), "INVALID_ARGUMENT", code)


def checked_in(counter: Counter, code: str, uid: str = DESK, location_id: str = CALABASAS) -> Answer:
    """An attempt to scan."""
    return counter.call("check_in", uid, request_id=counter.next_id(), location_id=location_id, code=code)


def test_staff_of_one_location_are_refused_at_another(busy: Counter, refused: Refused) -> None:
    scanned = busy.scan()
    before = busy.documents()
    answers = [
        checked_in(busy, busy.code(), ELSEWHERE),
        busy.call("record_purchase", ELSEWHERE, **busy.purchase(scanned)),
        busy.call("get_engagement", ELSEWHERE, location_id=CALABASAS),
    ]
    for answer in answers:
        refused(answer, before, "PERMISSION_DENIED", "staff-not-at-location")


def test_a_code_of_another_clinic_is_refused(busy: Counter, refused: Refused) -> None:
    foreign = busy.code(clinic_id="other")
    refused(checked_in(busy, foreign), busy.documents(), "FAILED_PRECONDITION", "code-of-another-clinic")


def test_a_code_of_another_location_is_refused_where_the_clinic_does_not_allow_it(
    busy: Counter, refused: Refused
) -> None:
    other = busy.code(location_id=ENCINO)
    refused(checked_in(busy, other), busy.documents(), "FAILED_PRECONDITION", "code-of-another-location")


def test_a_location_that_is_disabled_refuses_from_the_next_call_on(busy: Counter, refused: Refused) -> None:
    scanned = busy.scan()
    busy.database.document(f"clinics/bella/locations/{CALABASAS}").update({"active": False})
    before = busy.documents()
    for answer in (
        checked_in(busy, busy.code()),
        busy.call("record_purchase", **busy.purchase(scanned)),
        busy.call("issue_code", PATIENT, location_id=CALABASAS),
    ):
        refused(answer, before, "FAILED_PRECONDITION", "location-inactive")
