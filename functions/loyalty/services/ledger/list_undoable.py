"""Acts on a patient's account that the caller may undo: credits, redemptions, the latest act on a membership."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from loyalty.domain.bounds import Id
from loyalty.domain.checkout.undoable import (
    FoundRedemption,
    UndoableCredit,
    UndoableMembershipAct,
    UndoableRedemption,
)
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.ledger.entry import REDEMPTION, WALLET_CREDIT, Entry
from loyalty.domain.ledger.reversals import Reversals, give_back
from loyalty.domain.ledger.wallet.lots import BANKED, WalletLot
from loyalty.domain.membership.events import require_here, require_undoable
from loyalty.domain.ports import Redemptions
from loyalty.domain.program.clinic import MANAGING_ROLES
from loyalty.domain.program.memberships import DESK, Membership
from loyalty.errors.base import Refusal
from loyalty.services.ledger.redemptions import require_cancellable
from loyalty.services.ledger.reverse_credit import require_reversible
from loyalty.services.preconditions import AtVisit, Caller, PresentAtVisit

One = TypeVar("One")
Shown = TypeVar("Shown")

MOST_CREDITS, MOST_REDEMPTIONS = 20, 40


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
    memberships: tuple[UndoableMembershipAct, ...]
    more: bool


def list_undoable(store: Store, redemptions: Redemptions, body: ListUndoable, caller: Caller) -> UndoableActs:
    """List what `reverse_credit`, `cancel_redemption` and `change_membership` would undo for this caller.

    Refuses staff who may not, and visits that are not open here.
    """
    at = AtVisit(body, caller)
    here = store.transact(at.reads, lambda docs: Decision(at.require_present_at_visit(docs)))
    used = redemptions.latest(body.clinic_id, body.patient_id, MOST_REDEMPTIONS + 1)
    listing = _Listing(at, here, used[:MOST_REDEMPTIONS])
    more = len(used) > MOST_REDEMPTIONS or len(here.account.wallet_lots) > MOST_CREDITS
    return store.transact(listing.reads, lambda docs: Decision(listing.answer(docs, more=more)))


class _Listing:
    """What may be undone at a visit, each judged by the preconditions of the act that undoes it."""

    def __init__(self, at: AtVisit, here: PresentAtVisit, used: Sequence[FoundRedemption]) -> None:
        self._at, self._here, self._used = at, here, used
        self._today = here.clinic.today(at.caller.now)
        held = [lot for lot in here.account.wallet_lots if lot.origin != BANKED and lot.is_live(at.caller.now)]
        self._lots = sorted(held, key=lambda lot: lot.received_at, reverse=True)[:MOST_CREDITS]
        self._states = [state for state in here.account.memberships if state.source == DESK]

    @property
    def reads(self) -> tuple[Key[Any], ...]:
        """The keys of the entries, of what was undone of each, of the redemptions' visits and of the acts."""
        keys, patient_id = self._at.keys, self._at.patient_id
        entry_ids = [*(lot.wallet_lot_id for lot in self._lots), *(one.redemption_id for one in self._used)]
        return (
            *(keys.entry(patient_id, entry_id) for entry_id in entry_ids),
            *(keys.reversals(patient_id, entry_id) for entry_id in entry_ids),
            *dict.fromkeys(keys.visit(patient_id, one.visit_id) for one in self._used),
            *(keys.membership_event(patient_id, state.event_id) for state in self._states),
        )

    def answer(self, docs: Snapshots, *, more: bool) -> UndoableActs:
        """What of it the caller may undo."""
        return UndoableActs(
            self._at.keys.clinic_id,
            self._at.patient_id,
            tuple(_allowed(self._lots, lambda lot: self._credit(docs, lot))),
            tuple(_allowed(self._used, lambda one: self._redemption(docs, one))),
            tuple(_allowed(self._states, lambda state: self._membership(docs, state))),
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

    def _redemption(self, docs: Snapshots, one: FoundRedemption) -> UndoableRedemption | None:
        entry, reversals = self._entry(docs, one.redemption_id, REDEMPTION)
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
