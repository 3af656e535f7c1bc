"""Records below a patient's account in Firestore, a page of a collection at a time: the port `PatientRecords`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ports import Record, Records
from loyalty.store.codec import entry_of
from loyalty.store.decoding import decode
from loyalty.store.documents import Fields, Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, Query

# The instant by which a collection is in order, where it is not the record's own.
ORDERED_BY = {"visits": "checked_in_at", "notices": "created_at"}
RECORDED_AT = "recorded_at"


class FirestorePatientRecords:
    """See the protocol `PatientRecords`: one question for a page."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def page(
        self, clinic_id: str, patient_id: str, of: Records[Record], before: tuple[datetime, str] | None, most: int
    ) -> Sequence[tuple[datetime, str, Record]]:
        """See `PatientRecords`."""
        patient = f"clinics/{clinic_id}/patients/{patient_id}"
        asked, by = self._newest_first(patient, of.collection), ORDERED_BY.get(of.collection, RECORDED_AT)
        if before is not None:
            at, record_id = before
            last = self._client.document(f"{patient}/{of.collection}/{record_id}")
            asked = asked.start_after({by: at, "__name__": last})
        with refuse_unavailable():
            found = list(asked.limit(most).stream())
        self._usage.add(documents_read=len(found))
        return [(one.get(by), one.id, record_of(of, one.id, one.to_dict() or {})) for one in found]

    def _newest_first(self, patient: str, collection: str) -> Query:
        """The query of a collection: each is spelled out, so that a test finds its index."""
        within = self._client.document(patient)
        match collection:
            case "entries":
                newest = within.collection("entries").order_by("recorded_at", direction="DESCENDING")
            case "visits":
                newest = within.collection("visits").order_by("checked_in_at", direction="DESCENDING")
            case "treatments":
                newest = within.collection("treatments").order_by("recorded_at", direction="DESCENDING")
            case "notices":
                newest = within.collection("notices").order_by("created_at", direction="DESCENDING")
            case "tier_changes":
                newest = within.collection("tier_changes").order_by("recorded_at", direction="DESCENDING")
            case "membership_events":
                newest = within.collection("membership_events").order_by("recorded_at", direction="DESCENDING")
            case _:
                newest = within.collection("closings").order_by("recorded_at", direction="DESCENDING")
        ordered: Query = newest.order_by("__name__", direction="DESCENDING")
        return ordered


def record_of(of: Records[Record], record_id: str, fields: Fields) -> Record:
    """The record of a document; an entry's id is not among its fields."""
    if of.kind is Entry:
        return cast("Record", entry_of(record_id, fields))
    return decode(of.kind, fields)
