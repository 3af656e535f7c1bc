"""Totals by location: the closed days added up, for managers, and how far they are closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from loyalty.domain.proof.ledger_days import DayBook, Holding, Movements
from loyalty.errors.access import NotStaff, RoleNotAllowed, StaffDisabled
from loyalty.errors.base import Refusal
from loyalty.errors.program import ClinicNotFound
from loyalty.errors.proof import PeriodBackwards, PeriodTooLong
from loyalty.services.preconditions import Caller
from loyalty.services.proof.close_days import close_days
from loyalty.services.proof.get_location_totals import GetLocationTotals, LocationTotals, get_location_totals
from tests.support.clinic import CALABASAS, DESK, DISABLED, ENCINO, MANAGER, NOW, OWNER, PATIENT, staff
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

TODAY = date(2026, 11, 22)
ASKED = GetLocationTotals("bella", TODAY, TODAY + timedelta(days=3))


def day(number: int) -> timedelta:
    return timedelta(days=number)


@pytest.fixture
def busy(documents: MemoryDocuments) -> MemoryDocuments:
    """Four days of business at two locations and in the app; the last is not closed."""
    store = memory_store(documents)
    desk = LedgerDesk(store)
    desk.join()
    first = desk.pay(*tenders(cash=100_000))
    desk.redeem(500)
    desk.refund(first.entry_id, lines(cash=10_000), now=NOW + day(1))
    desk.bank(1_000, now=NOW + day(2))
    documents.put(f"clinics/bella/staff/{DESK}", staff("front_desk", CALABASAS, ENCINO))
    desk.adjust(50, now=NOW + day(2))
    desk.pay(*tenders(cash=7_000), now=NOW + day(3))
    assert close_days(store, MemoryPages(documents), "bella", NOW + day(3)) == 3
    return documents


def told(documents: MemoryDocuments, body: GetLocationTotals = ASKED, uid: str = MANAGER) -> LocationTotals:
    return get_location_totals(memory_store(documents), body, Caller(uid, NOW))


def by_hand(documents: MemoryDocuments, from_on: date, to_on: date) -> dict[str, dict[str, Movements]]:
    """The sums of the entries of these dates, by location and kind: all points were earned in Calabasas."""
    sums: dict[str, dict[str, Movements]] = defaultdict(lambda: defaultdict(Movements))
    for path, entry in documents.all().items():
        if "/entries/" in path and from_on.isoformat() <= entry["business_date"] <= to_on.isoformat():
            kinds = sums[CALABASAS]
            kinds[entry["kind"]] = kinds[entry["kind"]].plus(1, entry["points"], entry["wallet_minor"])
    return {place: dict(kinds) for place, kinds in sums.items()}


def moved(found: LocationTotals) -> dict[str, dict[str, Movements]]:
    return {place: dict(book.movements) for place, book in found.locations.items() if book.movements}


def test_each_location_has_what_its_entries_of_the_closed_days_come_to(busy: MemoryDocuments) -> None:
    found = told(busy)
    assert moved(found) == by_hand(busy, TODAY, TODAY + day(2))
    assert moved(found)[CALABASAS]["banking"] == Movements(1, -1_000, 1_100)
    assert (found.closed_until_on, found.closed_days) == (TODAY + day(2), 3)


def test_opening_and_movements_are_the_closing_at_each_location_and_in_all(busy: MemoryDocuments) -> None:
    for from_on in (TODAY, TODAY + day(1), TODAY + day(2)):
        found = told(busy, replace(ASKED, from_on=from_on))
        for book in (*found.locations.values(), found.total):
            points = book.opening.points + sum(one.points for one in book.movements.values())
            wallet_minor = book.opening.wallet_minor + sum(one.wallet_minor for one in book.movements.values())
            assert book.closing == Holding(points, wallet_minor)
        closings = [book.closing for book in found.locations.values()]
        assert found.total.closing == Holding(
            sum(one.points for one in closings), sum(one.wallet_minor for one in closings)
        )


def test_a_stretch_begins_with_what_was_there(busy: MemoryDocuments) -> None:
    first = told(busy, GetLocationTotals("bella", TODAY, TODAY))
    second = told(busy, GetLocationTotals("bella", TODAY + day(1), TODAY + day(2)))
    assert first.total.opening == Holding()
    assert second.total.opening == first.total.closing == Holding(9_500, 0)


def test_days_before_the_first_and_days_not_closed_are_nothing(busy: MemoryDocuments) -> None:
    nothing = DayBook(Holding(), {}, Holding())
    for from_on in (date(2020, 1, 1), TODAY + day(3)):
        found = told(busy, GetLocationTotals("bella", from_on, from_on + day(1)))
        assert (found.closed_until_on, found.closed_days, found.locations, found.total) == (None, 0, {}, nothing)


def test_it_is_one_read_and_no_write_whatever_happened(busy: MemoryDocuments) -> None:
    store = memory_store(busy)
    busy.usage.round_trips = busy.usage.documents_read = busy.usage.documents_written = 0
    get_location_totals(store, ASKED, Caller(OWNER, NOW))
    assert (busy.usage.round_trips, busy.usage.documents_read, busy.usage.documents_written) == (1, 6, 0)


@pytest.mark.parametrize(
    ("uid", "refusal"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (DESK, RoleNotAllowed)],
)
def test_only_managers_are_told(
    busy: MemoryDocuments, refused: Callable[..., Refusal], uid: str, refusal: type[Refusal]
) -> None:
    refused(refusal, lambda: told(busy, uid=uid))


def test_at_most_92_days_are_told_at_once(busy: MemoryDocuments, refused: Callable[..., Refusal]) -> None:
    most = GetLocationTotals("bella", TODAY, TODAY + day(91))
    assert told(busy, most).closed_days == 3
    refusal = refused(PeriodTooLong, lambda: told(busy, replace(most, to_on=TODAY + day(92))))
    assert refusal.details == {"asked": 93, "most": 92, "unit": "days"}


def test_a_stretch_that_ends_before_it_begins_is_refused(
    busy: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    refusal = refused(PeriodBackwards, lambda: told(busy, replace(ASKED, to_on=TODAY - day(1))))
    assert refusal.details == {"begins": "2026-11-22", "ends": "2026-11-21"}


def test_a_clinic_that_is_not_there_is_refused(busy: MemoryDocuments, refused: Callable[..., Refusal]) -> None:
    refused(ClinicNotFound, lambda: told(busy, replace(ASKED, clinic_id="nowhere")))
