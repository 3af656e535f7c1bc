"""Audiences of offers in Firestore: the port `Audiences`. Each question is one index, read in pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.reminders.offers import PlacedOffer
from loyalty.store.codec import Codec
from loyalty.store.decoding import decode
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import in_pages, refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot


class FirestoreAudiences:
    """See the protocol `Audiences`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def clinics(self) -> Iterator[str]:
        """See `Audiences`."""
        clinics = self._client.collection("clinics").order_by("__name__")
        yield from (found.id for page in in_pages(clinics, self._usage) for found in page)

    def offers(self, clinic_id: str) -> Sequence[str]:
        """See `Audiences`."""
        offers = self._client.collection(f"clinics/{clinic_id}/targeted_offers").order_by("__name__")
        return [found.id for page in in_pages(offers, self._usage) for found in page]

    def accounts(self, clinic_id: str) -> Iterator[Account]:
        """See `Audiences`."""
        patients = self._client.collection(f"clinics/{clinic_id}/patients").order_by("__name__")
        keys, codec = ClinicKeys(clinic_id), Codec({})
        for page in in_pages(patients, self._usage):
            yield from (codec.value_of(keys.account(one.id), one.to_dict() or {}) for one in page)

    def treated(self, clinic_id: str, service_id: str, from_on: date) -> Iterator[tuple[str, date]]:
        """See `Audiences`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        treatments = (
            self._client.collection_group("treatments")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("service_id", "==", service_id))
            .where(filter=FieldFilter("completed_on", ">=", from_on.isoformat()))
            .order_by("completed_on")
        )
        for page in in_pages(treatments, self._usage):
            for one in page:
                fields = one.to_dict() or {}
                if not fields.get("withdrawn", False):
                    yield one.reference.path.split("/")[3], date.fromisoformat(fields["completed_on"])

    def placed(self, clinic_id: str, offer_id: str) -> Iterator[PlacedOffer]:
        """See `Audiences`."""
        placed = self._client.collection(f"clinics/{clinic_id}/targeted_offers/{offer_id}/placed").order_by("__name__")
        for page in in_pages(placed, self._usage):
            yield from map(_placed, page)

    def standing(self, clinic_id: str, offer_id: str) -> Iterator[PlacedOffer]:
        """See `Audiences`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        placed = self._client.collection(f"clinics/{clinic_id}/targeted_offers/{offer_id}/placed")
        standing = placed.where(filter=FieldFilter("left_on", "==", None)).order_by("__name__")
        for page in in_pages(standing, self._usage):
            yield from map(_placed, page)

    def has_visited(self, clinic_id: str, patient_id: str, since: datetime, until: datetime) -> bool:
        """See `Audiences`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        visits = (
            self._client.collection(f"clinics/{clinic_id}/patients/{patient_id}/visits")
            .where(filter=FieldFilter("checked_in_at", ">=", since))
            .where(filter=FieldFilter("checked_in_at", "<", until))
            .order_by("checked_in_at")
        )
        with refuse_unavailable():
            found = list(visits.limit(1).stream())
        self._usage.add(documents_read=max(1, len(found)))
        return bool(found)


def _placed(snapshot: DocumentSnapshot[Any]) -> PlacedOffer:
    return decode(PlacedOffer, snapshot.to_dict() or {})
