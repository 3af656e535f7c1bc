"""Invites: a person is asked to join the clinic's staff, and joins it once, by their proven address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from loyalty.domain.program.clinic import Staff

INVITE_LIFE = timedelta(days=7)
InviteState = Literal["open", "accepted", "withdrawn"]
OPEN: Final = "open"
ACCEPTED: Final = "accepted"
WITHDRAWN: Final = "withdrawn"
Standing = Literal["open", "accepted", "withdrawn", "expired", "void"]


@dataclass(frozen=True, slots=True)
class Invite:
    """An invite, named after the request that made it. `email` is in lower case.

    It can be accepted before `expires_at`. `invited_by` is who answers for it: the person who made it, or sent it again
    last; null where a command opened the clinic. `accepted_by` is the uid of who accepted it, else null.
    """

    email: str
    name: str
    role: str
    location_ids: tuple[str, ...]
    invited_by: str | None
    invited_at: datetime
    expires_at: datetime
    state: InviteState
    fingerprint: str
    accepted_by: str | None = None
    accepted_at: datetime | None = None

    def standing(self, now: datetime, inviter: Staff | None) -> Standing:
        """The state of the invite at an instant: an open one is `expired` when its time is over.

        It is `void` where who invited may not appoint such a person any more.
        """
        if self.state != OPEN:
            return self.state
        if now >= self.expires_at:
            return "expired"
        may = self.invited_by is None or (inviter is not None and inviter.may_appoint(self.role))
        return OPEN if may else "void"
