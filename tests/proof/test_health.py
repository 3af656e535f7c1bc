"""Owners see the health of their clinic: schedules that stand still, and what other systems sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.documents import Decision
from loyalty.domain.keys import schedule_run
from loyalty.domain.proof.health import LATE_AFTER, ScheduleHealth, ScheduleName, ScheduleRun, schedule_health
from loyalty.errors.access import NotStaff, RoleNotAllowed
from loyalty.errors.base import Refusal
from loyalty.services.membership.subscriptions import take_in_subscription
from loyalty.services.membership.treatments import CompleteTreatment, take_in_treatment
from loyalty.services.preconditions import Caller
from loyalty.services.proof.get_health import GetHealth, Health, get_health, note_run
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, OWNER, PATIENT, staff
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.health import MemoryLastEvents
from tests.support.tiers import TierDesk, subscription_event

TODAY = date(2026, 11, 22)
SWEEP: ScheduleName = "sweep_points"
HOUR = timedelta(hours=1)


def health(documents: MemoryDocuments, now: datetime = NOW, uid: str = OWNER) -> Health:
    """The answer to somebody, at a clinic where payments alone are signed for."""
    return get_health(
        memory_store(documents),
        MemoryLastEvents(documents),
        lambda hook, clinic_id: (hook, clinic_id) == ("stripe_events", "bella"),
        GetHealth("bella"),
        Caller(uid, now),
    )


def sweep(documents: MemoryDocuments, now: datetime = NOW) -> ScheduleHealth:
    """What an owner sees of the sweep."""
    return next(each for each in health(documents, now).schedules if each.name == SWEEP)


@pytest.fixture
def desk() -> TierDesk:
    made = TierDesk()
    made.documents.put(f"clinics/bella/staff/{OWNER}", staff("owner", CALABASAS))
    return made


def test_before_its_first_run_a_schedule_is_neither_late_nor_failed(desk: TierDesk) -> None:
    told = health(desk.documents)
    assert {each.name for each in told.schedules} == set(LATE_AFTER)
    assert {(each.ended_at, each.failed, each.late) for each in told.schedules} == {(None, False, False)}


def test_a_run_that_fails_is_no_trouble_until_none_has_succeeded_for_too_long(desk: TierDesk) -> None:
    store = memory_store(desk.documents)
    note_run(store, SWEEP, NOW, failed=False)
    for hours in (1, 2, 3):
        note_run(store, SWEEP, NOW + hours * HOUR, failed=True)
    last = NOW + 3 * HOUR
    assert sweep(desk.documents, last) == ScheduleHealth(SWEEP, last, failed=True, late=False)
    assert sweep(desk.documents, last + HOUR) == ScheduleHealth(SWEEP, last, failed=True, late=True)
    note_run(store, SWEEP, last + HOUR, failed=False)
    assert sweep(desk.documents, last + HOUR) == ScheduleHealth(SWEEP, last + HOUR, failed=False, late=False)


def test_the_end_of_an_earlier_run_that_is_noted_later_changes_nothing(desk: TierDesk) -> None:
    store = memory_store(desk.documents)
    note_run(store, SWEEP, NOW, failed=False)
    note_run(store, SWEEP, NOW - HOUR, failed=True)
    noted = store.transact((schedule_run(SWEEP),), lambda docs: Decision(docs.get(schedule_run(SWEEP))))
    assert noted == ScheduleRun(NOW, failed=False, succeeded_at=NOW)


@given(st.sampled_from(sorted(LATE_AFTER)), st.integers(0, 60 * 48), st.booleans())
def test_a_schedule_is_late_by_its_last_success_alone(name: ScheduleName, minutes: int, failed: bool) -> None:  # noqa: FBT001
    passed = timedelta(minutes=minutes)
    run = ScheduleRun(NOW + passed, failed, NOW)
    assert schedule_health(name, run, NOW + passed).late == (passed > LATE_AFTER[name])
    assert schedule_health(name, ScheduleRun(NOW, failed=True, succeeded_at=None), NOW).late


def test_a_hook_tells_its_last_event_and_only_that_a_secret_is_set(desk: TierDesk) -> None:
    first, second = health(desk.documents).hooks
    assert (first.name, first.has_secret, first.last_event_at) == ("stripe_events", True, None)
    assert (second.name, second.has_secret, second.last_event_at) == ("ingest_treatments", False, None)
    desk.treat(TODAY, treatment_id="by-the-desk")
    assert health(desk.documents).hooks == (first, second)
    later = NOW + HOUR
    take_in_treatment(desk.store, CompleteTreatment("T-1", "bella", CALABASAS, PATIENT, "peel", TODAY), NOW)
    take_in_subscription(desk.store, subscription_event(1, NOW), NOW)
    take_in_subscription(desk.store, subscription_event(2, later), later)
    assert [each.last_event_at for each in health(desk.documents).hooks] == [later, NOW]


def test_owners_alone_are_answered(desk: TierDesk, refused: Callable[..., Refusal]) -> None:
    refused(RoleNotAllowed, lambda: health(desk.documents, uid=MANAGER))
    refused(RoleNotAllowed, lambda: health(desk.documents, uid=DESK))
    refused(NotStaff, lambda: health(desk.documents, uid=PATIENT))
