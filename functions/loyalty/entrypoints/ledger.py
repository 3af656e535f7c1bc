"""Calls of the ledger: purchases, redemptions, refunds, adjustments, the wallet."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from loyalty.entrypoints.endpoint import Call

if TYPE_CHECKING:
    from loyalty.domain.ports import LatestActs, PastEntries, WaitingAdjustments, WaitingConfirmations
    from loyalty.entrypoints.backend import Backend
    from loyalty.services.ledger.approvals import BoundedActs, ReadBody

READ_ID_BYTES = 12


def _waiting_confirmations(backend: Backend) -> WaitingConfirmations:
    from loyalty.store.firestore.ledger import FirestoreWaitingConfirmations

    return FirestoreWaitingConfirmations(backend.client, backend.usage)


def _waiting_adjustments(backend: Backend) -> WaitingAdjustments:
    from loyalty.store.firestore.ledger import FirestoreWaitingAdjustments

    return FirestoreWaitingAdjustments(backend.client, backend.usage)


def _latest_acts(backend: Backend) -> LatestActs:
    from loyalty.store.firestore.ledger import FirestoreLatestActs

    return FirestoreLatestActs(backend.client, backend.usage)


def _past(backend: Backend) -> PastEntries:
    from loyalty.store.firestore.ledger import FirestorePastEntries

    return FirestorePastEntries(backend.client, backend.usage)


def _read_id(_: Backend) -> str:
    return secrets.token_hex(READ_ID_BYTES)


def _read_body(_: Backend) -> ReadBody:
    from loyalty.entrypoints.bodies import read_body

    return read_body


def _bounded_acts(_: Backend) -> BoundedActs:
    return bounded_acts()


def bounded_acts() -> BoundedActs:
    """The acts that a second person is asked for beyond a bound; they are of several rooms."""
    from loyalty.services.ledger import add_to_wallet, record_purchase, refund_purchase
    from loyalty.services.ledger.approvals import BoundedAct
    from loyalty.services.membership import memberships

    return {
        "record_purchase": BoundedAct(
            record_purchase.RecordPurchase,
            record_purchase.record_purchase,
            lambda body: sum(tender.amount_minor for tender in body.tenders),
        ),
        "add_to_wallet": BoundedAct(
            add_to_wallet.AddToWallet, add_to_wallet.add_to_wallet, lambda body: int(body.amount_minor)
        ),
        "refund_purchase": BoundedAct(
            refund_purchase.RefundPurchase,
            refund_purchase.refund_purchase,
            lambda body: sum(line.amount_minor for line in body.lines),
        ),
        "change_membership": BoundedAct(memberships.ChangeMembership, memberships.change_membership, lambda _: 0),
    }


ASKING = {"acts": _bounded_acts, "read_body": _read_body}

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
    Call("request_approval", "ledger.approvals", ASKING),
    Call("decide_approval", "ledger.approvals", ASKING),
    Call("adjust_points", "ledger.adjust_points"),
    Call("decide_adjustment", "ledger.adjust_points"),
    Call("list_adjustments", "ledger.adjust_points", {"waiting_adjustments": _waiting_adjustments}),
    Call("reissue_points", "ledger.reissue_points"),
    Call("add_to_wallet", "ledger.add_to_wallet"),
    Call("reverse_credit", "ledger.reverse_credit"),
    Call("list_undoable", "ledger.list_undoable", {"latest_acts": _latest_acts, "read_id": _read_id}),
    Call("list_purchases", "ledger.list_past", {"past": _past, "read_id": _read_id}),
    Call("list_expired_points", "ledger.list_past", {"past": _past, "read_id": _read_id}),
    Call("quote_cash_out", "ledger.cash_out"),
    Call("cash_out", "ledger.cash_out"),
    Call("undo_cash_out", "ledger.cash_out"),
    Call("bank_points", "ledger.bank_points"),
    Call("undo_banking", "ledger.bank_points"),
)
