"""The last events of hooks in Firestore: the port `LastEvents`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from loyalty.domain.proof.health import PAYMENTS, RECORDS
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, Query


class FirestoreLastEvents:
    """See the protocol `LastEvents`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def of_payments(self, clinic_id: str) -> datetime | None:
        """See `LastEvents`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        return self._last(
            self._client.collection_group("membership_events")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("actor.role", "==", PAYMENTS))
            .order_by("recorded_at", direction="DESCENDING")
        )

    def of_records(self, clinic_id: str) -> datetime | None:
        """See `LastEvents`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        return self._last(
            self._client.collection_group("treatments")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("actor.role", "==", RECORDS))
            .order_by("recorded_at", direction="DESCENDING")
        )

    def _last(self, newest: Query) -> datetime | None:
        with refuse_unavailable():
            found = list(newest.limit(1).stream())
        self._usage.add(documents_read=len(found))
        return next((one.get("recorded_at") for one in found), None)
