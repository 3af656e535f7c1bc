"""An offer stands in the places of its audience alone: who comes in gets it, who leaves loses it, some are held out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.reminders.notices import NO_CONSENT, OFFER_OVER, OPTED_OUT
from loyalty.domain.reminders.offers import HELD_OUT, OFFERED, OfferPlacing
from loyalty.errors.access import NotStaff, RoleNotAllowed
from loyalty.errors.base import DocumentInvalid, Refusal
from loyalty.errors.program import OfferNotFound
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.place_offer import PlaceOffer, place_offer
from tests.support.clinic import DESK, MANAGER, NOW
from tests.support.counts import count
from tests.support.memory import MemoryDocuments
from tests.support.notices import Phones
from tests.support.offers import OFFER, OFFER_ID, WEEKS, World, audience


@pytest.fixture
def world(documents: MemoryDocuments) -> World:
    """Ana had a peel ten weeks ago, Ben had another since, Cleo had it too long ago, Dana never."""
    clinic = World(documents)
    clinic.join("ana", "ben", "cleo", "dana")
    today = NOW.date()
    clinic.treat("ana", today - 10 * WEEKS)
    clinic.treat("ben", today - 9 * WEEKS)
    clinic.treat("ben", today - 2 * WEEKS)
    clinic.treat("cleo", today - 13 * WEEKS)
    clinic.treat("dana", today - 10 * WEEKS, "hydrating-facial")
    return clinic


def test_an_offer_stands_in_the_places_of_its_audience_and_nowhere_else(world: World) -> None:
    placed = world.place()
    assert (placed.offered, placed.held_out, placed.complete) == (1, 0, True)
    assert [one["title"] for one in world.own("ana")] == ["Time for another"]
    assert [world.own(name) for name in ("ben", "cleo", "dana")] == [[], [], []]
    others = [path for path in world.documents.all() if "/patients/ben" in path or "/patients/dana" in path]
    assert not [path for path in others if "offer" in path]


def test_who_is_treated_again_loses_it_and_who_comes_into_the_days_gets_it(world: World) -> None:
    world.place()
    world.treat("ana", NOW.date())
    world.treat("dana", NOW.date() - 8 * WEEKS)
    placed = world.place(NOW + timedelta(hours=1))
    assert (placed.offered, world.own("ana")) == (1, [])
    assert len(world.own("dana")) == 1
    kept = world.documents.all()[f"{OFFER}/placed/ana"]
    assert (kept["left_on"], kept["group"]) == ("2026-11-22", OFFERED)


def test_a_repeat_reads_and_writes_nothing_of_patients(world: World) -> None:
    world.place()
    before = world.documents.all()
    again = world.place(NOW + timedelta(minutes=5))
    after = world.documents.all()
    changed = {path for path in after if after[path] != before.get(path)}
    assert again.offered == 1
    assert changed == {f"clinics/bella/offer_placings/{OFFER_ID}"}


def test_a_change_of_its_words_is_a_change_of_every_copy_and_an_archived_offer_is_gone(world: World) -> None:
    world.place()
    world.write(title="Another one")
    world.place()
    assert [one["title"] for one in world.own("ana")] == ["Another one"]
    world.write(active=False)
    assert world.place().offered == 0
    assert world.own("ana") == []


def test_an_offer_is_not_placed_before_its_first_day_and_not_after_its_last(world: World) -> None:
    world.write(starts_on="2026-11-23", ends_on="2026-11-24")
    found = [world.place(NOW + timedelta(days=days)).offered for days in range(4)]
    assert found == [0, 1, 1, 0]


def test_the_share_that_is_held_out_gets_nothing_and_stays_the_same(documents: MemoryDocuments) -> None:
    world = World(documents, to=audience(), holdout_bp=3000)
    names = [f"patient-{number:03d}" for number in range(200)]
    world.join(*names)
    placed = world.place()
    assert placed.offered + placed.held_out == 200
    assert 40 <= placed.held_out <= 80
    groups = {name: documents.all()[f"{OFFER}/placed/{name}"]["group"] for name in names}
    assert all(bool(world.own(name)) is (groups[name] == OFFERED) for name in names)
    world.write(to=audience(), holdout_bp=0, title="Another one")
    world.place(NOW + timedelta(days=1))
    assert {name: documents.all()[f"{OFFER}/placed/{name}"]["group"] for name in names} == groups
    held_out = next(name for name in names if groups[name] == HELD_OUT)
    assert not [path for path in documents.all() if f"/patients/{held_out}/" in path and "offer" in path]


def test_a_run_that_is_cut_short_is_gone_on_with_and_comes_to_the_same(documents: MemoryDocuments) -> None:
    world = World(documents, to=audience())
    world.join(*(f"patient-{number:03d}" for number in range(130)))
    turns = iter([True, True, False])
    assert world.place(go_on=lambda: next(turns)).complete is False
    (rest,) = world.night(NOW + timedelta(minutes=20))
    assert isinstance(rest, OfferPlacing)
    assert (rest.offered, rest.finished_at is not None) == (130, True)
    assert all(len(world.own(f"patient-{number:03d}")) == 1 for number in range(130))


def test_a_run_that_dies_anywhere_leaves_nothing_that_the_next_does_not_mend(documents: MemoryDocuments) -> None:
    world = World(documents, to=audience())
    world.join(*(f"patient-{number:03d}" for number in range(60)))
    for dies_at in range(1, 3):
        commits = iter(range(1, 100))

        def die(dies_at: int = dies_at, commits: Iterator[int] = commits) -> None:
            if next(commits) == dies_at:
                raise KeyboardInterrupt

        world.write(to=audience(), title=f"Text {dies_at}")
        documents.after_commit = die
        with pytest.raises(KeyboardInterrupt):
            world.place()
        documents.after_commit = lambda: None
        assert world.place().offered == 60
        assert {world.own(f"patient-{number:03d}")[0]["title"] for number in range(60)} == {f"Text {dies_at}"}


def test_a_run_stops_where_the_offer_changes_under_it(world: World) -> None:
    world.documents.before_commit = lambda: None
    seen = iter([True])

    def change() -> bool:
        if next(seen, False):
            world.write(active=False)
        return True

    assert world.place(go_on=change).complete is False
    assert world.own("ana") == []


def test_the_night_places_each_offer_once_on_each_date_of_the_clinic(world: World) -> None:
    midnight = datetime(2026, 11, 23, 8, tzinfo=UTC)
    world.write("f" * 32, active=False)
    runs = [world.night(midnight + timedelta(minutes=20 + 60 * hour)) for hour in range(-2, 26)]
    assert [len(run) for run in runs] == [1, 0, 1, *([0] * 23), 1, 0]


def test_an_offer_that_cannot_be_read_stops_no_other(world: World) -> None:
    world.documents.put(f"clinics/bella/targeted_offers/{'0' * 32}", {"title": "half"})
    first, second = world.night(NOW)
    assert first == DocumentInvalid.code
    assert isinstance(second, OfferPlacing)
    assert second.offered == 1


def test_only_who_manages_places_and_only_what_there_is(world: World, refused: Callable[..., Refusal]) -> None:
    refused(RoleNotAllowed, lambda: world.place(uid=DESK))
    refused(NotStaff, lambda: world.place(uid="ana"))
    nowhere = PlaceOffer("bella", "a" * 32)
    refused(
        OfferNotFound, lambda: place_offer(world.store, world.audiences, lambda: True, nowhere, Caller(MANAGER, NOW))
    )


def test_a_push_asks_for_a_consent_of_its_own_and_says_nothing_of_the_offer(world: World) -> None:
    world.treat("dana", NOW.date() - 10 * WEEKS)
    world.agree("ana")
    world.agree("dana", offers=False)
    world.place()
    assert (len(world.notices("ana")), world.notices("dana")) == (1, [])
    post = Phones()
    assert dict(world.deliver(NOW, post).ended) == {"sent": 1}
    (push,) = post.arrived
    assert (push.kind, push.token) == ("offer", "token-of-ana")
    assert world.documents.all()[f"{OFFER}/placed/ana"]["noticed_on"] == "2026-11-22"


@pytest.mark.parametrize(
    ("wishes", "reason"), [({"offers": False}, OPTED_OUT), ({"push": False}, NO_CONSENT)], ids=["offers", "all"]
)
def test_a_consent_withdrawn_at_noon_is_honored_at_noon(world: World, wishes: dict[str, bool], reason: str) -> None:
    noon = datetime(2026, 11, 22, 20, tzinfo=UTC)
    world.agree("ana")
    world.place(noon - timedelta(minutes=1))
    world.agree("ana", **wishes)
    post = Phones()
    world.deliver(noon, post)
    assert post.arrived == []
    assert world.notices("ana")[0]["reason"] == reason


def test_a_push_about_an_offer_that_is_gone_is_not_sent(world: World) -> None:
    world.agree("ana")
    world.place()
    world.write(active=False)
    world.place()
    post = Phones()
    world.deliver(NOW, post)
    assert (post.arrived, world.notices("ana")[0]["reason"]) == ([], OFFER_OVER)


def test_no_push_goes_out_in_the_quiet_hours(world: World) -> None:
    night = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)
    world.agree("ana")
    world.night(night)
    post = Phones()
    world.deliver(night, post)
    assert post.arrived == []
    world.deliver(night + timedelta(hours=10), post)
    assert len(post.arrived) == 1


@settings(max_examples=count(15, 300), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=1, max_size=12))
def test_of_any_offers_a_patient_hears_at_most_once_in_fourteen_days(steps: list[tuple[int, int]]) -> None:
    world = World(to=audience())
    world.join("ana")
    world.agree("ana")
    now, post, sent = NOW, Phones(), list[datetime]()
    for number, (days, offers) in enumerate(steps):
        now += timedelta(days=days)
        for turn in range(offers):
            world.write(f"{number:016x}{turn:016x}", to=audience())
        world.night(now)
        before = len(post.arrived)
        world.deliver(now, post)
        sent += [now] * (len(post.arrived) - before)
    assert sent
    assert all(later - earlier >= timedelta(days=14) for earlier, later in pairwise(sent))


def test_the_result_compares_who_got_it_with_who_was_held_out(documents: MemoryDocuments) -> None:
    world = World(documents, to=audience(), holdout_bp=4000)
    names = [f"patient-{number:03d}" for number in range(160)]
    world.join(*names)
    world.place()
    groups = {name: documents.all()[f"{OFFER}/placed/{name}"]["group"] for name in names}
    offered, held_out = ([name for name in names if groups[name] == group] for group in (OFFERED, HELD_OUT))
    came = (*offered[: len(offered) // 2], *held_out[:5])
    for number, name in enumerate(came):
        world.desk.scan(name, NOW + timedelta(days=3, minutes=number))
    for name in (*offered[-3:], *held_out[-3:]):
        world.desk.scan(name, NOW + timedelta(days=29))
    early, late = world.result(NOW + timedelta(days=20)), world.result(NOW + timedelta(days=29))
    assert (early.offered, early.held_out, early.too_recent, early.conclusion) == (0, 0, 160, "too-few")
    assert (late.offered, late.held_out, late.too_recent) == (len(offered), len(held_out), 0)
    assert (late.offered_came, late.held_out_came) == (len(offered) // 2, 5)
    assert late.lowest_bp < late.difference_bp < late.highest_bp
    assert (late.conclusion, late.noticed) == ("more", 0)
