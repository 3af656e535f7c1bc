"""The effect of reminders, reported of a clinic in the emulator whose patients visit as the test decides."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import typer
from google.cloud.firestore import Client
from typer.testing import CliRunner

from loyalty.domain.reminders.proportions import Group
from loyalty.store.firestore.client import shared_client
from scripts.clinic.uplift import Uplift, measure, uplift
from tests.support.clinic import Fields
from tests.support.due import put_all

ON = date(2026, 9, 1), date(2026, 9, 30)
MADE_AT = datetime(2026, 9, 15, 17, tzinfo=UTC)
DAYS = timedelta(days=28)
AFTERWARDS = MADE_AT + timedelta(days=60)
SENT, HELD_OUT, NO_CONSENT = ("sent", None), ("suppressed", "holdout"), ("suppressed", "no-consent")


def notice(patient_id: str, outcome: tuple[str, str | None], at: datetime = MADE_AT, clinic: str = "bella") -> Fields:
    """A notice's document: what the report reads of it."""
    on, (state, reason) = at.date().isoformat(), outcome
    fields = {"clinic_id": clinic, "patient_id": patient_id, "business_date": on, "created_at": at}
    return {f"clinics/{clinic}/patients/{patient_id}/notices/{on}": {**fields, "state": state, "reason": reason}}


def visit(patient_id: str, at: datetime) -> Fields:
    return {f"clinics/bella/patients/{patient_id}/visits/{at:%Y%m%d%H%M}": {"checked_in_at": at}}


def report_of(database: Client, *documents: Fields, now: datetime = AFTERWARDS) -> Uplift:
    """The report where these are all the documents."""
    put_all(database, {path: fields for each in documents for path, fields in each.items()})
    return measure(database, "bella", ON, DAYS, now)


@pytest.fixture
def database(project_id: str) -> Client:
    return shared_client(project_id)


def clinic_with_an_effect() -> list[Fields]:
    """Of 120 who were sent a reminder 60 visit, of 20 it did not reach 5, of 60 held out 15: a quarter, as without."""
    documents: list[Fields] = []
    for outcome, patients, visited in ((SENT, 120, 60), (NO_CONSENT, 20, 5), (HELD_OUT, 60, 15)):
        for number in range(patients):
            patient_id = f"patient-{outcome[1] or 'sent'}-{number:03d}"
            documents.append(notice(patient_id, outcome))
            if number < visited:
                documents.append(visit(patient_id, MADE_AT + timedelta(days=1 + number % 27)))
    return documents


def test_a_known_effect_is_found_and_its_size_is_in_the_interval(database: Client, project_id: str) -> None:
    found = report_of(database, *clinic_with_an_effect())
    assert (found.assigned, found.sent, found.held_out) == (Group(140, 65), Group(120, 60), Group(60, 15))
    sent = found.comparisons()["sent"]
    assert (sent.difference, sent.conclusion) == (0.25, "more")
    assert 0 < sent.lowest < 0.25 < sent.highest
    app = typer.Typer()
    app.command()(uplift)
    words = ["bella", "--from", "2026-09-01", "--until", "2026-09-30"]
    environment = {"GCLOUD_PROJECT": project_id}
    said = json.loads(CliRunner().invoke(app, [*words, "--json"], env=environment).stdout)
    assert said["groups"]["sent"] == {"patients": 120, "visited": 60, "share": 0.5}
    assert said["against_held_out"]["sent"]["conclusion"] == "more"
    lines = CliRunner().invoke(app, words, env=environment).stdout.splitlines()
    assert lines[0] == "not held out      140 patients,      65 visited within 28 days: 46.4%"
    assert lines[-1].startswith("sent against held out: +25.0 points of a hundred (95 %: +")
    assert lines[-1].endswith("More visits after reminders than without.")


def test_a_visit_counts_from_the_notice_until_its_days_are_over(database: Client) -> None:
    moment = timedelta(microseconds=1)
    found = report_of(
        database,
        notice("at-once", SENT),
        visit("at-once", MADE_AT),
        notice("at-last", SENT),
        visit("at-last", MADE_AT + DAYS - moment),
        notice("too-late", SENT),
        visit("too-late", MADE_AT + DAYS),
        notice("before", SENT),
        visit("before", MADE_AT - moment),
        notice("never", SENT),
    )
    assert found.sent == Group(5, 2)


def test_a_patient_counts_once_by_their_first_notice(database: Client) -> None:
    later = MADE_AT + timedelta(days=10)
    found = report_of(
        database,
        notice("often", HELD_OUT),
        notice("often", SENT, later),
        visit("often", later),
        visit("often", later + timedelta(days=1)),
    )
    assert (found.sent, found.held_out) == (Group(0, 0), Group(1, 1))


def test_news_of_an_offer_is_no_reminder(database: Client) -> None:
    told = {path: {**fields, "kind": "offer"} for path, fields in notice("ana", SENT).items()}
    found = report_of(database, told, visit("ana", MADE_AT + timedelta(days=1)), notice("ben", SENT))
    assert (found.assigned, found.sent) == (Group(1, 0), Group(1, 0))


def test_only_this_clinics_notices_of_these_dates_count(database: Client) -> None:
    found = report_of(
        database,
        notice("elsewhere", SENT, clinic="other"),
        notice("august", SENT, datetime(2026, 8, 31, 17, tzinfo=UTC)),
        notice("first", SENT, datetime(2026, 9, 1, 17, tzinfo=UTC)),
        notice("last", HELD_OUT, datetime(2026, 9, 30, 17, tzinfo=UTC)),
        notice("october", SENT, datetime(2026, 10, 1, 17, tzinfo=UTC)),
    )
    assert (found.assigned, found.held_out) == (Group(1, 0), Group(1, 0))


def test_who_still_has_time_to_visit_is_left_out_and_said_to_be(database: Client) -> None:
    on_time, waiting = notice("over", SENT), notice("waiting", SENT, MADE_AT + timedelta(seconds=1))
    found = report_of(database, on_time, waiting, now=MADE_AT + DAYS)
    assert (found.sent, found.too_recent) == (Group(1, 0), 1)


def test_a_report_over_nothing_says_that_it_says_nothing(database: Client) -> None:
    found = report_of(database)
    assert {name: each.conclusion for name, each in found.comparisons().items()} == {
        "assigned": "too-few",
        "sent": "too-few",
    }


def test_more_notices_than_a_page_are_all_read(database: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.clinic.uplift.PAGE", 3)
    notices: list[Any] = [notice(f"patient-{number}", SENT) for number in range(7)]
    assert report_of(database, *notices).sent == Group(7, 0)


def test_a_date_that_is_none_is_refused() -> None:
    app = typer.Typer()
    app.command()(uplift)
    done = CliRunner().invoke(app, ["bella", "--from", "september", "--until", "2026-09-30"])
    assert (done.exit_code, done.stderr.startswith("A date is written YYYY-MM-DD")) == (1, True)
