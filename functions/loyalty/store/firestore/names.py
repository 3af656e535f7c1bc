"""Lookups by name in Firestore: the port `PatientNames`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loyalty.domain.checkout.names import NamedPatient
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client


class FirestorePatientNames:
    """See the protocol `PatientNames`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def beginning(self, clinic_id: str, key: str, most: int) -> Sequence[NamedPatient]:
        """See `PatientNames`; only the needed fields of an account are read."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        named = self._client.collection(f"clinics/{clinic_id}/patients").where(
            filter=FieldFilter("name_keys", "array_contains", key)
        )
        with refuse_unavailable():
            found = list(named.select(["name", "active", "joined_at"]).limit(most).stream())
        self._usage.add(documents_read=len(found))
        return [NamedPatient(one.id, one.get("name"), one.get("active"), one.get("joined_at")) for one in found]
