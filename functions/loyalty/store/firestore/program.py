"""Accounts whose tier is due, and those that new rules place: the ports `DueAccounts` and `PlacingAccounts`.

No query is unlimited.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.documents import Key
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import DueAccount
from loyalty.domain.program.placings import Placing
from loyalty.store.firestore.client import in_pages, refuse_unavailable
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


class FirestorePlacingAccounts(FirestoreChangedAccounts):
    """See the protocol `PlacingAccounts`."""

    def open_placings(self) -> Sequence[Key[Placing]]:
        """See `PlacingAccounts`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        waiting = self._client.collection_group("placings").where(filter=FieldFilter("finished_at", "==", None))
        found = [one for page in in_pages(waiting.order_by("__name__"), self._usage) for one in page]
        oldest_first = sorted(found, key=lambda one: one.get("asked_at"))
        return [Key(Placing, one.reference.path) for one in oldest_first]

    def count(self, clinic_id: str) -> int:
        """See `PlacingAccounts`."""
        counted: Any = self._client.collection(f"clinics/{clinic_id}/patients").count()
        with refuse_unavailable():
            return int(counted.get()[0][0].value)

    def page(self, clinic_id: str, after: str, most: int) -> Sequence[DueAccount]:
        """See `PlacingAccounts`."""
        patients = self._client.collection(f"clinics/{clinic_id}/patients").order_by("__name__")
        query = patients.start_after({"__name__": after}) if after else patients
        with refuse_unavailable():
            found = list(query.limit(most).stream())
        self._usage.add(documents_read=len(found))
        return [self._account(one) for one in found]
