"""Lookups: a search for a patient by name, its result, and the number of people opened by lookups lately."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from loyalty.errors.checkout import LookupNotFound, LookupOver, TooManyLookups

MOST_AN_HOUR = 40
AN_HOUR = timedelta(hours=1)
# A lookup may open a visit for this long.
LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A lookup: who made it, when and where, the number of letters (never the letters), and the patients found."""

    clinic_id: str
    location_id: str
    asked_by: str
    asked_at: datetime
    letters: int
    results: int
    patient_ids: tuple[str, ...]
    opened_patient_id: str | None = None
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LookupsLately:
    """The number of lookups by which a member of staff opened a visit in the hour that began with the first of them."""

    begins_at: datetime
    lookups: int = 0


def count_opening(lately: LookupsLately | None, now: datetime) -> LookupsLately:
    """Count one more opening. Raises TooManyLookups."""
    if lately is None or now >= lately.begins_at + AN_HOUR:
        return LookupsLately(now, 1)
    if lately.lookups >= MOST_AN_HOUR:
        again_at = (lately.begins_at + AN_HOUR).isoformat(timespec="seconds")
        raise TooManyLookups(used=lately.lookups, most=MOST_AN_HOUR, again_at=again_at)
    return replace(lately, lookups=lately.lookups + 1)


def use_lookup(lookup: Lookup | None, patient_id: str, uid: str, location_id: str, now: datetime) -> Lookup:
    """Use a lookup to open a patient it found: by the person and at the location of the lookup, once, in ten minutes.

    Raises LookupNotFound, also if it did not find this patient, and LookupOver.
    """
    if lookup is None or (lookup.asked_by, lookup.location_id) != (uid, location_id):
        raise LookupNotFound
    if patient_id not in lookup.patient_ids:
        raise LookupNotFound
    if lookup.opened_at is not None or now >= lookup.asked_at + LIFETIME:
        raise LookupOver(minutes=int(LIFETIME.total_seconds() // 60))
    return replace(lookup, opened_patient_id=patient_id, opened_at=now)
