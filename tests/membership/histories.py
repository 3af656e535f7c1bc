"""Three years of memberships as chance has them, and their revenue by the definition, month by month, from scratch.

Nothing here is shared with how the product counts it: whether a membership holds, what it is worth and which of its
events decides is said again.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.revenue import Revenue
from loyalty.domain.program.memberships import Membership, Status
from tests.support.clinic import CALABASAS, DESK, ENCINO
from tests.support.memberships import ZONE

FIRST, LAST, TODAY = date(2023, 1, 1), date(2025, 12, 31), date(2026, 11, 22)
BEGINS = datetime(2022, 11, 1, tzinfo=UTC)
MINUTES = 60 * 24 * (3 * 365 + 90)

Told = tuple[str, Membership | None, int | None]


@st.composite
def memberships(draw: st.DrawFn, minute: int, number: int) -> Membership:
    """Any state that an event could leave one of a patient's two memberships in."""
    at = BEGINS + timedelta(minutes=minute)
    started_on = at.date() - timedelta(days=draw(st.sampled_from([0, 0, 30, 200, 400])))
    period = draw(st.sampled_from(["month", "year"]))
    return Membership(
        membership_id=draw(st.sampled_from(["first", "second"])),
        plan_id="glow",
        plan_name="Glow",
        tier_id="gold",
        price_minor=draw(st.sampled_from([0, 4_900, 9_900, 50_000, 59_999])),
        period=period,
        bonus_points=0,
        grace_days=draw(st.sampled_from([0, 10])),
        location_id=draw(st.sampled_from([CALABASAS, ENCINO])),
        source="desk",
        started_on=started_on,
        months_from_on=started_on,
        paid_from_on=started_on,
        paid_until_on=at.date() + timedelta(days=draw(st.sampled_from([-1, 0, 30, 90, 364]))),
        status=draw(st.sampled_from([Status.ACTIVE, Status.ACTIVE, Status.PAUSED, *Status])),
        as_of=at,
        event_id=f"event-{number:03d}",
    )


@st.composite
def histories(draw: st.DrawFn, most_patients: int = 2) -> list[MembershipEvent]:
    """Events of a few patients, in the order in which they occurred."""
    patients = [f"patient-{number}" for number in range(draw(st.integers(1, most_patients)))]
    said = draw(st.lists(st.tuples(st.sampled_from(patients), st.integers(0, MINUTES)), min_size=2, max_size=24))
    events = []
    for number, (patient_id, minute) in enumerate(sorted(said, key=lambda item: item[1])):
        left = draw(memberships(minute, number))
        request = Request(left.event_id, "as asked")
        actor = Actor(DESK, "front_desk")
        events.append(MembershipEvent("bella", patient_id, "changed", left, actor, left.as_of, left.as_of, request))
    return events


def by_definition(events: Iterable[MembershipEvent]) -> dict[str, dict[str, Revenue]]:
    """Revenue of each month at each location, only those at which something was."""
    of_patients: dict[str, list[MembershipEvent]] = defaultdict(list)
    for event in events:
        of_patients[event.patient_id].append(event)
    found: dict[str, dict[str, Revenue]] = {}
    for year in range(FIRST.year, LAST.year + 1):
        for month in range(1, 13):
            sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
            for history in of_patients.values():
                began, ended = _on(history, _last_of(year, month - 1)), _on(history, _last_of(year, month))
                _compared(sums, began, ended)
            found[f"{year}-{month:02d}"] = {place: Revenue(**figures) for place, figures in sums.items()}
    return found


def _last_of(year: int, month: int) -> date:
    year, month = (year, month) if month else (year - 1, 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def _on(history: Iterable[MembershipEvent], day: date) -> Told:
    """The location of a patient's membership on a date, the membership, and its revenue if it is in force."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, ZONE)
    known = [event.membership for event in history if event.occurred_at < midnight]
    if not known:
        return "", None, None
    states = {}
    for one in sorted(known, key=lambda one: (one.started_on, one.as_of, one.paid_until_on, one.event_id)):
        states[one.membership_id] = one
    last = sorted(states.values(), key=lambda one: (_holds(one, day), one.status == Status.PAUSED, _age(one)))[-1]
    if not _holds(last, day):
        return last.location_id, last, None
    return last.location_id, last, last.price_minor if last.period == "month" else last.price_minor // 12


def _holds(one: Membership, day: date) -> bool:
    grace = {Status.ACTIVE: one.grace_days, Status.PAST_DUE: one.grace_days, Status.CANCELLED: 0}
    if one.status not in grace or day < one.started_on:
        return False
    return day <= one.paid_until_on + timedelta(days=grace[one.status])


def _age(one: Membership) -> tuple[date, str]:
    return one.started_on, one.membership_id


def _compared(sums: dict[str, dict[str, int]], began: Told, ended: Told) -> None:
    """Put the difference between two days of one patient where it belongs."""
    from_place, earlier, had = began
    to_place, later, has = ended
    if had is not None:
        sums[from_place]["before_minor"] += had
    if has is not None:
        sums[to_place]["mrr_minor"] += has
        sums[to_place]["members"] += 1
    if had is not None and has is not None and from_place != to_place:
        sums[from_place]["contraction_minor"] += had
        sums[to_place]["expansion_minor"] += has
    elif had is not None and has is not None:
        sums[to_place]["expansion_minor" if has > had else "contraction_minor"] += abs(has - had)
    elif had is not None:
        rests = later is not None and later.status == Status.PAUSED
        sums[from_place]["contraction_minor" if rests else "churn_minor"] += had
    elif has is not None and later is not None:
        rested = earlier is not None and earlier.status == Status.PAUSED
        goes_on = rested and earlier is not None and earlier.membership_id == later.membership_id
        sums[to_place]["expansion_minor" if goes_on else "new_minor"] += has
