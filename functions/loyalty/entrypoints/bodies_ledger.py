"""What callers may send to move points and wallet money: shapes and bounds, strict, and nothing unnamed."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, StringConstraints

from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.rules import NEVER_EARNING, TenderKind
from loyalty.entrypoints.bodies import AmountMinor, Body, Id, RequestId

MOST_POINTS = 10_000_000
Points = Annotated[int, Field(ge=1, le=MOST_POINTS)]
# Entries are named by request ids, and parts of an act by a request id and a word.
EntryId = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.(points|wallet|expiry))?$", max_length=80)
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def _not_none(points: int) -> int:
    if points == 0:
        raise ValueError("an adjustment is of at least one point")
    return points


def _own_money(tender: TenderKind) -> TenderKind:
    if tender in NEVER_EARNING:
        raise ValueError("only the patient's own money is paid in")
    return tender


class DeskBody(Body):
    """What every call of the desk about a patient names."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id


class RedeemPointsBody(DeskBody):
    """`redeem_points`."""

    visit_id: Id
    points: Points
    bill_minor: AmountMinor


class RedeemRewardBody(DeskBody):
    """`redeem_reward`."""

    visit_id: Id
    reward_id: Id


class QuoteRedemptionBody(Body):
    """`quote_redemption`."""

    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    bill_minor: AmountMinor | None = None


class CancelRedemptionBody(DeskBody):
    """`cancel_redemption`."""

    visit_id: Id
    redemption_id: EntryId
    text: Text


class RequestConfirmationBody(DeskBody):
    """`request_confirmation`."""

    visit_id: Id
    points: Points


class ConfirmRedemptionBody(Body):
    """`confirm_redemption`."""

    clinic_id: Id
    confirmation_id: RequestId
    approve: bool


class RefundLineBody(BaseModel):
    """What goes back of one tender."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    kind: Annotated[TenderKind, Strict(strict=False)]
    amount_minor: AmountMinor
    returned_as: Annotated[TenderKind, Strict(strict=False)] | None = None


class RefundPurchaseBody(DeskBody):
    """`refund_purchase`."""

    purchase_id: RequestId
    lines: Annotated[list[RefundLineBody], Field(min_length=1, max_length=6)]
    text: Text

    def named(self) -> dict[str, Any]:
        """Every field by its name."""
        lines = tuple(RefundLine(line.kind, line.amount_minor, line.returned_as) for line in self.lines)
        return {**dict(self), "lines": lines}


class VoidPurchaseBody(DeskBody):
    """`void_purchase`."""

    purchase_id: RequestId
    text: Text


class ReassignPurchaseBody(DeskBody):
    """`reassign_purchase`."""

    purchase_id: RequestId
    to_patient_id: Id
    text: Text


class AdjustPointsBody(DeskBody):
    """`adjust_points`."""

    points: Annotated[int, Field(ge=-MOST_POINTS, le=MOST_POINTS), AfterValidator(_not_none)]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    text: Text
    private_note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""


class DecideAdjustmentBody(DeskBody):
    """`decide_adjustment`."""

    adjustment_id: RequestId
    approve: bool


class ReissuePointsBody(DeskBody):
    """`reissue_points`."""

    expiry_id: EntryId
    points: Points
    text: Text


class AddToWalletBody(DeskBody):
    """`add_to_wallet`."""

    amount_minor: AmountMinor
    tender: Annotated[TenderKind, Strict(strict=False), AfterValidator(_own_money)] | None = None
    text: Text


class BankPointsBody(Body):
    """`bank_points`."""

    request_id: RequestId
    clinic_id: Id
    points: Points


class UndoBankingBody(Body):
    """`undo_banking`."""

    request_id: RequestId
    clinic_id: Id
    banking_id: RequestId
