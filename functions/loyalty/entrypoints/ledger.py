"""The callables that move points and wallet money after they were earned, and undo what was recorded."""

from __future__ import annotations

from loyalty.entrypoints import bodies_ledger as bodies
from loyalty.entrypoints.calls import Call, answers
from loyalty.services import add_to_wallet as wallets
from loyalty.services import adjust_points as adjustments
from loyalty.services import bank_points as banking
from loyalty.services import confirmations, redemptions
from loyalty.services import reassign_purchase as reassigning
from loyalty.services import refund_purchase as refunds
from loyalty.services import reissue_points as reissues
from loyalty.services import void_purchase as voids


@answers(bodies.QuoteRedemptionBody)
def quote_redemption(call: Call[bodies.QuoteRedemptionBody]) -> object:
    """How many points could be used at a visit."""
    return redemptions.quote_redemption(call.store, call.body.value(), call.caller)


@answers(bodies.RedeemPointsBody)
def redeem_points(call: Call[bodies.RedeemPointsBody]) -> object:
    """Points are used for money off a bill."""
    return redemptions.redeem_points(call.store, call.body.value(), call.caller)


@answers(bodies.RedeemRewardBody)
def redeem_reward(call: Call[bodies.RedeemRewardBody]) -> object:
    """Points are used for a reward."""
    return redemptions.redeem_reward(call.store, call.body.value(), call.caller)


@answers(bodies.CancelRedemptionBody)
def cancel_redemption(call: Call[bodies.CancelRedemptionBody]) -> object:
    """A redemption is undone at its visit."""
    return redemptions.cancel_redemption(call.store, call.body.value(), call.caller)


@answers(bodies.RequestConfirmationBody)
def request_confirmation(call: Call[bodies.RequestConfirmationBody]) -> object:
    """The desk asks the patient to confirm many points."""
    return confirmations.request_confirmation(call.store, call.body.value(), call.caller)


@answers(bodies.ConfirmRedemptionBody)
def confirm_redemption(call: Call[bodies.ConfirmRedemptionBody]) -> object:
    """The patient says yes or no."""
    return confirmations.confirm_redemption(call.store, call.body.value(), call.caller)


@answers(bodies.RefundPurchaseBody)
def refund_purchase(call: Call[bodies.RefundPurchaseBody]) -> object:
    """A purchase is refunded, in part or whole."""
    return refunds.refund_purchase(call.store, call.body.value(), call.caller)


@answers(bodies.VoidPurchaseBody)
def void_purchase(call: Call[bodies.VoidPurchaseBody]) -> object:
    """A purchase is undone on its own day."""
    return voids.void_purchase(call.store, call.body.value(), call.caller)


@answers(bodies.ReassignPurchaseBody)
def reassign_purchase(call: Call[bodies.ReassignPurchaseBody]) -> object:
    """A purchase moves to the patient whose it is."""
    return reassigning.reassign_purchase(call.store, call.body.value(), call.caller)


@answers(bodies.AdjustPointsBody)
def adjust_points(call: Call[bodies.AdjustPointsBody]) -> object:
    """Points are given or taken with a reason."""
    return adjustments.adjust_points(call.store, call.body.value(), call.caller)


@answers(bodies.DecideAdjustmentBody)
def decide_adjustment(call: Call[bodies.DecideAdjustmentBody]) -> object:
    """A second person decides on a large adjustment."""
    return adjustments.decide_adjustment(call.store, call.body.value(), call.caller)


@answers(bodies.ReissuePointsBody)
def reissue_points(call: Call[bodies.ReissuePointsBody]) -> object:
    """Expired points are given a new life."""
    return reissues.reissue_points(call.store, call.body.value(), call.caller)


@answers(bodies.AddToWalletBody)
def add_to_wallet(call: Call[bodies.AddToWalletBody]) -> object:
    """Wallet money is granted or paid in."""
    return wallets.add_to_wallet(call.store, call.body.value(), call.caller)


@answers(bodies.BankPointsBody)
def bank_points(call: Call[bodies.BankPointsBody]) -> object:
    """A patient turns points into wallet money."""
    return banking.bank_points(call.store, call.body.value(), call.caller)


@answers(bodies.UndoBankingBody)
def undo_banking(call: Call[bodies.UndoBankingBody]) -> object:
    """A patient turns banked money back into points."""
    return banking.undo_banked(call.store, call.body.value(), call.caller)
