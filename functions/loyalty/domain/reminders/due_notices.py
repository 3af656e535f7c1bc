"""The port through which notices that are due are found, and the devices they go to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from loyalty.domain.documents import Key
from loyalty.domain.reminders.notices import Device, Notice

MOST_DEVICES, MOST_RECENT = 20, 10


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device as it was found; `version` marks its last change."""

    device_id: str
    device: Device
    version: object


class DueNotices(Protocol):
    """Notices and devices of all clinics."""

    def due(self, now: datetime) -> Iterator[Key[Notice]]:
        """Every notice with something to do at an instant, the longest due first, each once.

        Read page by page: what becomes due later is for a later run. Raises StoreUnavailable.
        """

    def devices(self, clinic_id: str, patient_id: str) -> Sequence[FoundDevice]:
        """A patient's devices, the newest first, at most `MOST_DEVICES`. Raises StoreUnavailable."""

    def recent(self, clinic_id: str, patient_id: str) -> Sequence[Notice]:
        """A patient's latest notices, the newest first, at most `MOST_RECENT`. Raises StoreUnavailable."""

    def forget(self, clinic_id: str, patient_id: str, found: FoundDevice) -> bool:
        """Delete a device, unless it changed since it was found; whether it was deleted. Raises StoreUnavailable."""
