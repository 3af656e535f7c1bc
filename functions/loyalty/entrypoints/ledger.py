"""The callables that move points and wallet money after they were earned, and undo what was recorded.

A worker serves one function, so each imports its body and its service with its first call: a checkout does not wait for
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loyalty.entrypoints.endpoint import Call, answers, late

if TYPE_CHECKING:
    from loyalty.entrypoints import bodies_ledger as bodies


@answers(late("bodies_ledger", "QuoteRedemptionBody"))
def quote_redemption(call: Call[bodies.QuoteRedemptionBody]) -> object:
    """How many points could be used at a visit."""
    from loyalty.services.ledger import redemptions as service

    return service.quote_redemption(call.store, call.body.into(service.QuoteRedemption), call.caller)


@answers(late("bodies_ledger", "RedeemPointsBody"))
def redeem_points(call: Call[bodies.RedeemPointsBody]) -> object:
    """Points are used for money off a bill."""
    from loyalty.services.ledger import redemptions as service

    return service.redeem_points(call.store, call.body.into(service.RedeemPoints), call.caller)


@answers(late("bodies_ledger", "RedeemRewardBody"))
def redeem_reward(call: Call[bodies.RedeemRewardBody]) -> object:
    """Points are used for a reward."""
    from loyalty.services.ledger import redemptions as service

    return service.redeem_reward(call.store, call.body.into(service.RedeemReward), call.caller)


@answers(late("bodies_ledger", "CancelRedemptionBody"))
def cancel_redemption(call: Call[bodies.CancelRedemptionBody]) -> object:
    """A redemption is undone at its visit."""
    from loyalty.services.ledger import redemptions as service

    return service.cancel_redemption(call.store, call.body.into(service.CancelRedemption), call.caller)


@answers(late("bodies_ledger", "RequestConfirmationBody"))
def request_confirmation(call: Call[bodies.RequestConfirmationBody]) -> object:
    """The desk asks the patient to confirm many points."""
    from loyalty.services.ledger import confirmations as service

    return service.request_confirmation(call.store, call.body.into(service.RequestConfirmation), call.caller)


@answers(late("bodies_ledger", "ConfirmRedemptionBody"))
def confirm_redemption(call: Call[bodies.ConfirmRedemptionBody]) -> object:
    """The patient says yes or no."""
    from loyalty.services.ledger import confirmations as service

    return service.confirm_redemption(call.store, call.body.into(service.ConfirmRedemption), call.caller)


@answers(late("bodies_ledger", "RefundPurchaseBody"))
def refund_purchase(call: Call[bodies.RefundPurchaseBody]) -> object:
    """A purchase is refunded, in part or whole."""
    from loyalty.services.ledger import refund_purchase as service

    return service.refund_purchase(call.store, call.body.into(service.RefundPurchase), call.caller)


@answers(late("bodies_ledger", "VoidPurchaseBody"))
def void_purchase(call: Call[bodies.VoidPurchaseBody]) -> object:
    """A purchase is undone on its own day."""
    from loyalty.services.ledger import void_purchase as service

    return service.void_purchase(call.store, call.body.into(service.VoidPurchase), call.caller)


@answers(late("bodies_ledger", "ReassignPurchaseBody"))
def reassign_purchase(call: Call[bodies.ReassignPurchaseBody]) -> object:
    """A purchase moves to the patient whose it is."""
    from loyalty.services.ledger import reassign_purchase as service

    return service.reassign_purchase(call.store, call.body.into(service.ReassignPurchase), call.caller)


@answers(late("bodies_ledger", "AdjustPointsBody"))
def adjust_points(call: Call[bodies.AdjustPointsBody]) -> object:
    """Points are given or taken with a reason."""
    from loyalty.services.ledger import adjust_points as service

    return service.adjust_points(call.store, call.body.into(service.AdjustPoints), call.caller)


@answers(late("bodies_ledger", "DecideAdjustmentBody"))
def decide_adjustment(call: Call[bodies.DecideAdjustmentBody]) -> object:
    """A second person decides on a large adjustment."""
    from loyalty.services.ledger import adjust_points as service

    return service.decide_adjustment(call.store, call.body.into(service.DecideAdjustment), call.caller)


@answers(late("bodies_ledger", "ReissuePointsBody"))
def reissue_points(call: Call[bodies.ReissuePointsBody]) -> object:
    """Expired points are given a new life."""
    from loyalty.services.ledger import reissue_points as service

    return service.reissue_points(call.store, call.body.into(service.ReissuePoints), call.caller)


@answers(late("bodies_ledger", "AddToWalletBody"))
def add_to_wallet(call: Call[bodies.AddToWalletBody]) -> object:
    """Wallet money is granted or paid in."""
    from loyalty.services.ledger import add_to_wallet as service

    return service.add_to_wallet(call.store, call.body.into(service.AddToWallet), call.caller)


@answers(late("bodies_ledger", "BankPointsBody"))
def bank_points(call: Call[bodies.BankPointsBody]) -> object:
    """A patient turns points into wallet money."""
    from loyalty.services.ledger import bank_points as service

    return service.bank_points(call.store, call.body.into(service.BankPoints), call.caller)


@answers(late("bodies_ledger", "UndoBankingBody"))
def undo_banking(call: Call[bodies.UndoBankingBody]) -> object:
    """A patient turns banked money back into points."""
    from loyalty.services.ledger import bank_points as service

    return service.undo_banked(call.store, call.body.into(service.UndoBanking), call.caller)
