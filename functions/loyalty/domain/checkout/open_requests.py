"""What patients asked a location for and nobody has settled, as the desk lists it; and the port for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


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
    state: Literal["requested", "proposed"]
    visit_at: datetime | None
