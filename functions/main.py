"""The functions that are deployed: imported and listed here, and nothing else."""

from loyalty.entrypoints.appointments import accept_proposal, answer_appointment
from loyalty.entrypoints.checkout import check_in, get_receipt, issue_code, join_clinic, record_purchase
from loyalty.entrypoints.ledger import (
    add_to_wallet,
    adjust_points,
    bank_points,
    cancel_redemption,
    confirm_redemption,
    decide_adjustment,
    quote_redemption,
    reassign_purchase,
    redeem_points,
    redeem_reward,
    refund_purchase,
    reissue_points,
    request_confirmation,
    undo_banking,
    void_purchase,
)
from loyalty.entrypoints.reports import get_engagement, get_location_totals, get_revenue
from loyalty.entrypoints.schedules import deliver_notices, nightly_audit, sweep_points

__all__ = [
    "accept_proposal",
    "add_to_wallet",
    "adjust_points",
    "answer_appointment",
    "bank_points",
    "cancel_redemption",
    "check_in",
    "confirm_redemption",
    "decide_adjustment",
    "deliver_notices",
    "get_engagement",
    "get_location_totals",
    "get_receipt",
    "get_revenue",
    "issue_code",
    "join_clinic",
    "nightly_audit",
    "quote_redemption",
    "reassign_purchase",
    "record_purchase",
    "redeem_points",
    "redeem_reward",
    "refund_purchase",
    "reissue_points",
    "request_confirmation",
    "sweep_points",
    "undo_banking",
    "void_purchase",
]
