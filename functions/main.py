"""The functions that are deployed: imported and listed here, and nothing else."""

from loyalty.entrypoints.appointments import accept_proposal, answer_appointment, list_requests
from loyalty.entrypoints.checkout import check_in, get_receipt, issue_code, join_clinic, record_purchase
from loyalty.entrypoints.hooks import ingest_treatments, stripe_events
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
from loyalty.entrypoints.lookups import find_patients, open_visit
from loyalty.entrypoints.memberships import change_membership, complete_treatment, grant_tier, publish_rule
from loyalty.entrypoints.reports import get_engagement, get_location_totals, get_revenue, list_receipts
from loyalty.entrypoints.schedules import deliver_notices, nightly_audit, refresh_tiers, sweep_points

__all__ = [
    "accept_proposal",
    "add_to_wallet",
    "adjust_points",
    "answer_appointment",
    "bank_points",
    "cancel_redemption",
    "change_membership",
    "check_in",
    "complete_treatment",
    "confirm_redemption",
    "decide_adjustment",
    "deliver_notices",
    "find_patients",
    "get_engagement",
    "get_location_totals",
    "get_receipt",
    "get_revenue",
    "grant_tier",
    "ingest_treatments",
    "issue_code",
    "join_clinic",
    "list_receipts",
    "list_requests",
    "nightly_audit",
    "open_visit",
    "publish_rule",
    "quote_redemption",
    "reassign_purchase",
    "record_purchase",
    "redeem_points",
    "redeem_reward",
    "refresh_tiers",
    "refund_purchase",
    "reissue_points",
    "request_confirmation",
    "stripe_events",
    "sweep_points",
    "undo_banking",
    "void_purchase",
]
