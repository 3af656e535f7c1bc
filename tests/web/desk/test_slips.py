"""Hands that slip at the desk: no act that was not meant, and nothing typed is lost without a word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.counts import soaking
from tests.web.desk.slip_states import STATES, Slips
from tests.web.desk.slips import combinations, play
from tests.web.pages import Desk, shown
from tests.web.sheets import Arrive
from tests.web.world import World

EARNING = {"eligible_tenders": ["cash"], "rate_bp": 1000, "minor_per_point": 1}
# The slips that took money, or dropped an amount, before: those of `make test`.
KNOWN = (
    ("a receipt", "double-click on button 4"),
    ("the question about a second purchase", "Enter twice"),
    ("an amount", "the same code twice"),
    ("an amount", "another patient's code twice"),
    ("points to use", "Enter twice"),
)
PLAYED = combinations(STATES) if soaking() else KNOWN


@pytest.fixture(autouse=True)
def _asks_about_unusual_amounts(world: World) -> Iterator[None]:
    """The clinic asks about bills above $10,000."""
    world.set_rule("earning", **EARNING, unusual_above_minor=1_000_000)
    yield
    world.set_rule("earning", **EARNING)


@pytest.fixture
def slips(world: World, desk: Desk) -> Slips:
    """A manager's desk."""
    member = world.staff(role="manager")
    desk.sign_in(member)
    return Slips(world, desk, member, daria=member, elise=member)


@pytest.mark.parametrize("state", list(dict.fromkeys(state for state, _ in PLAYED)))
def test_no_slip_does_what_was_not_meant_or_loses_what_is_typed(slips: Slips, state: str) -> None:
    wrong = [play(slips, state, slip) for among, slip in PLAYED if among == state]
    assert [each for each in wrong if each] == []


def test_a_scan_right_after_the_last_digit_takes_none_of_them(arrive: Arrive, world: World, desk: Desk) -> None:
    patient = arrive()
    desk.type("85")
    desk.page.wait_for_timeout(150)
    desk.scan_by_keys(world.code(world.patient("Elise Roy")))
    desk.expect_patient("Elise Roy")
    assert f"{patient.name.split()[0]} R.: $85.00 not credited." in shown(desk.page)


def test_at_least_two_hundred_combinations_are_played_in_a_soak() -> None:
    played = combinations(STATES)
    assert len(set(played)) == len(played) >= 200
    assert set(KNOWN) <= set(played)
