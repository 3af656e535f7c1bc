"""The records below an account in a dictionary: the port `PatientRecords`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from loyalty.domain.ports import Record, Records
from loyalty.store.firestore.records import ORDERED_BY, RECORDED_AT, record_of
from tests.support.memory import MemoryDocuments


class MemoryPatientRecords:
    """See the protocol `PatientRecords`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def page(
        self, clinic_id: str, patient_id: str, of: Records[Record], before: tuple[datetime, str] | None, most: int
    ) -> Sequence[tuple[datetime, str, Record]]:
        within = f"clinics/{clinic_id}/patients/{patient_id}/{of.collection}/"
        by = ORDERED_BY.get(of.collection, RECORDED_AT)
        there = {
            (fields[by], path.removeprefix(within)): fields
            for path, fields in self._documents.all().items()
            if path.startswith(within)
        }
        in_order = sorted((place for place in there if before is None or place < before), reverse=True)
        return [(at, one, record_of(of, one, there[at, one])) for at, one in in_order[:most]]
