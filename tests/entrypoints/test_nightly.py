"""The nightly run over HTTP, as Cloud Scheduler calls it, on the emulator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from loyalty.domain.proof.findings import Fields
from loyalty.services.proof.move_zone import move_zone
from loyalty.services.proof.nightly import audit_every_clinic, audit_one_clinic
from loyalty.store.firestore.proof import FirestorePages
from tests.entrypoints.conftest import Counter
from tests.support.clinic import PATIENT, clinic_documents
from tests.support.emulator import firestore_store, put_documents
from tests.support.http import http_client

PATH = f"clinics/bella/patients/{PATIENT}"


class SlowPages(FirestorePages):
    """A database that takes ten seconds for the entries of an account."""

    seconds = 0.0

    def entries(self, clinic_id: str, patient_id: str, after_revision: int = 0) -> Iterator[tuple[str, Fields]]:
        self.seconds += 10
        yield from super().entries(clinic_id, patient_id, after_revision)


def two_days_on() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)


def run(address: str, at: datetime) -> httpx.Response:
    """The schedule calls."""
    headers = {"X-CloudScheduler-ScheduleTime": at.isoformat().replace("+00:00", "Z")}
    return http_client().post(f"{address}/nightly_audit", headers=headers)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The lines of the log."""
    said = capsys.readouterr()
    return [json.loads(line) for line in (said.out + said.err).splitlines() if line.startswith("{")]


@pytest.fixture
def busy(counter: Counter) -> Counter:
    """A clinic with three purchases."""
    counter.join()
    for _ in range(3):
        body = counter.purchase(counter.scan()) | {"confirmed_duplicate": True}
        assert counter.call("record_purchase", **body).http_status == 200
    return counter


def test_the_night_closes_the_days_audits_and_reports(
    busy: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = two_days_on()
    assert run(address, at).status_code == 200
    kept = busy.documents()
    (report,) = [fields for path, fields in kept.items() if path.startswith("clinics/bella/audits/")]
    assert (report["accounts"], report["entries"], report["findings_count"], report["after"]) == (1, 3, 0, None)
    assert report["audited_at"] == at
    assert report["closed_days"] == report["days"] >= 1
    days = [fields for path, fields in sorted(kept.items()) if "/ledger_days/" in path]
    assert days[-1]["total"]["closing"] == {"points": kept[PATH]["points"], "wallet_minor": 0}
    assert days[0]["locations"]["calabasas"]["movements"]["accrual"] == {
        "count": 3,
        "points": 13_500,
        "wallet_minor": 0,
    }
    said = [line for line in lines(capsys) if line["message"] == "nightly_audit"]
    assert [(line["outcome"], line["findings"], line["complete"]) for line in said] == [("ok", 0, True)]


def test_each_closed_days_digest_is_told_to_the_log_once(
    busy: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(address, two_days_on())
    days = {path: fields for path, fields in busy.documents().items() if "/ledger_days/" in path}
    told = [line for line in lines(capsys) if line["message"] == "day_closed"]
    assert [(line["clinic_id"], line["business_date"], line["digest"], line["closing"]) for line in told] == [
        ("bella", day["business_date"], day["digest"], day["total"]["closing"]) for _, day in sorted(days.items())
    ]
    run(address, two_days_on())
    assert [line for line in lines(capsys) if line["message"] == "day_closed"] == []


def test_the_night_run_again_closes_and_changes_nothing_but_its_own_report(busy: Counter, address: str) -> None:
    at = two_days_on()
    run(address, at)
    before = busy.documents()
    run(address, at)
    after = busy.documents()
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path for path in changed if "/audits/" not in path and "/proof_progress/" not in path} == set()
    assert after.keys() == before.keys()


def test_what_does_not_prove_itself_is_told_aloud_and_left_as_it_is(
    busy: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = busy.database.document(PATH)
    reference.update({"points": 1_000_000})
    held = busy.documents()[PATH]
    assert run(address, two_days_on()).status_code == 200
    alerts = [line for line in lines(capsys) if line.get("alert") == "ledger-audit"]
    assert [(line["severity"], line["codes"]) for line in alerts] == [("ERROR", ["account-differs"])]
    kept = busy.documents()
    (report,) = [fields for path, fields in kept.items() if "/audits/" in path]
    assert {finding["patient_id"] for finding in report["findings"]} == {PATIENT}
    assert kept[PATH] == held


def test_a_clinic_that_cannot_be_audited_keeps_no_other_from_it_and_the_schedule_tries_again(
    busy: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put_documents(busy.database, {"clinics/a-broken-one": {"name": "Broken"}})
    assert run(address, two_days_on()).status_code == 500
    assert [path.split("/")[1] for path in busy.documents() if "/audits/" in path] == ["bella"]
    alerts = [line for line in lines(capsys) if line.get("alert") == "ledger-audit"]
    assert [(line["clinic_id"], line["outcome"]) for line in alerts] == [("a-broken-one", "document-invalid")]


def test_a_night_that_is_too_short_goes_on_the_next_where_it_stopped(busy: Counter) -> None:
    busy.join("patient-zoe")
    put_documents(busy.database, clinic_documents("later"))
    store, pages, at = firestore_store(busy.database), SlowPages(busy.database), two_days_on()
    short = list(audit_every_clinic(store, pages, at, seconds=5, clock=lambda: pages.seconds))
    assert [night.clinic_id for night in short] == ["bella"]
    first = short[0].report
    assert first is not None
    assert (first.accounts, first.entries, first.complete) == (1, 3, False)
    rest = list(audit_every_clinic(store, pages, at + timedelta(days=1), seconds=500, clock=lambda: pages.seconds))
    assert [night.clinic_id for night in rest] == ["later", "bella"]
    second = rest[1].report
    assert second is not None
    # The first round begins, and reaches both accounts.
    assert (second.accounts, second.whole, second.after, second.complete) == (2, 2, None, True)


def test_what_one_night_kept_is_read_back_from_the_database_and_trusted_by_the_next(busy: Counter) -> None:
    store, pages, at = firestore_store(busy.database), FirestorePages(busy.database), two_days_on()
    for days in range(4):
        report = audit_one_clinic(store, pages, "bella", at + timedelta(days=days))
        assert (report.findings_count, report.complete) == (0, True)
    (kept,) = [fields for path, fields in busy.documents().items() if "/account_proofs/" in path]
    assert (kept["revision"], kept["findings"]) == (3, 0)
    busy.database.document(f"clinics/bella/account_proofs/{PATIENT}").update({"head_hash": "0" * 64})
    body = busy.purchase(busy.scan()) | {"confirmed_duplicate": True}
    assert busy.call("record_purchase", **body).http_status == 200
    report = audit_one_clinic(store, pages, "bella", datetime.now(UTC) + timedelta(days=1))
    assert report.findings_by_code == {"proof-changed": 1}


def test_a_clinic_moves_to_another_time_zone_by_a_command(busy: Counter) -> None:
    store, pages, at = firestore_store(busy.database), FirestorePages(busy.database), two_days_on()
    moved = move_zone(store, pages, "bella", ZoneInfo("Asia/Tokyo"), at)
    clinic = busy.documents()["clinics/bella"]
    assert clinic["time_zone"] == "Asia/Tokyo"
    assert clinic["closed_until_on"] == str(moved.closed_until_on)
    assert clinic["name"] == "Bella"
