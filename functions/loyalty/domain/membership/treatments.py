"""Treatments: services completed for a patient, each by its name in the clinic's records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.program.tiers import QualifyingDay, count_in
from loyalty.errors.membership import TreatmentOutOfReach

# A treatment recorded later than this no longer counts.
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Treatment:
    """A completed treatment, its location and business date, and the person or system that reported it."""

    clinic_id: str
    service_id: str
    completed_on: date
    location_id: str
    actor: Actor
    recorded_at: datetime
    request: Request
    tier_id: str | None = None


def complete(account: Account, completed_on: date, today: date) -> Account:
    """Count one more treatment. Raises TreatmentOutOfReach for a future day, or one more than 366 days ago."""
    if not timedelta(0) <= today - completed_on <= timedelta(days=MOST_DAYS):
        raise TreatmentOutOfReach(days=MOST_DAYS)
    return replace(account, days=count_in(account.days, QualifyingDay(completed_on, treatments=1)))
