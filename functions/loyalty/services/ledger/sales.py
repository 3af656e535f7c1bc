"""Sales: a recorded purchase with all that hangs on it, the keys of a call about it, and the writes of undoing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from loyalty.domain.checkout.visits import ReceiptNumber
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import ACCRUAL, Entry, Request, lot_of
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.purchases import POINTS_PART, WALLET_PART
from loyalty.domain.ledger.receipt import Movement
from loyalty.domain.ledger.refunds import Undoing, Undone, WholePurchase
from loyalty.domain.ledger.reversals import CANCELLED, REFUNDED, Reversals
from loyalty.domain.ledger.wallet.unbanking import EXPIRY_PART
from loyalty.domain.ledger.why import RedemptionWhy, ReversalReason
from loyalty.domain.program.clinic import MANAGING_ROLES, Staff
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.ledger import PurchaseAtAnotherLocation, PurchaseClosed
from loyalty.services.preconditions import AtDesk, Caller, DeskBody, require_clinic
from loyalty.services.requests import cause_of, require_entry
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle

_PARTS = (POINTS_PART, WALLET_PART)


class SaleBody(DeskBody, Protocol):
    """The ids of a call about a purchase."""

    @property
    def purchase_id(self) -> str: ...


class AtSale(AtDesk):
    """A call from a desk about a purchase: it reads the same documents, however many entries the account has."""

    def __init__(self, body: SaleBody, caller: Caller, request: Request) -> None:
        """Make the keys; nothing is read yet."""
        super().__init__(body, caller, request)
        keys, patient_id, purchase_id = self.keys, body.patient_id, body.purchase_id
        self.accrual_at = keys.entry(patient_id, purchase_id)
        self.reversals_at = keys.reversals(patient_id, purchase_id)
        self._expiry_at, self._expiry_reversals_at = self._expiry_of(purchase_id)
        self._parts_at = tuple(keys.entry(patient_id, f"{purchase_id}.{part}") for part in _PARTS)
        reversals_at = (self.reversals_at, self._expiry_reversals_at)
        self._redemptions_at: tuple[tuple[Key[Entry], Key[Reversals]], ...] = ()
        entries_at = (self.accrual_at, *self._parts_at, self._expiry_at)
        self.reads = (*self.reads, *keys.tier_rules, *reversals_at, *entries_at)

    def _expiry_of(self, lot_id: str) -> tuple[Key[Entry], Key[Reversals]]:
        """The keys of the entry in which a lot expires, and of what became of its points."""
        expiry_id = f"{lot_id}.{EXPIRY_PART}"
        return self.keys.entry(self.patient_id, expiry_id), self.keys.reversals(self.patient_id, expiry_id)

    def read_accrual(self, store: Store) -> Entry | None:
        """Read the purchase's entry by itself: entries never change, so the documents it names can be read next."""
        accrual = store.transact((self.accrual_at,), lambda docs: Decision(docs.get(self.accrual_at)))
        self._name(accrual)
        return accrual

    def transact(self, store: Store, decide: Callable[[Snapshots], Decision[Movement]]) -> Movement:
        """Decide by the call's documents; once more, with those among them that only the purchase's entry names."""

        def decide_once(docs: Snapshots) -> Decision[Movement | None]:
            accrual = docs.get(self.accrual_at)
            if docs.get(self.entry_at) is None and self._name(accrual):
                return Decision(None)
            decision = decide(docs)
            return Decision(decision.answer, decision.writes)

        answer = store.transact(self.reads, decide_once)
        return answer if answer is not None else store.transact(self.reads, decide)

    def _name(self, accrual: Entry | None) -> bool:
        """Read what the purchase's entry names, too: the redemptions that lowered its bill, and the end of its lot.

        True if that is more than is read already.
        """
        if accrual is None or accrual.purchase is None:
            return False
        ids, keys, patient_id = accrual.purchase.redemption_ids, self.keys, self.patient_id
        entries_at = [keys.entry(patient_id, entry_id) for entry_id in ids]
        reversals_at = [keys.reversals(patient_id, entry_id) for entry_id in ids]
        self._redemptions_at = tuple(zip(entries_at, reversals_at, strict=True))
        self._expiry_at, self._expiry_reversals_at = expiry_at = self._expiry_of(lot_of(accrual))
        before = self.reads
        self.reads = tuple(dict.fromkeys((*before, *entries_at, *reversals_at, *expiry_at)))
        return self.reads != before

    def _redemptions(self, docs: Snapshots) -> Iterator[Entry]:
        """The redemptions that lowered the bill and were not cancelled by themselves."""
        for redemption_at, reversals_at in self._redemptions_at:
            reversals = docs.get(reversals_at)
            if reversals is None or reversals.closed != CANCELLED:
                yield docs.require(redemption_at)

    def require_sale(self, docs: Snapshots, staff: Staff) -> WholePurchase:
        """The purchase, of this location or before a manager, with something left to undo.

        Raises LocationNotFound, LocationInactive, EntryNotFound, PurchaseAtAnotherLocation, PurchaseClosed.
        """
        self.require_location(docs)
        accrual = require_entry(docs, self.accrual_at, ACCRUAL)
        if accrual.location_id != self.location_id and staff.role not in MANAGING_ROLES:
            raise PurchaseAtAnotherLocation(location_id=accrual.location_id or "")
        reversals = docs.get(self.reversals_at) or Reversals(accrual.location_id)
        if reversals.closed:
            raise PurchaseClosed(closed=reversals.closed)
        by_points, by_wallet, expiry = map(docs.get, (*self._parts_at, self._expiry_at))
        expired = docs.get(self._expiry_reversals_at)
        reissued_points = expired.reissued_points if expired else 0
        redemptions = tuple(self._redemptions(docs))
        return WholePurchase(accrual, by_points, by_wallet, expiry, reversals, reissued_points, redemptions)

    def undoing(
        self,
        docs: Snapshots,
        sale: WholePurchase,
        reason: ReversalReason,
        text: str,
        refund_minor: Mapping[TenderKind, int],
    ) -> Undoing:
        """The undoing of a part of the purchase: in the clinic's time zone, and owed points at what they are worth."""
        clinic, rule = require_clinic(docs, self.keys), docs.get(self.keys.redemption)
        return Undoing(
            reason,
            text,
            refund_minor,
            {},
            clinic.time_zone,
            rule.minor_per_100_points if rule else 0,
            None if self.location_id == sale.accrual.location_id else self.location_id,
        )

    def cause_at_sale(self, docs: Snapshots, sale: WholePurchase, request: Request, staff: Staff) -> Cause:
        """The cause of a reversal: it belongs to the location of the sale, wherever the actor is."""
        clinic = require_clinic(docs, self.keys)
        return cause_of(request, self.caller, staff.role, sale.accrual.location_id or self.location_id, clinic)

    def undoing_writes(self, docs: Snapshots, account: Account, undone: Undone, cause: Cause) -> tuple[Put[Any], ...]:
        """The writes of undoing: the account with its tier after it, its entries, the purchase's reversals."""
        rules = TierRules(self.keys, require_clinic(docs, self.keys), program_of(docs, self.keys))
        settled = settle(rules, account, Booked(undone.account, undone.entries), cause, undone.entries[-1].why.reason)
        returned = {entry.reverses for entry in undone.entries}
        closed = Reversals(undone.reversals.location_id, closed=undone.reversals.closed or REFUNDED)
        closings = (Put(at, closed) for used_at, at in self._redemptions_at if used_at.ids[-1] in returned)
        return (*settled.writes, Put(self.reversals_at, undone.reversals), *closings)

    def keys_named_by(self, accrual: Entry | None) -> tuple[Key[Any], ...]:
        """The keys of the visit and the receipt number that a purchase names."""
        if accrual is None or accrual.purchase is None:
            return ()
        visit_at = self.keys.visit(self.patient_id, accrual.purchase.visit_id)
        number = accrual.purchase.receipt_number
        if number is None or accrual.location_id is None:
            return (visit_at,)
        return visit_at, self.keys.receipt_number(accrual.location_id, number)


def free_visit_write(docs: Snapshots, at: AtSale, sale: WholePurchase) -> tuple[Put[Any], ...]:
    """The write of the visit without what points took off the purchase's bill beyond their share."""
    visit_at = at.keys.visit(at.patient_id, sale.purchase.visit_id)
    visit = docs.get(visit_at)
    if visit is None or not visit.bill.over_minor:
        return ()
    whys = [used.why for used in sale.redemptions]
    off_minor = sum(why.worth_minor for why in whys if isinstance(why, RedemptionWhy))
    bill = visit.bill.unpaid(off_minor, sale.purchase.amount_minor, docs.get(at.keys.redemption))
    return (Put(visit_at, replace(visit, bill=bill)),) if bill != visit.bill else ()


def receipt_number_write(
    docs: Snapshots, at: AtSale, accrual: Entry, change: Callable[[ReceiptNumber], ReceiptNumber]
) -> tuple[Put[Any], ...]:
    """The write that changes the purchase's receipt number; none where it has none, or another purchase took it."""
    if accrual.purchase is None or accrual.purchase.receipt_number is None or accrual.location_id is None:
        return ()
    number_at = at.keys.receipt_number(accrual.location_id, accrual.purchase.receipt_number)
    taken = docs.get(number_at)
    if taken is None or taken.entry_id != accrual.entry_id:
        return ()
    return (Put(number_at, change(taken)),)
