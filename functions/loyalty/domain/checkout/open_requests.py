"""What patients asked a location for and nobody has settled, as the desk lists it; and the port for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """An appointment that is requested or proposed, with the names of its patient and service."""

    appointment_id: str
    patient_id: str
    patient_name: str
    service_id: str
    service_name: str
    wished_on: tuple[str, ...]
    asked_at: datetime
    state: str
    visit_at: datetime | None


class OpenRequests(Protocol):
    """Where open appointments are looked for by their location."""

    def at(self, clinic_id: str, location_id: str, most: int) -> Sequence[OpenRequest]:
        """Those of a location that are requested or proposed, in no order, and no more than so many."""
