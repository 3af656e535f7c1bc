"""A sale that moves to another patient earns at most what it earned: a friend's tier makes nothing more of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.rules import TenderKind
from tests.ledger.alone.two_people import AloneDesk
from tests.ledger.at_the_desk import BO
from tests.proof.history import findings
from tests.support.clinic import NOW, PATIENT, cash

PLANS = st.sampled_from([None, "monthly", "yearly"])


def test_a_sale_moved_to_a_friend_of_the_fourfold_tier_earns_what_it_earned(alone: AloneDesk) -> None:
    alone.member("enrol", "yearly", TenderKind.CARD, patient_id=BO)
    bought = alone.pay(*cash(500_000))
    moved = alone.reassign(bought.entry_id, BO)
    assert (bought.points, moved.receipt.points) == (50_000, 50_000)
    assert findings(alone.documents) == ()


@given(held=PLANS, friend=PLANS, amount_minor=st.integers(1, 90_000), back=st.booleans())
def test_a_sale_never_gains_by_moving(held: str | None, friend: str | None, amount_minor: int, back: bool) -> None:  # noqa: FBT001
    desk = AloneDesk()
    for patient_id, plan_id in ((PATIENT, held), (BO, friend)):
        if plan_id:
            desk.member("enrol", plan_id, TenderKind.CARD, patient_id=patient_id)
    bought = desk.pay(*cash(amount_minor))
    moved = desk.reassign(bought.entry_id, BO)
    if back:
        moved = desk.reassign(moved.receipt.entry_id, PATIENT, patient_id=BO, now=NOW)
    last = desk.reassign(moved.receipt.entry_id, BO) if back else moved
    before, after = (_earned(desk, entry_id) for entry_id in (bought.entry_id, last.receipt.entry_id))
    assert after <= before
    assert findings(desk.documents) == ()


def _earned(desk: AloneDesk, entry_id: str) -> Fraction:
    """The points of an accrual before rounding, and without the parts of a point that the account had."""
    (entry,) = [
        fields
        for path, fields in desk.documents.all().items()
        if path.endswith(f"/entries/{entry_id}") and fields["kind"] == "accrual"
    ]
    why: dict[str, Any] = entry["why"]
    return Fraction(why["eligible_minor"] * why["rate_bp"], 10_000 * why["minor_per_point"]) * _fraction(
        why["multiplier"]
    )


def _fraction(said: Any) -> Fraction:  # noqa: ANN401 - text, or two numbers
    return Fraction(said) if isinstance(said, str) else Fraction(**said)
