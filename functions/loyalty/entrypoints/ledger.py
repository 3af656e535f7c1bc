"""Calls of the ledger: purchases, redemptions, refunds, adjustments, the wallet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loyalty.entrypoints.endpoint import Call

if TYPE_CHECKING:
    from loyalty.domain.ports import Redemptions, WaitingConfirmations
    from loyalty.entrypoints.backend import Backend
    from loyalty.services.ledger.approvals import ReadBody


def _waiting_confirmations(backend: Backend) -> WaitingConfirmations:
    from loyalty.store.firestore.ledger import FirestoreWaitingConfirmations

    return FirestoreWaitingConfirmations(backend.client, backend.usage)


def _redemptions(backend: Backend) -> Redemptions:
    from loyalty.store.firestore.checkout import FirestoreRedemptions

    return FirestoreRedemptions(backend.client, backend.usage)


def _read_body(_: Backend) -> ReadBody:
    from loyalty.entrypoints.bodies import read_body

    return read_body


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
    Call("decide_confirmation", "ledger.confirmations"),
    Call("list_confirmations", "ledger.confirmations", {"waiting_confirmations": _waiting_confirmations}),
    Call("request_approval", "ledger.approvals", {"read_body": _read_body}),
    Call("decide_approval", "ledger.approvals", {"read_body": _read_body}),
    Call("adjust_points", "ledger.adjust_points"),
    Call("decide_adjustment", "ledger.adjust_points"),
    Call("reissue_points", "ledger.reissue_points"),
    Call("add_to_wallet", "ledger.add_to_wallet"),
    Call("reverse_credit", "ledger.reverse_credit"),
    Call("list_undoable", "ledger.list_undoable", {"redemptions": _redemptions}),
    Call("cash_out", "ledger.cash_out"),
    Call("undo_cash_out", "ledger.cash_out"),
    Call("bank_points", "ledger.bank_points"),
    Call("undo_banking", "ledger.bank_points"),
)
