"""Whole ledgers read from a dictionary: the port `LedgerPages`, with Firestore's order and its silence on gaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.support.clinic import Fields
from tests.support.memory import MemoryDocuments


class MemoryPages:
    """See the protocol `LedgerPages`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def _within(self, collection: str) -> list[tuple[str, Fields]]:
        depth = collection.count("/") + 2
        found = [
            (path.rpartition("/")[2], dict(fields))
            for path, (fields, _) in self._documents._documents.items()
            if path.startswith(f"{collection}/") and path.count("/") + 1 == depth
        ]
        return sorted(found, key=lambda item: item[0])

    def clinics(self) -> Iterator[str]:
        yield from (name for name, _ in self._within("clinics"))

    def accounts(self, clinic_id: str, after: str = "") -> Iterator[tuple[str, Fields]]:
        yield from (item for item in self._within(f"clinics/{clinic_id}/patients") if item[0] > after)

    def account(self, clinic_id: str, patient_id: str) -> Fields | None:
        return dict(self._within(f"clinics/{clinic_id}/patients")).get(patient_id)

    def entries(self, clinic_id: str, patient_id: str, after_revision: int = 0) -> Iterator[tuple[str, Fields]]:
        placed = [item for item in self.entries_by_id(clinic_id, patient_id) if "revision" in item[1]]
        for item in sorted(placed, key=lambda item: in_order(item[1]["revision"])):
            revision = item[1]["revision"]
            if not after_revision or (in_order(revision)[0] == 1 and revision > after_revision):
                yield item

    def entries_by_id(self, clinic_id: str, patient_id: str) -> Iterator[tuple[str, Fields]]:
        yield from self._within(f"clinics/{clinic_id}/patients/{patient_id}/entries")

    def entries_of_day(self, clinic_id: str, business_date: str) -> Iterator[tuple[str, str, Fields]]:
        for patient_id, _ in self.accounts(clinic_id):
            for entry_id, fields in self.entries_by_id(clinic_id, patient_id):
                if fields.get("clinic_id") == clinic_id and fields.get("business_date") == business_date:
                    yield patient_id, entry_id, fields

    def first_business_date(self, clinic_id: str) -> str | None:
        of_accounts = (self.entries_by_id(clinic_id, patient_id) for patient_id, _ in self.accounts(clinic_id))
        every = (str(fields.get("business_date", "")) for entries in of_accounts for _, fields in entries)
        return min(filter(None, every), default=None)

    def ledger_days(self, clinic_id: str) -> Iterator[tuple[str, Fields]]:
        yield from self._within(f"clinics/{clinic_id}/ledger_days")

    def last_ledger_day(self, clinic_id: str) -> Fields | None:
        return max((fields for _, fields in self.ledger_days(clinic_id)), key=_business_date, default=None)

    def last_audit(self, clinic_id: str) -> Fields | None:
        audits = [fields for _, fields in self._within(f"clinics/{clinic_id}/audits")]
        return max(audits, key=lambda fields: fields["audited_at"], default=None)


def _business_date(fields: Fields) -> str:
    return str(fields["business_date"])


def in_order(value: Any) -> tuple[int, Any]:  # noqa: ANN401 - a corrupt document holds anything
    """Firestore's order of types: null, truth values, numbers, then whatever else."""
    if value is None:
        return -1, 0
    if isinstance(value, bool):
        return 0, value
    return (1, value) if isinstance(value, int | float) else (2, repr(value))
