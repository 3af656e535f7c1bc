"""Recurring revenue of a clinic's memberships, by month and location, from their whole history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from loyalty.domain.bounds import Id, Written
from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.membership.revenue import MonthOfRevenue, RevenueTally, month_of
from loyalty.domain.ports import MembershipHistory
from loyalty.domain.program.clinic import Clinic
from loyalty.errors.proof import PeriodBackwards, PeriodToCome, PeriodTooLong
from loyalty.services.preconditions import Caller, require_clinic, require_manager

MOST_MONTHS = 36
Month = Annotated[date, Written("month is text, YYYY-MM", month_of)]


@dataclass(frozen=True, slots=True)
class GetRevenue:
    """A period of months, each by its first day."""

    clinic_id: Id
    from_month: Month
    to_month: Month


@dataclass(frozen=True, slots=True)
class RevenueReport:
    """Revenue month by month, up to the current one at most, in minor units of `currency`."""

    clinic_id: str
    currency: str
    months: tuple[MonthOfRevenue, ...]


def get_revenue(store: Store, history: MembershipHistory, body: GetRevenue, caller: Caller) -> RevenueReport:
    """The clinic's revenue, for managers and owners.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed, and all that `revenue_report` refuses.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[Clinic]:
        clinic = require_clinic(docs, keys)
        require_manager(docs, keys, caller.uid)
        return Decision(clinic)

    clinic = store.transact((keys.clinic, keys.staff(caller.uid)), decide)
    return revenue_report(history, clinic, body, caller.now)


def revenue_report(history: MembershipHistory, clinic: Clinic, body: GetRevenue, now: datetime) -> RevenueReport:
    """The report, without asking who may see it. Refuses PeriodBackwards, PeriodTooLong, PeriodToCome."""
    today = _require_period(body, now, clinic.time_zone)
    tally = RevenueTally(body.from_month, body.to_month, clinic.time_zone, today)
    for event in history.events(body.clinic_id):
        tally.add(event)
    return RevenueReport(body.clinic_id, clinic.currency, tally.months())


def _require_period(body: GetRevenue, now: datetime, zone: ZoneInfo) -> date:
    """Today in the clinic, if the period can be answered: PeriodBackwards, PeriodTooLong, PeriodToCome."""
    begins, ends = f"{body.from_month:%Y-%m}", f"{body.to_month:%Y-%m}"
    asked = (body.to_month.year - body.from_month.year) * 12 + body.to_month.month - body.from_month.month + 1
    if asked < 1:
        raise PeriodBackwards(begins=begins, ends=ends)
    if asked > MOST_MONTHS:
        raise PeriodTooLong(asked=asked, most=MOST_MONTHS, unit="months")
    today = business_date(now, zone)
    if body.from_month > today:
        raise PeriodToCome(begins=begins, today=today.isoformat())
    return today
