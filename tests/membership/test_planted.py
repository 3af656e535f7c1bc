"""A counting that cannot differ proves nothing: each planted bug of memberships is seen by the counting's own lives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from loyalty.domain.program import bonus_months
from loyalty.domain.program import memberships as states
from loyalty.domain.program.memberships import Membership, Moment, cancel, pause, renew, resume, switch
from loyalty.errors.base import Refusal
from loyalty.services.membership import memberships, subscriptions
from loyalty.services.membership.subscriptions import take_in_subscription
from tests.membership.test_counting import RULE, Life, given_months, noon, told_of
from tests.support.tiers import TierDesk

Patch = pytest.MonkeyPatch
RUNS = 1_500
# The last days of months: the next month may not have them.
LAST_DAYS = [date(year, month, 1) - timedelta(1) for year in (2026, 2027, 2028) for month in range(1, 13)]


def lives(*acts: str) -> st.SearchStrategy[tuple[date, list[tuple[str, int]]]]:
    """A life that begins near the end of a month, whose acts are these, each after some days."""
    steps = [st.tuples(st.just(act), st.integers(0, 75 if act == "resume" else 45)) for act in acts]
    return st.tuples(st.sampled_from(LAST_DAYS), st.tuples(*steps).map(list))


def live(first_on: date, steps: Iterable[tuple[str, int]]) -> None:
    """Live it, compared with its counting after every act."""
    life = Life(first_on)
    life.desk.documents.put("clinics/bella/rules/memberships", RULE)
    life.act("enrol monthly")
    for act, days in steps:
        life.wait(days)
        if life._may(act.partition(" ")[0]):
            life.act(act)
        life.compare()


def a_providers_events(order: int) -> None:
    """A subscription that is paid, then late, then ends: its events come doubled and in an order of their own."""
    told, desk = told_of(date(2026, 1, 31), ["paid", "late", "missed", "rested"], 5), TierDesk()
    end = noon(told.events[-1].period_starts_at.date(), 30)
    events = [*told.events, *told.events]
    turn = order % len(events)
    for event in [*events[turn:], *events[:turn]]:
        take_in_subscription(desk.store, event, end)
    desk.night(end)
    assert given_months(desk) == [(month_on, 500) for month_on in told.months]
    (membership,) = desk.account().memberships
    assert membership.status == states.Status.ENDED


def all_turns() -> None:
    """The events from each of them on."""
    for order in range(20):
        a_providers_events(order)


def the_anchor_stays_after_a_pause(patch: Patch) -> None:
    """Periods after a rest are counted from the day they once began."""

    def stays(held: Membership, moment: Moment, since: date) -> Membership:
        return replace(resume(held, moment, since), months_from_on=held.months_from_on)

    patch.setattr(memberships, "resume", stays)


def a_pause_brings_a_month(patch: Patch) -> None:
    """The day after a rest begins a month of its own."""

    def begun(held: Membership, moment: Moment, since: date) -> Membership:
        after = resume(held, moment, since)
        return replace(after, months_on=(moment.on, *(on for on in after.months_to_begin if on != moment.on)))

    patch.setattr(memberships, "resume", begun)


def a_rest_of_a_day_is_not_added(patch: Patch) -> None:
    """What is paid ends a day early after each rest."""
    patch.setattr(
        memberships, "resume", lambda held, moment, since: resume(held, moment, min(since + timedelta(1), moment.on))
    )


def a_renewal_counts_from_today(patch: Patch) -> None:
    """What is paid already is paid again."""

    def from_today(held: Membership, moment: Moment) -> Membership:
        return renew(replace(held, paid_until_on=moment.on), moment)

    patch.setattr(memberships, "renew", from_today)


def a_change_gives_the_months_that_are_over(patch: Patch) -> None:
    """The running month brings points once more, by the plan that is new."""

    def again(held: Membership, plan: Any, moment: Moment) -> Membership:  # noqa: ANN401
        after = switch(held, plan, moment)
        return replace(after, months_on=(moment.on, *after.months_to_begin))

    patch.setattr(memberships, "switch", again)


def a_pause_rests_nothing(patch: Patch) -> None:
    """A paused membership goes on to give its months."""
    patch.setattr(memberships, "pause", lambda held, moment: replace(pause(held, moment), status=states.Status.ACTIVE))


def a_cancelled_membership_ends_at_once(patch: Patch) -> None:
    """Nobody waits for the end of what is paid."""

    def ends(held: Membership, moment: Moment) -> Membership:
        return replace(cancel(held, moment), paid_until_on=moment.on)

    patch.setattr(memberships, "cancel", ends)


def an_undone_act_leaves_its_points(patch: Patch) -> None:
    """The membership is as before, the months that began are kept."""
    patch.setattr(memberships, "take_back_bonuses", lambda account, *_: (account, ()))


def a_late_event_decides(patch: Patch) -> None:
    """What came last is taken for what happened last."""
    patch.setattr(states, "latest", lambda _, said: said)


def a_doubled_event_begins_a_month(patch: Patch) -> None:
    """A month that was given is given once more."""
    patch.setattr(subscriptions, "fingerprint", lambda *_: "one for all")
    patch.setattr(bonus_months, "month_name", lambda membership_id, on: f"{membership_id}.{on.month % 2}")


DESK_BUGS: dict[Callable[[Patch], None], tuple[str, ...]] = {
    the_anchor_stays_after_a_pause: ("pause", "resume", "renew"),
    a_pause_brings_a_month: ("pause", "resume"),
    a_rest_of_a_day_is_not_added: ("pause", "resume"),
    a_renewal_counts_from_today: ("renew", "renew"),
    a_change_gives_the_months_that_are_over: ("change yearly", "renew"),
    a_pause_rests_nothing: ("renew", "pause", "night"),
    a_cancelled_membership_ends_at_once: ("cancel", "night"),
    an_undone_act_leaves_its_points: ("undo",),
}
PROVIDER_BUGS = (a_late_event_decides, a_doubled_event_begins_a_month)
FIRST_FOUND = settings(
    max_examples=RUNS,
    phases=(Phase.generate,),
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("plant", DESK_BUGS, ids=lambda plant: plant.__name__)
def test_a_planted_bug_at_the_desk_is_noticed(plant: Callable[[Patch], None], monkeypatch: Patch) -> None:
    plant(monkeypatch)

    @FIRST_FOUND
    @given(lives(*DESK_BUGS[plant]))
    def searched(life: tuple[date, list[tuple[str, int]]]) -> None:
        live(*life)

    with pytest.raises((AssertionError, Refusal)):
        searched()


@pytest.mark.parametrize("plant", PROVIDER_BUGS, ids=lambda plant: plant.__name__)
def test_a_planted_bug_at_the_provider_is_noticed(plant: Callable[[Patch], None], monkeypatch: Patch) -> None:
    plant(monkeypatch)
    with pytest.raises((AssertionError, Refusal)):
        all_turns()


@given(st.sampled_from(sorted(set(DESK_BUGS.values()))).flatmap(lambda acts: lives(*acts)))
def test_without_a_bug_the_same_lives_agree(life: tuple[date, list[tuple[str, int]]]) -> None:
    live(*life)


def test_without_a_bug_the_same_events_agree() -> None:
    all_turns()
