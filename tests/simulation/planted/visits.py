"""Bugs to plant in visits, cash-outs, refunds into the wallet, treatments, zones and repeated requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger import extension, refunds
from loyalty.domain.ledger.wallet import cashing_out, paying_in
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.treatments import Treatment
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.rules import TenderKind
from loyalty.services.checkout import appointments
from loyalty.services.membership import subscriptions, withdraw_treatment
from tests.simulation.planted.planting import bug

HELD = ("spends_held_points_and_cancels", "cannot_come", "moves_a_visit", "is_expected", "buys")


@bug("a visit holds points until it", *HELD, members=True)
def a_cancelled_visit_goes_on_holding(patch: pytest.MonkeyPatch) -> None:
    """The last days stay as they were for the visit."""
    hold = extension.hold_for_appointment
    patch.setattr(appointments, "hold_for_appointment", lambda *said: hold(*said) if said[1] else None)


@bug("a lot keeps its|it comes back to where it was|a lot that has ended", *HELD, "manager_cancels", members=True)
def spent_points_stay_held(patch: pytest.MonkeyPatch) -> None:
    """Points that come back to an empty lot live as long as the cancelled visit had held them."""
    patch.setattr(appointments, "fall_back_spent", lambda account, *_: account)


@bug("a visit holds points until it", *HELD, members=True)
def a_visit_holds_without_its_margin(patch: pytest.MonkeyPatch) -> None:
    """The rule's days after the visit are forgotten."""
    patch.setattr(extension, "_until", lambda visit_on, _: visit_on)


@bug("all that was paid in is paid out", "pays_out", "fills_wallet", members=True)
def banked_and_granted_money_is_paid_out(patch: pytest.MonkeyPatch) -> None:
    """All that is live in the wallet goes out in cash."""
    patch.setattr(cashing_out, "_paid_in", lambda account, _: list(account.wallet_lots))
    patch.setattr(cashing_out, "CashOutDiffers", _require_nothing)


@bug("a refund into the wallet is as much as the tender gets back", "buys", "refunds_into_wallet", members=True)
def a_refund_into_the_wallet_is_paid_twice(patch: pytest.MonkeyPatch) -> None:
    """The wallet gets double what the tender had paid."""
    pay_in = paying_in.pay_in_refunded

    def doubled(account: Any, minor: Mapping[TenderKind, int], *said: Any) -> Any:  # noqa: ANN401
        return pay_in(account, {kind: 2 * paid for kind, paid in minor.items()}, *said)

    patch.setattr(refunds, "pay_in_refunded", doubled)


@bug("the same request is answered the same", "treats", "withdraws", members=True)
def a_treatment_that_comes_back_is_another(patch: pytest.MonkeyPatch) -> None:
    """It is kept under the request that moved it."""

    def noted(asked: Any, known: Treatment, _: object, tier_id: str | None) -> Treatment:  # noqa: ANN401
        return replace(known, request=asked.request, tier_id=tier_id, withdrawals=())

    patch.setattr(withdraw_treatment, "_noted", noted)


@bug("the same request is answered the same", "enrols", "thinks_better_of_it", "renews", members=True)
def an_act_that_was_undone_is_answered_as_undone(patch: pytest.MonkeyPatch) -> None:
    """The answer is what the record says today."""
    patch.setattr(MembershipEvent, "told", property(lambda event: event.what))


@bug("the business date is the clinic's", "moves_to_another_zone", "buys", "minutes_pass", "days_pass", members=True)
def entries_are_booked_on_closed_days(patch: pytest.MonkeyPatch) -> None:
    """The calendar alone says the date, though the day was closed before the clinic moved."""

    def today(clinic: Clinic, now: datetime) -> object:
        return business_date(now, clinic.time_zone)

    patch.setattr(Clinic, "today", today)


@bug("a subscription of others is not taken in", "hears_of_others", members=True)
def money_of_another_currency_is_taken(patch: pytest.MonkeyPatch) -> None:
    """Euros pay a plan in dollars."""
    membership = subscriptions._membership

    def taken(account: Any, docs: Any, event: Any, clinic: Clinic) -> Any:  # noqa: ANN401
        return membership(account, docs, replace(event, currency=clinic.currency), clinic)

    patch.setattr(subscriptions, "_membership", taken)


def _require_nothing(**_: object) -> Exception:
    raise AssertionError("all that was paid in is paid out: the sum differs")
