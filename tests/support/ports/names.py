"""Patients looked for by name in a dictionary: the port `PatientNames`."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.domain.checkout.names import NamedPatient
from tests.support.memory import MemoryDocuments


class MemoryPatientNames:
    """See the protocol `PatientNames`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def beginning(self, clinic_id: str, key: str, most: int) -> Sequence[NamedPatient]:
        within = f"clinics/{clinic_id}/patients/"
        accounts = {
            path.removeprefix(within): fields
            for path, fields in self._documents.all().items()
            if path.startswith(within) and path.count("/") == 3
        }
        found = [
            NamedPatient(patient_id, fields["name"], fields["active"], fields["joined_at"])
            for patient_id, fields in sorted(accounts.items())
            if key in fields.get("name_keys", [])
        ][:most]
        self._documents.usage.add(documents_read=len(found))
        return found
