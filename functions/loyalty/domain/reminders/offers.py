"""Offers to an audience: who has one, who is held out of it, and what a patient sees of it.

An offer to an audience is no document that patients can read. Whoever belongs to the audience gets a copy in a place
of their own, except a share that is held out, so that the effect of the offer can be measured. Both are recorded apart.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date, first_instant_after
from loyalty.domain.money import WHOLE_BP
from loyalty.domain.program.rules import RemindersRule
from loyalty.domain.reminders.audience import Audience
from loyalty.domain.reminders.notices import OFFER, PENDING, Notice
from loyalty.domain.reminders.quiet_hours import sendable_at

OFFERED, HELD_OUT = "offered", "held_out"
# The least time between two pushes about offers to one patient.
BETWEEN_NOTICES = timedelta(days=14)
# So long after a patient came into the audience a push may tell of it.
NEWS = timedelta(days=14)
# A push that could not be sent for so long says nothing new any more.
NOTICE_LIFE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class TargetedOffer:
    """An offer to an audience, as managers write it. `holdout_bp` is the share of the audience that does not get it."""

    title: str
    text: str
    starts_on: date | None
    ends_on: date | None
    service_id: str | None
    active: bool
    audience: Audience
    holdout_bp: int

    def is_on(self, today: date) -> bool:
        """True on the days on which it holds."""
        return self.active and self.copy.is_on(today)

    @property
    def copy(self) -> OwnOffer:
        """The offer as a patient sees it."""
        return OwnOffer(self.title, self.text, self.starts_on, self.ends_on, self.service_id)


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """An offer in a patient's own place; nobody else reads it."""

    title: str
    text: str
    starts_on: date | None
    ends_on: date | None
    service_id: str | None

    def is_on(self, today: date) -> bool:
        """True on the days on which it holds."""
        return (self.starts_on or today) <= today <= (self.ends_on or today)


@dataclass(frozen=True, slots=True)
class PlacedOffer:
    """The record that a patient came into an offer's audience, and in which group: it stays when they leave.

    `placed_at` is the first time, and `left_on` the date on which they left, None while they belong to it.
    `noticed_on` is the date of the notice about it, if any was made.
    """

    clinic_id: str
    offer_id: str
    patient_id: str
    group: str
    placed_on: date
    placed_at: datetime
    left_on: date | None
    noticed_on: date | None

    def may_be_noticed(self, today: date) -> bool:
        """True while a push may still tell the patient of it: in its first days, once, and of no offer held back."""
        is_new = today - self.placed_on < NEWS
        return self.group == OFFERED and self.left_on is None and self.noticed_on is None and is_new


@dataclass(frozen=True, slots=True)
class OffersLately:
    """The last business date with a push about offers to a patient."""

    noticed_on: date

    def is_over(self, today: date) -> bool:
        """True if another may follow."""
        return today - self.noticed_on >= BETWEEN_NOTICES


@dataclass(frozen=True, slots=True)
class OfferPlacing:
    """The latest placing of an offer, on a business date: how many have it, and how many are held out.

    `fingerprint` is that of the offer as it was placed. A placing that was cut short has no `finished_at`.
    """

    clinic_id: str
    offer_id: str
    fingerprint: str
    on: date
    offered: int
    held_out: int
    finished_at: datetime | None


def group_of(clinic_id: str, patient_id: str, offer_id: str, holdout_bp: int) -> str:
    """The group of a patient for an offer: chance decides it, and always in the same way."""
    digest = hashlib.sha256(f"{clinic_id}/{patient_id}/{offer_id}".encode()).digest()
    return HELD_OUT if int.from_bytes(digest[:8], "big") % WHOLE_BP < holdout_bp else OFFERED


def move(placed: PlacedOffer | None, joining: PlacedOffer, *, inside: bool) -> PlacedOffer | None:
    """The record of a patient who is `inside` an audience, or not; None where there was none and none is needed.

    `joining` is the record that a first time would make. A patient who comes back stays in their group.
    """
    if placed is None:
        return joining if inside else None
    if inside:
        return replace(placed, left_on=None)
    return placed if placed.left_on is not None else replace(placed, left_on=joining.placed_on)


def make_notice(
    placed: PlacedOffer, offer: TargetedOffer, rule: RemindersRule, zone: ZoneInfo, now: datetime
) -> Notice:
    """Make the notice that tells a patient that there is something new; it is sent outside the quiet hours."""
    ends = [now + NOTICE_LIFE, *([first_instant_after(offer.ends_on, zone)] if offer.ends_on else [])]
    return Notice(
        clinic_id=placed.clinic_id,
        patient_id=placed.patient_id,
        business_date=business_date(now, zone),
        kind=OFFER,
        lots=(),
        created_at=now,
        ends_at=min(ends),
        state=PENDING,
        reason=None,
        due_at=sendable_at(now, rule, zone),
        reminders_version=rule.version,
        offer_id=placed.offer_id,
    )
