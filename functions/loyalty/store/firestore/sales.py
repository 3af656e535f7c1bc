"""Today's receipts in Firestore: the port `Sales`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.checkout.receipts_today import Sale
from loyalty.domain.ledger.entry import ACCRUAL
from loyalty.domain.program.accrual import Tender
from loyalty.store.decoding import decode
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentReference, DocumentSnapshot

BESIDE = ["name", "refunded_minor", "closed"]


class FirestoreSales:
    """See the protocol `Sales`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def since(self, clinic_id: str, location_id: str, begins_at: datetime, most: int) -> Sequence[Sale]:
        """See `Sales`: one query for the entries, one read for their patients and reversals."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        entries = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("location_id", "==", location_id))
            .where(filter=FieldFilter("kind", "==", ACCRUAL))
            .where(filter=FieldFilter("recorded_at", ">=", begins_at))
            .order_by("recorded_at", direction="DESCENDING")
        )
        with refuse_unavailable():
            found = list(entries.limit(most).stream())
        self._usage.add(documents_read=len(found))
        beside = self._beside(found) if found else {}
        return [_sale(entry, beside) for entry in found]

    def _beside(self, found: Sequence[DocumentSnapshot[Any]]) -> dict[str, Mapping[str, Any]]:
        """The accounts and reversals of the entries, by their paths."""
        wanted = {reference.path: reference for entry in found for reference in (_account(entry), _reversals(entry))}
        with refuse_unavailable():
            there = list(self._client.get_all(list(wanted.values()), field_paths=BESIDE))
        self._usage.add(documents_read=len(wanted))
        return {document.reference.path: document.to_dict() or {} for document in there}


def _account(entry: DocumentSnapshot[Any]) -> DocumentReference:
    account: DocumentReference = entry.reference.parent.parent
    return account


def _reversals(entry: DocumentSnapshot[Any]) -> DocumentReference:
    reversals: DocumentReference = _account(entry).collection("reversals").document(entry.id)
    return reversals


def _sale(entry: DocumentSnapshot[Any], beside: Mapping[str, Mapping[str, Any]]) -> Sale:
    account, reversals = _account(entry), beside.get(_reversals(entry).path, {})
    purchase = entry.get("purchase")
    return Sale(
        entry_id=entry.id,
        patient_id=account.id,
        name=str(beside.get(account.path, {}).get("name", "")),
        recorded_at=entry.get("recorded_at"),
        amount_minor=purchase["amount_minor"],
        points=entry.get("points"),
        tenders=tuple(decode(Tender, tender) for tender in purchase["tenders"]),
        receipt_number=purchase["receipt_number"],
        refunded_minor=reversals.get("refunded_minor", {}),
        closed=reversals.get("closed"),
    )
