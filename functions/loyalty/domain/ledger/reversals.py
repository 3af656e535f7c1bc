"""What later entries have undone of an entry: kept beside it, since an entry itself never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

REFUNDED, VOIDED, REASSIGNED, CANCELLED, UNDONE = "refunded", "voided", "reassigned", "cancelled", "undone"


@dataclass(frozen=True, slots=True)
class Reversals:
    """The sum of all reversals of one entry.

    `refunded_minor` by the tender it was paid with; `clawed_points` were taken back and `forgiven_points` had expired
    before they could be. `closed` says how nothing more is left to undo: refunded, voided, reassigned, cancelled or
    undone; else None. Of an expiry, `reissued_points` were given a new life.
    """

    location_id: str | None
    refunded_minor: Mapping[str, int] = field(default_factory=dict)
    clawed_points: int = 0
    forgiven_points: int = 0
    reissued_points: int = 0
    closed: str | None = None
