"""Whole ledgers read in pages from Firestore: the port `LedgerPages`. Every query has a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from loyalty.store.documents import Fields

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot, Query

PAGE = 300
# One account holds up to 500 lots, so only a few accounts are in memory at once.
ACCOUNTS = 10


class FirestorePages:
    """See the protocol `LedgerPages`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def clinics(self) -> Iterator[str]:
        """See `LedgerPages`."""
        yield from (found.id for found in _documents_of(self._client.collection("clinics").order_by("__name__")))

    def accounts(self, clinic_id: str, after: str = "", together: int = ACCOUNTS) -> Iterator[tuple[str, Fields]]:
        """See `LedgerPages`, and `PastPages`."""
        patients = self._client.collection(f"clinics/{clinic_id}/patients").order_by("__name__")
        yield from _fields_by_id(patients.start_after({"__name__": after}) if after else patients, together)

    def account(self, clinic_id: str, patient_id: str) -> Fields | None:
        """See `LedgerPages`."""
        found: dict[str, Any] | None = (
            self._client.collection(f"clinics/{clinic_id}/patients").document(patient_id).get().to_dict()
        )
        return found

    def count_accounts(self, clinic_id: str, after: str = "") -> int:
        """See `LedgerPages`. A count costs one read for each thousand."""
        patients = self._client.collection(f"clinics/{clinic_id}/patients").order_by("__name__")
        return _count(patients.start_after({"__name__": after}) if after else patients)

    def look_up(self, paths: Sequence[str]) -> Sequence[Fields | None]:
        """See `LedgerPages`."""
        if not paths:
            return []
        references = [self._client.document(path) for path in paths]
        found = {one.reference.path: one.to_dict() for one in self._client.get_all(references)}
        return [found[path] for path in paths]

    def records(self, clinic_id: str, patient_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        """See `LedgerPages`."""
        path = f"clinics/{clinic_id}/patients/{patient_id}"
        queries = {
            "tier_changes": self._client.collection(f"{path}/tier_changes").order_by("__name__"),
            "membership_events": self._client.collection(f"{path}/membership_events").order_by("__name__"),
            "treatments": self._client.collection(f"{path}/treatments").order_by("__name__"),
            "visits": self._client.collection(f"{path}/visits").order_by("__name__"),
        }
        yield from _fields_by_id(queries[collection])

    def suspects(self, clinic_id: str) -> Iterator[str]:
        """See `LedgerPages`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        proofs = self._client.collection(f"clinics/{clinic_id}/account_proofs")
        wrong = proofs.where(filter=FieldFilter("findings", ">", 0)).order_by("findings")
        yield from (found.id for found in _documents_of(wrong))

    def entries(self, clinic_id: str, patient_id: str, after_revision: int = 0) -> Iterator[tuple[str, Fields]]:
        """See `LedgerPages`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        entries = self._client.collection(f"clinics/{clinic_id}/patients/{patient_id}/entries")
        if after_revision:
            later = entries.where(filter=FieldFilter("revision", ">", after_revision))
            yield from _fields_by_id(later.order_by("revision"))
        else:
            yield from _fields_by_id(entries.order_by("revision"))

    def entries_by_id(self, clinic_id: str, patient_id: str) -> Iterator[tuple[str, Fields]]:
        """See `LedgerPages`."""
        path = f"clinics/{clinic_id}/patients/{patient_id}"
        yield from _fields_by_id(self._client.collection(f"{path}/entries").order_by("__name__"))

    def entries_of_day(self, clinic_id: str, business_date: str) -> Iterator[tuple[str, str, Fields]]:
        """See `LedgerPages`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        entries = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("business_date", "==", business_date))
            .order_by("__name__")
        )
        for found in _documents_of(entries):
            yield found.reference.parent.parent.id, found.id, found.to_dict() or {}

    def entries_from(self, clinic_id: str, from_on: str) -> Iterator[tuple[str, str, Fields]]:
        """See `PastPages`; by business date, along the index of closings, and without the library's own values."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        from loyalty.store.firestore.wire import FirestoreWire  # noqa: PLC0415 - loaded with the client

        wire = FirestoreWire(self._client)
        entries = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("business_date", ">=", from_on))
            .order_by("business_date")
            .order_by("__name__")
            .limit(PAGE)
        )
        while True:
            page = list(wire.find(entries))
            for path, fields in page:
                _, _, _, patient_id, _, entry_id = path.split("/")
                yield patient_id, entry_id, fields
            if len(page) < PAGE:
                return
            path, fields = page[-1]
            last = {"business_date": fields["business_date"], "__name__": self._client.document(path)}
            entries = entries.start_after(last)

    def count_entries_from(self, clinic_id: str, from_on: str) -> int:
        """See `PastPages`. A count costs one read for each thousand."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        entries = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("business_date", ">=", from_on))
            .order_by("business_date")
        )
        return _count(entries)

    def beside(self, clinic_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        """See `PastPages`."""
        queries = {
            "appointments": self._client.collection(f"clinics/{clinic_id}/appointments").order_by("__name__"),
            "rewards": self._client.collection(f"clinics/{clinic_id}/rewards").order_by("__name__"),
        }
        yield from _fields_by_id(queries[collection])

    def first_business_date(self, clinic_id: str) -> str | None:
        """See `LedgerPages`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        first = _first_of(
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("business_date", ">", ""))
            .order_by("business_date")
        )
        return None if first is None else str(first["business_date"])

    def ledger_days(self, clinic_id: str, after: str = "", most: int | None = None) -> Iterator[tuple[str, Fields]]:
        """See `LedgerPages`."""
        days = self._client.collection(f"clinics/{clinic_id}/ledger_days").order_by("__name__")
        size = PAGE if most is None else max(1, min(most, PAGE))
        found = _fields_by_id(days.start_after({"__name__": after}) if after else days, size)
        yield from islice(found, most)

    def count_ledger_days(self, clinic_id: str, after: str = "") -> int:
        """See `LedgerPages`."""
        days = self._client.collection(f"clinics/{clinic_id}/ledger_days").order_by("__name__")
        return _count(days.start_after({"__name__": after}) if after else days)

    def last_ledger_day(self, clinic_id: str) -> Fields | None:
        """See `LedgerPages`."""
        days = self._client.collection(f"clinics/{clinic_id}/ledger_days")
        return _first_of(days.order_by("business_date", direction="DESCENDING"))

    def last_audit(self, clinic_id: str) -> Fields | None:
        """See `LedgerPages`."""
        audits = self._client.collection(f"clinics/{clinic_id}/audits")
        return _first_of(audits.order_by("audited_at", direction="DESCENDING"))


def _documents_of(query: Query, size: int = PAGE) -> Iterator[DocumentSnapshot[Any]]:
    while True:
        page = list(query.limit(size).stream())
        yield from page
        if len(page) < size:
            return
        query = query.start_after(page[-1])


def _fields_by_id(query: Query, size: int = PAGE) -> Iterator[tuple[str, Fields]]:
    for found in _documents_of(query, size):
        yield found.id, found.to_dict() or {}


def _count(query: Query) -> int:
    counted: Any = query.count()
    return int(counted.get()[0][0].value)


def _first_of(query: Query) -> Fields | None:
    return next((found.to_dict() for found in query.limit(1).stream()), None)
