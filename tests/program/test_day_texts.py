"""A day is kept as a text from which it comes back, in a quarter of the bytes of a map."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.fields import fields_of
from loyalty.domain.program.day_texts import day_of, map_of_day, text_of
from loyalty.domain.program.tiers import QualifyingDay

AMOUNTS = st.integers(-(10**12), 10**12)
DAYS = st.builds(
    QualifyingDay,
    on=st.dates(),
    expires_on=st.none() | st.dates(),
    spend_minor=AMOUNTS,
    purchases=AMOUNTS,
    points=AMOUNTS,
    treatments=AMOUNTS,
    exact=st.fractions(),
    spent_points=AMOUNTS,
)


@given(DAYS)
def test_a_day_comes_back_from_its_text(day: QualifyingDay) -> None:
    assert day_of(text_of(day)) == day
    said = map_of_day(text_of(day))
    held = map_of_day(fields_of(day))
    assert {name: said[name] for name in said if name != "exact"} == {
        name: held[name] for name in held if name != "exact"
    }


def test_a_text_is_a_quarter_of_a_map() -> None:
    day = QualifyingDay(date(2026, 11, 22), date(2027, 5, 27), 45_000, 1, 6_750, 0, Fraction(9_001, 2), 500)
    assert text_of(day) == "2026-11-22 2027-05-27 45000 1 6750 0 9001/2 500"
    assert 3.9 * len(text_of(day)) < len(json.dumps(fields_of(day)))
