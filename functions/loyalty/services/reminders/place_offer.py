"""Placing an offer: whoever belongs to its audience gets it in a place of their own, and whoever left it loses it.

It runs every night of the clinic's own calendar, and when a manager publishes or changes an offer. It writes only
what differs, so a run that was cut short or killed is gone on with by the next, and two at once do it once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Key, Put, Remove, Snapshots, Store
from loyalty.domain.fields import fingerprint
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.rules import RemindersRule
from loyalty.domain.reminders.audiences import Audiences
from loyalty.domain.reminders.notices import OFFER
from loyalty.domain.reminders.offers import (
    HELD_OUT,
    OFFERED,
    OfferPlacing,
    OffersLately,
    PlacedOffer,
    TargetedOffer,
    group_of,
    make_notice,
    move,
)
from loyalty.errors.base import Refusal
from loyalty.errors.program import OfferNotFound
from loyalty.services.preconditions import Caller, require_clinic, require_manager
from loyalty.services.reminders.count_audience import Members, in_parts

# Patients whose places are written together.
TOGETHER = 50
GoOn = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """An offer to an audience that is placed now."""

    clinic_id: Id
    offer_id: Id


@dataclass(frozen=True, slots=True)
class OfferPlaced:
    """The placing of an offer: how many patients have it now, and how many are held out of it.

    One that is not `complete` is gone on with within the hour.
    """

    clinic_id: str
    offer_id: str
    on: date
    offered: int
    held_out: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """What a placing begins with."""

    clinic: Clinic
    offer: TargetedOffer
    placing: OfferPlacing | None
    rule: RemindersRule | None


def place_offer(store: Store, audiences: Audiences, go_on: GoOn, body: PlaceOffer, caller: Caller) -> OfferPlaced:
    """Place an offer as it stands now; a repeat finds nothing left to do.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed, OfferNotFound, and DocumentInvalid for an offer
    that cannot be read.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[None]:
        require_clinic(docs, keys)
        require_manager(docs, keys, caller.uid)
        return Decision(None)

    store.transact((keys.clinic, keys.staff(caller.uid)), decide)
    placing = Placer(store, audiences, caller.now, go_on).place(body.clinic_id, body.offer_id)
    return OfferPlaced(
        body.clinic_id,
        body.offer_id,
        placing.on,
        placing.offered,
        placing.held_out,
        complete=placing.finished_at is not None,
    )


@dataclass(frozen=True, slots=True)
class Placer:
    """What a placing works with: the store, the audiences, the instant, and how long to go on."""

    store: Store
    audiences: Audiences
    now: datetime
    go_on: GoOn = lambda: True

    def place_all(self) -> Iterator[OfferPlacing | str]:
        """Place every offer of every clinic that is not yet placed today; the code of a refusal where that failed."""
        for clinic_id in self.audiences.clinics():
            for offer_id in self.audiences.offers(clinic_id):
                if not self.go_on():
                    return
                try:
                    if self._is_to_place(self._read(clinic_id, offer_id)):
                        yield self.place(clinic_id, offer_id)
                except Refusal as refusal:
                    yield refusal.code

    def place(self, clinic_id: str, offer_id: str) -> OfferPlacing:
        """Place one offer. Raises OfferNotFound, and what reading its documents raises."""
        read = self._read(clinic_id, offer_id)
        today, said = read.clinic.today(self.now), fingerprint(OFFER, read.offer)
        members = Members(self.store, self.audiences, clinic_id, read.clinic, self.now)
        inside = set(members.of(read.offer.audience)) if read.offer.is_on(today) else set[str]()
        standing = {placed.patient_id: placed for placed in self.audiences.standing(clinic_id, offer_id)}
        is_same = read.placing is not None and read.placing.finished_at is not None and read.placing.fingerprint == said
        todo = sorted(inside ^ standing.keys())
        todo += sorted(
            patient_id
            for patient_id in inside & standing.keys()
            if not is_same or standing[patient_id].may_be_noticed(today)
        )
        groups, finished = {patient_id: placed.group for patient_id, placed in standing.items()}, True
        for part in in_parts(todo, TOGETHER):
            done = self._place_part(read, OfferPart(clinic_id, offer_id, part, inside)) if self.go_on() else None
            if done is None:
                finished = False
                break
            groups = {patient_id: group for patient_id, group in {**groups, **done}.items() if group is not None}
        counts = Counter(groups.values())
        placing = OfferPlacing(
            clinic_id, offer_id, said, today, counts[OFFERED], counts[HELD_OUT], self.now if finished else None
        )
        self._keep(placing)
        return placing

    def _is_to_place(self, read: _Read) -> bool:
        placing, today = read.placing, read.clinic.today(self.now)
        if placing is None:
            return read.offer.is_on(today)
        if placing.finished_at is None or placing.fingerprint != fingerprint(OFFER, read.offer):
            return True
        return placing.on != today and (read.offer.is_on(today) or placing.offered + placing.held_out > 0)

    def _read(self, clinic_id: str, offer_id: str) -> _Read:
        keys = ClinicKeys(clinic_id)
        offer_at, placing_at = keys.targeted_offer(offer_id), keys.offer_placing(offer_id)

        def decide(docs: Snapshots) -> Decision[_Read]:
            clinic, offer = require_clinic(docs, keys), docs.get(offer_at)
            if offer is None:
                raise OfferNotFound(offer_id=offer_id)
            return Decision(_Read(clinic, offer, docs.get(placing_at), docs.get(keys.reminders)))

        return self.store.transact((keys.clinic, keys.reminders, offer_at, placing_at), decide)

    def _place_part(self, read: _Read, part: OfferPart) -> Mapping[str, str | None] | None:
        """Place some patients in one commit: the group of each, None for who left; None if the offer has changed."""
        offer_at = ClinicKeys(part.clinic_id).targeted_offer(part.offer_id)

        def decide(docs: Snapshots) -> Decision[Mapping[str, str | None] | None]:
            if docs.get(offer_at) != read.offer:
                return Decision(None)
            moved = {patient_id: part.place(docs, read, patient_id, self.now) for patient_id in part.patient_ids}
            writes = tuple(write for _, each in moved.values() for write in each)
            return Decision({patient_id: group for patient_id, (group, _) in moved.items()}, writes)

        return self.store.transact((offer_at, *part.reads), decide)

    def _keep(self, placing: OfferPlacing) -> None:
        at = ClinicKeys(placing.clinic_id).offer_placing(placing.offer_id)
        self.store.transact((at,), lambda docs: Decision(None, (Put(at, placing),) if docs.get(at) != placing else ()))


@dataclass(frozen=True, slots=True)
class OfferPart:
    """Some patients of an offer, who are placed together; those `inside` belong to its audience."""

    clinic_id: str
    offer_id: str
    patient_ids: Sequence[str]
    inside: set[str]

    @property
    def reads(self) -> tuple[Key[Any], ...]:
        """The documents that are read: four of each patient."""
        keys = ClinicKeys(self.clinic_id)
        return tuple(
            key
            for patient_id in self.patient_ids
            for key in (
                keys.placed_offer(self.offer_id, patient_id),
                keys.own_offer(patient_id, self.offer_id),
                keys.offers_lately(patient_id),
                keys.preferences(patient_id),
            )
        )

    def place(
        self, docs: Snapshots, read: _Read, patient_id: str, now: datetime
    ) -> tuple[str | None, tuple[Put[Any] | Remove[Any], ...]]:
        """The group of a patient, None if they are not in the audience; and what is written."""
        keys, offer, today = ClinicKeys(self.clinic_id), read.offer, read.clinic.today(now)
        placed_at = keys.placed_offer(self.offer_id, patient_id)
        group = group_of(self.clinic_id, patient_id, self.offer_id, offer.holdout_bp)
        joining = PlacedOffer(self.clinic_id, self.offer_id, patient_id, group, today, now, None, None)
        before = docs.get(placed_at)
        placed = move(before, joining, inside=patient_id in self.inside)
        if placed is None:
            return None, ()
        writes = list[Put[Any] | Remove[Any]]()
        stands = placed.left_on is None
        own_at = keys.own_offer(patient_id, self.offer_id)
        own, shown = docs.get(own_at), offer.copy if stands and placed.group == OFFERED else None
        if shown is not None and shown != own:
            writes.append(Put(own_at, shown))
        elif shown is None and own is not None:
            writes.append(Remove(own_at))
        if self._may_notice(docs, placed, today) and read.rule is not None:
            notice = make_notice(placed, offer, read.rule, read.clinic.time_zone, now)
            placed = replace(placed, noticed_on=today)
            writes += [
                Put(keys.named_notice(patient_id, notice.notice_id), notice),
                Put(keys.offers_lately(patient_id), OffersLately(today)),
            ]
        if placed != before:
            writes.append(Put(placed_at, placed))
        return placed.group if stands else None, tuple(writes)

    def _may_notice(self, docs: Snapshots, placed: PlacedOffer, today: date) -> bool:
        """True if a push may tell the patient: they agreed to that, and no other told them lately."""
        keys = ClinicKeys(self.clinic_id)
        wishes, lately = docs.get(keys.preferences(placed.patient_id)), docs.get(keys.offers_lately(placed.patient_id))
        agreed = wishes is not None and wishes.push and wishes.wants(OFFER)
        return agreed and placed.may_be_noticed(today) and (lately is None or lately.is_over(today))
