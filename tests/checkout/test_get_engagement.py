"""The week's quotas: each of the front desk sees their own progress, managers everybody's at a location."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from loyalty.domain.checkout.engagement import Done, week_of
from loyalty.domain.program.clinic import NO_QUOTA, Quota
from loyalty.errors.access import NotStaff, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import DocumentInvalid, Refusal
from loyalty.errors.program import ClinicNotFound, LocationNotFound
from loyalty.services.checkout.get_engagement import Engagement, GetEngagement, get_engagement
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, DISABLED, ELSEWHERE, ENCINO, MANAGER, NOW, OWNER, PATIENT, staff
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memberships import ZONE, enrolled, event_documents
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.engagement import MemoryEngagements

QUOTA = {"check_ins": 40, "enrolments": 4}


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    """A desk with a quota, and a patient with points."""
    documents.put(f"clinics/bella/staff/{DESK}", {**staff("front_desk", CALABASAS), "weekly_quota": QUOTA})
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    at_work.pay(*tenders(cash=100_000))
    return at_work


def seen(
    documents: MemoryDocuments,
    uid: str = MANAGER,
    location_id: str = CALABASAS,
    now: datetime = NOW,
    clinic_id: str = "bella",
) -> Engagement:
    body = GetEngagement(clinic_id, location_id)
    return get_engagement(memory_store(documents), MemoryEngagements(documents), body, Caller(uid, now))


def test_a_manager_may_ask_for_their_own_week_only(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    desk.redeem(500)
    body = GetEngagement("bella", CALABASAS, own=True)
    told = get_engagement(memory_store(documents), MemoryEngagements(documents), body, Caller(MANAGER, NOW))
    assert [one.uid for one in told.staff] == [MANAGER]
    assert told.total is None


def test_the_front_desk_sees_its_own_progress_against_its_own_quota(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    desk.redeem(500)
    for path, fields in event_documents([enrolled(NOW), enrolled(NOW, uid=MANAGER)]).items():
        documents.put(path, fields)
    found = seen(documents, DESK)
    assert [(one.uid, one.done, one.quota) for one in found.staff] == [(DESK, Done(2, 0, 1), Quota(40, 4, None))]
    assert (found.total, found.more_staff) == (None, False)


def test_managers_see_everybody_active_there_and_the_sum_of_everybody(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    desk.redeem(500)
    for path, fields in event_documents([enrolled(NOW, uid="who-has-left")]).items():
        documents.put(path, fields)
    found = seen(documents)
    done = {one.uid: (one.done, one.quota) for one in found.staff}
    assert done == {
        DESK: (Done(2, 0, 1), Quota(40, 4, None)),
        MANAGER: (Done(), NO_QUOTA),
        OWNER: (Done(), NO_QUOTA),
    }
    assert found.total == Done(2, 1, 1)
    assert (found.from_on, found.until_on) == (date(2026, 11, 16), date(2026, 11, 22))


def test_a_manager_who_works_elsewhere_sees_the_location_too(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    documents.put(f"clinics/bella/staff/{MANAGER}", staff("manager", ENCINO))
    total = seen(documents).total
    assert total == Done(1, 0, 0)
    assert desk.steps


def test_what_happened_at_another_location_does_not_count(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    for path, fields in event_documents([enrolled(NOW, uid=DESK, location_id=ENCINO)]).items():
        documents.put(path, fields)
    assert seen(documents, location_id=ENCINO).total == Done(0, 1, 0)
    assert seen(documents).total == Done(1, 0, 0)
    assert desk.steps


def test_a_redemption_that_was_cancelled_does_not_count_for_who_had_made_it(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    visit = desk.scan()
    taken = desk.redeem(500, visit=visit)
    desk.redeem(100, visit=visit)
    desk.cancel(taken.entry_id, visit)
    found = seen(documents)
    assert {one.uid: one.done.redemptions for one in found.staff} == {DESK: 1, MANAGER: 0, OWNER: 0}
    assert found.total is not None
    assert found.total.redemptions == 1


def test_points_of_a_purchase_that_was_voided_do_not_count(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    paid = desk.pay(*tenders(cash=10_000, points=500))
    assert seen(documents).total == Done(2, 0, 1)
    desk.void(paid.entry_id, uid=MANAGER)
    found = seen(documents)
    assert found.total == Done(2, 0, 0)
    assert {one.uid: one.done.redemptions for one in found.staff} == {DESK: 0, MANAGER: 0, OWNER: 0}


def test_a_week_is_monday_to_sunday_of_the_clinics_calendar(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    monday = datetime(2026, 11, 23, 8, tzinfo=UTC)  # midnight in Los Angeles
    desk.scan(now=monday - timedelta(microseconds=1))
    assert seen(documents, now=monday - timedelta(microseconds=1)).total == Done(2, 0, 0)
    assert seen(documents, now=monday).total == Done()
    desk.scan(now=monday)
    assert seen(documents, now=monday + timedelta(days=6, hours=23)).total == Done(1, 0, 0)


def test_a_week_whose_clocks_change_begins_at_its_own_midnight() -> None:
    week = week_of("bella", CALABASAS, datetime(2026, 11, 1, 20, tzinfo=UTC), ZONE)
    assert (week.from_on, week.begins_at) == (date(2026, 10, 26), datetime(2026, 10, 26, 7, tzinfo=UTC))


def test_more_staff_than_can_be_listed_is_said(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    for number in range(100):
        documents.put(f"clinics/bella/staff/one-{number:03d}", staff("front_desk", CALABASAS))
    found = seen(documents)
    assert (len(found.staff), found.more_staff) == (100, True)
    assert desk.steps


@pytest.mark.parametrize(
    ("uid", "asked", "refusal"),
    [
        ("nobody", {}, NotStaff),
        (PATIENT, {}, NotStaff),
        (DISABLED, {}, StaffDisabled),
        (ELSEWHERE, {}, StaffNotAtLocation),
        (MANAGER, {"location_id": "nowhere"}, LocationNotFound),
        (MANAGER, {"clinic_id": "nowhere"}, ClinicNotFound),
    ],
)
def test_only_staff_of_the_location_and_managers_see_it(
    documents: MemoryDocuments,
    refused: Callable[..., Refusal],
    uid: str,
    asked: dict[str, str],
    refusal: type[Refusal],
) -> None:
    refused(refusal, lambda: seen(documents, uid, **asked))  # type: ignore[arg-type]  # ids, and no instant


@pytest.mark.parametrize("beyond", [-1, 1001, "40", 1.0, True])
def test_a_quota_out_of_bounds_is_refused_by_its_name(
    documents: MemoryDocuments, refused: Callable[..., Refusal], beyond: object
) -> None:
    fields = {**staff("front_desk", CALABASAS), "weekly_quota": {"check_ins": beyond}}
    documents.put(f"clinics/bella/staff/{DESK}", fields)
    refusal = refused(DocumentInvalid, lambda: seen(documents, DESK))
    assert refusal.details["field"] == "weekly_quota.check_ins"


def test_a_staff_document_without_a_quota_or_with_an_older_one_still_works(documents: MemoryDocuments) -> None:
    plain = staff("front_desk", CALABASAS)
    del plain["weekly_quota"]
    for fields in (plain, {**plain, "weekly_quota": {"checkouts": 40}}):
        documents.put(f"clinics/bella/staff/{DESK}", fields)
        assert seen(documents, DESK).staff[0].quota == NO_QUOTA


def test_what_is_undone_while_it_is_counted_is_no_minus(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    class Late(MemoryEngagements):
        """Counts redemptions before a cancellation came, and cancellations after it."""

        def undone_redemptions(self, week: object) -> dict[str, int]:  # noqa: ARG002
            return {DESK: 5}

    body = GetEngagement("bella", CALABASAS)
    found = get_engagement(desk.store, Late(documents), body, Caller(MANAGER, NOW))
    assert found.total == replace(Done(), check_ins=1)
