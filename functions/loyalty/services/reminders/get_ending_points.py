"""Points that end in the next four weeks, week by week, for those who manage the clinic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loyalty.domain.bounds import Id
from loyalty.domain.calendar import first_instant_after
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.redemption import worth_minor
from loyalty.domain.ports import EndingAccounts
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.rules import RedemptionRule
from loyalty.domain.reminders.ending import MOST_GRACE, EndingWeek, ending_of, last_day_of
from loyalty.services.preconditions import Caller, require_clinic, require_manager

# The accounts that are read at most.
MOST_READ = 5_000


@dataclass(frozen=True, slots=True)
class GetEndingPoints:
    """A clinic whose ending points are asked for."""

    clinic_id: Id


@dataclass(frozen=True, slots=True)
class EndingPoints:
    """The points whose last day is from `from_on` to `to_on`, the patients who hold them, and their worth.

    `worth_minor` is null without a rule `redemption`; `more` says that there are accounts beyond those that were read.
    """

    clinic_id: str
    from_on: date
    to_on: date
    points: int
    patients: int
    worth_minor: int | None
    weeks: tuple[EndingWeek, ...]
    more: bool


def get_ending_points(store: Store, ending: EndingAccounts, body: GetEndingPoints, caller: Caller) -> EndingPoints:
    """Add up what is left of lots that end: one account is read for each that has a milestone until then.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[tuple[Clinic, RedemptionRule | None]]:
        clinic = require_clinic(docs, keys)
        require_manager(docs, keys, caller.uid)
        return Decision((clinic, docs.get(keys.redemption)))

    clinic, rule = store.transact((keys.clinic, keys.staff(caller.uid), keys.redemption), decide)
    today = clinic.today(caller.now)
    to_on = last_day_of(today)
    # The next milestone of a lot is at the latest its end, which comes after the days of grace.
    until = first_instant_after(to_on + MOST_GRACE, clinic.time_zone)
    found = ending.until(body.clinic_id, until, MOST_READ)
    ends = ending_of(found, today, caller.now)
    worth = worth_minor(ends.points, rule) if rule else None
    more = len(found) == MOST_READ
    return EndingPoints(body.clinic_id, today, to_on, ends.points, ends.patients, worth, ends.weeks, more)
