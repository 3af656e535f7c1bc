"""What goes to a phone and what comes back: a push, its outcome, and the port through which pushes are sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from loyalty.domain.reminders.notices import Notice


class Verdict(StrEnum):
    """What became of a push: taken, not now, never to this message, or never to this device again."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on one push; `retry_after` where the answer said how long to wait."""

    verdict: Verdict
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Push:
    """One reminder to one device. `name` is the notice's: a repeat takes the place of the first on the phone.

    It tells that points last until `expires_on`, as said on the business date `today`, and is of no use from `ends_at`.
    """

    token: str
    name: str
    kind: str
    voice: str
    locale: str
    expires_on: date
    today: date
    ends_at: datetime


def notice_name(notice: Notice) -> str:
    """The name a notice goes by outside: 32 characters that are the same for each repeat, and tell nobody anything."""
    whole = f"{notice.clinic_id}/{notice.patient_id}/{notice.business_date.isoformat()}"
    return hashlib.sha256(whole.encode()).hexdigest()[:32]
