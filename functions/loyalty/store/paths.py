"""Where each kind of document lives: every path of the database, spelled once."""

from __future__ import annotations

from typing import Any

from loyalty.domain.documents import Key

_CLINIC = "clinics/{}"
_PATIENT = "clinics/{}/patients/{}"

# By the name of the kind of value: a worker that never sees an audit's report need not load what it is made of.
PATHS: dict[str, str] = {
    "Clinic": _CLINIC,
    "Location": f"{_CLINIC}/locations/{{}}",
    "Staff": f"{_CLINIC}/staff/{{}}",
    "EarningRule": f"{_CLINIC}/rules/earning",
    "ExpiryRule": f"{_CLINIC}/rules/expiry",
    "RemindersRule": f"{_CLINIC}/rules/reminders",
    "CheckInRule": f"{_CLINIC}/rules/check_in",
    "RedemptionRule": f"{_CLINIC}/rules/redemption",
    "BankingRule": f"{_CLINIC}/rules/banking",
    "AdjustmentsRule": f"{_CLINIC}/rules/adjustments",
    "TiersRule": f"{_CLINIC}/rules/tiers",
    "MembershipsRule": f"{_CLINIC}/rules/memberships",
    "PublishedRule": f"{_CLINIC}/rules/{{}}",
    "PastRule": f"{_CLINIC}/rules/{{}}/history/{{}}",
    "Reward": f"{_CLINIC}/rewards/{{}}",
    "Account": _PATIENT,
    "Entry": f"{_PATIENT}/entries/{{}}",
    "Reversals": f"{_PATIENT}/reversals/{{}}",
    "ReceiptNumber": f"{_CLINIC}/receipt_numbers/{{}}",
    "RewardStock": f"{_CLINIC}/reward_stock/{{}}",
    "AdjustedToday": f"{_CLINIC}/adjusted_today/{{}}",
    "Adjustment": f"{_CLINIC}/adjustments/{{}}",
    "LedgerDay": f"{_CLINIC}/ledger_days/{{}}",
    "AuditReport": f"{_CLINIC}/audits/{{}}",
    "BroughtBalance": f"{_CLINIC}/brought_balances/{{}}",
    "Lookup": f"{_CLINIC}/lookups/{{}}",
    "LookupsLately": f"{_CLINIC}/lookups_lately/{{}}",
    "Appointment": f"{_CLINIC}/appointments/{{}}",
    "MembershipEvent": f"{_PATIENT}/membership_events/{{}}",
    "Treatment": f"{_PATIENT}/treatments/{{}}",
    "TierChange": f"{_PATIENT}/tier_changes/{{}}",
    "Visit": f"{_PATIENT}/visits/{{}}",
    "Notice": f"{_PATIENT}/notices/{{}}",
    "Preferences": f"{_PATIENT}/preferences/reminders",
}


def path_of(key: Key[Any]) -> str:
    """The document's path."""
    return PATHS[key.kind.__name__].format(*key.ids)
