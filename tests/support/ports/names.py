"""Patients looked for by name in a dictionary: the port `PatientNames`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from loyalty.domain.checkout.names import NamedPatient
from tests.support.memory import MemoryDocuments


class MemoryPatientNames:
    """See the protocol `PatientNames`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def named(self, clinic_id: str, keys: Sequence[str], most: int) -> Sequence[NamedPatient]:
        within = f"clinics/{clinic_id}/patients/"
        accounts = {
            path.removeprefix(within): fields
            for path, fields in self._documents.all().items()
            if path.startswith(within) and path.count("/") == 3
        }
        named = [
            (_named(patient_id, fields), fields["name_keys"])
            for patient_id, fields in sorted(accounts.items())
            if "name_keys" in fields and "seen_on" in fields
        ]
        named.sort(key=lambda one: one[0].joined_at)
        named.sort(key=lambda one: one[0].seen_on or date.min, reverse=True)
        found = [[one for one, known in named if key in known][:most] for key in keys]
        self._documents.usage.add(documents_read=sum(map(len, found)))
        return list({one.patient_id: one for group in found for one in group}.values())


def _named(patient_id: str, fields: Mapping[str, Any]) -> NamedPatient:
    seen_on = fields["seen_on"] and date.fromisoformat(fields["seen_on"])
    return NamedPatient(patient_id, fields["name"], fields["active"], fields["joined_at"], seen_on)
