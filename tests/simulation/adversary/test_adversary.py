"""Nobody gains value without money: a search finds nothing, and finds each known exploit where its rule is broken."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger import account, redemption, reversals
from loyalty.domain.ledger.uses import share_of
from loyalty.domain.ledger.wallet import lots as wallet_lots
from loyalty.domain.ledger.wallet.unbanking import TakenAsMoney
from loyalty.domain.program.memberships import resume
from loyalty.services.ledger.sales import AtSale
from loyalty.services.membership import memberships
from tests.simulation.adversary.plot import MOVES, play
from tests.support.counts import count

RUNS = count(250, 10_000)
SEARCHED = 2_000
Moves = list[tuple[str, int]]


def plots(names: tuple[str, ...] = tuple(MOVES)) -> st.SearchStrategy[Moves]:
    """Any moves of these names, in any order."""
    return st.lists(st.tuples(st.sampled_from(names), st.integers(0, 30)), min_size=8, max_size=24)


def test_a_desk_a_patient_and_a_manager_gain_nothing_beyond_what_the_rules_state() -> None:
    made: Counter[str] = Counter()

    @settings(max_examples=RUNS, suppress_health_check=list(HealthCheck))
    @given(plots())
    def searched(moves: Moves) -> None:
        made.update(play(moves))

    searched()
    assert [name for name in MOVES if not made[name]] == []


def search(names: tuple[str, ...]) -> None:
    """Search among these moves for value without money, in the same order each time."""
    first_found = settings(
        max_examples=SEARCHED,
        phases=(Phase.generate,),
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )

    @first_found
    @given(plots(names))
    def searched(moves: Moves) -> None:
        play(moves)

    searched()


def money_outlives_its_points(patch: pytest.MonkeyPatch) -> None:
    """Banked money is not taken with the points it was made of, can be used while they are owed, and nobody is told."""
    undoing = AtSale.undoing
    patch.setattr(AtSale, "undoing", lambda *found: replace(undoing(*found), minor_per_100_points=0))
    patch.setattr(reversals, "take_points_as_money", lambda held, *_: TakenAsMoney(held, (), 0))
    available = wallet_lots.available_minor
    patch.setattr(account, "available_minor", lambda lots, _, now: available(lots, 0, now))


def a_pause_brings_a_month(patch: pytest.MonkeyPatch) -> None:
    """A month begins anew on the day on which a pause ends."""

    def begun(known: Any, moment: Any, since: Any) -> Any:  # noqa: ANN401
        after = resume(known, moment, since)
        return replace(after, months_on=(moment.on, *(on for on in after.months_to_begin if on != moment.on)))

    patch.setattr(memberships, "resume", begun)


def each_redemption_has_its_own_half(patch: pytest.MonkeyPatch) -> None:
    """What points took off a bill before is forgotten."""
    patch.setattr(redemption, "left_of_bill", lambda _, by, bill, **__: share_of(bill, by))


EXPLOITS = {
    money_outlives_its_points: ("no value without money", ("pays", "banks", "refunds", "a day passes")),
    a_pause_brings_a_month: (
        "no value without money",
        ("enrol a membership", "rests for a day", "a day passes", "pays", "cancel a membership"),
    ),
    each_redemption_has_its_own_half: ("points pay their share of a bill", ("pays", "redeems", "cancels", "refunds")),
}


@pytest.mark.parametrize("plant", EXPLOITS, ids=lambda plant: plant.__name__)
def test_an_exploit_that_was_there_once_is_found_where_it_is_planted(
    plant: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen_as, names = EXPLOITS[plant]
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=seen_as):
        search(names)
