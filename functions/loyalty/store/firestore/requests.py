"""Open appointments in Firestore: the port `OpenRequests`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loyalty.domain.checkout.appointments import OPEN
from loyalty.domain.checkout.open_requests import OpenRequest
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot


class FirestoreOpenRequests:
    """See the protocol `OpenRequests`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def at(self, clinic_id: str, location_id: str, most: int) -> Sequence[OpenRequest]:
        """See `OpenRequests`: one query for the appointments, one read for the names."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        asked = (
            self._client.collection(f"clinics/{clinic_id}/appointments")
            .where(filter=FieldFilter("location_id", "==", location_id))
            .where(filter=FieldFilter("state", "in", sorted(OPEN)))
        )
        with refuse_unavailable():
            found = list(asked.limit(most).stream())
        self._usage.add(documents_read=len(found))
        names = self._names({path for one in found for path in _paths_of_names(clinic_id, one)}) if found else {}
        return [_request(clinic_id, one, names) for one in found]

    def _names(self, paths: set[str]) -> dict[str, str]:
        """The names of accounts and services, by their paths."""
        references = [self._client.document(path) for path in sorted(paths)]
        with refuse_unavailable():
            there = list(self._client.get_all(references, field_paths=["name"]))
        self._usage.add(documents_read=len(references))
        return {one.reference.path: str((one.to_dict() or {}).get("name", "")) for one in there}


def _paths_of_names(clinic_id: str, one: DocumentSnapshot[Any]) -> tuple[str, str]:
    """The paths of an appointment's patient and service."""
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
