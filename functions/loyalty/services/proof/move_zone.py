"""Moving a clinic to another time zone: its days that are over are closed first, and its calendar never goes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import LedgerPages
from loyalty.domain.program.clinic import WholeClinic
from loyalty.services.preconditions import require_clinic
from loyalty.services.proof.close_days import close_days


@dataclass(frozen=True, slots=True)
class ZoneMoved:
    """The move: both time zones, the days that were closed for it, the last closed day, and the business date now."""

    from_zone: str
    to_zone: str
    closed_days: int
    closed_until_on: date | None
    today: date


def move_zone(store: Store, pages: LedgerPages, clinic_id: str, to_zone: ZoneInfo, now: datetime) -> ZoneMoved:
    """Close the days that are over, then move the clinic; acts on the days after the last closed one follow.

    Where it is still the last closed day in the new zone, acts are booked on the day after. Refuses ClinicNotFound.
    """
    keys = ClinicKeys(clinic_id)
    closed_days = close_days(store, pages, clinic_id, now)
    clinic = store.transact((keys.clinic,), lambda docs: Decision(require_clinic(docs, keys)))

    def decide(docs: Snapshots) -> Decision[ZoneMoved]:
        after = WholeClinic({**docs.require(keys.whole_clinic).fields, "time_zone": to_zone.key})
        moved = replace(clinic, time_zone=to_zone)
        answer = ZoneMoved(clinic.time_zone.key, to_zone.key, closed_days, clinic.closed_until_on, moved.today(now))
        return Decision(answer, (Put(keys.whole_clinic, after),))

    return store.transact((keys.whole_clinic,), decide)
