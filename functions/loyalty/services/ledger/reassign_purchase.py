"""Reassigning: a purchase recorded for the wrong patient moves to the right one; two accounts, one commit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.checkout.visits import ReceiptNumber
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.posting import Cause, Posting
from loyalty.domain.ledger.purchases import EarningRules, accrue_moved
from loyalty.domain.ledger.receipt import Movement, Receipt, movement_of, receipt_of
from loyalty.domain.ledger.refunds import WholePurchase, undo
from loyalty.domain.ledger.reversals import REASSIGNED
from loyalty.domain.program.clinic import MANAGING_ROLES, Clinic
from loyalty.errors.access import RoleNotAllowed
from loyalty.errors.ledger import PurchasePartlyRefunded, ReassignPaidFromAccount, SamePatient
from loyalty.services.ledger.sales import AtSale, receipt_number_write
from loyalty.services.preconditions import (
    Caller,
    find_repeat,
    require_active_account,
    require_clinic,
    require_not_own_account,
)
from loyalty.services.requests import lives_of, request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle


@dataclass(frozen=True, slots=True)
class ReassignPurchase:
    """A purchase to move from `patient_id`, who did not buy, to `to_patient_id`, who did.

    `text` is the reason, for the first of them.
    """

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    purchase_id: RequestId
    to_patient_id: Id
    text: Text


@dataclass(frozen=True, slots=True)
class Reassigned:
    """The linked pair: the movement that took points back, and the right patient's receipt."""

    taken_back: Movement
    receipt: Receipt


def reassign_purchase(store: Store, body: ReassignPurchase, caller: Caller) -> Reassigned:
    """Take the purchase off one account and record it on the other, at the rate and the instant it was rung.

    It earns at the buyer's tier, and at most at the tier it earned at before. The points live as long as the rule now
    gives points of that day. Both entries bear the request's id. Staff may on the purchase's own business date,
    managers always. Refuses SamePatient, OwnAccount for either, ReassignPaidFromAccount where points or wallet money
    paid a part, and PurchasePartlyRefunded, besides what undoing a purchase refuses. A repeated request gets the same
    answer.
    """
    if body.to_patient_id == body.patient_id:
        raise SamePatient
    request = request_of("reassign_purchase", body, caller, body.request_id)
    at = AtSale(body, caller, request)
    keys, named = at.keys, at.keys_named_by(at.read_accrual(store))
    reads = (
        *at.reads,
        keys.account(body.to_patient_id),
        keys.entry(body.to_patient_id, body.request_id),
        *(keys.earning, keys.expiry, keys.reminders),
        *named,
    )
    return store.transact(reads, lambda docs: _reassign(docs, body, at, request))


def _reassign(docs: Snapshots, body: ReassignPurchase, at: AtSale, request: Request) -> Decision[Reassigned]:
    keys = at.keys
    staff = at.require_staff(docs)
    require_not_own_account(at.caller.uid, body.to_patient_id)
    taken_back = at.find_repeat(docs)
    receipt = find_repeat(docs, keys.entry(body.to_patient_id, body.request_id), request)
    if taken_back is not None and receipt is not None:
        return Decision(Reassigned(movement_of(body.patient_id, taken_back), receipt_of(body.to_patient_id, receipt)))
    clinic, account = require_clinic(docs, keys), at.require_account_to_undo(docs)
    buyer = require_active_account(docs, keys, body.to_patient_id)
    sale = at.require_sale(docs, staff)
    _require_movable(sale)
    cause = at.cause_at_sale(docs, sale, request, staff)
    if sale.accrual.business_date != cause.business_date and staff.role not in MANAGING_ROLES:
        raise RoleNotAllowed(role=staff.role)
    undoing = at.undoing(docs, sale, "reassign", body.text, sale.left_minor())
    undone = undo(account, sale, undoing, cause, REASSIGNED)
    purchase = _record(docs, keys, clinic, sale, buyer, cause)
    rules = TierRules(keys, clinic, program_of(docs, keys))
    settled = settle(rules, buyer, Booked(purchase.account, (purchase.entry,)), cause, "reassign")
    writes = (
        *at.undoing_writes(docs, account, undone, cause),
        *settled.writes,
        *receipt_number_write(docs, at, sale.accrual, lambda taken: _move(taken, body)),
    )
    pair = Reassigned(movement_of(body.patient_id, undone.entries[-1]), receipt_of(body.to_patient_id, purchase.entry))
    return Decision(pair, writes)


def _require_movable(sale: WholePurchase) -> None:
    if sale.by_points is not None or sale.by_wallet is not None or sale.redemptions:
        raise ReassignPaidFromAccount
    if sale.reversals.refunded_minor:
        raise PurchasePartlyRefunded


def _record(
    docs: Snapshots, keys: ClinicKeys, clinic: Clinic, sale: WholePurchase, buyer: Account, cause: Cause
) -> Posting:
    """The purchase on the right account, by the rules that live now but its own rate."""
    lives = lives_of(docs, keys, clinic.time_zone)
    rules = EarningRules(docs.require(keys.earning), lives, docs.get(keys.tiers))
    return accrue_moved(buyer, sale.accrual, rules, cause)


def _move(number: ReceiptNumber, body: ReassignPurchase) -> ReceiptNumber:
    """The receipt number of the purchase where it is now."""
    return replace(number, patient_id=body.to_patient_id, entry_id=body.request_id)
