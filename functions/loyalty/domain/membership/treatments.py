"""Treatments: services completed for a patient, each by its name in the clinic's records."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from loyalty.domain.fields import LATER
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.program.tiers import QualifyingDay, count_in
from loyalty.errors.membership import TreatmentIsWithdrawn, TreatmentNotFound, TreatmentOutOfReach

# A treatment recorded later than this no longer counts.
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawal of a treatment: by whom, when, and to which patient it moved, or None; the tiers held after it."""

    actor: Actor
    withdrawn_at: datetime
    request: Request
    to_patient_id: str | None
    tier_id: str | None
    to_tier_id: str | None


@dataclass(frozen=True, slots=True)
class Treatment:
    """A completed treatment, its location and business date, and the person or system that reported it.

    `withdrawn` says that it does not count; `withdrawals` are all there were, the last last.
    """

    clinic_id: str
    service_id: str
    completed_on: date
    location_id: str
    actor: Actor
    recorded_at: datetime
    request: Request
    tier_id: str | None = None
    withdrawn: bool = field(default=False, metadata=LATER)
    withdrawals: tuple[Withdrawal, ...] = field(default=(), metadata=LATER)


def require_noted(treatment: Treatment | None) -> Treatment:
    """Require a treatment that counts: TreatmentNotFound, TreatmentIsWithdrawn."""
    if treatment is None:
        raise TreatmentNotFound
    if treatment.withdrawn:
        raise TreatmentIsWithdrawn
    return treatment


def withdraw(account: Account, completed_on: date) -> Account:
    """Count one treatment less on a day; a day that the account does not keep any more counts for nothing."""
    counted = any(day.on == completed_on and day.treatments > 0 for day in account.days)
    less = QualifyingDay(completed_on, treatments=-1)
    return replace(account, days=count_in(account.days, less)) if counted else account


def complete(account: Account, completed_on: date, today: date) -> Account:
    """Count one more treatment. Raises TreatmentOutOfReach for a future day, or one more than 366 days ago."""
    if not timedelta(0) <= today - completed_on <= timedelta(days=MOST_DAYS):
        raise TreatmentOutOfReach(days=MOST_DAYS)
    return replace(account, days=count_in(account.days, QualifyingDay(completed_on, treatments=1)))
