"""Whole ledgers read from a dictionary: the port `LedgerPages`, with Firestore's order and its silence on gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.support.clinic import Fields
from tests.support.memory import MemoryDocuments


class MemoryPages:
    """See the protocol `LedgerPages`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents
        self.documents_read = 0
        self._entries: tuple[tuple[int, int], list[tuple[str, str, Fields]]] = ((0, 0), [])

    def _seen(self, item: Any) -> Any:  # noqa: ANN401 - whatever was found
        """What is handed out, counted as the database counts it."""
        self.documents_read += 1
        return item

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
        yield from (self._seen(item) for item in self._within(f"clinics/{clinic_id}/patients") if item[0] > after)

    def account(self, clinic_id: str, patient_id: str) -> Fields | None:
        return self.look_up([f"clinics/{clinic_id}/patients/{patient_id}"])[0]

    def count_accounts(self, clinic_id: str, after: str = "") -> int:
        return len([name for name, _ in self._within(f"clinics/{clinic_id}/patients") if name > after])

    def look_up(self, paths: Sequence[str]) -> Sequence[Fields | None]:
        found = [self._documents._documents.get(path) for path in paths]
        return [self._seen(None if item is None else dict(item[0])) for item in found]

    def records(self, clinic_id: str, patient_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        yield from map(self._seen, self._within(f"clinics/{clinic_id}/patients/{patient_id}/{collection}"))

    def suspects(self, clinic_id: str) -> Iterator[str]:
        kept = self._within(f"clinics/{clinic_id}/account_proofs")
        wrong = [(fields["findings"], name) for name, fields in kept if fields.get("findings", 0) > 0]
        yield from (self._seen(name) for _, name in sorted(wrong))

    def entries(self, clinic_id: str, patient_id: str, after_revision: int = 0) -> Iterator[tuple[str, Fields]]:
        placed = [item for item in self.entries_by_id(clinic_id, patient_id) if "revision" in item[1]]
        for item in sorted(placed, key=lambda item: in_order(item[1]["revision"])):
            revision = item[1]["revision"]
            if not after_revision or (in_order(revision)[0] == 1 and revision > after_revision):
                yield self._seen(item)

    def entries_by_id(self, clinic_id: str, patient_id: str) -> Iterator[tuple[str, Fields]]:
        yield from self._within(f"clinics/{clinic_id}/patients/{patient_id}/entries")

    def entries_of_day(self, clinic_id: str, business_date: str) -> Iterator[tuple[str, str, Fields]]:
        for patient_id, entry_id, fields in self._every_entry(clinic_id):
            if fields.get("business_date") == business_date:
                yield self._seen((patient_id, entry_id, fields))

    def _every_entry(self, clinic_id: str) -> Iterator[tuple[str, str, Fields]]:
        """The entries that name the clinic, as a query over all patients finds them, also those without an account."""
        stands = self._documents._clock, len(self._documents._documents)
        if self._entries[0] != stands:
            paths = sorted(path for path in self._documents._documents if "/entries/" in path)
            found = [(path.split("/"), self._documents._documents[path][0]) for path in paths]
            every = [(parts[3], parts[5], dict(fields)) for parts, fields in found]
            self._entries = stands, every
        for patient_id, entry_id, fields in self._entries[1]:
            if fields.get("clinic_id") == clinic_id:
                yield patient_id, entry_id, dict(fields)

    def entries_from(self, clinic_id: str, from_on: str) -> Iterator[tuple[str, str, Fields]]:
        found = [one for one in self._every_entry(clinic_id) if str(one[2].get("business_date", "")) >= from_on]
        for one in sorted(found, key=lambda one: _business_date(one[2])):
            yield self._seen(one)

    def count_entries_from(self, clinic_id: str, from_on: str) -> int:
        return sum(str(one[2].get("business_date", "")) >= from_on for one in self._every_entry(clinic_id))

    def beside(self, clinic_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        yield from map(self._seen, self._within(f"clinics/{clinic_id}/{collection}"))

    def first_business_date(self, clinic_id: str) -> str | None:
        every = (str(fields.get("business_date", "")) for _, _, fields in self._every_entry(clinic_id))
        first = min(filter(None, every), default=None)
        self._seen(first)
        return first

    def ledger_days(self, clinic_id: str, after: str = "", most: int | None = None) -> Iterator[tuple[str, Fields]]:
        later = [item for item in self._within(f"clinics/{clinic_id}/ledger_days") if item[0] > after]
        yield from map(self._seen, later[:most])

    def count_ledger_days(self, clinic_id: str, after: str = "") -> int:
        return len([on for on, _ in self._within(f"clinics/{clinic_id}/ledger_days") if on > after])

    def last_ledger_day(self, clinic_id: str) -> Fields | None:
        days = (fields for _, fields in self._within(f"clinics/{clinic_id}/ledger_days"))
        last = max(days, key=_business_date, default=None)
        self._seen(last)
        return last

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
