"""Cash-outs: the desk pays out what little is left of paid-in money, and can take that back on the same day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from loyalty.domain.bounds import AmountMinor, Id, RequestId, Text
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.ledger.entry import CASH_OUT, Entry
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.reversals import UNDONE, Reversals
from loyalty.domain.ledger.wallet import cashing_out
from loyalty.domain.ledger.why import CashOutWhy
from loyalty.domain.program.clinic import MANAGING_ROLES, Staff
from loyalty.errors.ledger import EntryNotFound, PurchaseAtAnotherLocation, PurchaseClosed, VoidTooLate
from loyalty.services.preconditions import AtDesk, Caller
from loyalty.services.requests import cause_of, ledger_writes, request_of, require_entry


@dataclass(frozen=True, slots=True)
class CashOut:
    """All paid-in money of a patient, as the desk saw it; `text` is the reason for the patient."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    amount_minor: AmountMinor
    text: Text


@dataclass(frozen=True, slots=True)
class QuoteCashOut:
    """A patient whose paid-in money may be paid out."""

    clinic_id: Id
    location_id: Id
    patient_id: Id


@dataclass(frozen=True, slots=True)
class CashOutQuote:
    """The paid-in money that is left: all of it is paid out while it is less than `below_minor`; None pays nothing."""

    clinic_id: str
    patient_id: str
    left_minor: int
    below_minor: int | None


@dataclass(frozen=True, slots=True)
class UndoCashOut:
    """A cash-out to undo; `cash_out_id` is its entry, `text` the reason for the patient."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    cash_out_id: RequestId
    text: Text


def cash_out(store: Store, body: CashOut, caller: Caller) -> Movement:
    """Pay out all paid-in money in cash, where less is left than the clinic's rule says. Other wallet money stays.

    A repeated request gets the same answer. Refuses CashOutOff, CashOutDiffers, CashOutTooMuch, and staff who may not.
    """
    request = request_of("cash_out", body, caller, body.request_id)
    at = AtDesk(body, caller, request)

    def decide(docs: Snapshots) -> Decision[Movement]:
        done = at.find_repeat(docs)
        if done is not None:
            return Decision(movement_of(body.patient_id, done))
        staff, clinic, account = at.require_present(docs)
        rule = docs.require(at.keys.banking)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic)
        posting = cashing_out.cash_out(account, body.amount_minor, body.text, rule, clinic.currency, cause)
        writes = ledger_writes(at.keys, posting.account, (posting.entry,))
        return Decision(movement_of(body.patient_id, posting.entry), writes)

    return store.transact((*at.reads, at.keys.banking), decide)


def quote_cash_out(store: Store, body: QuoteCashOut, caller: Caller) -> CashOutQuote:
    """The money that `cash_out` would pay out, and the clinic's rule. Refuses staff who may not."""
    at = AtDesk(body, caller)

    def decide(docs: Snapshots) -> Decision[CashOutQuote]:
        account, rule = at.require_present(docs).account, docs.require(at.keys.banking)
        left_minor = cashing_out.paid_in_minor(account, caller.now)
        return Decision(CashOutQuote(body.clinic_id, body.patient_id, left_minor, rule.cash_out_below_minor))

    return store.transact((*at.reads, at.keys.banking), decide)


def undo_cash_out(store: Store, body: UndoCashOut, caller: Caller) -> Movement:
    """Take a cash-out back on its business date: the money is in the wallet again, where it was.

    A repeated request gets the same answer. Refuses EntryNotFound, PurchaseAtAnotherLocation (a manager may anywhere),
    PurchaseClosed where it is undone, VoidTooLate after its business date, and staff who may not.
    """
    request = request_of("undo_cash_out", body, caller, body.request_id)
    at = AtDesk(body, caller, request)
    paid_out_at = at.keys.entry(body.patient_id, body.cash_out_id)
    reversals_at = at.keys.reversals(body.patient_id, body.cash_out_id)

    def decide(docs: Snapshots) -> Decision[Movement]:
        done = at.find_repeat(docs)
        if done is not None:
            return Decision(movement_of(body.patient_id, done))
        staff, clinic, account = at.require_present_to_undo(docs)
        paid_out = require_entry(docs, paid_out_at, CASH_OUT)
        before = docs.get(reversals_at) or Reversals(paid_out.location_id)
        place = paid_out.location_id or body.location_id
        cause = cause_of(request, caller, staff.role, place, clinic)
        require_standing_cash_out(paid_out, before, staff, body.location_id, cause.business_date)
        acted_at = None if place == body.location_id else body.location_id
        posting = cashing_out.undo_cash_out(account, paid_out, body.text, cause, acted_at)
        writes = ledger_writes(at.keys, posting.account, (posting.entry,))
        closing = Put(reversals_at, replace(before, closed=UNDONE))
        return Decision(movement_of(body.patient_id, posting.entry), (*writes, closing))

    return store.transact((*at.reads, paid_out_at, reversals_at), decide)


def require_standing_cash_out(
    paid_out: Entry, reversals: Reversals, staff: Staff, location_id: str, on: date
) -> CashOutWhy:
    """Require a cash-out that this member of staff may take back at a location on a date, and that still stands.

    PurchaseClosed, PurchaseAtAnotherLocation for all but managers, VoidTooLate.
    """
    if not isinstance(paid_out.why, CashOutWhy):
        raise EntryNotFound
    if reversals.closed:
        raise PurchaseClosed(closed=reversals.closed)
    place = paid_out.location_id or location_id
    if place != location_id and staff.role not in MANAGING_ROLES:
        raise PurchaseAtAnotherLocation(location_id=place)
    if paid_out.business_date != on:
        raise VoidTooLate(business_date=paid_out.business_date.isoformat())
    return paid_out.why
