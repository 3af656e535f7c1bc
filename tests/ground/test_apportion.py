"""Sharing whole numbers in proportion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.apportion import apportion

SHARES = st.lists(st.integers(1, 10**6), min_size=1, max_size=8)


@given(shares=SHARES, data=st.data())
def test_everything_is_shared_and_nobody_gets_more_than_their_share(shares: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(shares)))
    given_out = apportion(shares, total)
    assert sum(given_out) == total
    assert all(0 <= got <= share for got, share in zip(given_out, shares, strict=True))


@given(shares=SHARES, data=st.data())
def test_a_larger_total_gives_nobody_less(shares: list[int], data: st.DataObject) -> None:
    less, more = sorted(data.draw(st.tuples(*(st.integers(0, sum(shares)),) * 2)))
    assert all(few <= many for few, many in zip(apportion(shares, less), apportion(shares, more), strict=True))


@given(shares=SHARES, data=st.data())
def test_nobody_is_a_whole_unit_below_what_is_due(shares: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(shares)))
    due = [share * total / sum(shares) for share in shares]
    assert all(got > exact - 1 for got, exact in zip(apportion(shares, total), due, strict=True))


def test_the_whole_gives_everybody_their_share() -> None:
    assert apportion((3, 5, 7), 15) == (3, 5, 7)


def test_more_than_the_whole_cannot_be_shared() -> None:
    with pytest.raises(ValueError, match="16 is more than the 15"):
        apportion((3, 5, 7), 16)
