"""Bugs to plant in memberships: months given twice or for nothing, and what an undone act leaves behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loyalty.domain.ledger import bonus
from loyalty.domain.ledger.reversals import claw
from loyalty.domain.program import bonus_months
from loyalty.domain.program.memberships import Membership, Moment, resume
from loyalty.services.membership import memberships
from tests.simulation.planted.planting import bug


@bug("a month of a membership gives its points once", "hears", "gives_months", "enrols", "buys", members=True)
def a_month_that_was_given_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Its name is not kept, and its points come under another each time."""
    patch.setattr(bonus, "_remember", lambda account, _: account)
    numbers = iter(range(1_000_000))
    patch.setattr(bonus, "_entry_id", lambda _, month: f"{month.name}-{next(numbers)}")


@bug("no more months give points than were paid", "enrols", "rests", "gives_months", "buys", members=True)
def a_pause_brings_a_month(patch: pytest.MonkeyPatch) -> None:
    """The day after a rest begins a month of its own."""

    def begun(held: Membership, moment: Moment, since: date) -> Membership:
        after = resume(held, moment, since)
        return replace(after, months_on=(moment.on, *(on for on in after.months_to_begin if on != moment.on)))

    patch.setattr(memberships, "resume", begun)


@bug("no more months give points than were paid", "hears", "gives_months", "buys", members=True)
def every_event_of_a_provider_is_a_months_payment(patch: pytest.MonkeyPatch) -> None:
    """Months go on without an end to what is paid."""
    paid = bonus_months._paid_months

    def unending(stretch: Any, until: date) -> Iterable[date]:  # noqa: ANN401
        return paid(replace(stretch, paid_until_on=stretch.paid_until_on + timedelta(days=400)), until)

    patch.setattr(bonus_months, "_paid_months", unending)


@bug("no more months give points than were paid", "enrols", "thinks_better_of_it", "buys", members=True)
def an_undone_enrolment_leaves_its_points(patch: pytest.MonkeyPatch) -> None:
    """The membership is gone, its first month is not."""
    patch.setattr(memberships, "take_back_bonuses", lambda account, *_: (account, ()))


@bug(
    "a refund takes banked money|who owes points holds nothing that points became",
    "banks_a_months_points_and_undoes",
    "buys",
    members=True,
)
def a_months_points_outlive_it_as_money(patch: pytest.MonkeyPatch) -> None:
    """As they once did."""
    patch.setattr(bonus, "claw", lambda *found: replace(claw(*found), wallet_draws=()))
