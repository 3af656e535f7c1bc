"""The desk reads a patient's past at an open visit, at its own location, and on the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from loyalty.domain.checkout.past import ExpiredPoints
from loyalty.errors.access import NotStaff, OwnAccount, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import VisitClosed, VisitNotFound
from loyalty.errors.ledger import EntryNotFound
from loyalty.services.ledger.list_past import (
    ListExpiredPoints,
    ListPurchases,
    PastExpiries,
    PastPurchases,
    list_expired_points,
    list_purchases,
)
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.sweep_account import sweep_account
from tests.support.clinic import CALABASAS, DESK, DISABLED, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.past import MemoryPastEntries

Refused = Callable[..., Refusal]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    """A patient who has joined."""
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    return at_work


def purchases(
    documents: MemoryDocuments, visit_id: str, before_id: str | None = None, caller: Caller | None = None, **at: str
) -> PastPurchases:
    body = ListPurchases("bella", at.get("location_id", CALABASAS), at.get("patient_id", PATIENT), visit_id, before_id)
    read_id = f"read-{len(reads(documents))}"
    return list_purchases(
        memory_store(documents), MemoryPastEntries(documents), body, caller or Caller(DESK, NOW), read_id
    )


def expired(documents: MemoryDocuments, visit_id: str, caller: Caller) -> PastExpiries:
    body = ListExpiredPoints("bella", CALABASAS, PATIENT, visit_id)
    return list_expired_points(memory_store(documents), MemoryPastEntries(documents), body, caller, "read-expired")


def reads(documents: MemoryDocuments) -> list[dict[str, Any]]:
    return [fields for path, fields in documents.all().items() if "/past_reads/" in path]


def test_a_patients_purchases_here_are_read_a_page_at_a_time_with_what_was_undone(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    sold = [desk.pay(*tenders(cash=1_000 + number), now=NOW + number * MINUTE) for number in range(23)]
    desk.refund(sold[22].entry_id, lines(cash=22), now=NOW + 30 * MINUTE)
    now = Caller(DESK, NOW + 31 * MINUTE)
    visit_id = desk.scan(now=now.now).visit_id
    first = purchases(documents, visit_id, caller=now)
    assert [one.amount_minor for one in first.purchases] == list(range(1_022, 1_002, -1))
    assert (first.purchases[0].refunded_minor, first.purchases[1].refunded_minor, first.more) == (
        {"cash": 22},
        {},
        True,
    )
    older = purchases(documents, visit_id, first.purchases[-1].entry_id, now)
    assert [one.amount_minor for one in older.purchases] == [1_002, 1_001, 1_000]
    assert not older.more


def test_each_read_says_who_read_what_of_whom_and_at_which_visit(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    desk.pay(*tenders(cash=1_000))
    visit_id = desk.scan().visit_id
    purchases(documents, visit_id)
    assert reads(documents) == [
        {
            "clinic_id": "bella",
            "location_id": CALABASAS,
            "patient_id": PATIENT,
            "visit_id": visit_id,
            "read_by": DESK,
            "read_at": NOW,
            "what": "purchases",
            "found": 1,
        }
    ]


def test_purchases_of_another_location_are_not_shown(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    sold = desk.pay(*tenders(cash=1_000))
    at = f"clinics/bella/patients/{PATIENT}/entries/{sold.entry_id}"
    visit_id = desk.scan().visit_id
    assert len(purchases(documents, visit_id).purchases) == 1
    documents.put(at, {**documents.all()[at], "location_id": ENCINO})
    assert purchases(documents, visit_id).purchases == ()


def test_expired_points_are_read_with_what_a_new_life_can_be_given_to(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    desk.pay(*tenders(cash=45_000))
    later = NOW + 400 * DAY
    sweep_account(memory_store(documents), "bella", PATIENT, later)
    visit_id = desk.scan(now=later).visit_id
    listed = expired(documents, visit_id, Caller(MANAGER, later))
    (gone,) = listed.expired
    assert gone == ExpiredPoints(gone.expiry_id, gone.expired_on, 4_500, 4_500)
    assert [read["what"] for read in reads(documents)] == ["expired_points"]


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("nobody", NotStaff), (DISABLED, StaffDisabled), (ELSEWHERE, StaffNotAtLocation), (PATIENT, NotStaff)],
)
def test_only_staff_of_the_location_read_and_whoever_may_not_leaves_nothing(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused, uid: str, expected: type[Refusal]
) -> None:
    visit_id = desk.scan().visit_id
    refused(expected, lambda: purchases(documents, visit_id, caller=Caller(uid, NOW)))
    refused(expected, lambda: expired(documents, visit_id, Caller(uid, NOW)))


def test_nothing_is_read_without_an_open_visit_or_of_oneself(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    visit_id = desk.scan().visit_id
    refused(VisitNotFound, lambda: purchases(documents, "no-such-visit"))
    refused(VisitClosed, lambda: purchases(documents, visit_id, caller=Caller(DESK, NOW + DAY)))
    refused(VisitClosed, lambda: expired(documents, visit_id, Caller(DESK, NOW + DAY)))
    refused(EntryNotFound, lambda: purchases(documents, visit_id, "no-such-entry"))
    desk.join(DESK)
    refused(OwnAccount, lambda: purchases(documents, visit_id, patient_id=DESK))
