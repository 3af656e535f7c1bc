"""Coming visits: accepted appointments whose time is still to come, as the desk lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ComingVisit:
    """An accepted appointment, with the names of its patient and service."""

    appointment_id: str
    patient_id: str
    patient_name: str
    service_id: str
    service_name: str
    visit_at: datetime
