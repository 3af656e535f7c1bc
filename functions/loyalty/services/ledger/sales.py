"""A recorded purchase that something is to be done with: who may, what hangs on it, and what undoing it writes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import ACCRUAL, Entry
from loyalty.domain.ledger.expiry import EXPIRY_PART
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.purchases import POINTS_PART, WALLET_PART
from loyalty.domain.ledger.refunds import Undone, WholePurchase
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.program.clinic import MANAGING_ROLES, Staff
from loyalty.errors.ledger import PurchaseAtAnotherLocation, PurchaseClosed
from loyalty.services.preconditions import (
    Caller,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_staff,
)
from loyalty.services.requests import require_entry
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle


class SaleBody(Protocol):
    """What every call about a purchase names."""

    @property
    def request_id(self) -> str: ...
    @property
    def clinic_id(self) -> str: ...
    @property
    def location_id(self) -> str: ...
    @property
    def patient_id(self) -> str: ...
    @property
    def purchase_id(self) -> str: ...


def sale_keys(body: SaleBody, caller: Caller) -> tuple[Key[Any], ...]:
    """What is read to undo a purchase, however many entries the account has."""
    keys = ClinicKeys(body.clinic_id)
    patient_id, purchase_id = body.patient_id, body.purchase_id
    entries = (body.request_id, purchase_id, *(f"{purchase_id}.{part}" for part in _PARTS))
    return (
        keys.clinic,
        keys.staff(caller.uid),
        keys.location(body.location_id),
        keys.account(patient_id),
        *keys.tier_rules,
        keys.reversals(patient_id, purchase_id),
        keys.reversals(patient_id, f"{purchase_id}.{EXPIRY_PART}"),
        *(keys.entry(patient_id, entry_id) for entry_id in entries),
    )


_PARTS = (POINTS_PART, WALLET_PART, EXPIRY_PART)


def require_desk(docs: Snapshots, body: SaleBody, caller: Caller) -> Staff:
    """Staff of the location the call names, and not the patient themselves."""
    keys = ClinicKeys(body.clinic_id)
    staff = require_staff(docs, keys, caller.uid, body.location_id)
    require_not_own_account(caller.uid, body.patient_id)
    return staff


def require_sale(docs: Snapshots, body: SaleBody, staff: Staff) -> WholePurchase:
    """The purchase, of this location or before a manager, with something left to undo.

    Raises EntryNotFound, PurchaseAtAnotherLocation, PurchaseClosed.
    """
    keys = ClinicKeys(body.clinic_id)
    require_active_location(docs, keys, body.location_id)
    at = keys.entry(body.patient_id, body.purchase_id)
    accrual = require_entry(docs, at, ACCRUAL)
    if accrual.location_id != body.location_id and staff.role not in MANAGING_ROLES:
        raise PurchaseAtAnotherLocation(location_id=accrual.location_id or "")
    reversals = docs.get(keys.reversals(body.patient_id, body.purchase_id)) or Reversals(accrual.location_id)
    if reversals.closed:
        raise PurchaseClosed(closed=reversals.closed)
    by_points, by_wallet, expiry = (
        docs.get(keys.entry(body.patient_id, f"{body.purchase_id}.{part}")) for part in _PARTS
    )
    expired = docs.get(keys.reversals(body.patient_id, f"{body.purchase_id}.{EXPIRY_PART}"))
    return WholePurchase(accrual, by_points, by_wallet, expiry, reversals, expired.reissued_points if expired else 0)


def undone_puts(
    docs: Snapshots, body: SaleBody, account: Account, undone: Undone, cause: Cause
) -> tuple[Put[Any], ...]:
    """What undoing writes: the account as it stands then, its entries, the sum of what was undone of the purchase."""
    keys = ClinicKeys(body.clinic_id)
    rules = TierRules(keys, require_clinic(docs, keys), program_of(docs, keys))
    settled = settle(rules, account, Booked(undone.account, undone.entries), cause, undone.entries[-1].why.reason)
    return (*settled.writes, Put(keys.reversals(body.patient_id, body.purchase_id), undone.reversals))


def read_ahead(store: Store, body: SaleBody) -> Entry | None:
    """The purchase's entry by itself: entries never change, so what it names can be read next."""
    keys = ClinicKeys(body.clinic_id)
    at = keys.entry(body.patient_id, body.purchase_id)
    return store.transact((at,), lambda docs: Decision(docs.get(at)))


def named_keys(body: SaleBody, accrual: Entry | None) -> tuple[Key[Any], ...]:
    """The visit and the receipt number that a purchase names, where it names them."""
    keys = ClinicKeys(body.clinic_id)
    if accrual is None or accrual.purchase is None:
        return ()
    visit = keys.visit(body.patient_id, accrual.purchase.visit_id)
    number = accrual.purchase.receipt_number
    if number is None or accrual.location_id is None:
        return (visit,)
    return visit, keys.receipt_number(accrual.location_id, number)


def freed_visit(docs: Snapshots, body: SaleBody, accrual: Entry) -> tuple[Put[Any], ...]:
    """The visit without the points that the purchase used there."""
    keys = ClinicKeys(body.clinic_id)
    purchase = accrual.purchase
    if purchase is None or not purchase.redeemed_points:
        return ()
    at = keys.visit(body.patient_id, purchase.visit_id)
    visit = docs.get(at)
    if visit is None:
        return ()
    redeemed_points = visit.redeemed_points - purchase.redeemed_points
    return (Put(at, replace(visit, redeemed_points=redeemed_points, redemptions=visit.redemptions - 1)),)
