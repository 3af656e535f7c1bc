"""The seeded history, drafted for many a day, is one that a real year could have left behind."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from loyalty.domain.calendar import business_date
from scripts.seed.clinic import CLINIC_ID, TIME_ZONE
from scripts.seed.draft import Draft
from scripts.seed.history import PATIENTS, Patient, plan_sales
from scripts.seed.seed import draft_clinic
from tests.scripts.ledgers import assert_nothing_has_expired, assert_proves_itself
from tests.support.documents import lots_of

USUAL = datetime(2026, 11, 22, 18, 4, 5, 123456, tzinfo=UTC)
# The ends of long and short months, a leap day, both clock changes, New Year; at the first and last minute of a day.
DAYS = [
    USUAL,
    datetime(2026, 8, 31, 7, 0, 1, tzinfo=UTC),
    datetime(2027, 2, 28, 7, 59, 59, tzinfo=UTC),
    datetime(2028, 2, 29, 8, 0, 1, tzinfo=UTC),
    datetime(2027, 3, 14, 10, 30, tzinfo=UTC),
    datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
    datetime(2027, 1, 1, 7, 59, 59, tzinfo=UTC),
]
EVERY_DAY = [USUAL + timedelta(days=days, hours=days % 24) for days in range(800)]


def accounts(draft: Draft) -> dict[str, Any]:
    """The drafted accounts, by patient."""
    patients = f"clinics/{CLINIC_ID}/patients/"
    named = {path.removeprefix(patients): fields for path, fields in draft.documents.items() if patients in path}
    return {patient_id: fields for patient_id, fields in named.items() if "/" not in patient_id}


def entries(draft: Draft, patient_id: str) -> list[Any]:
    """A patient's drafted entries."""
    folder = f"clinics/{CLINIC_ID}/patients/{patient_id}/entries/"
    return [fields for path, fields in draft.documents.items() if path.startswith(folder)]


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_every_drafted_ledger_proves_itself_and_holds_nothing_expired(now: datetime) -> None:
    draft = draft_clinic(now)

    assert len(accounts(draft)) == len(PATIENTS) == 12
    for patient_id, account in accounts(draft).items():
        assert_proves_itself(account, entries(draft, patient_id))
        assert_nothing_has_expired(account, now)


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_some_points_run_out_within_a_week_and_others_within_four(now: datetime) -> None:
    lots = [lot for account in accounts(draft_clinic(now)).values() for lot in lots_of(account).values()]
    days_left = [(lot["expires_at"] - now).days for lot in lots]

    assert sum(days < 7 for days in days_left) >= 2
    assert sum(7 <= days < 28 for days in days_left) >= 3
    assert sum(days >= 28 for days in days_left) >= 10


def test_a_draft_is_the_same_in_every_run() -> None:
    assert draft_clinic(USUAL).documents == draft_clinic(USUAL).documents


@pytest.mark.parametrize("patient", PATIENTS, ids=lambda patient: patient.person.uid)
def test_whatever_the_day_a_patient_comes_after_joining_and_before_now_and_never_on_a_sunday(patient: Patient) -> None:
    zone = ZoneInfo(TIME_ZONE)
    for now in EVERY_DAY:
        times = [sale.at for sale in plan_sales(patient, now)]
        days = [business_date(at, zone) for at in times]
        joined_on = business_date(now, zone) - timedelta(days=patient.joined_days_ago)

        assert all(earlier < later for earlier, later in pairwise(times))
        assert all(joined_on < day < business_date(now, zone) and day.weekday() < 6 for day in days)


def test_the_year_knows_cash_card_and_both_at_once_at_both_locations() -> None:
    draft = draft_clinic(USUAL)
    sold = [entry for patient_id in accounts(draft) for entry in entries(draft, patient_id)]

    assert {tuple(tender["kind"] for tender in entry["purchase"]["tenders"]) for entry in sold} == {
        ("card",),
        ("cash",),
        ("cash", "card"),
    }
    assert {entry["location_id"] for entry in sold} == {"calabasas", "encino"}
    assert {entry["why"]["reason"] for entry in sold} == {"earned", "nothing-eligible"}
