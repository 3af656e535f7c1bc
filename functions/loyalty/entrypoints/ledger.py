"""Calls of the ledger: purchases, redemptions, refunds, adjustments, the wallet."""

from __future__ import annotations

from loyalty.entrypoints.endpoint import Call

CALLS = (
    Call("record_purchase", "ledger.record_purchase"),
    Call("refund_purchase", "ledger.refund_purchase"),
    Call("void_purchase", "ledger.void_purchase"),
    Call("reassign_purchase", "ledger.reassign_purchase"),
    Call("quote_redemption", "ledger.redemptions"),
    Call("redeem_points", "ledger.redemptions"),
    Call("redeem_reward", "ledger.redemptions"),
    Call("cancel_redemption", "ledger.redemptions"),
    Call("request_confirmation", "ledger.confirmations"),
    Call("confirm_redemption", "ledger.confirmations"),
    Call("adjust_points", "ledger.adjust_points"),
    Call("decide_adjustment", "ledger.adjust_points"),
    Call("reissue_points", "ledger.reissue_points"),
    Call("add_to_wallet", "ledger.add_to_wallet"),
    Call("reverse_credit", "ledger.reverse_credit"),
    Call("cash_out", "ledger.cash_out"),
    Call("undo_cash_out", "ledger.cash_out"),
    Call("bank_points", "ledger.bank_points"),
    Call("undo_banking", "ledger.bank_points"),
)
