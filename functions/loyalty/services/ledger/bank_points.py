"""Banking: a patient turns points into wallet money, and, for a while, back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loyalty.domain.bounds import Id, Points, RequestId
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import BANKING
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.reversals import UNDONE, Reversals
from loyalty.domain.ledger.wallet import banking
from loyalty.domain.ledger.wallet.banking import BankingTerms, bank
from loyalty.errors.ledger import PurchaseClosed
from loyalty.services.preconditions import (
    Caller,
    find_repeat,
    require_account,
    require_clinic,
    require_own_account,
    require_session,
)
from loyalty.services.requests import PATIENT_ROLE, cause_of, ledger_writes, request_of, require_entry


@dataclass(frozen=True, slots=True)
class BankPoints:
    """Points of the caller to turn into wallet money."""

    request_id: RequestId
    clinic_id: Id
    points: Points


@dataclass(frozen=True, slots=True)
class UndoBanking:
    """A banking to undo; `banking_id` is its entry."""

    request_id: RequestId
    clinic_id: Id
    banking_id: RequestId


def bank_points(store: Store, body: BankPoints, caller: Caller) -> Movement:
    """Turn the caller's points into wallet money at the clinic's rate. A repeated request gets the same answer.

    Refuses AccountNotFound, AccountInactive, BankedTooOften, BelowMinimum, NotAnIncrement, DebtOpen,
    InsufficientPoints, NothingToBank, TooManyOpenLots.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("bank_points", body, caller, body.request_id)
    account_at = keys.account(caller.uid)
    entry_at = keys.entry(caller.uid, body.request_id)

    def decide(docs: Snapshots) -> Decision[Movement]:
        done = find_repeat(docs, entry_at, request)
        if done is not None:
            return Decision(movement_of(caller.uid, done))
        clinic = require_clinic(docs, keys)
        account = require_own_account(docs, keys, caller)
        rule = docs.require(keys.banking)
        cause = cause_of(request, caller, PATIENT_ROLE, None, clinic)
        tier = account.tier_in_force(docs.get(keys.tiers), cause.business_date)
        terms = BankingTerms(rule, tier.tier_id if tier else None, clinic.currency, clinic.time_zone)
        posting = bank(account, body.points, terms, cause)
        writes = ledger_writes(keys, posting.account, (posting.entry,))
        return Decision(movement_of(caller.uid, posting.entry), writes)

    return store.transact((keys.clinic, keys.banking, keys.tiers, account_at, entry_at), decide)


def undo_banking(store: Store, body: UndoBanking, caller: Caller) -> Movement:
    """Turn banked money back into its points, each with the last day it had. A repeated request gets the same answer.

    Refuses EntryNotFound, PurchaseClosed where it was undone before, BankingUndoOver, BankingAlreadySpent.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("undo_banking", body, caller, body.request_id)
    account_at = keys.account(caller.uid)
    entry_at = keys.entry(caller.uid, body.request_id)
    banked_at = keys.entry(caller.uid, body.banking_id)
    reversals_at = keys.reversals(caller.uid, body.banking_id)

    def decide(docs: Snapshots) -> Decision[Movement]:
        done = find_repeat(docs, entry_at, request)
        if done is not None:
            return Decision(movement_of(caller.uid, done))
        clinic = require_clinic(docs, keys)
        account = require_account(docs, keys, caller.uid)
        require_session(account, caller)
        banked = require_entry(docs, banked_at, BANKING)
        before = docs.get(reversals_at) or Reversals(None)
        if before.closed:
            raise PurchaseClosed(closed=before.closed)
        cause = cause_of(request, caller, PATIENT_ROLE, None, clinic)
        posting = banking.undo_banking(account, banked, clinic.time_zone, cause)
        writes = ledger_writes(keys, posting.account, (posting.entry,))
        closing = Put(reversals_at, replace(before, closed=UNDONE))
        return Decision(movement_of(caller.uid, posting.entry), (*writes, closing))

    return store.transact((keys.clinic, account_at, entry_at, banked_at, reversals_at), decide)
