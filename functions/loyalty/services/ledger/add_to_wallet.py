"""Wallet money that the clinic grants, or that a patient pays in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from loyalty.domain.bounds import AmountMinor, Check, Id, RequestId, Text
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.ledger.governance.alone import AloneAct
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.wallet.banking import credit_wallet, why_granted, why_paid_in
from loyalty.domain.program.rules import TenderKind, own_money
from loyalty.services.alone import alone_reads, count_alone, with_second_person
from loyalty.services.ledger.caps import count_wallet_against_cap
from loyalty.services.preconditions import AtDesk, Caller
from loyalty.services.requests import cause_of, ledger_writes, request_of


@dataclass(frozen=True, slots=True)
class AddToWallet:
    """Wallet money for a patient: paid in with `tender`, or granted by the clinic without one.

    `text` is for the patient.
    """

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    amount_minor: AmountMinor
    text: Text
    tender: Annotated[TenderKind, Check(own_money)] | None = None


def add_to_wallet(store: Store, body: AddToWallet, caller: Caller) -> Movement:
    """Put money into the wallet, marked as granted or paid in; it earns nothing now, but paid-in money does at its use.

    A grant counts against the member of staff's daily cap: DailyCapReached. What is paid in counts against the bound of
    one person: BeyondBound. A repeated request gets the same answer.
    """
    request = request_of("add_to_wallet", body, caller, body.request_id)
    at = AtDesk(body, caller, request)
    keys = at.keys
    reads = (*at.reads, keys.banking, keys.adjustments, keys.adjusted_today(caller.uid), *alone_reads(keys, caller))

    def add(approved: bool) -> Movement:  # noqa: FBT001 - the only argument
        return store.transact(reads, lambda docs: decide(docs, approved=approved))

    def decide(docs: Snapshots, *, approved: bool) -> Decision[Movement]:
        done = at.find_repeat(docs)
        if done is not None:
            return Decision(movement_of(body.patient_id, done))
        staff, clinic, account = at.require_present(docs)
        rule = docs.require(keys.banking)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic)
        why = (
            why_paid_in(body.text, body.tender, clinic.currency, rule)
            if body.tender
            else why_granted(body.text, clinic.currency, rule)
        )
        counted = (
            count_alone(docs, keys, {AloneAct.PAY_IN: body.amount_minor}, cause, approved=approved)
            if body.tender
            else count_wallet_against_cap(docs, keys, staff, caller.uid, body.amount_minor, cause)
        )
        posting = credit_wallet(account, body.amount_minor, why, rule, clinic.time_zone, cause)
        writes = ledger_writes(keys, posting.account, (posting.entry,))
        return Decision(movement_of(body.patient_id, posting.entry), (*writes, *counted))

    return with_second_person(store, body.clinic_id, request, add)
