"""Accounts whose tier is due, found in Firestore by one index: the port `DueAccounts`; no query is unlimited."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.documents import Key
from loyalty.domain.keys import ClinicKeys
from loyalty.store.firestore.ledger import FirestoreDueAccounts

if TYPE_CHECKING:
    from google.cloud.firestore import Query


class FirestoreChangedAccounts(FirestoreDueAccounts):
    """See the protocol `DueAccounts`, of accounts whose tier, year or membership time has changed."""

    def _query(self, now: datetime) -> Query:
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        return (
            self._client.collection_group("patients")
            .where(filter=FieldFilter("tier_due_at", "<=", now))
            .order_by("tier_due_at")
        )

    def _keys(self, clinic_id: str) -> tuple[Key[Any], ...]:
        keys = ClinicKeys(clinic_id)
        return keys.clinic, keys.tiers, keys.memberships, keys.redemption, keys.expiry, keys.reminders
