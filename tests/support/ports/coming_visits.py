"""Accepted visits to come in a dictionary: the port `ComingVisits`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from loyalty.domain.checkout.coming_visits import ComingVisit
from tests.support.memory import MemoryDocuments


class MemoryComingVisits:
    """See the protocol `ComingVisits`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def after(
        self, clinic_id: str, location_id: str, patient_id: str | None, now: datetime, most: int
    ) -> Sequence[ComingVisit]:
        every, within = self._documents.all(), f"clinics/{clinic_id}"
        accepted = {
            path.rpartition("/")[2]: fields
            for path, fields in every.items()
            if path.startswith(f"{within}/appointments/")
            and (fields["location_id"], fields["state"]) == (location_id, "accepted")
            and fields["visit_at"] > now
            and patient_id in {None, fields["patient_id"]}
        }
        found = [
            ComingVisit(
                appointment_id=appointment_id,
                patient_id=fields["patient_id"],
                patient_name=every.get(f"{within}/patients/{fields['patient_id']}", {}).get("name", ""),
                service_id=fields["service_id"],
                service_name=every.get(f"{within}/services/{fields['service_id']}", {}).get("name", ""),
                visit_at=fields["visit_at"],
            )
            for appointment_id, fields in accepted.items()
        ]
        return sorted(found, key=lambda one: one.visit_at)[:most]
