"""Bugs to plant in what is taken back: banked money, bills that points lowered, what lapsed and what was forgiven."""

from __future__ import annotations

import pytest

from loyalty.domain.ledger import adjustments, refunds, reversals, sharing
from loyalty.domain.ledger.wallet import banking
from loyalty.domain.ledger.wallet.unbanking import TakenAsMoney
from tests.simulation import model
from tests.simulation.machine import GENEROUS
from tests.simulation.planted.planting import bug


@bug("a refund takes banked money", "banks", "refunds", "buys")
def banked_money_stays_with_who_owes_points(patch: pytest.MonkeyPatch) -> None:
    """The debt is made, and the money that points became is left."""
    patch.setattr(reversals, "take_points_as_money", lambda account, *_: TakenAsMoney(account, (), 0))


@bug("what lowered a bill goes back with its purchase", "lowers_a_bill_and_pays", "refunds", "buys")
def what_lowered_a_bill_is_gone(patch: pytest.MonkeyPatch) -> None:
    """The money goes back, the points do not."""
    patch.setattr(refunds, "_give_redemptions_back", lambda given, *_: given)


@bug("what had expired is not taken twice", "returns_much_later", "refunds", "buys", "days_pass")
def what_came_back_too_late_is_taken_again(patch: pytest.MonkeyPatch) -> None:
    """It lapsed, and is owed."""
    patch.setattr(refunds, "lapsed_of_lot", lambda *_: 0)


@bug("no more is reissued than was lost", "lets_points_run_out", "refunds", "reissues", "buys")
def what_was_forgiven_is_reissued(patch: pytest.MonkeyPatch) -> None:
    """Points from nothing."""
    patch.setattr(adjustments, "forgiven_points", lambda *_: 0)


def _share(patch: pytest.MonkeyPatch) -> None:
    """Points that come in join a lot wherever one has their life."""
    patch.setattr(sharing, "SHARED_FROM", 0)
    patch.setattr(model, "SHARED_FROM", 0)


@bug("what had expired is not taken twice|no more is reissued", "lets_points_run_out", "refunds", "buys")
def what_a_shared_lot_lost_is_forgiven_to_each_purchase(patch: pytest.MonkeyPatch) -> None:
    """Two purchases are in one lot, and each refund takes nothing for the same points."""
    _share(patch)
    patch.setattr(refunds, "forgive_shared", lambda account, *_: account)


@bug("the account knows what lapsed|nobody owes|the account's", "returns_much_later", "refunds", "buys", "days_pass")
def a_shared_lot_is_taken_back_with_the_first_of_its_purchases(patch: pytest.MonkeyPatch) -> None:
    """What lapses of the other purchases repays debt, though nobody has paid for it."""
    _share(patch)
    patch.setattr(refunds, "take_back_shared", lambda account, *_: (account, True))


@bug("a day's bankings keep to their number", "banks", "undoes_banking", "buys")
def an_undone_banking_does_not_count(patch: pytest.MonkeyPatch) -> None:
    """A patient banks and undoes as often as they like."""
    patch.setitem(GENEROUS["/rules/banking"], "most_bankings_per_day", 2)
    patch.setattr(banking, "_times_banked", lambda *_: 0)
