"""One contract for counting a week's work, held by the dictionary that fast tests use and by Firestore itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty.domain.checkout.engagement import Done, week_of
from loyalty.domain.ports import Engagements
from loyalty.store.documents import Usage
from loyalty.store.firestore import client as firestore_client
from loyalty.store.firestore.checkout import FirestoreEngagements
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.membership import FirestoreMembershipHistory
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, ENCINO, MANAGER, NOW, OWNER, PATIENT, Fields
from tests.support.clinic import clinic_documents as of_clinic
from tests.support.due import put_all
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memberships import ZONE, enrolled, event_documents, happened
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.engagement import MemoryEngagements

WEEK = week_of("bella", CALABASAS, NOW, ZONE)
A_WEEK = timedelta(days=7)


def history() -> dict[str, Fields]:
    """Two clinics at work this week and the one before: of what is asked for something, and of what is not."""
    documents = MemoryDocuments(of_clinic() | of_clinic("other"))
    for number, clinic_id in enumerate(("bella", "other")):
        desk = LedgerDesk(memory_store(documents), clinic_id=clinic_id, steps=1_000 * number)
        desk.join()
        desk.pay(*tenders(cash=500_000), now=NOW - A_WEEK)
        desk.redeem(100, now=NOW - A_WEEK)
        visit = desk.scan()
        taken = [desk.redeem(100, visit=visit) for _ in range(6)]
        for redemption in taken[:4]:
            desk.cancel(redemption.entry_id, visit, now=NOW + timedelta(minutes=2))
        paid = desk.pay(*tenders(cash=10_000, points=500))
        desk.void(paid.entry_id, uid=MANAGER)
        desk.void(desk.pay(*tenders(cash=700)).entry_id)
    left = enrolled(NOW, uid=MANAGER).membership
    events = [
        enrolled(NOW, uid=MANAGER),
        enrolled(NOW - A_WEEK, uid=MANAGER),
        enrolled(NOW + timedelta(seconds=1), uid=MANAGER, location_id=ENCINO),
        happened(NOW + timedelta(seconds=2), left, "renewed", uid=MANAGER),
    ]
    return documents.all() | event_documents(events) | event_documents([enrolled(NOW, uid=DESK)], "other")


@pytest.fixture(params=["dictionary", "firestore"])
def engagements(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Engagements:
    monkeypatch.setattr(firestore_client, "PAGE", 3)
    if request.param == "dictionary":
        return MemoryEngagements(MemoryDocuments(history()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, history())
    return FirestoreEngagements(client, Usage())


def test_each_did_what_they_did_here_this_week(engagements: Engagements) -> None:
    assert list(engagements.work_of(WEEK, [DESK, MANAGER, "nobody"])) == [Done(3, 0, 7), Done(0, 1, 0), Done()]


def test_nobody_is_asked_of_nothing(engagements: Engagements) -> None:
    assert list(engagements.work_of(WEEK, [])) == []


def test_all_together_did_what_anybody_did(engagements: Engagements) -> None:
    assert engagements.work_of_all(WEEK) == Done(3, 1, 7)


def test_what_was_cancelled_or_voided_is_told_by_who_had_done_it(engagements: Engagements) -> None:
    assert dict(engagements.undone_redemptions(WEEK)) == {DESK: 5}


def test_another_location_and_another_clinic_have_weeks_of_their_own(engagements: Engagements) -> None:
    assert engagements.work_of_all(week_of("bella", ENCINO, NOW, ZONE)) == Done(0, 1, 0)
    assert engagements.work_of_all(week_of("other", CALABASAS, NOW, ZONE)) == Done(3, 1, 7)
    assert dict(engagements.undone_redemptions(week_of("other", ENCINO, NOW, ZONE))) == {}


def test_a_redemption_of_before_that_is_undone_since_takes_nothing_off(engagements: Engagements) -> None:
    begins_between = replace(WEEK, begins_at=NOW + timedelta(minutes=1))
    assert (
        engagements.work_of_all(begins_between).redemptions,
        dict(engagements.undone_redemptions(begins_between)),
    ) == (0, {})


def test_the_staff_of_a_location_are_named_in_order_and_no_more_than_asked(engagements: Engagements) -> None:
    named = engagements.staff_at("bella", ENCINO, 10)
    assert list(named) == sorted([ELSEWHERE, MANAGER, OWNER])
    assert list(engagements.staff_at("bella", ENCINO, 2)) == list(named)[:2]


def test_every_event_of_a_clinic_is_read_once_page_by_page(project_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firestore_client, "PAGE", 3)
    client = shared_client(project_id)
    events = [enrolled(NOW + timedelta(days=day), f"{PATIENT}-{day}") for day in range(7)]
    put_all(client, event_documents(events) | event_documents(events[:1], "other"))
    usage = Usage()
    assert list(FirestoreMembershipHistory(client, usage).events("bella")) == events
    assert (usage.round_trips, usage.documents_read) == (3, 7)
    assert list(FirestoreMembershipHistory(client, usage).events("nowhere")) == []
