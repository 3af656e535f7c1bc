"""Acts on a patient's account that the caller may undo: on money, points, a membership, and treatments of today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from loyalty.domain.bounds import Id
from loyalty.domain.calendar import ONE_DAY, first_instant_after
from loyalty.domain.checkout.past import UNDOABLE
from loyalty.domain.checkout.undoable import (
    FoundTreatment,
    FoundUse,
    UndoableCashOut,
    UndoableCredit,
    UndoableMembershipAct,
    UndoableRedemption,
    UndoableTreatment,
)
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.ledger.entry import CASH_OUT, REDEMPTION, WALLET_CREDIT, Entry
from loyalty.domain.ledger.reversals import Reversals, give_back
from loyalty.domain.ledger.wallet.lots import BANKED, WalletLot
from loyalty.domain.membership.events import require_here, require_undoable
from loyalty.domain.membership.treatments import require_noted
from loyalty.domain.ports import LatestActs
from loyalty.domain.program.clinic import MANAGING_ROLES
from loyalty.domain.program.memberships import DESK, Membership
from loyalty.errors.base import Refusal
from loyalty.services.ledger.cash_out import require_standing_cash_out
from loyalty.services.ledger.list_past import PastReading
from loyalty.services.ledger.redemptions import require_cancellable
from loyalty.services.ledger.reverse_credit import require_reversible
from loyalty.services.preconditions import AtVisit, Caller, PresentAtVisit

One = TypeVar("One")
Shown = TypeVar("Shown")

MOST_CREDITS, MOST_USES, MOST_TREATMENTS = 20, 40, 20


@dataclass(frozen=True, slots=True)
class ListUndoable:
    """A patient at an open visit, whose acts that can be undone are asked for."""

    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id


@dataclass(frozen=True, slots=True)
class UndoableActs:
    """The acts that the caller may undo here and now, newest first; `more` says that older ones were not looked at."""

    clinic_id: str
    patient_id: str
    credits: tuple[UndoableCredit, ...]
    redemptions: tuple[UndoableRedemption, ...]
    cash_outs: tuple[UndoableCashOut, ...]
    memberships: tuple[UndoableMembershipAct, ...]
    treatments: tuple[UndoableTreatment, ...]
    more: bool


def list_undoable(
    store: Store, latest_acts: LatestActs, body: ListUndoable, caller: Caller, read_id: str
) -> UndoableActs:
    """List what this caller may undo.

    That is by `reverse_credit`, `cancel_redemption`, `undo_cash_out`, `change_membership`, and of the treatments that
    were noted today by `withdraw_treatment`. Who read them is kept. Refuses staff who may not, and visits that are not
    open here.
    """
    at = AtVisit(body, caller)
    here = store.transact(at.reads, lambda docs: Decision(at.require_present_at_visit(docs)))
    uses = latest_acts.uses(body.clinic_id, body.patient_id, MOST_USES + 1)
    begins_at = first_instant_after(here.clinic.today(caller.now) - ONE_DAY, here.clinic.time_zone)
    noted = latest_acts.treatments(body.clinic_id, body.patient_id, begins_at, MOST_TREATMENTS + 1)
    listing = _Listing(at, here, uses[:MOST_USES], noted[:MOST_TREATMENTS])
    more = len(uses) > MOST_USES or len(noted) > MOST_TREATMENTS or len(here.account.wallet_lots) > MOST_CREDITS
    reading = PastReading(at, body.visit_id, UNDOABLE, read_id)

    def decide(docs: Snapshots) -> Decision[UndoableActs]:
        answer = listing.answer(docs, more=more)
        return Decision(answer, reading.record(docs, _count(answer)))

    return store.transact((reading.read_at, *listing.reads), decide)


def _count(acts: UndoableActs) -> int:
    listed = (acts.credits, acts.redemptions, acts.cash_outs, acts.memberships, acts.treatments)
    return sum(map(len, listed))


class _Listing:
    """What may be undone at a visit, each judged by the preconditions of the act that undoes it."""

    def __init__(
        self, at: AtVisit, here: PresentAtVisit, uses: Sequence[FoundUse], noted: Sequence[FoundTreatment]
    ) -> None:
        self._at, self._here, self._uses, self._noted = at, here, uses, noted
        self._today = here.clinic.today(at.caller.now)
        held = [lot for lot in here.account.wallet_lots if lot.origin != BANKED and lot.is_live(at.caller.now)]
        self._lots = sorted(held, key=lambda lot: lot.received_at, reverse=True)[:MOST_CREDITS]
        self._states = [state for state in here.account.memberships if state.source == DESK]

    @property
    def reads(self) -> tuple[Key[Any], ...]:
        """The keys of the entries, of what was undone of each, of the redemptions' visits and of the acts."""
        keys, patient_id = self._at.keys, self._at.patient_id
        entry_ids = [*(lot.wallet_lot_id for lot in self._lots), *(one.entry_id for one in self._uses)]
        return (
            *(keys.entry(patient_id, entry_id) for entry_id in entry_ids),
            *(keys.reversals(patient_id, entry_id) for entry_id in entry_ids),
            *dict.fromkeys(keys.visit(patient_id, one.visit_id) for one in self._uses if one.visit_id),
            *(keys.membership_event(patient_id, state.event_id) for state in self._states),
            *(keys.treatment(patient_id, one.treatment_id) for one in self._noted),
        )

    def answer(self, docs: Snapshots, *, more: bool) -> UndoableActs:
        """What of it the caller may undo."""
        return UndoableActs(
            self._at.keys.clinic_id,
            self._at.patient_id,
            tuple(_allowed(self._lots, lambda lot: self._credit(docs, lot))),
            tuple(_allowed(self._uses, lambda one: self._redemption(docs, one))),
            tuple(_allowed(self._uses, lambda one: self._cash_out(docs, one))),
            tuple(_allowed(self._states, lambda state: self._membership(docs, state))),
            tuple(_allowed(self._noted, lambda one: self._treatment(docs, one))),
            more,
        )

    def _credit(self, docs: Snapshots, lot: WalletLot) -> UndoableCredit | None:
        entry, reversals = self._entry(docs, lot.wallet_lot_id, WALLET_CREDIT)
        if entry is None or not lot.remaining_minor:
            return None
        why = require_reversible(entry, reversals, self._here.staff, self._at.location_id, self._today)
        return UndoableCredit(
            credit_id=entry.entry_id,
            reason=why.reason,
            tender=why.tender,
            text=why.text,
            credited_minor=entry.wallet_minor,
            left_minor=lot.remaining_minor,
            location_id=entry.location_id,
            occurred_at=entry.occurred_at,
        )

    def _redemption(self, docs: Snapshots, one: FoundUse) -> UndoableRedemption | None:
        if one.visit_id is None:
            return None
        entry, reversals = self._entry(docs, one.entry_id, REDEMPTION)
        visit = docs.get(self._at.keys.visit(self._at.patient_id, one.visit_id))
        if entry is None or visit is None or not self._may_cancel_at(visit):
            return None
        why = require_cancellable(entry, one.visit_id, visit, reversals, self._at.caller.now)
        account, zone = self._here.account, self._here.clinic.time_zone
        back = give_back(account, entry.draws, 0, -entry.points, self._at.caller.now, zone)
        return UndoableRedemption(
            redemption_id=entry.entry_id,
            visit_id=one.visit_id,
            points=-entry.points,
            lapsing_points=back.lapsed_points,
            worth_minor=why.worth_minor,
            bill_minor=why.bill_minor,
            reward_name=why.reward_name,
            location_id=entry.location_id,
            occurred_at=entry.occurred_at,
        )

    def _cash_out(self, docs: Snapshots, one: FoundUse) -> UndoableCashOut | None:
        entry, reversals = self._entry(docs, one.entry_id, CASH_OUT)
        if entry is None:
            return None
        why = require_standing_cash_out(entry, reversals, self._here.staff, self._at.location_id, self._today)
        return UndoableCashOut(
            cash_out_id=entry.entry_id,
            text=why.text,
            paid_out_minor=-entry.wallet_minor,
            location_id=entry.location_id,
            occurred_at=entry.occurred_at,
        )

    def _treatment(self, docs: Snapshots, one: FoundTreatment) -> UndoableTreatment:
        noted = require_noted(docs.get(self._at.keys.treatment(self._at.patient_id, one.treatment_id)))
        return UndoableTreatment(
            treatment_id=one.treatment_id,
            service_name=one.service_name,
            completed_on=noted.completed_on,
            location_id=noted.location_id,
            occurred_at=noted.recorded_at,
        )

    def _may_cancel_at(self, visit: Visit) -> bool:
        """True for managers, and for others while the visit is open here."""
        is_open_here = visit.location_id == self._at.location_id and self._at.caller.now < visit.closes_at
        return is_open_here or self._here.staff.role in MANAGING_ROLES

    def _membership(self, docs: Snapshots, state: Membership) -> UndoableMembershipAct:
        made = docs.get(self._at.keys.membership_event(self._at.patient_id, state.event_id))
        require_here(made, self._here.staff, self._at.location_id)
        made = require_undoable(self._here.account, made, self._today, self._here.clinic.time_zone)
        before = made.before
        return UndoableMembershipAct(
            event_id=state.event_id,
            what=made.what,
            plan_name=made.membership.plan_name,
            paid_until_on=made.membership.paid_until_on,
            points=sum(month.points for month in made.given),
            due_minor=made.paid_minor,
            plan_name_before=before.plan_name if before else None,
            paid_until_on_before=before.paid_until_on if before else None,
            occurred_at=made.occurred_at,
        )

    def _entry(self, docs: Snapshots, entry_id: str, kind: str) -> tuple[Entry | None, Reversals]:
        """The entry, if it is of this kind, and what was undone of it."""
        entry = docs.get(self._at.keys.entry(self._at.patient_id, entry_id))
        reversals = docs.get(self._at.keys.reversals(self._at.patient_id, entry_id))
        place_id = entry.location_id if entry else None
        return (entry if entry and entry.kind == kind else None), reversals or Reversals(place_id)


def _allowed(found: Sequence[One], shown: Callable[[One], Shown | None]) -> list[Shown]:
    """Those that may be undone: what the act itself would refuse is left out."""
    listed: list[Shown] = []
    for one in found:
        try:
            each = shown(one)
        except Refusal:
            continue
        if each is not None:
            listed.append(each)
    return listed
