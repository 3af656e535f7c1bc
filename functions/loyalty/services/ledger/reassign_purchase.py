"""A sale rung to the wrong patient moves to the right one: two accounts, one commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.posting import Cause, Posting
from loyalty.domain.ledger.purchases import EarningRules, accrue, rule_at_accrual
from loyalty.domain.ledger.receipt import Movement, Receipt, movement_of, receipt_of
from loyalty.domain.ledger.refunds import Undoing, WholePurchase, undo
from loyalty.domain.ledger.reversals import REASSIGNED
from loyalty.domain.program.clinic import MANAGING_ROLES
from loyalty.errors.access import RoleNotAllowed
from loyalty.errors.ledger import PurchasePartlyRefunded, ReassignPaidFromAccount, SamePatient
from loyalty.services.ledger.sales import named_keys, read_ahead, require_desk, require_sale, sale_keys, undone_puts
from loyalty.services.preconditions import (
    Caller,
    find_repeat,
    require_active_account,
    require_clinic,
    require_not_own_account,
)
from loyalty.services.requests import cause_of, lives_of, request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle


@dataclass(frozen=True, slots=True)
class ReassignPurchase:
    """The call's body: from `patient_id`, who was not the buyer, to `to_patient_id`, who was."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    purchase_id: RequestId
    to_patient_id: Id
    text: Text


@dataclass(frozen=True, slots=True)
class Reassigned:
    """The linked pair: what was taken back of the one, and the other's receipt."""

    taken_back: Movement
    receipt: Receipt


def reassign_purchase(store: Store, body: ReassignPurchase, caller: Caller) -> Reassigned:
    """Take the purchase off one account and record it on the other, at the rate and the instant it was rung.

    The points live as long as the rule now gives points of that day. Both entries bear the request's id. Staff may on
    the purchase's own business date, managers always. Refuses SamePatient, OwnAccount for either,
    ReassignPaidFromAccount where points or wallet money paid a part, and PurchasePartlyRefunded, besides what undoing
    a purchase refuses. The same request again is answered alike.
    """
    keys = ClinicKeys(body.clinic_id)
    if body.to_patient_id == body.patient_id:
        raise SamePatient
    request = request_of("reassign_purchase", body, caller, body.request_id)
    reads = (
        *sale_keys(body, caller),
        keys.account(body.to_patient_id),
        keys.entry(body.to_patient_id, body.request_id),
        *(keys.earning, keys.expiry, keys.reminders),
        *named_keys(body, read_ahead(store, body)),
    )
    return store.transact(reads, lambda docs: _reassign(docs, body, caller, request))


def _reassign(docs: Snapshots, body: ReassignPurchase, caller: Caller, request: Request) -> Decision[Reassigned]:
    keys = ClinicKeys(body.clinic_id)
    staff = require_desk(docs, body, caller)
    require_not_own_account(caller.uid, body.to_patient_id)
    taken_back = find_repeat(docs, keys.entry(body.patient_id, body.request_id), request)
    receipt = find_repeat(docs, keys.entry(body.to_patient_id, body.request_id), request)
    if taken_back is not None and receipt is not None:
        return Decision(Reassigned(movement_of(body.patient_id, taken_back), receipt_of(body.to_patient_id, receipt)))
    clinic = require_clinic(docs, keys)
    account = require_active_account(docs, keys, body.patient_id)
    buyer = require_active_account(docs, keys, body.to_patient_id)
    sale = require_sale(docs, body, staff)
    _require_movable(sale)
    cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
    if sale.accrual.business_date != cause.business_date and staff.role not in MANAGING_ROLES:
        raise RoleNotAllowed(role=staff.role)
    undoing = Undoing("reassign", body.text, sale.left_minor(), {}, clinic.time_zone)
    undone = undo(account, sale, undoing, cause, REASSIGNED)
    moved = _record(docs, body, sale, buyer, replace(cause, location_id=sale.accrual.location_id))
    rules = TierRules(keys, clinic, program_of(docs, keys))
    settled = settle(rules, buyer, Booked(moved.account, (moved.entry,)), cause, "reassign")
    writes = (
        *undone_puts(docs, body, account, undone, cause),
        *settled.writes,
        *_renamed_number(docs, body, sale),
    )
    pair = Reassigned(movement_of(body.patient_id, undone.entries[-1]), receipt_of(body.to_patient_id, moved.entry))
    return Decision(pair, writes)


def _require_movable(sale: WholePurchase) -> None:
    if sale.by_points is not None or sale.by_wallet is not None:
        raise ReassignPaidFromAccount
    if sale.reversals.refunded_minor:
        raise PurchasePartlyRefunded


def _record(docs: Snapshots, body: ReassignPurchase, sale: WholePurchase, buyer: Account, cause: Cause) -> Posting:
    """The purchase on the right account: earned at the rate it was rung at, at the instant it was rung."""
    keys = ClinicKeys(body.clinic_id)
    terms = EarningRules(
        rule_at_accrual(docs.require(keys.earning), sale.accrual),
        lives_of(docs, keys, require_clinic(docs, keys).time_zone),
        docs.get(keys.tiers),
    )
    return accrue(buyer, sale.purchase, terms, replace(cause, occurred_at=sale.accrual.occurred_at))


def _renamed_number(docs: Snapshots, body: ReassignPurchase, sale: WholePurchase) -> tuple[Put[Any], ...]:
    """The receipt number stands for the moved purchase now."""
    keys = ClinicKeys(body.clinic_id)
    number, location_id = sale.purchase.receipt_number, sale.accrual.location_id
    if number is None or location_id is None:
        return ()
    at = keys.receipt_number(location_id, number)
    taken = docs.get(at)
    if taken is None or taken.entry_id != sale.accrual.entry_id:
        return ()
    return (Put(at, replace(taken, patient_id=body.to_patient_id, entry_id=body.request_id)),)
