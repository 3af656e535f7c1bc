"""Closed days stay closed: no entry is booked on one wherever the clinic moves, and their digests are kept outside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.services.proof.close_days import close_days
from loyalty.services.proof.move_zone import move_zone
from loyalty.services.proof.nightly import audit_one_clinic
from scripts.clinic.digests import compare, told_by
from tests.proof.history import documents as history
from tests.support.clinic import NOW, Fields, clinic_documents
from tests.support.counts import count
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

ZONES = ("Pacific/Kiritimati", "Asia/Tokyo", "Europe/Madrid", "America/Los_Angeles", "Pacific/Pago_Pago")


class Moving:
    """A clinic that moves, and a patient who buys at any time."""

    def __init__(self, zone: str = "America/Los_Angeles") -> None:
        self.documents = MemoryDocuments(clinic_documents())
        self.documents.put("clinics/bella", {**self.documents.all()["clinics/bella"], "time_zone": zone})
        self.desk, self.pages = LedgerDesk(memory_store(self.documents)), MemoryPages(self.documents)
        self.desk.join(now=NOW)

    def closed(self) -> list[str]:
        """The closed days."""
        return sorted(path.split("/")[-1] for path in self.documents.all() if "/ledger_days/" in path)

    def booked(self) -> list[str]:
        """The business dates of all entries, in order."""
        entries = [fields for path, fields in self.documents.all().items() if "/entries/" in path]
        return [entry["business_date"] for entry in sorted(entries, key=lambda entry: entry["revision"])]


def test_a_purchase_after_a_move_to_the_west_is_booked_on_the_day_after_the_last_closed_one() -> None:
    clinic = Moving("Asia/Tokyo")
    clinic.desk.pay(*tenders(cash=7_000), now=NOW)
    # Half past midnight of the 24th in Tokyo: the 23rd is closed; in Los Angeles it is the morning of the 23rd.
    at = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    moved = move_zone(clinic.desk.store, clinic.pages, "bella", ZoneInfo("America/Los_Angeles"), at)
    assert (moved.closed_until_on, moved.today) == (date(2026, 11, 23), date(2026, 11, 24))
    clinic.desk.pay(*tenders(cash=7_000), now=at + timedelta(minutes=1))
    assert clinic.booked() == ["2026-11-23", "2026-11-24"]
    close_days(clinic.desk.store, clinic.pages, "bella", at + timedelta(days=4))
    assert audit_clinic(clinic.pages, "bella").findings == ()
    last = clinic.documents.all()[f"clinics/bella/ledger_days/{clinic.closed()[-1]}"]
    assert last["total"]["closing"]["points"] == 1_400


@settings(max_examples=count(60, 2_000), deadline=None)
@given(
    st.sampled_from(ZONES),
    st.lists(
        st.one_of(
            st.integers(1, 60).map(lambda hours: ("hours", hours)),
            st.sampled_from(ZONES).map(lambda zone: ("moves", zone)),
            st.just(("buys", 1)),
            st.just(("night", 1)),
        ),
        max_size=24,
    ),
)
def test_no_entry_is_ever_booked_on_a_day_that_was_closed_before(zone: str, steps: list[tuple[str, object]]) -> None:
    clinic, now = Moving(zone), NOW
    for what, value in steps:
        now += timedelta(minutes=1)
        closed = clinic.closed()
        if what == "hours":
            now += timedelta(hours=int(str(value)))
        elif what == "moves":
            move_zone(clinic.desk.store, clinic.pages, "bella", ZoneInfo(str(value)), now)
        elif what == "buys":
            clinic.desk.pay(*tenders(cash=1_000), now=now)
            assert not closed or clinic.booked()[-1] > closed[-1]
        else:
            close_days(clinic.desk.store, clinic.pages, "bella", now)
    close_days(clinic.desk.store, clinic.pages, "bella", now + timedelta(days=3))
    assert audit_clinic(clinic.pages, "bella").findings == ()


def test_a_clinic_says_up_to_which_day_it_is_closed_and_its_other_fields_stay() -> None:
    clinic = Moving()
    before = clinic.documents.all()["clinics/bella"]
    clinic.desk.pay(*tenders(cash=1_000), now=NOW)
    assert close_days(clinic.desk.store, clinic.pages, "bella", NOW + timedelta(days=3)) == 3
    assert clinic.documents.all()["clinics/bella"] == {**before, "closed_until_on": clinic.closed()[-1]}


def test_closings_of_an_older_version_are_said_on_the_clinic_by_the_next_night() -> None:
    kept = history()
    kept.put("clinics/bella", {**kept.all()["clinics/bella"], "closed_until_on": None})
    last = max(path.split("/")[-1] for path in kept.all() if "/ledger_days/" in path)
    store = memory_store(kept)
    close_days(store, MemoryPages(kept), "bella", datetime.fromisoformat(f"{last}T20:00:00+00:00"))
    assert kept.all()["clinics/bella"]["closed_until_on"] == last


def told_lines(clinic: Moving) -> list[Fields]:
    """The lines of the log after a few nights."""
    lines: list[Fields] = []

    def tell(clinic_id: str, closing: Mapping[str, Any]) -> None:
        told = {name: closing[name] for name in ("business_date", "digest")}
        lines.append({"message": "day_closed", "clinic_id": clinic_id, **told})

    clinic.desk.pay(*tenders(cash=1_000), now=NOW)
    for days in (2, 4):
        audit_one_clinic(clinic.desk.store, clinic.pages, "bella", NOW + timedelta(days=days), tell=tell)
    return lines


@pytest.mark.parametrize("as_gcloud", [True, False])
def test_a_day_that_was_rewritten_with_all_that_follows_differs_from_what_the_log_was_told(as_gcloud: bool) -> None:  # noqa: FBT001
    clinic = Moving()
    lines = told_lines(clinic)
    wrapped = [{"timestamp": f"2026-11-2{number}", "jsonPayload": line} for number, line in enumerate(lines)]
    text = json.dumps(wrapped) if as_gcloud else "\n".join(map(json.dumps, lines))
    told = told_by(text, "bella")
    assert sorted(told) == clinic.closed()
    sound = compare(clinic.pages, "bella", told)
    assert (sound.same, sound.is_sound, sound.never_told) == (len(told), True, ())
    first, *_, last = clinic.closed()
    path = f"clinics/bella/ledger_days/{first}"
    clinic.documents.put(path, {**clinic.documents.all()[path], "digest": "0" * 64})
    del clinic.documents._documents[f"clinics/bella/ledger_days/{last}"]
    found = compare(clinic.pages, "bella", told)
    assert (found.differing, found.gone, found.is_sound) == ((first,), (last,), False)
