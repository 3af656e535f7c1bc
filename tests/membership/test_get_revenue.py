"""Recurring revenue for managers: who is told, and of which months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime

import pytest

from loyalty.domain.membership.events import MembershipEvent
from loyalty.errors.access import NotStaff, RoleNotAllowed, StaffDisabled
from loyalty.errors.base import Refusal
from loyalty.errors.program import ClinicNotFound
from loyalty.errors.proof import PeriodBackwards, PeriodToCome, PeriodTooLong
from loyalty.services.membership.get_revenue import GetRevenue, RevenueReport, get_revenue
from loyalty.services.preconditions import Caller
from tests.support.clinic import DESK, DISABLED, MANAGER, NOW, OWNER, PATIENT
from tests.support.memberships import enrolled
from tests.support.memory import MemoryDocuments, memory_store


class Told:
    """A history of a clinic."""

    def __init__(self, events: Sequence[MembershipEvent] = ()) -> None:
        self._events = events

    def events(self, clinic_id: str) -> Iterator[MembershipEvent]:
        return (event for event in self._events if event.clinic_id == clinic_id)


def told(
    documents: MemoryDocuments,
    first: date = date(2026, 10, 1),
    last: date = date(2026, 12, 1),
    uid: str = MANAGER,
    clinic_id: str = "bella",
    now: datetime = NOW,
) -> RevenueReport:
    history = Told([enrolled(NOW)])
    return get_revenue(memory_store(documents), history, GetRevenue(clinic_id, first, last), Caller(uid, now))


@pytest.mark.parametrize("uid", [MANAGER, OWNER])
def test_managers_and_owners_are_told_up_to_today(documents: MemoryDocuments, uid: str) -> None:
    report = told(documents, uid=uid)
    assert [(month.month, month.as_of_on.day, month.total.mrr_minor) for month in report.months] == [
        ("2026-10", 31, 0),
        ("2026-11", 22, 4_900),
    ]
    assert report.currency == "USD"


@pytest.mark.parametrize(
    ("uid", "refusal"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (DESK, RoleNotAllowed)],
)
def test_nobody_else_is_told(
    documents: MemoryDocuments, refused: Callable[..., Refusal], uid: str, refusal: type[Refusal]
) -> None:
    refused(refusal, lambda: told(documents, uid=uid))


def test_a_clinic_that_is_not_there_is_refused(documents: MemoryDocuments, refused: Callable[..., Refusal]) -> None:
    refused(ClinicNotFound, lambda: told(documents, clinic_id="nowhere"))


def test_at_most_36_months_are_told_at_once(documents: MemoryDocuments, refused: Callable[..., Refusal]) -> None:
    assert len(told(documents, date(2023, 1, 1), date(2025, 12, 1)).months) == 36
    refusal = refused(PeriodTooLong, lambda: told(documents, date(2023, 1, 1), date(2026, 1, 1)))
    assert refusal.details == {"asked": 37, "most": 36, "unit": "months"}


def test_months_that_end_before_they_begin_are_refused(
    documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    refusal = refused(PeriodBackwards, lambda: told(documents, date(2026, 2, 1), date(2026, 1, 1)))
    assert refusal.details == {"begins": "2026-02", "ends": "2026-01"}


def test_months_that_have_not_begun_in_the_clinic_are_refused(
    documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    last_hour = datetime(2026, 12, 1, 7, 59, tzinfo=UTC)
    december = date(2026, 12, 1)
    refusal = refused(PeriodToCome, lambda: told(documents, december, december, now=last_hour))
    assert refusal.details == {"begins": "2026-12", "today": "2026-11-30"}
    assert [month.month for month in told(documents, now=datetime(2026, 12, 1, 8, tzinfo=UTC)).months][-1] == "2026-12"
