"""Reversals of wallet credits: money that was granted or paid in is taken back, as far as it is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from loyalty.domain.bounds import AmountMinor, EntryId, Id, RequestId, Text
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.ledger.entry import WALLET_CREDIT, Entry
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.reversals import REFUNDED, Reversals
from loyalty.domain.ledger.wallet.banking import reverse_credit as take_back
from loyalty.domain.ledger.why import CreditWhy
from loyalty.domain.program.clinic import MANAGING_ROLES, Staff
from loyalty.errors.access import RoleNotAllowed
from loyalty.errors.ledger import EntryNotFound, PurchaseAtAnotherLocation, PurchaseClosed
from loyalty.services.preconditions import AtDesk, Caller
from loyalty.services.requests import cause_of, ledger_writes, request_of, require_entry


@dataclass(frozen=True, slots=True)
class ReverseCredit:
    """Wallet money to take back; `credit_id` is the entry that put it in, `text` the reason for the patient."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    credit_id: EntryId
    amount_minor: AmountMinor
    text: Text


def reverse_credit(store: Store, body: ReverseCredit, caller: Caller) -> Movement:
    """Take back granted or paid-in money, never more than is left of it. A repeated request gets the same answer.

    Staff of its location may on its business date, managers always. Refuses EntryNotFound, PurchaseAtAnotherLocation,
    RoleNotAllowed after that date, PurchaseClosed where all was taken back, CreditSpent.
    """
    request = request_of("reverse_credit", body, caller, body.request_id)
    at = AtDesk(body, caller, request)
    credit_at = at.keys.entry(body.patient_id, body.credit_id)
    reversals_at = at.keys.reversals(body.patient_id, body.credit_id)

    def decide(docs: Snapshots) -> Decision[Movement]:
        done = at.find_repeat(docs)
        if done is not None:
            return Decision(movement_of(body.patient_id, done))
        staff, clinic, account = at.require_present_to_undo(docs)
        credit = require_entry(docs, credit_at, WALLET_CREDIT)
        before = docs.get(reversals_at) or Reversals(credit.location_id)
        place_id = credit.location_id or body.location_id
        cause = cause_of(request, caller, staff.role, place_id, clinic)
        credit_why = require_reversible(credit, before, staff, body.location_id, cause.business_date)
        acted_at = None if cause.location_id == body.location_id else body.location_id
        posting = take_back(account, credit, body.amount_minor, body.text, cause, acted_at)
        writes = ledger_writes(at.keys, posting.account, (posting.entry,))
        after = _reversals_after(before, credit, credit_why.tender or credit_why.reason, body.amount_minor)
        return Decision(movement_of(body.patient_id, posting.entry), (*writes, Put(reversals_at, after)))

    return store.transact((*at.reads, credit_at, reversals_at), decide)


def require_reversible(credit: Entry, reversals: Reversals, staff: Staff, location_id: str, on: date) -> CreditWhy:
    """Require a credit that this member of staff may take back at a location on a date, and that still stands.

    EntryNotFound; for all but managers PurchaseAtAnotherLocation, RoleNotAllowed after its date; PurchaseClosed.
    """
    if not isinstance(credit.why, CreditWhy):
        raise EntryNotFound
    if staff.role not in MANAGING_ROLES:
        if credit.location_id != location_id:
            raise PurchaseAtAnotherLocation(location_id=credit.location_id or "")
        if credit.business_date != on:
            raise RoleNotAllowed(role=staff.role)
    if reversals.closed:
        raise PurchaseClosed(closed=reversals.closed)
    return credit.why


def _reversals_after(before: Reversals, credit: Entry, paid_by: str, amount_minor: int) -> Reversals:
    """The sums after it, by the tender that paid or as granted; closed where all of it was taken back."""
    taken_minor = before.refunded_minor.get(paid_by, 0) + amount_minor
    closed = REFUNDED if taken_minor == credit.wallet_minor else None
    return replace(before, refunded_minor={paid_by: taken_minor}, closed=closed)
