"""Closings: the record that a manager closed a patient's account, or reopened it, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.ledger.entry import Request


@dataclass(frozen=True, slots=True)
class Closing:
    """An account that was closed, or reopened where `active`; `text` is the reason."""

    clinic_id: str
    location_id: str
    active: bool
    text: str
    decided_by: str
    decided_role: str
    recorded_at: datetime
    request: Request
