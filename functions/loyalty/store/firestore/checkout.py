"""Questions of the counter to Firestore: patients by name, appointments, receipts, the week's work.

The ports `PatientNames`, `OpenRequests`, `ComingVisits`, `Sales` and `Engagements`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.checkout.appointments import ACCEPTED, OPEN
from loyalty.domain.checkout.coming_visits import ComingVisit
from loyalty.domain.checkout.engagement import Done, Week
from loyalty.domain.checkout.names import NamedPatient
from loyalty.domain.checkout.open_requests import OpenRequest
from loyalty.domain.checkout.receipts_today import Sale
from loyalty.domain.ledger.entry import ACCRUAL, REDEMPTION
from loyalty.domain.program.accrual import Tender
from loyalty.store.decoding import decode
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import in_pages, refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentReference, DocumentSnapshot, Query

BESIDE = ["name", "refunded_minor", "closed"]
THREADS = 16
ENROLLED = "enrolled"
UNDOING = ["cancel", "void"]


class FirestorePatientNames:
    """See the protocol `PatientNames`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def named(self, clinic_id: str, keys: Sequence[str], most: int) -> Sequence[NamedPatient]:
        """See `PatientNames`; the keys are asked side by side, and of an account no more is read than is needed."""
        with ThreadPoolExecutor(len(keys)) as pool, refuse_unavailable():
            found = list(pool.map(lambda key: self._with_key(clinic_id, key, most), keys))
        self._usage.add(documents_read=sum(map(len, found)))
        return list({one.id: _named(one) for group in found for one in group}.values())

    def _with_key(self, clinic_id: str, key: str, most: int) -> list[DocumentSnapshot[Any]]:
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        named = (
            self._client.collection(f"clinics/{clinic_id}/patients")
            .where(filter=FieldFilter("name_keys", "array_contains", key))
            .order_by("seen_on", direction="DESCENDING")
            .order_by("joined_at")
        )
        return list(named.select(["name", "active", "joined_at", "seen_on"]).limit(most).stream())


def _named(one: DocumentSnapshot[Any]) -> NamedPatient:
    seen_on = one.get("seen_on")
    return NamedPatient(
        one.id,
        one.get("name"),
        active=one.get("active"),
        joined_at=one.get("joined_at"),
        seen_on=date.fromisoformat(seen_on) if seen_on else None,
    )


class FirestoreOpenRequests:
    """See the protocol `OpenRequests`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def at(
        self, clinic_id: str, location_id: str, after: tuple[datetime, str] | None, most: int
    ) -> Sequence[OpenRequest]:
        """See `OpenRequests`: one question for the appointments, and one for the names."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        asked = (
            self._client.collection(f"clinics/{clinic_id}/appointments")
            .where(filter=FieldFilter("location_id", "==", location_id))
            .where(filter=FieldFilter("state", "in", sorted(OPEN)))
            .order_by("asked_at")
            .order_by("__name__")
        )
        if after is not None:
            asked_at, appointment_id = after
            last = self._client.document(f"clinics/{clinic_id}/appointments/{appointment_id}")
            asked = asked.start_after({"asked_at": asked_at, "__name__": last})
        with refuse_unavailable():
            found = list(asked.limit(most).stream())
        self._usage.add(documents_read=len(found))
        names = _names_of(self._client, self._usage, clinic_id, found)
        return [_request(clinic_id, one, names) for one in found]


class FirestoreComingVisits:
    """See the protocol `ComingVisits`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def after(
        self, clinic_id: str, location_id: str, patient_id: str | None, now: datetime, most: int
    ) -> Sequence[ComingVisit]:
        """See `ComingVisits`: one question for the visits, and one for the names."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        visits = (
            self._client.collection(f"clinics/{clinic_id}/appointments")
            .where(filter=FieldFilter("location_id", "==", location_id))
            .where(filter=FieldFilter("state", "==", ACCEPTED))
            .where(filter=FieldFilter("visit_at", ">", now))
            .order_by("visit_at")
        )
        if patient_id is not None:
            visits = visits.where(filter=FieldFilter("patient_id", "==", patient_id))
        with refuse_unavailable():
            found = list(visits.limit(most).stream())
        self._usage.add(documents_read=len(found))
        names = _names_of(self._client, self._usage, clinic_id, found)
        return [_visit(clinic_id, one, names) for one in found]


def names_at(client: Client, usage: Usage, paths: set[str]) -> dict[str, str]:
    """The names of documents, by their paths: nothing is asked for where there are none."""
    if not paths:
        return {}
    references = [client.document(path) for path in sorted(paths)]
    with refuse_unavailable():
        there = list(client.get_all(references, field_paths=["name"]))
    usage.add(documents_read=len(references))
    return {one.reference.path: str((one.to_dict() or {}).get("name", "")) for one in there}


def _names_of(
    client: Client, usage: Usage, clinic_id: str, found: Sequence[DocumentSnapshot[Any]]
) -> Mapping[str, str]:
    """The names of the patients and services of appointments, by their paths."""
    return names_at(client, usage, {path for one in found for path in _paths_of_names(clinic_id, one)})


def _paths_of_names(clinic_id: str, one: DocumentSnapshot[Any]) -> tuple[str, str]:
    """The paths of the patient and the service."""
    within = f"clinics/{clinic_id}"
    return f"{within}/patients/{one.get('patient_id')}", f"{within}/services/{one.get('service_id')}"


def _request(clinic_id: str, one: DocumentSnapshot[Any], names: Mapping[str, str]) -> OpenRequest:
    fields, (patient_at, service_at) = one.to_dict() or {}, _paths_of_names(clinic_id, one)
    return OpenRequest(
        appointment_id=one.id,
        patient_id=fields["patient_id"],
        patient_name=names.get(patient_at, ""),
        service_id=fields["service_id"],
        service_name=names.get(service_at, ""),
        wished_on=tuple(map(str, fields["wished_on"])),
        asked_at=fields["asked_at"],
        state=fields["state"],
        visit_at=fields.get("visit_at"),
    )


def _visit(clinic_id: str, one: DocumentSnapshot[Any], names: Mapping[str, str]) -> ComingVisit:
    fields, (patient_at, service_at) = one.to_dict() or {}, _paths_of_names(clinic_id, one)
    return ComingVisit(
        appointment_id=one.id,
        patient_id=fields["patient_id"],
        patient_name=names.get(patient_at, ""),
        service_id=fields["service_id"],
        service_name=names.get(service_at, ""),
        visit_at=fields["visit_at"],
    )


class FirestoreSales:
    """See the protocol `Sales`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def since(self, clinic_id: str, location_id: str, begins_at: datetime, most: int) -> Sequence[Sale]:
        """See `Sales`: one question for the entries, and one for whose they are, by whom, and what was undone."""
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
        """Accounts, reversals and staff, by their paths."""
        beside = (_account, _reversals, _recorder)
        wanted = {reference.path: reference for entry in found for reference in (find(entry) for find in beside)}
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


def _recorder(entry: DocumentSnapshot[Any]) -> DocumentReference:
    clinic = _account(entry).parent.parent
    recorder: DocumentReference = clinic.collection("staff").document(str(entry.get("actor")["uid"]))
    return recorder


def _sale(entry: DocumentSnapshot[Any], beside: Mapping[str, Mapping[str, Any]]) -> Sale:
    account, reversals = _account(entry), beside.get(_reversals(entry).path, {})
    purchase, lot = entry.get("purchase"), entry.get("lot")
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
        expires_on=date.fromisoformat(lot["expires_on"]) if lot else None,
        recorded_by=str(beside.get(_recorder(entry).path, {}).get("name", "")),
    )


class FirestoreEngagements:
    """See the protocol `Engagements`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def staff_at(self, clinic_id: str, location_id: str, most: int) -> Sequence[str]:
        """See `Engagements`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        staff = self._client.collection(f"clinics/{clinic_id}/staff")
        there = staff.where(filter=FieldFilter("location_ids", "array_contains", location_id)).order_by("__name__")
        with refuse_unavailable():
            found = [person.id for person in there.limit(most).stream()]
        self._usage.add(documents_read=len(found))
        return found

    def work_of(self, week: Week, uids: Sequence[str]) -> Sequence[Done]:
        """See `Engagements`: three counts a person, many persons at once."""
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(lambda uid: self._count_all(*self._of_one(week, uid)), uids))

    def work_of_all(self, week: Week) -> Done:
        """See `Engagements`."""
        return self._count_all(*self._of_all(week))

    def undone_redemptions(self, week: Week) -> Mapping[str, int]:
        """See `Engagements`: reversals say what they undo, and the entries they name say who had done it."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        reversals = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("why.reason", "in", UNDOING))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
            .order_by("recorded_at")
        )
        undone: Counter[str] = Counter()
        for page in in_pages(reversals, self._usage):
            named = [entry.reference.parent.document(str(entry.get("reverses"))) for entry in page]
            with refuse_unavailable():
                originals = [found.to_dict() or {} for found in self._client.get_all(named)]
            self._usage.add(documents_read=len(named))
            undone.update(entry["actor"]["uid"] for entry in originals if _is_redemption_of(entry, week))
        return undone

    def _of_one(self, week: Week, uid: str) -> tuple[Query, Query, Query]:
        """Their visits, enrolments and redemptions."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        visits = (
            self._client.collection_group("visits")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("checked_in_by", "==", uid))
            .where(filter=FieldFilter("checked_in_at", ">=", week.begins_at))
        )
        enrolments = (
            self._client.collection_group("membership_events")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("membership.location_id", "==", week.location_id))
            .where(filter=FieldFilter("what", "==", ENROLLED))
            .where(filter=FieldFilter("actor.uid", "==", uid))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
        )
        redemptions = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("kind", "==", REDEMPTION))
            .where(filter=FieldFilter("actor.uid", "==", uid))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
        )
        return visits, enrolments, redemptions

    def _of_all(self, week: Week) -> tuple[Query, Query, Query]:
        """The same, whoever did it."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        visits = (
            self._client.collection_group("visits")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("checked_in_at", ">=", week.begins_at))
        )
        enrolments = (
            self._client.collection_group("membership_events")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("membership.location_id", "==", week.location_id))
            .where(filter=FieldFilter("what", "==", ENROLLED))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
        )
        redemptions = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("kind", "==", REDEMPTION))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
        )
        return visits, enrolments, redemptions

    def _count_all(self, visits: Query, enrolments: Query, redemptions: Query) -> Done:
        return Done(self._count(visits), self._count(enrolments), self._count(redemptions))

    def _count(self, query: Query) -> int:
        """By an aggregation: of up to a thousand, one read is charged."""
        counted: Any = query.count()
        with refuse_unavailable():
            number = int(counted.get()[0][0].value)
        self._usage.add(documents_read=1)
        return number


def _is_redemption_of(entry: Mapping[str, Any], week: Week) -> bool:
    """Whether an entry is among the redemptions of the week."""
    here = entry.get("kind") == REDEMPTION and entry.get("location_id") == week.location_id
    return here and entry["recorded_at"] >= week.begins_at
