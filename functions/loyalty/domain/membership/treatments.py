"""Treatments: that a service was completed for a patient, by the name the clinic's records have for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.program.tiers import QualifyingDay, count_in
from loyalty.errors.membership import TreatmentOutOfReach

# A treatment that is told later than this no longer counts towards anything.
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Treatment:
    """A completed treatment; where and on which business date, and who said so."""

    clinic_id: str
    service_id: str
    completed_on: date
    location_id: str
    actor: Actor
    recorded_at: datetime
    request: Request
    tier_id: str | None = None


def complete(account: Account, completed_on: date, today: date) -> Account:
    """The account with one more treatment that counts. Raises TreatmentOutOfReach for a day to come or long gone."""
    if not timedelta(0) <= today - completed_on <= timedelta(days=MOST_DAYS):
        raise TreatmentOutOfReach(days=MOST_DAYS)
    return replace(account, days=count_in(account.days, QualifyingDay(completed_on, treatments=1)))
