"""The nightly exceptions report: each business date that is over, once; and what is usual at each location."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from loyalty.domain.calendar import ONE_DAY, business_date, first_instant_after
from loyalty.domain.documents import Decision, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.governance.till import FoundEntry
from loyalty.domain.ports import DayActs
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.rules import GovernanceRule
from loyalty.domain.proof.exceptions import WINDOW_DAYS, DayFacts, ExceptionsReport, report_of, usual_bill
from loyalty.services.preconditions import require_clinic
from loyalty.services.proof.prove_account import read_or_none, write

# A night makes up for so many nights before it.
MOST_DAYS = 7
MOST_READ = 20_000
LOOKUP = "lookup"
BOUNDING_MONEY = ("earning", "redemption", "banking", "adjustments", "tiers", "memberships", "governance")


def report_exceptions(store: Store, day_acts: DayActs, clinic_id: str, now: datetime) -> list[ExceptionsReport]:
    """Write the reports of the last days that have none, and what is usual at each location; the oldest first."""
    keys = ClinicKeys(clinic_id)
    clinic = store.transact((keys.clinic,), lambda docs: Decision(require_clinic(docs, keys)))
    today = business_date(now, clinic.time_zone)
    made = []
    for ago in range(MOST_DAYS, 0, -1):
        on = today - timedelta(days=ago)
        if read_or_none(store, keys.exceptions(on)) is None:
            made.append(_report(store, day_acts, keys, clinic, on, now))
    if made:
        _write_usual(store, keys, today)
    return made


def _report(
    store: Store, day_acts: DayActs, keys: ClinicKeys, clinic: Clinic, on: date, now: datetime
) -> ExceptionsReport:
    begins_at = first_instant_after(on - ONE_DAY, clinic.time_zone)
    ends_at = first_instant_after(on, clinic.time_zone)
    entries = day_acts.entries(keys.clinic_id, on, MOST_READ)
    changes = day_acts.memberships(keys.clinic_id, begins_at, MOST_READ)
    facts = DayFacts(
        entries=entries,
        memberships=[act for act in changes if act.recorded_at < ends_at],
        approvals=day_acts.approvals(keys.clinic_id, begins_at, ends_at),
        looked_up=_looked_up(store, keys, entries),
        gifts=_gifts_before(store, keys, on),
        rule_changes=_rule_changes(store, keys, (begins_at, ends_at)),
    )
    rule = read_or_none(store, keys.governance) or GovernanceRule()
    report = report_of(facts, rule, on, now)
    write(store, keys.exceptions(on), report)
    return report


def _looked_up(store: Store, keys: ClinicKeys, entries: Sequence[FoundEntry]) -> frozenset[str]:
    """The visits of the day's purchases that a lookup opened."""
    purchases = [(each.patient_id, each.entry.purchase) for each in entries if each.entry.purchase]
    visits_at = list(dict.fromkeys(keys.visit(patient_id, purchase.visit_id) for patient_id, purchase in purchases))
    if not visits_at:
        return frozenset()
    visits = store.transact(visits_at, lambda docs: Decision([docs.get(at) for at in visits_at]))
    found = zip(visits_at, visits, strict=True)
    return frozenset(at.ids[-1] for at, visit in found if visit is not None and visit.found_by == LOOKUP)


def _rule_changes(store: Store, keys: ClinicKeys, day: tuple[datetime, datetime]) -> list[tuple[str, str]]:
    """The versions of a rule that bounds money, from the latest back, where it was changed more than once on a day."""
    changes = []
    for name in BOUNDING_MONEY:
        live = read_or_none(store, keys.published_rule(name))
        newest = read_or_none(store, keys.past_rule(name, live.version)) or live if live else None
        fields, of_rule = newest.fields if newest else None, []
        while fields is not None and fields["updated_at"] >= day[0] and fields["version"] > 1:
            version = int(fields["version"])
            if fields["updated_at"] < day[1]:
                of_rule.append((f"{name}-{version}", str(fields["updated_by"])))
            past = read_or_none(store, keys.past_rule(name, version - 1))
            fields = past.fields if past else None
        changes += of_rule if len(of_rule) > 1 else []
    return changes


def _gifts_before(store: Store, keys: ClinicKeys, on: date) -> dict[str, int]:
    gifts: Counter[str] = Counter()
    for report in _reports_before(store, keys, on):
        gifts.update(report.gifts)
    return dict(gifts)


def _reports_before(store: Store, keys: ClinicKeys, on: date) -> list[ExceptionsReport]:
    """The reports of the window that ends before a date."""
    days_at = [keys.exceptions(on - timedelta(days=ago)) for ago in range(1, WINDOW_DAYS)]
    reports = store.transact(days_at, lambda docs: Decision([docs.get(at) for at in days_at]))
    return [report for report in reports if report is not None]


def _write_usual(store: Store, keys: ClinicKeys, today: date) -> None:
    """Write what is usual at each location that had bills in the window."""
    reports = _reports_before(store, keys, today)
    for location_id in sorted({place for report in reports for place in report.bills}):
        write(store, keys.usual_bill(location_id), usual_bill(reports, location_id, today))
