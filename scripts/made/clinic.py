"""The made clinic's documents: the seeded clinic without bounds that its year would meet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scripts.seed.clinic import CALABASAS, CLINIC_ID, DESKS, ENCINO, MANAGER, OWNER, TIME_ZONE, clinic_documents

ZONE = ZoneInfo(TIME_ZONE)
ROOT = f"clinics/{CLINIC_ID}"
PLACES = (CALABASAS, ENCINO)
DESK_OF = {place: DESKS[place].uid for place in PLACES}
Fields = dict[str, Any]

# What one person may do alone, and how much a rule lets pass, is not what this clinic is for.
_LOOSE: Mapping[str, Mapping[str, Any]] = {
    "earning": {"eligible_tenders": ["cash", "card"], "unusual_above_minor": None},
    "banking": {"cash_out_below_minor": 2_000},
    "adjustments": {
        "daily_caps": {"front_desk": 1_000_000, "manager": 1_000_000, "owner": 1_000_000},
        "wallet_daily_caps_minor": {"front_desk": 0, "manager": 100_000_000, "owner": 100_000_000},
        "most_reissued_points_per_year": 1_000_000,
    },
}
_GOVERNANCE = {
    "purchase_minor": 1_000_000_000_000,
    "pay_in_minor": 1_000_000_000_000,
    "refund_otherwise_minor": 1_000_000_000_000,
    "late_refund_minor": 1_000_000_000_000,
    "unpaid_enrolments": 1_000,
    "unusual_times": 1_000,
}


def made_documents(opened_at: datetime) -> dict[str, Fields]:
    """Every document of the clinic but its patients, by path; each rule's first version is in its history."""
    documents = clinic_documents(opened_at)
    for rule, changes in _LOOSE.items():
        documents[f"{ROOT}/rules/{rule}"] |= changes
    envelope = {"version": 1, "updated_at": opened_at, "updated_by": OWNER.uid, "note": "as agreed"}
    documents[f"{ROOT}/rules/governance"] = {**_GOVERNANCE, **envelope}
    for path in [path for path in documents if path.startswith(f"{ROOT}/rules/") and "/history/" not in path]:
        documents[f"{path}/history/1"] = documents[path]
    for path in [path for path in documents if path.startswith(f"{ROOT}/rewards/")]:
        documents[path] = {**documents[path], "stock": None}
    return documents


def published(
    documents: Mapping[str, Mapping[str, Any]], rule: str, at: datetime, **changes: object
) -> dict[str, Fields]:
    """The documents of the next version of a rule, which has changes: the rule and its history."""
    path = f"{ROOT}/rules/{rule}"
    before = documents[path]
    version = before["version"] + 1
    after = {**before, **changes, "version": version, "updated_at": at, "updated_by": MANAGER.uid, "note": "changed"}
    return {path: after, f"{path}/history/{version}": after}
