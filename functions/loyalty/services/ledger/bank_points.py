"""A patient turns points into wallet money, and, for a while, back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loyalty.domain.documents import (
    Decision,
    Put,
    Snapshots,
    Store,
    account_key,
    banking_key,
    clinic_key,
    entry_key,
    reversals_key,
)
from loyalty.domain.ledger.banking import bank, undo_banking
from loyalty.domain.ledger.entry import BANKING
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.reversals import UNDONE, Reversals
from loyalty.errors import PurchaseClosed
from loyalty.services.preconditions import Caller, require_active_account, require_clinic
from loyalty.services.requests import PATIENT_ROLE, cause_of, posted, recorded, request_of, require_entry


@dataclass(frozen=True, slots=True)
class BankPoints:
    """The call's body."""

    request_id: str
    clinic_id: str
    points: int


@dataclass(frozen=True, slots=True)
class UndoBanking:
    """The call's body; `banking_id` is the entry that banked."""

    request_id: str
    clinic_id: str
    banking_id: str


def bank_points(store: Store, body: BankPoints, caller: Caller) -> Movement:
    """Turn the caller's points into wallet money at the clinic's rate. The same request again is answered alike.

    Refuses AccountNotFound, AccountInactive, BelowMinimum, NotAnIncrement, InsufficientPoints, NothingToBank.
    """
    request = request_of("bank_points", body, caller, body.request_id)
    account_at = account_key(body.clinic_id, caller.uid)
    entry_at = entry_key(body.clinic_id, caller.uid, body.request_id)

    def decide(docs: Snapshots) -> Decision[Movement]:
        done = recorded(docs, entry_at, request)
        if done is not None:
            return Decision(movement_of(caller.uid, done))
        clinic = require_clinic(docs, body.clinic_id)
        account = require_active_account(docs, body.clinic_id, caller.uid)
        rule = docs.require(banking_key(body.clinic_id))
        cause = cause_of(request, caller, PATIENT_ROLE, None, clinic.time_zone)
        posting = bank(account, body.points, rule, clinic.currency, clinic.time_zone, cause)
        writes = posted(body.clinic_id, caller.uid, posting.account, (posting.entry,))
        return Decision(movement_of(caller.uid, posting.entry), writes)

    return store.transact((clinic_key(body.clinic_id), banking_key(body.clinic_id), account_at, entry_at), decide)


def undo_banked(store: Store, body: UndoBanking, caller: Caller) -> Movement:
    """Turn banked money back into its points, each with the last day it had. The same request again is answered alike.

    Refuses EntryNotFound, PurchaseClosed where it was undone before, BankingUndoOver, BankingAlreadySpent.
    """
    request = request_of("undo_banking", body, caller, body.request_id)
    account_at = account_key(body.clinic_id, caller.uid)
    entry_at = entry_key(body.clinic_id, caller.uid, body.request_id)
    banked_at = entry_key(body.clinic_id, caller.uid, body.banking_id)
    reversals_at = reversals_key(body.clinic_id, caller.uid, body.banking_id)

    def decide(docs: Snapshots) -> Decision[Movement]:
        done = recorded(docs, entry_at, request)
        if done is not None:
            return Decision(movement_of(caller.uid, done))
        clinic = require_clinic(docs, body.clinic_id)
        account = require_active_account(docs, body.clinic_id, caller.uid)
        banked = require_entry(docs, banked_at, BANKING)
        before = docs.get(reversals_at) or Reversals(None)
        if before.closed:
            raise PurchaseClosed(closed=before.closed)
        cause = cause_of(request, caller, PATIENT_ROLE, None, clinic.time_zone)
        posting = undo_banking(account, banked, clinic.time_zone, cause)
        writes = posted(body.clinic_id, caller.uid, posting.account, (posting.entry,))
        undone = Put(reversals_at, replace(before, closed=UNDONE))
        return Decision(movement_of(caller.uid, posting.entry), (*writes, undone))

    return store.transact((clinic_key(body.clinic_id), account_at, entry_at, banked_at, reversals_at), decide)
