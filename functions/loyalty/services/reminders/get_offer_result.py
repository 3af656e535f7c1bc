"""The result of an offer: how many of those who got it came back in time, against those who were held out of it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from annotated_types import Ge, Le

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.money import WHOLE_BP
from loyalty.domain.reminders.audiences import Audiences
from loyalty.domain.reminders.offers import HELD_OUT, OFFERED, PlacedOffer
from loyalty.domain.reminders.proportions import Conclusion, Group, compare
from loyalty.errors.program import OfferNotFound
from loyalty.services.preconditions import Caller, require_clinic, require_manager
from loyalty.services.runs import THREADS


@dataclass(frozen=True, slots=True)
class GetOfferResult:
    """An offer whose result is asked for; a visit counts for so many `days` after a patient came into its audience."""

    clinic_id: Id
    offer_id: Id
    days: Annotated[int, Ge(1), Le(90)] = 28


@dataclass(frozen=True, slots=True)
class OfferResult:
    """The patients of both groups whose days are over, and how many came back within them.

    The difference of the shares has the interval that holds the true one 95 times of 100. `too_recent` are left out,
    since their days are not over; `noticed` had a push made for them.
    """

    clinic_id: str
    offer_id: str
    days: int
    offered: int
    offered_came: int
    held_out: int
    held_out_came: int
    difference_bp: int
    lowest_bp: int
    highest_bp: int
    conclusion: Conclusion
    too_recent: int
    noticed: int


def get_offer_result(store: Store, audiences: Audiences, body: GetOfferResult, caller: Caller) -> OfferResult:
    """Compare both groups of an offer as chance made them, whoever has left the audience since.

    It reads one record and one visit for each patient. Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed,
    OfferNotFound.
    """
    keys = ClinicKeys(body.clinic_id)
    offer_at = keys.targeted_offer(body.offer_id)

    def decide(docs: Snapshots) -> Decision[None]:
        require_clinic(docs, keys)
        require_manager(docs, keys, caller.uid)
        if docs.get(offer_at) is None:
            raise OfferNotFound(offer_id=body.offer_id)
        return Decision(None)

    store.transact((keys.clinic, keys.staff(caller.uid), offer_at), decide)
    within = timedelta(days=body.days)
    placed = list(audiences.placed(body.clinic_id, body.offer_id))
    over = [one for one in placed if one.placed_at + within <= caller.now]
    came = _came(audiences, over, within)
    offered, held_out = (_group(over, came, group) for group in (OFFERED, HELD_OUT))
    against = compare(offered, held_out)
    return OfferResult(
        clinic_id=body.clinic_id,
        offer_id=body.offer_id,
        days=body.days,
        offered=offered.patients,
        offered_came=offered.visited,
        held_out=held_out.patients,
        held_out_came=held_out.visited,
        difference_bp=round(against.difference * WHOLE_BP),
        lowest_bp=round(against.lowest * WHOLE_BP),
        highest_bp=round(against.highest * WHOLE_BP),
        conclusion=against.conclusion,
        too_recent=len(placed) - len(over),
        noticed=sum(one.noticed_on is not None for one in placed),
    )


def _came(audiences: Audiences, over: Sequence[PlacedOffer], within: timedelta) -> set[str]:
    """The patients who came back in time."""

    def has_come(one: PlacedOffer) -> bool:
        return audiences.has_visited(one.clinic_id, one.patient_id, one.placed_at, one.placed_at + within)

    with ThreadPoolExecutor(THREADS) as pool:
        return {one.patient_id for one, came in zip(over, pool.map(has_come, over), strict=True) if came}


def _group(over: Sequence[PlacedOffer], came: set[str], group: str) -> Group:
    patients = [one.patient_id for one in over if one.group == group]
    return Group(len(patients), sum(patient_id in came for patient_id in patients))
