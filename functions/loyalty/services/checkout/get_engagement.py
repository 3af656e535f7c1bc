"""Engagement: the work of staff at a location this week, against their quotas. Staff see their own, managers all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loyalty.domain.bounds import Id
from loyalty.domain.checkout.engagement import Done, Week, week_of
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import Engagements
from loyalty.domain.program.clinic import MANAGING_ROLES, Quota, Staff
from loyalty.services.preconditions import Caller, require_clinic, require_location, require_reader

MOST_STAFF = 100


@dataclass(frozen=True, slots=True)
class GetEngagement:
    """A location whose week is asked for; `own` asks for the caller's own week only, even of a manager."""

    clinic_id: Id
    location_id: Id
    own: bool = False


@dataclass(frozen=True, slots=True)
class StaffEngagement:
    """The work of one member of staff this week, and their weekly quota."""

    uid: str
    done: Done
    quota: Quota


@dataclass(frozen=True, slots=True)
class Engagement:
    """The week so far. `total` counts everybody, also people who left; it is null where the caller sees only their own.

    `more_staff` says that more than a hundred people work there, and `staff` has only a hundred.
    """

    clinic_id: str
    location_id: str
    from_on: date
    until_on: date
    staff: tuple[StaffEngagement, ...]
    total: Done | None
    more_staff: bool


def get_engagement(store: Store, engagements: Engagements, body: GetEngagement, caller: Caller) -> Engagement:
    """The caller's own progress of the week, or for managers that of everybody who works at the location.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound. Closed locations are answered
    too.
    """
    keys = ClinicKeys(body.clinic_id)
    own_at = keys.staff(caller.uid)

    def decide(docs: Snapshots) -> Decision[tuple[Week, Staff]]:
        clinic = require_clinic(docs, keys)
        require_reader(docs, keys, caller.uid, body.location_id)
        require_location(docs, keys, body.location_id)
        week = week_of(body.clinic_id, body.location_id, caller.now, clinic.time_zone)
        return Decision((week, docs.require(own_at)))

    reads: tuple[Key[Any], ...] = (
        keys.clinic,
        own_at,
        keys.location(body.location_id),
    )
    week, own = store.transact(reads, decide)
    if body.own or own.role not in MANAGING_ROLES:
        return _answer_of(week, _progress(engagements, week, {caller.uid: own}, engagements.undone(week)), None)
    found = engagements.staff_at(body.clinic_id, body.location_id, MOST_STAFF + 1)
    people = _people(store, keys, found[:MOST_STAFF])
    total, undone = engagements.done_by_all(week), engagements.undone(week)
    staff = _progress(engagements, week, people, undone)
    return _answer_of(week, staff, _without_undone(total, sum(undone.values())), more_staff=len(found) > MOST_STAFF)


def _people(store: Store, keys: ClinicKeys, uids: Sequence[str]) -> dict[str, Staff]:
    """The active ones of the staff."""
    if not uids:
        return {}
    people = {uid: keys.staff(uid) for uid in uids}

    def decide(docs: Snapshots) -> Decision[dict[str, Staff]]:
        found = {uid: docs.get(key) for uid, key in people.items()}
        return Decision({uid: person for uid, person in found.items() if person is not None and person.active})

    return store.transact(tuple(people.values()), decide)


def _progress(
    engagements: Engagements, week: Week, people: Mapping[str, Staff], undone: Mapping[str, int]
) -> tuple[StaffEngagement, ...]:
    done = engagements.done(week, list(people))
    return tuple(
        StaffEngagement(uid, _without_undone(counted, undone.get(uid, 0)), person.weekly_quota)
        for (uid, person), counted in zip(people.items(), done, strict=True)
    )


def _without_undone(done: Done, undone: int) -> Done:
    """The counts without undone redemptions; never below zero, since counts are read one after another."""
    return replace(done, redemptions=max(0, done.redemptions - undone))


def _answer_of(
    week: Week, staff: tuple[StaffEngagement, ...], total: Done | None, *, more_staff: bool = False
) -> Engagement:
    return Engagement(week.clinic_id, week.location_id, week.from_on, week.until_on, staff, total, more_staff)
