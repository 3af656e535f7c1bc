"""Open appointments in a dictionary: the port `OpenRequests`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from loyalty.domain.checkout.open_requests import OpenRequest
from tests.support.memory import MemoryDocuments


class MemoryOpenRequests:
    """See the protocol `OpenRequests`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def at(
        self, clinic_id: str, location_id: str, after: tuple[datetime, str] | None, most: int
    ) -> Sequence[OpenRequest]:
        every, within = self._documents.all(), f"clinics/{clinic_id}"
        asked = {
            path.rpartition("/")[2]: fields
            for path, fields in every.items()
            if path.startswith(f"{within}/appointments/")
            and (fields["location_id"], fields["state"] in {"requested", "proposed"}) == (location_id, True)
        }
        found = [
            OpenRequest(
                appointment_id=appointment_id,
                patient_id=fields["patient_id"],
                patient_name=every.get(f"{within}/patients/{fields['patient_id']}", {}).get("name", ""),
                service_id=fields["service_id"],
                service_name=every.get(f"{within}/services/{fields['service_id']}", {}).get("name", ""),
                wished_on=tuple(fields["wished_on"]),
                asked_at=fields["asked_at"],
                state=fields["state"],
                visit_at=fields.get("visit_at"),
            )
            for appointment_id, fields in asked.items()
        ]
        in_order = sorted(found, key=_place)
        return [one for one in in_order if after is None or _place(one) > after][:most]


def _place(one: OpenRequest) -> tuple[datetime, str]:
    return one.asked_at, one.appointment_id
