"""The receipts of today at a location, masked, as the desk and managers see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import NotStaff, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.errors.program import ClinicNotFound, LocationNotFound
from loyalty.services.checkout import list_receipts as service
from loyalty.services.checkout.list_receipts import ListReceipts, ReceiptsToday, list_receipts
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, DISABLED, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.sales import MemorySales

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    return at_work


def seen(
    documents: MemoryDocuments,
    uid: str = DESK,
    location_id: str = CALABASAS,
    now: datetime = NOW,
    clinic_id: str = "bella",
) -> ReceiptsToday:
    body = ListReceipts(clinic_id, location_id)
    return list_receipts(memory_store(documents), MemorySales(documents), body, Caller(uid, now))


def test_what_was_paid_today_is_listed_newest_first_with_masked_names(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    first = desk.pay(*tenders(cash=45_000))
    second = desk.pay(*tenders(card=2_000), now=NOW + HOUR)
    told = seen(documents, now=NOW + 2 * HOUR)
    assert (told.business_date, told.more) == (date(2026, 11, 22), False)
    assert [sale.entry_id for sale in told.receipts] == [second.entry_id, first.entry_id]
    sale = told.receipts[1]
    assert (sale.name, sale.patient_id, sale.amount_minor, sale.points) == ("Ana R.", PATIENT, 45_000, 4_500)
    assert (sale.tenders, sale.recorded_at, sale.closed) == ((Tender(TenderKind.CASH, 45_000),), NOW, None)
    assert (sale.expires_on, sale.recorded_by) == (date(2027, 5, 22), "front_desk")
    assert told.receipts[0].expires_on is None, "a card earns nothing here"


def test_what_was_undone_since_is_told(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    refunded, voided = desk.pay(*tenders(cash=45_000)), desk.pay(*tenders(cash=700))
    desk.refund(refunded.entry_id, lines(cash=5_000))
    desk.void(voided.entry_id)
    by_id = {sale.entry_id: sale for sale in seen(documents).receipts}
    assert by_id[refunded.entry_id].refunded_minor == {"cash": 5_000}
    assert (by_id[refunded.entry_id].closed, by_id[voided.entry_id].closed) == (None, "voided")


def test_a_day_begins_at_midnight_in_the_clinic_and_a_location_lists_its_own(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    midnight = datetime.fromisoformat("2026-11-22T00:00:00-08:00")
    desk.pay(*tenders(cash=100), now=midnight - timedelta(microseconds=1))
    today = desk.pay(*tenders(cash=200), now=midnight)
    assert [sale.entry_id for sale in seen(documents).receipts] == [today.entry_id]
    assert seen(documents, MANAGER, ENCINO).receipts == ()


def test_of_very_many_it_is_told_that_there_are_more(
    desk: LedgerDesk, documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_RECEIPTS", 2)
    for amount_minor in (100, 200, 300):
        desk.pay(*tenders(cash=amount_minor))
    told = seen(documents)
    assert (len(told.receipts), told.more) == (2, True)


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (ELSEWHERE, StaffNotAtLocation)],
)
def test_only_staff_of_the_location_and_managers_are_told(
    documents: MemoryDocuments, refused: Callable[..., Refusal], uid: str, expected: type[Refusal]
) -> None:
    refused(expected, lambda: seen(documents, uid))


def test_there_is_nothing_to_list_where_there_is_nothing(
    documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    refused(ClinicNotFound, lambda: seen(documents, clinic_id="none"))
    refused(LocationNotFound, lambda: seen(documents, MANAGER, "nowhere"))
    assert seen(documents, location_id="closed").receipts == ()
