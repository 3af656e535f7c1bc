"""A manager looks at a patient: everything that a page needs, a page at a time, and who looked is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from loyalty.errors.access import NotStaff, RoleNotAllowed, StaffDisabled
from loyalty.errors.base import Refusal
from loyalty.errors.ledger import AccountNotFound
from loyalty.errors.program import ClinicNotFound
from loyalty.services.checkout.close_account import CloseAccount, close_account
from loyalty.services.checkout.get_patient import GetPatient, OlderRecords, PatientFile, PatientPart, get_patient
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.sweep_account import sweep_account
from tests.support.clinic import CALABASAS, DESK, DISABLED, ENCINO, MANAGER, NOW, OWNER, PATIENT, staff
from tests.support.ledger import tenders
from tests.support.ports.records import MemoryPatientRecords
from tests.support.tiers import TierDesk

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def desk() -> TierDesk:
    """A patient with three purchases, a membership, a treatment, a use of points and a reminder."""
    at_work = TierDesk()
    for number in range(3):
        at_work.pay(*tenders(cash=300_000 + number), now=NOW + number * MINUTE)
    at_work.redeem(1_000, visit=at_work.scan(now=NOW + 4 * MINUTE), now=NOW + 4 * MINUTE)
    at_work.change("enrol", "yearly", NOW + 5 * MINUTE)
    at_work.treat(NOW.date(), NOW, "T-1")
    sweep_account(at_work.store, "bella", PATIENT, NOW + 160 * DAY)
    return at_work


def look(
    desk: TierDesk, uid: str = MANAGER, older: OlderRecords | None = None, patient_id: str = PATIENT
) -> PatientFile:
    body, caller = GetPatient("bella", patient_id, older), Caller(uid, NOW + 161 * DAY)
    return get_patient(desk.store, MemoryPatientRecords(desk.documents), body, caller, f"view-{len(views(desk))}")


def turned_away(desk: TierDesk, expected: type[Refusal], act: Callable[[], object]) -> None:
    before = desk.documents.all()
    with pytest.raises(expected):
        act()
    assert desk.documents.all() == before


def views(desk: TierDesk) -> list[dict[str, Any]]:
    return [fields for path, fields in desk.documents.all().items() if "/views/" in path]


def test_a_manager_sees_the_account_and_the_latest_of_everything_that_happened(desk: TierDesk) -> None:
    seen, account = look(desk), desk.documents.all()[f"clinics/bella/patients/{PATIENT}"]
    assert (seen.account.name, seen.account.points) == (account["name"], account["points"])
    assert sum(lot.points_remaining for lot in seen.account.lots) == account["points"]
    assert seen.account.membership is not None
    assert seen.entries[0].points_after == account["points"]
    assert {line.kind for line in seen.entries} >= {"accrual", "redemption"}
    assert all(line.explanation for line in seen.entries)
    (treatment,), (notice,), (enrolled,) = seen.treatments, seen.notices, seen.memberships
    assert (treatment.record_id, notice.kind, enrolled.what) == ("T-1", "nudge", "enrolled")
    assert {visit.checked_in_by for visit in seen.visits} == {DESK}
    assert seen.tier_changes
    assert (seen.closings, seen.more) == ((), ())


def test_each_look_says_who_looked_at_whom_and_when_and_is_kept_before_anything_is_shown(desk: TierDesk) -> None:
    look(desk)
    look(desk, OWNER, OlderRecords(PatientPart.VISITS, NOW, "v"))
    at = NOW + 161 * DAY
    assert views(desk) == [
        {"clinic_id": "bella", "patient_id": PATIENT, "viewed_by": MANAGER, "viewed_at": at, "part": None},
        {"clinic_id": "bella", "patient_id": PATIENT, "viewed_by": OWNER, "viewed_at": at, "part": "visits"},
    ]


def test_older_records_of_one_part_are_read_a_page_at_a_time_until_there_are_none(desk: TierDesk) -> None:
    for number in range(30):
        desk.pay(*tenders(cash=1_000 + number), now=NOW + (10 + number) * MINUTE)
    first = look(desk)
    assert {PatientPart.ENTRIES, PatientPart.VISITS} <= set(first.more)
    whole = {path.rpartition("/")[2] for path in desk.documents.all() if f"{PATIENT}/entries/" in path}
    seen, page = [line.record_id for line in first.entries], first
    while PatientPart.ENTRIES in page.more:
        last = page.entries[-1]
        page = look(desk, older=OlderRecords(PatientPart.ENTRIES, last.recorded_at, last.record_id))
        assert (page.visits, page.treatments, page.notices) == ((), (), ())
        seen += [line.record_id for line in page.entries]
    assert (len(seen), set(seen)) == (len(whole), whole)


def test_an_opening_reads_at_most_a_hundred_documents_however_long_the_past_is(desk: TierDesk) -> None:
    for number in range(60):
        desk.pay(*tenders(cash=1_000 + number), now=NOW + (10 + number) * MINUTE)
    seen = look(desk)
    parts = (seen.entries, seen.visits, seen.treatments, seen.notices, seen.tier_changes, seen.memberships)
    assert sum(map(len, parts)) + len(seen.closings) + 7 + 4 <= 100
    assert (len(seen.entries), len(seen.visits)) == (20, 8)


def test_a_closed_account_is_shown_with_the_reason(desk: TierDesk) -> None:
    close_account(desk.store, CloseAccount(desk.next_id(), "bella", CALABASAS, PATIENT, "lost"), Caller(MANAGER, NOW))
    seen = look(desk)
    assert not seen.account.active
    (closing,) = seen.closings
    assert (closing.text, closing.decided_by, closing.active) == ("lost", MANAGER, False)


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (DESK, RoleNotAllowed)],
)
def test_nobody_else_looks_and_who_may_not_leaves_nothing(desk: TierDesk, uid: str, expected: type[Refusal]) -> None:
    turned_away(desk, expected, lambda: look(desk, uid))
    assert views(desk) == []


def test_a_manager_of_any_location_may_look_and_whom_nobody_knows_is_said(desk: TierDesk) -> None:
    desk.documents.put("clinics/bella/staff/manager-encino", staff("manager", ENCINO))
    assert look(desk, "manager-encino").account.patient_id == PATIENT
    turned_away(desk, AccountNotFound, lambda: look(desk, patient_id="nobody"))
    body = GetPatient("nowhere", PATIENT)
    records = MemoryPatientRecords(desk.documents)
    turned_away(desk, ClinicNotFound, lambda: get_patient(desk.store, records, body, Caller(MANAGER, NOW), "view-x"))
