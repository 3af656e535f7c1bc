"""Accounts in Firestore that are due, or whose use of points waits for a yes, and a patient's past: each by one index.

The ports `DueAccounts`, `WaitingConfirmations`, `WaitingAdjustments`, `LatestActs` and `PastEntries`. Every query has a
limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.checkout.undoable import FoundTreatment, FoundUse
from loyalty.domain.documents import Key
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.adjustments import WaitingAdjustment
from loyalty.domain.ledger.entry import ACCRUAL, CASH_OUT, EXPIRY, REDEMPTION
from loyalty.domain.ledger.governance import alone
from loyalty.domain.ledger.governance.alone import Approval, WaitingApproval
from loyalty.domain.ledger.uses import WAITING, Confirmation, WaitingConfirmation
from loyalty.domain.ports import DueAccount
from loyalty.store.decoding import decode
from loyalty.store.documents import Documents, Fields, Found, Usage
from loyalty.store.firestore.checkout import names_at
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot, Query

PAGE = 500
USES = [CASH_OUT, REDEMPTION]
READ_TIMEOUT = 10.0  # seconds


class FirestoreDueAccounts:
    """See the protocol `DueAccounts`, for the sweep. A clinic's documents are read once a run."""

    def __init__(self, client: Client, documents: Documents, usage: Usage) -> None:
        self._client = client
        self._documents = documents
        self._usage = usage
        self._clinics: dict[str, dict[Key[Any], Found]] = {}

    def due(self, now: datetime) -> Iterator[DueAccount]:
        """See `DueAccounts`."""
        query = self._query(now).limit(PAGE)
        while True:
            last, left = None, PAGE
            for last in query.stream():
                left -= 1
                yield self._account(last)
            self._usage.add(documents_read=PAGE - left)
            if last is None or left:
                return
            query = query.start_after(last)

    def count_due(self, now: datetime, most: int) -> int:
        """See `DueAccounts`."""
        counted: Any = self._query(now).limit(most).count()
        return int(counted.get()[0][0].value)

    def _query(self, now: datetime) -> Query:
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        return (
            self._client.collection_group("patients").where(filter=FieldFilter("due_at", "<=", now)).order_by("due_at")
        )

    def _keys(self, clinic_id: str) -> tuple[Key[Any], ...]:
        keys = ClinicKeys(clinic_id)
        return keys.clinic, keys.reminders

    def _account(self, found: DocumentSnapshot[Any]) -> DueAccount:
        clinic_id, patient_id = found.reference.parent.parent.id, found.id
        if clinic_id not in self._clinics:
            self._clinics[clinic_id] = self._read_clinic(clinic_id)
        document = Found(found.to_dict(), _version_of(found))
        return DueAccount(
            clinic_id, patient_id, {**self._clinics[clinic_id], ClinicKeys(clinic_id).account(patient_id): document}
        )

    def _read_clinic(self, clinic_id: str) -> dict[Key[Any], Found]:
        keys = self._keys(clinic_id)
        return dict(zip(keys, self._documents.read([key.path for key in keys], READ_TIMEOUT), strict=True))


def _version_of(found: DocumentSnapshot[Any]) -> Any:  # noqa: ANN401 - protobuf makes its classes at run time
    """The version as a commit sends it: a query of one collection gives an instant, one of a group the message."""
    at: Any = found.update_time
    return at.timestamp_pb() if hasattr(at, "timestamp_pb") else at


class FirestoreWaitingConfirmations:
    """See the protocol `WaitingConfirmations`: one question for those of the clinic that have not lapsed."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def at(self, clinic_id: str, location_id: str, now: datetime, most: int) -> Sequence[WaitingConfirmation]:
        """See `WaitingConfirmations`; of an account no more is read than is needed."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        asked = self._client.collection(f"clinics/{clinic_id}/patients").where(
            filter=FieldFilter("confirmation.lapses_at", ">", now)
        )
        with refuse_unavailable():
            found = list(asked.select(["name", "confirmation"]).limit(PAGE).stream())
        self._usage.add(documents_read=len(found))
        every = [waiting_of(one.id, one.to_dict() or {}, location_id) for one in found]
        return [one for one in every if one is not None][:most]

    def approvals_at(self, clinic_id: str, location_id: str, since: datetime, most: int) -> Sequence[WaitingApproval]:
        """See `WaitingConfirmations`: one question for the acts, and one for the names."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        asked = (
            self._client.collection(f"clinics/{clinic_id}/approvals")
            .where(filter=FieldFilter("location_id", "==", location_id))
            .where(filter=FieldFilter("status", "==", alone.WAITING))
            .where(filter=FieldFilter("requested_at", ">=", since))
            .order_by("requested_at")
        )
        with refuse_unavailable():
            found = list(asked.limit(most).stream())
        self._usage.add(documents_read=len(found))
        approvals = [(one.id, decode(Approval, one.to_dict() or {})) for one in found]
        names = self._names(clinic_id, {approval.patient_id for _, approval in approvals})
        return [waiting_approval(approval_id, each, names) for approval_id, each in approvals]

    def _names(self, clinic_id: str, patient_ids: set[str]) -> dict[str, str]:
        if not patient_ids:
            return {}
        patients = self._client.collection(f"clinics/{clinic_id}/patients")
        with refuse_unavailable():
            there = list(self._client.get_all([patients.document(one) for one in patient_ids], field_paths=["name"]))
        self._usage.add(documents_read=len(patient_ids))
        return {one.id: str((one.to_dict() or {}).get("name", "")) for one in there}


def waiting_approval(approval_id: str, approval: Approval, names: Mapping[str, str]) -> WaitingApproval:
    """An act that waits, with its patient's name."""
    return WaitingApproval(
        approval_id=approval_id,
        patient_id=approval.patient_id,
        patient_name=names.get(approval.patient_id, ""),
        act=approval.act,
        amount_minor=approval.amount_minor,
        requested_by=approval.requested_by,
        requested_at=approval.requested_at,
    )


def waiting_of(patient_id: str, account: dict[str, Any], location_id: str) -> WaitingConfirmation | None:
    """The question of an account, where a second person of the location may answer it and nobody has."""
    asked = decode(Confirmation, account["confirmation"])
    if asked.location_id != location_id or asked.answer != WAITING or not asked.second_person:
        return None
    return WaitingConfirmation(
        confirmation_id=asked.confirmation_id,
        patient_id=patient_id,
        patient_name=account.get("name", ""),
        points=asked.points,
        worth_minor=asked.worth_minor,
        wallet_minor=asked.wallet_minor,
        requested_by=asked.requested_by,
        requested_at=asked.requested_at,
        lapses_at=asked.lapses_at,
    )


class FirestoreWaitingAdjustments:
    """See the protocol `WaitingAdjustments`: one question for the adjustments, and one for the names."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def of(self, clinic_id: str, requested_by: str | None, most: int) -> Sequence[WaitingAdjustment]:
        """See `WaitingAdjustments`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        waiting = (
            self._client.collection(f"clinics/{clinic_id}/adjustments")
            .where(filter=FieldFilter("status", "==", "pending"))
            .order_by("requested_at")
        )
        if requested_by is not None:
            waiting = waiting.where(filter=FieldFilter("requested_by", "==", requested_by))
        with refuse_unavailable():
            found = [(one.id, one.to_dict() or {}) for one in waiting.limit(most).stream()]
        self._usage.add(documents_read=len(found))
        within = f"clinics/{clinic_id}"
        people = {f"{within}/patients/{fields['patient_id']}" for _, fields in found}
        staff = {f"{within}/staff/{fields['requested_by']}" for _, fields in found}
        names = names_at(self._client, self._usage, people | staff)
        return [waiting_adjustment(adjustment_id, fields, names, within) for adjustment_id, fields in found]


def waiting_adjustment(adjustment_id: str, fields: Fields, names: Mapping[str, str], within: str) -> WaitingAdjustment:
    """An adjustment that waits, with names by their paths."""
    names_of = {
        "patient_name": names.get(f"{within}/patients/{fields['patient_id']}", ""),
        "requested_by_name": names.get(f"{within}/staff/{fields['requested_by']}", ""),
    }
    return decode(WaitingAdjustment, fields, adjustment_id=adjustment_id, **names_of)


class FirestoreLatestActs:
    """See the protocol `LatestActs`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def uses(self, clinic_id: str, patient_id: str, most: int) -> Sequence[FoundUse]:
        """See `LatestActs`; of an entry no more is read than is needed."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        used = (
            self._client.collection(f"clinics/{clinic_id}/patients/{patient_id}/entries")
            .where(filter=FieldFilter("kind", "in", USES))
            .order_by("recorded_at", direction="DESCENDING")
        )
        with refuse_unavailable():
            found = list(used.select(["kind", "why.visit_id"]).limit(most).stream())
        self._usage.add(documents_read=len(found))
        return [_use(entry) for entry in found]

    def treatments(self, clinic_id: str, patient_id: str, since: datetime, most: int) -> Sequence[FoundTreatment]:
        """See `LatestActs`: one question for the treatments, and one for the names of their services."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        noted = (
            self._client.collection(f"clinics/{clinic_id}/patients/{patient_id}/treatments")
            .where(filter=FieldFilter("recorded_at", ">=", since))
            .order_by("recorded_at", direction="DESCENDING")
        )
        with refuse_unavailable():
            found = list(noted.select(["service_id"]).limit(most).stream())
        self._usage.add(documents_read=len(found))
        path_of = {one.id: f"clinics/{clinic_id}/services/{one.get('service_id')}" for one in found}
        names = names_at(self._client, self._usage, set(path_of.values()))
        return [FoundTreatment(one.id, names.get(path_of[one.id], "")) for one in found]


def _use(entry: DocumentSnapshot[Any]) -> FoundUse:
    fields = entry.to_dict() or {}
    return FoundUse(entry.id, fields["kind"], fields.get("why", {}).get("visit_id"))


class FirestorePastEntries:
    """See the protocol `PastEntries`; only ids are read, since the entries are read with what was undone of them."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def purchases(
        self, clinic_id: str, patient_id: str, location_id: str, before: tuple[datetime, str] | None, most: int
    ) -> Sequence[str]:
        """See `PastEntries`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        bought = (
            self._client.collection(f"clinics/{clinic_id}/patients/{patient_id}/entries")
            .where(filter=FieldFilter("location_id", "==", location_id))
            .where(filter=FieldFilter("kind", "==", ACCRUAL))
            .order_by("recorded_at", direction="DESCENDING")
            .order_by("__name__", direction="DESCENDING")
        )
        if before is not None:
            recorded_at, entry_id = before
            bought = bought.start_after({"recorded_at": recorded_at, "__name__": entry_id})
        return self._ids_of(bought, most)

    def expiries(self, clinic_id: str, patient_id: str, most: int) -> Sequence[str]:
        """See `PastEntries`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        expired = (
            self._client.collection(f"clinics/{clinic_id}/patients/{patient_id}/entries")
            .where(filter=FieldFilter("kind", "==", EXPIRY))
            .order_by("recorded_at", direction="DESCENDING")
        )
        return self._ids_of(expired, most)

    def _ids_of(self, query: Query, most: int) -> list[str]:
        with refuse_unavailable():
            found = [entry.id for entry in query.select([]).limit(most).stream()]
        self._usage.add(documents_read=len(found))
        return found
