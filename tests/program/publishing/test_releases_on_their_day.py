"""A release becomes live on its day, once: across clock changes and month ends, however often a run comes or dies."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.calendar import business_date, instant_of
from loyalty.errors.base import Contention, Refusal
from loyalty.errors.program import ReleaseDecided, RuleChanged
from loyalty.services.program.rule_actions import RuleManaged
from tests.support.clinic import MANAGER, NOW, OWNER, Fields, clinic_documents
from tests.support.counts import count
from tests.support.memory import MemoryDocuments
from tests.support.publishing import content_of, office_in

EARNING = "clinics/bella/rules/earning"
EVERY = timedelta(minutes=5)


def a_clinic(time_zone: str = "America/Los_Angeles") -> MemoryDocuments:
    documents = MemoryDocuments(clinic_documents())
    documents.put("clinics/bella", {**documents.all()["clinics/bella"], "time_zone": time_zone})
    return documents


def content(documents: MemoryDocuments, rate_bp: int) -> Fields:
    return content_of(documents.all()[EARNING], rate_bp=rate_bp)


def versions(documents: MemoryDocuments) -> list[int]:
    """The versions in the history of earning."""
    above = f"{EARNING}/history/"
    return sorted(int(path.removeprefix(above)) for path in documents.all() if path.startswith(above))


def states(documents: MemoryDocuments) -> list[str]:
    return sorted(fields["state"] for path, fields in documents.all().items() if "/releases/" in path)


@pytest.mark.parametrize(
    ("time_zone", "on", "clock", "expected"),
    [
        # Clocks go forward at 02:00 on March 14, 2027: 02:30 is counted on from the last real time.
        ("America/Los_Angeles", date(2027, 3, 14), None, "2027-03-14T08:00:00+00:00"),
        ("America/Los_Angeles", date(2027, 3, 14), "02:30", "2027-03-14T10:30:00+00:00"),
        ("America/Los_Angeles", date(2027, 3, 14), "03:30", "2027-03-14T10:30:00+00:00"),
        ("America/Los_Angeles", date(2027, 3, 15), None, "2027-03-15T07:00:00+00:00"),
        # And back on November 7, 2027: 01:30 comes twice, and the first is meant.
        ("America/Los_Angeles", date(2027, 11, 7), "01:30", "2027-11-07T08:30:00+00:00"),
        ("America/Los_Angeles", date(2027, 11, 7), "02:00", "2027-11-07T10:00:00+00:00"),
        # In Santiago September 5, 2027 begins at 01:00, since the clocks jump over midnight; 00:30 is counted on.
        ("America/Santiago", date(2027, 9, 5), None, "2027-09-05T04:00:00+00:00"),
        ("America/Santiago", date(2027, 9, 5), "00:00", "2027-09-05T04:00:00+00:00"),
        ("America/Santiago", date(2027, 9, 5), "00:30", "2027-09-05T04:30:00+00:00"),
        # There April 4, 2027 begins at the second midnight: the day before returns for an hour.
        ("America/Santiago", date(2027, 4, 4), None, "2027-04-04T04:00:00+00:00"),
        # Ends of months, a leap day, and zones far from Greenwich.
        ("America/Los_Angeles", date(2026, 12, 31), "23:59", "2027-01-01T07:59:00+00:00"),
        ("America/Los_Angeles", date(2028, 2, 29), None, "2028-02-29T08:00:00+00:00"),
        ("Pacific/Kiritimati", date(2027, 3, 1), None, "2027-02-28T10:00:00+00:00"),
        ("Pacific/Pago_Pago", date(2027, 2, 28), "23:30", "2027-03-01T10:30:00+00:00"),
        ("Asia/Kolkata", date(2027, 1, 31), "06:15", "2027-01-31T00:45:00+00:00"),
        ("Australia/Lord_Howe", date(2027, 10, 3), "02:15", "2027-10-02T15:45:00+00:00"),
    ],
)
def test_the_instant_is_that_of_the_clinics_clock_and_the_release_is_live_with_the_next_run(
    time_zone: str, on: date, clock: str | None, expected: str
) -> None:
    documents = a_clinic(time_zone)
    office, now = office_in(documents), datetime.combine(on, datetime.min.time(), UTC) - timedelta(days=40)
    managed = office.schedule("earning", content(documents, 1100), on, clock, now)
    assert managed.effective_at is not None
    assert (managed.state, managed.effective_at.isoformat()) == ("scheduled", expected)
    release = documents.all()[f"clinics/bella/releases/{managed.release_id}"]
    assert (release["effective_on"], release["effective_time"]) == (on.isoformat(), clock)
    office.take_up(managed.effective_at - timedelta(seconds=1))
    assert versions(documents) == []
    office.take_up(managed.effective_at + EVERY)
    assert versions(documents) == [2]
    assert documents.all()[EARNING]["updated_at"] == managed.effective_at + EVERY


@given(
    st.sampled_from(["America/Los_Angeles", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Tehran"]),
    st.dates(date(2026, 1, 1), date(2032, 12, 31)),
    st.none() | st.times().map(lambda at: f"{at:%H:%M}"),
)
def test_every_time_of_every_date_is_an_instant_of_that_date_or_just_after_a_jump(
    name: str, on: date, clock: str | None
) -> None:
    zone = ZoneInfo(name)
    at = instant_of(on, clock, zone)
    said, asked = at.astimezone(zone).replace(tzinfo=None), datetime.fromisoformat(f"{on}T{clock or '00:00'}")
    assert business_date(at, zone) == on
    jump = at.astimezone(zone).utcoffset() != (at - timedelta(hours=2)).astimezone(zone).utcoffset()
    assert said == asked or jump
    assert timedelta(0) <= said - asked <= timedelta(hours=1)


# --------------------------------------------------------------------------------------------- doubled, at once, killed


def scheduled(documents: MemoryDocuments) -> RuleManaged:
    """A change of earning that is live tomorrow."""
    return office_in(documents).schedule("earning", content(documents, 1100), date(2026, 11, 23))


DUE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class KilledError(BaseException):
    """The process is gone."""


def test_a_run_that_comes_twice_publishes_once() -> None:
    documents = a_clinic()
    scheduled(documents)
    office = office_in(documents, steps=50)
    assert office.take_up(DUE).states == {"live": 1}
    before = documents.all()
    assert office.take_up(DUE).states == {}
    assert office.take_up(DUE + EVERY).states == {}
    assert documents.all() == before


@pytest.mark.parametrize("runs", [2, 8])
def test_runs_at_the_same_time_publish_once(runs: int) -> None:
    for _ in range(count(3, 50)):
        documents = a_clinic()
        scheduled(documents)
        at_once = threading.Barrier(runs)

        def run(documents: MemoryDocuments = documents, at_once: threading.Barrier = at_once) -> None:
            office = office_in(documents)
            at_once.wait(timeout=10)
            office.take_up(DUE)

        threads = [threading.Thread(target=run) for _ in range(runs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (versions(documents), states(documents)) == ([2], ["live"])
        assert documents.all()[EARNING]["version"] == 2


@pytest.mark.parametrize("when", ["before_commit", "after_commit"])
@pytest.mark.parametrize("commit", range(4))
def test_a_run_that_is_killed_between_any_two_calls_is_gone_on_with_and_publishes_each_once(
    when: str, commit: int
) -> None:
    documents = a_clinic()
    office = office_in(documents)
    scheduled(documents)
    office.steps = 60
    for name, changes in (("reminders", {"urge_days": 8}), ("check_in", {"visit_hours": 10})):
        rule = documents.all()[f"clinics/bella/rules/{name}"]
        office.schedule(name, content_of(rule, **changes), date(2026, 11, 23))  # type: ignore[arg-type]
    left = [commit]

    def kill() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KilledError

    setattr(documents, when, kill)
    if commit < 3:
        with pytest.raises(KilledError):
            office.take_up(DUE)
    setattr(documents, when, lambda: None)
    office.take_up(DUE)
    assert states(documents) == ["live", "live", "live"]
    for name in ("earning", "reminders", "check_in"):
        history = [path for path in documents.all() if path.startswith(f"clinics/bella/rules/{name}/history/")]
        assert history == [f"clinics/bella/rules/{name}/history/2"]


def test_a_run_whose_time_is_up_leaves_the_rest_to_the_next() -> None:
    documents = a_clinic()
    scheduled(documents)
    office = office_in(documents, steps=50)
    run = office.take_up(DUE, go_on=lambda: False)
    assert (run.states, run.cut_short, run.is_unfinished) == ({}, True, True)
    assert office.take_up(DUE).states == {"live": 1}


def test_a_release_whose_base_has_moved_is_stale_and_somebody_is_told() -> None:
    documents = a_clinic()
    scheduled(documents)
    office = office_in(documents, steps=50)
    office.publish("earning", content(documents, 1200))
    run = office.take_up(DUE)
    assert (run.states, run.is_worth_a_look) == ({"stale": 1}, True)
    assert documents.all()[EARNING]["rate_bp"] == 1200
    assert office.take_up(DUE + EVERY).states == {}


def test_two_releases_of_one_rule_for_one_instant_come_to_one_version_and_one_stale_release() -> None:
    documents = a_clinic()
    scheduled(documents)
    office = office_in(documents, steps=50)
    office.schedule("earning", content(documents, 1200), date(2026, 11, 23))
    assert office.take_up(DUE).states == {"live": 1, "stale": 1}
    assert versions(documents) == [2]


# ------------------------------------------------------------------------------------------------- two managers at once


class Interleaved(MemoryDocuments):
    """A dictionary that lets two people take turns at every read and commit, in a drawn order."""

    def __init__(self, documents: dict[str, Fields], order: list[int]) -> None:
        super().__init__(documents)
        self._order, self._turn = order, threading.Condition()
        self._names: dict[int, int] = {}
        self._done: set[int] = set()

    def as_person(self, number: int) -> None:
        self._names[threading.get_ident()] = number

    def leave(self, number: int) -> None:
        with self._turn:
            self._done.add(number)
            self._turn.notify_all()

    def wait(self) -> None:
        """Wait for this person's turn; where nobody else is left, it is always theirs."""
        me = self._names.get(threading.get_ident())
        if me is None:
            return
        with self._turn:
            self._turn.wait_for(
                lambda: not self._order or self._order[0] == me or self._order[0] in self._done, timeout=5
            )
            if self._order and self._order[0] == me:
                self._order.pop(0)
            while self._order and self._order[0] in self._done:
                self._order.pop(0)
            self._turn.notify_all()

    def read(self, paths, timeout):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        self.wait()
        return super().read(paths, timeout)

    def commit(self, writes, timeout):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        self.wait()
        super().commit(writes, timeout)


@settings(max_examples=count(50, 1_000), deadline=None)
@given(order=st.lists(st.sampled_from([0, 1]), max_size=16), draft=st.sampled_from([0, 1, None]))
def test_of_two_managers_who_publish_at_once_one_wins_and_the_other_sees_both(
    order: list[int], draft: int | None
) -> None:
    documents = Interleaved(clinic_documents(), list(order))
    rates = (1100, 1200)
    drafts = [content(documents, rate_bp) for rate_bp in rates]
    if draft is not None:
        documents.put("clinics/bella/rule_drafts/earning", {"content": drafts[draft], "base_version": 1})
    offices = [office_in(documents, steps=100 * (number + 1)) for number in (0, 1)]
    previews = [office.look("earning", said) for office, said in zip(offices, drafts, strict=True)]
    outcomes: dict[int, RuleManaged | Refusal] = {}

    def publish(number: int) -> None:
        documents.as_person(number)
        said = {"rule": "earning", "base_version": 1, "content": drafts[number], "preview_id": previews[number]}
        try:
            outcomes[number] = offices[number].act("publish", (MANAGER, OWNER)[number], NOW, **said)
        except Refusal as refusal:
            outcomes[number] = refusal
        finally:
            documents.leave(number)

    threads = [threading.Thread(target=publish, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [number for number, outcome in outcomes.items() if isinstance(outcome, RuleManaged)]
    assert len(won) == 1
    (lost,) = {0, 1} - set(won)
    refusal = outcomes[lost]
    assert isinstance(refusal, RuleChanged)
    assert not isinstance(refusal, Contention)
    assert refusal.details == {"rule": "earning", "live_version": 2}
    assert documents.all()[EARNING]["rate_bp"] == rates[won[0]]
    assert (versions(documents), states(documents)) == ([2], ["live"])
    # The loser's own draft stays beside what the winner published.
    assert ("clinics/bella/rule_drafts/earning" in documents.all()) == (draft == lost)


@settings(max_examples=count(30, 500), deadline=None)
@given(order=st.lists(st.sampled_from([0, 1]), max_size=12))
def test_of_a_yes_and_a_cancel_at_once_one_comes_through_and_the_other_is_told(order: list[int]) -> None:
    documents = Interleaved(clinic_documents(), list(order))
    offices = [office_in(documents, steps=100 * (number + 1)) for number in (0, 1)]
    asked = offices[0].publish("earning", content(documents, 900))
    assert asked.state == "waiting"
    outcomes: dict[int, RuleManaged | Refusal] = {}

    def act(number: int) -> None:
        documents.as_person(number)
        action, uid = (("cancel", MANAGER), ("agree", OWNER))[number]
        try:
            outcomes[number] = offices[number].act(action, uid, release_id=asked.release_id)
        except Refusal as refusal:
            outcomes[number] = refusal
        finally:
            documents.leave(number)

    threads = [threading.Thread(target=act, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (state,) = states(documents)
    (lost,) = [outcome for outcome in outcomes.values() if isinstance(outcome, Refusal)]
    assert isinstance(lost, ReleaseDecided)
    assert lost.details == {"state": state}
    assert (state, versions(documents)) in (("live", [2]), ("canceled", []))
