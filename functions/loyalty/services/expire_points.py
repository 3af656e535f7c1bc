"""What has passed its last day leaves an account: the schedule's work, safe to do twice."""

from __future__ import annotations

from datetime import datetime

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Snapshots, Store, account_key, clinic_key
from loyalty.domain.entry import Actor, Request
from loyalty.domain.expiring import expire
from loyalty.domain.posting import Cause
from loyalty.services.acts import posted
from loyalty.services.checks import require_clinic

SCHEDULE = Actor("schedule", "schedule")
# The schedule makes its entries by their lots: there is no request to compare with.
_BY_ITSELF = Request("schedule", "")


def expire_points(store: Store, clinic_id: str, patient_id: str, now: datetime) -> int:
    """Expire what is due on one account; how many lots it was. An account without anything due is only read."""
    account_at = account_key(clinic_id, patient_id)

    def decide(docs: Snapshots) -> Decision[int]:
        clinic = require_clinic(docs, clinic_id)
        before = docs.require(account_at)
        cause = Cause("schedule", _BY_ITSELF, SCHEDULE, None, business_date(now, clinic.time_zone), now)
        account, entries = expire(before, clinic.currency, cause)
        writes = posted(clinic_id, patient_id, account, entries) if entries else ()
        return Decision(len(entries), writes)

    return store.transact((clinic_key(clinic_id), account_at), decide)
