"""Pushes to phones, and their outcomes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from loyalty.domain.reminders.notices import Notice


class Verdict(StrEnum):
    """The verdict on a push: accepted, not now, never this message, or never this device again."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one push; `retry_after` is the wait that the answer asked for, if any."""

    verdict: Verdict
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Push:
    """One reminder to one device. `name` is the notice's, so a repeat replaces the first on the phone.

    It says on the business date `today` that points last until `expires_on`, or that there is something new, and is
    useless from `ends_at` on.
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
    """The name of a notice outside the clinic: 32 characters, the same for each repeat, that reveal nothing."""
    whole = f"{notice.clinic_id}/{notice.patient_id}/{notice.notice_id}"
    return hashlib.sha256(whole.encode()).hexdigest()[:32]
