"""Notices: the record that a patient was reminded of points that end, and what became of the push.

There is at most one for a patient and business date, and that date is its name. It is made in the commit that moves the
account's milestones on, and sent afterwards. Its state is *pending* (to be sent at `due_at`), *sent* (accepted for at
least one device), *failed* or *suppressed* (never to be sent; `reason` says why).

A sender first *claims* a notice, so that no other sends it too; a claim that is never settled, because its sender died,
lapses, and the notice is claimed once more. The repeat carries the same name, so a phone shows it in the first one's
place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

PENDING, SENT, FAILED, SUPPRESSED = "pending", "sent", "failed", "suppressed"

# Why a notice is suppressed …
HOLDOUT, INACTIVE, NO_CONSENT, OPTED_OUT = "holdout", "inactive", "no-consent", "opted-out"
NO_DEVICE, SPENT, TOO_LATE = "no-device", "spent", "too-late"
# … or failed.
REFUSED, EXHAUSTED, UNCONFIRMED = "refused", "exhausted", "unconfirmed"


@dataclass(frozen=True, slots=True)
class NoticedLot:
    """A lot that a notice is about, the milestone it had reached, and its last day as it was then."""

    lot_id: str
    milestone: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Notice:
    """One reminder. `kind` is nudge, or urge where any of its lots has come so far.

    `due_at` is when there is something to do: to send it, or to look after a claim; None where nothing is left to do.
    `claims` counts claims that were not settled, `tries` sendings whose outcome is known. `sent_to` are the devices
    that FCM accepted it for. No reminder is of use at or after `ends_at`.
    """

    clinic_id: str
    patient_id: str
    business_date: date
    kind: str
    lots: tuple[NoticedLot, ...]
    created_at: datetime
    ends_at: datetime
    state: str
    reason: str | None
    due_at: datetime | None
    reminders_version: int
    claims: int = 0
    tries: int = 0
    sent_at: datetime | None = None
    sent_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Device:
    """Where a patient's reminders go: a registration with FCM, written by their app."""

    token: str
    platform: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """Whether a patient wants reminders at all, which kinds, and in which language; without it, they never agreed."""

    push: bool
    nudge: bool
    urge: bool
    locale: str

    def wants(self, kind: str) -> bool:
        """Whether they want reminders of a kind."""
        return {"nudge": self.nudge, "urge": self.urge}[kind]


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device as it was found; `version` marks its last change."""

    device_id: str
    device: Device
    version: object
