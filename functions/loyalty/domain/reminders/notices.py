"""Notices: the record that a patient was reminded of points that end, and the result of the push.

There is at most one for a patient and business date, and that date is its name; one that tells of an offer has a name
of its own. It is made in the commit that moves the account's milestones on, or that places the offer, and sent
afterwards. Its state is *pending* (to be sent at `due_at`), *sent* (accepted for at least one device), *failed* or
*suppressed* (never to be sent; `reason` says why).

A sender first *claims* a notice, so that no other sender sends it too. If the sender dies, its claim is never settled
and lapses, and the notice is claimed once more. The repeat has the same name, so it replaces the first one on the
phone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from loyalty.domain.fields import LATER

# The kind of a notice that tells of an offer; the others are milestones of lots.
OFFER = "offer"
PENDING, SENT, FAILED, SUPPRESSED = "pending", "sent", "failed", "suppressed"

# Reasons to suppress a notice …
HOLDOUT, INACTIVE, NO_CONSENT, OPTED_OUT = "holdout", "inactive", "no-consent", "opted-out"
NO_DEVICE, SPENT, TOO_LATE, OFFER_OVER = "no-device", "spent", "too-late", "offer-over"
# … and reasons of failure.
REFUSED, EXHAUSTED, UNCONFIRMED = "refused", "exhausted", "unconfirmed"


@dataclass(frozen=True, slots=True)
class NoticedLot:
    """A lot that a notice is about, its milestone, and its last day at that time."""

    lot_id: str
    milestone: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Notice:
    """One reminder. `kind` is nudge, or urge if any of its lots has reached that; or offer, and then it has no lots.

    `due_at` is the time of the next step: to send it, or to look after a claim; None if nothing is left to do. `claims`
    counts claims that were not settled, `tries` sends whose outcome is known. `sent_to` are the devices for which FCM
    accepted it. The reminder is useless at or after `ends_at`. `offer_id` is the offer that it tells of.
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
    offer_id: str | None = field(default=None, metadata=LATER)

    @property
    def notice_id(self) -> str:
        """Its name among the patient's notices."""
        on = self.business_date.isoformat()
        return f"{OFFER}-{on}" if self.kind == OFFER else on


@dataclass(frozen=True, slots=True)
class Device:
    """A device that gets a patient's reminders: a registration with FCM, written by their app."""

    token: str
    platform: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """The patient's choice of reminders: any at all (`push`), kinds, and language. Without it they never agreed.

    News of offers has a consent of its own.
    """

    push: bool
    nudge: bool
    urge: bool
    locale: str
    offers: bool = False

    def wants(self, kind: str) -> bool:
        """True if the patient wants reminders of a kind."""
        return {"nudge": self.nudge, "urge": self.urge, OFFER: self.offers}[kind]


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device as it was found; `version` marks its last change."""

    device_id: str
    device: Device
    version: object
