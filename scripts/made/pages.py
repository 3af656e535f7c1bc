"""Pages of a clinic out of its documents by path: what a preview reads, each collection found once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Fields = Mapping[str, Any]


class MadePages:
    """See `PastPages`, over documents in a dictionary. `on_read` is called with each entry that is read."""

    def __init__(self, documents: Mapping[str, Fields], on_read: Callable[[], None] = lambda: None) -> None:
        self._on_read = on_read
        self._by_collection: defaultdict[str, list[tuple[str, Fields]]] = defaultdict(list)
        for path in sorted(documents):
            collection, _, name = path.rpartition("/")
            self._by_collection[collection].append((name, documents[path]))
        self._entries: defaultdict[str, list[tuple[str, str, Fields]]] = defaultdict(list)
        for collection, found in self._by_collection.items():
            parts = collection.split("/")
            if parts[-1] == "entries":
                self._entries[parts[1]] += [(parts[3], name, fields) for name, fields in found]
        for entries in self._entries.values():
            entries.sort(key=lambda one: str(one[2].get("business_date")))

    def count_entries_from(self, clinic_id: str, from_on: str) -> int:
        """See `PastPages`."""
        return sum(str(fields.get("business_date")) >= from_on for _, _, fields in self._entries[clinic_id])

    def first_business_date(self, clinic_id: str) -> str | None:
        """See `PastPages`."""
        return next((str(fields.get("business_date")) for _, _, fields in self._entries[clinic_id]), None)

    def entries_from(self, clinic_id: str, from_on: str) -> Iterator[tuple[str, str, Fields]]:
        """See `PastPages`."""
        for patient_id, entry_id, fields in self._entries[clinic_id]:
            if str(fields.get("business_date")) >= from_on:
                self._on_read()
                yield patient_id, entry_id, fields

    def accounts(self, clinic_id: str, after: str = "", together: int = 1) -> Iterator[tuple[str, Fields]]:  # noqa: ARG002
        """See `PastPages`."""
        return (found for found in self._by_collection[f"clinics/{clinic_id}/patients"] if found[0] > after)

    def records(self, clinic_id: str, patient_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        """See `PastPages`."""
        yield from self._by_collection.get(f"clinics/{clinic_id}/patients/{patient_id}/{collection}", ())

    def beside(self, clinic_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        """See `PastPages`."""
        yield from self._by_collection.get(f"clinics/{clinic_id}/{collection}", ())
