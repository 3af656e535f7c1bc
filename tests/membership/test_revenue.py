"""Recurring revenue by its definition: what is new, more, less and lost, month by month and location by location."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.revenue import MonthOfRevenue, Revenue, RevenueTally, monthly_minor
from loyalty.domain.program.memberships import Status
from tests.membership.histories import FIRST, LAST, TODAY, by_definition, histories
from tests.support.clinic import CALABASAS, ENCINO
from tests.support.memberships import ZONE, happened, membership

JANUARY, YEAR_END = date(2026, 1, 1), date(2026, 12, 31)
GLOW = membership(date(2026, 1, 10), YEAR_END)


def at(month: int, day: int, hour: int = 20) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def told(*events: MembershipEvent, last: date = date(2026, 4, 1), today: date = YEAR_END) -> Sequence[MonthOfRevenue]:
    """The months from January on."""
    tally = RevenueTally(JANUARY, last, ZONE, today)
    for event in events:
        tally.add(event)
    return tally.months()


def totals(*events: MembershipEvent) -> list[Revenue]:
    return [month.total for month in told(*events)]


def test_who_enrols_is_new_and_stays() -> None:
    stays = Revenue(4_900, mrr_minor=4_900, members=1)
    new = Revenue(new_minor=4_900, mrr_minor=4_900, members=1)
    assert totals(happened(at(1, 10), GLOW)) == [new, stays, stays, stays]


def test_a_year_is_worth_its_twelfth_each_month_rounded_down() -> None:
    assert monthly_minor(replace(GLOW, period="year", price_minor=50_000)) == 4_166
    assert monthly_minor(replace(GLOW, price_minor=4_167)) == 4_167


def test_a_dearer_plan_is_expansion_and_a_cheaper_one_contraction() -> None:
    dearer, cheaper = replace(GLOW, price_minor=9_900), replace(GLOW, price_minor=2_900)
    found = totals(
        happened(at(1, 10), GLOW), happened(at(2, 10), dearer, "changed"), happened(at(3, 10), cheaper, "changed")
    )
    assert found[1] == Revenue(4_900, expansion_minor=5_000, mrr_minor=9_900, members=1)
    assert found[2] == Revenue(9_900, contraction_minor=7_000, mrr_minor=2_900, members=1)


def test_a_pause_is_contraction_and_its_end_expansion() -> None:
    rests = replace(GLOW, status=Status.PAUSED)
    found = totals(happened(at(1, 10), GLOW), happened(at(2, 10), rests, "paused"), happened(at(4, 1), GLOW, "resumed"))
    assert found[1:] == [
        Revenue(4_900, contraction_minor=4_900),
        Revenue(),
        Revenue(expansion_minor=4_900, mrr_minor=4_900, members=1),
    ]


def test_an_end_is_churn_and_coming_back_is_new() -> None:
    ended = replace(GLOW, status=Status.ENDED)
    again = replace(GLOW, membership_id="another", started_on=date(2026, 4, 2))
    found = totals(happened(at(1, 10), GLOW), happened(at(2, 10), ended, "ended"), happened(at(4, 2), again))
    assert (found[1], found[3].new_minor) == (Revenue(4_900, churn_minor=4_900), 4_900)


def test_what_rested_and_ended_is_no_churn_and_another_membership_after_it_is_new() -> None:
    rests, ended = replace(GLOW, status=Status.PAUSED), replace(GLOW, status=Status.ENDED)
    another = replace(GLOW, membership_id="another", started_on=date(2026, 3, 20))
    found = totals(
        happened(at(1, 10), GLOW),
        happened(at(2, 10), rests, "paused"),
        happened(at(3, 10), ended, "ended"),
        happened(at(3, 20), another),
    )
    assert found[2] == Revenue(new_minor=4_900, mrr_minor=4_900, members=1)


def test_what_is_not_renewed_is_churn_when_its_grace_is_over_and_not_before() -> None:
    until_in_grace = membership(date(2026, 1, 10), date(2026, 2, 20))
    assert [month.churn_minor for month in totals(happened(at(1, 10), until_in_grace))] == [0, 0, 4_900, 0]


def test_what_is_cancelled_is_churn_when_what_was_paid_is_over() -> None:
    cancelled = membership(date(2026, 1, 10), date(2026, 3, 9), Status.CANCELLED)
    assert [month.churn_minor for month in totals(happened(at(1, 10), cancelled))] == [0, 0, 4_900, 0]


def test_what_is_said_later_of_an_older_membership_does_not_decide() -> None:
    newer = replace(GLOW, membership_id="newer", started_on=date(2026, 2, 1), price_minor=9_900)
    older_ends = replace(GLOW, status=Status.ENDED)
    found = totals(happened(at(1, 10), GLOW), happened(at(2, 1), newer), happened(at(3, 10), older_ends, "ended"))
    assert [month.mrr_minor for month in found] == [4_900, 9_900, 9_900, 9_900]


def test_a_move_between_locations_is_contraction_here_and_expansion_there() -> None:
    elsewhere = replace(GLOW, location_id=ENCINO)
    february = told(happened(at(1, 10), GLOW), happened(at(2, 10), elsewhere, "changed"))[1]
    assert february.locations == {
        CALABASAS: Revenue(4_900, contraction_minor=4_900),
        ENCINO: Revenue(expansion_minor=4_900, mrr_minor=4_900, members=1),
    }
    assert february.total == Revenue(4_900, 0, 4_900, 4_900, 0, 4_900, 1)


def test_the_day_is_the_clinics_own() -> None:
    last_evening = happened(datetime(2026, 2, 1, 7, 59, tzinfo=UTC), GLOW)
    next_day = happened(datetime(2026, 2, 1, 8, 0, tzinfo=UTC), GLOW)
    assert [month.total.new_minor for month in told(last_evening)][:2] == [4_900, 0]
    assert [month.total.new_minor for month in told(next_day)][:2] == [0, 4_900]


def test_the_running_month_is_as_of_today_and_none_follows_it() -> None:
    events = happened(at(1, 10), GLOW), happened(at(3, 20), replace(GLOW, price_minor=9_900), "changed")
    found = told(*events, today=date(2026, 3, 19))
    assert [(month.month, month.as_of_on) for month in found] == [
        ("2026-01", date(2026, 1, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2026-03", date(2026, 3, 19)),
    ]
    assert found[-1].total == Revenue(4_900, mrr_minor=4_900, members=1)


def tallied(events: Sequence[MembershipEvent]) -> Sequence[MonthOfRevenue]:
    """The three years that histories are of."""
    tally = RevenueTally(FIRST, LAST, ZONE, TODAY)
    for event in events:
        tally.add(event)
    return tally.months()


@given(histories())
def test_every_month_of_three_years_is_what_the_definition_says(events: list[MembershipEvent]) -> None:
    assert {month.month: dict(month.locations) for month in tallied(events)} == by_definition(events)


@given(histories())
def test_each_month_goes_on_from_the_one_before_at_each_location_and_in_all(events: list[MembershipEvent]) -> None:
    before: dict[str, int] = {}
    for month in tallied(events):
        for location_id, of in {**month.locations, "all": month.total}.items():
            moved = of.new_minor + of.expansion_minor - of.contraction_minor - of.churn_minor
            assert of.mrr_minor == of.before_minor + moved
            if month.month != f"{FIRST:%Y-%m}":
                assert of.before_minor == before.get(location_id, 0)
        before = {location_id: of.mrr_minor for location_id, of in month.locations.items()}
        before["all"] = month.total.mrr_minor


@given(histories().flatmap(lambda events: st.tuples(st.just(events), st.permutations([*events, *events[::2]]))))
def test_late_and_double_events_change_nothing(drawn: tuple[list[MembershipEvent], list[MembershipEvent]]) -> None:
    in_order, anyhow = drawn
    assert tallied(in_order) == tallied(anyhow)
