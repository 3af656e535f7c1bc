"""The front desk records what was paid at a visit, and the points are credited: one read, one decision, one commit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from loyalty.domain.checkout.visits import ReceiptNumber, Visit
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry, Purchase
from loyalty.domain.ledger.posting import Cause, Posting
from loyalty.domain.ledger.purchases import (
    POINTS_PART,
    EarningTerms,
    accrue,
    paid_with,
    pay_from_wallet,
    require_no_duplicate,
)
from loyalty.domain.ledger.receipt import Receipt, receipt_of
from loyalty.domain.ledger.redemption import Bought, points_for, redeem, worth_minor
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.checkout import ReceiptNumberUsed
from loyalty.errors.ledger import PointsNotExact
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_open_visit,
    require_staff,
)
from loyalty.services.requests import cause_of, lives_of, posted, recorded, request_of
from loyalty.services.tier_standing import changed, standing, tier_keys, tiers_of


@dataclass(frozen=True, slots=True)
class RecordPurchase:
    """The call's body; `location_id` is where the desk stands, and where the visit was opened.

    `confirmed_duplicate` says that the same amount twice within ten minutes is meant.
    """

    request_id: str
    clinic_id: str
    location_id: str
    patient_id: str
    visit_id: str
    tenders: tuple[Tender, ...]
    service_ids: tuple[str, ...] = ()
    receipt_number: str | None = None
    confirmed_duplicate: bool = False

    def paid_with(self, kind: TenderKind) -> int:
        """What a tender paid, in minor units."""
        return sum(tender.amount_minor for tender in self.tenders if tender.kind == kind)


def record_purchase(store: Store, body: RecordPurchase, caller: Caller) -> Receipt:
    """Record a purchase: draw what points and wallet money pay, credit what the rest earns.

    The same request again is answered with the same receipt. The commit depends on the account as it was read, so of
    two purchases at once the later one decides again; and on the visit and the receipt number where it writes them.
    What else was read (rules, staff, location) is not conditioned on: a change to it within these milliseconds counts
    as coming just after the purchase.

    Refuses NotStaff, StaffDisabled, StaffNotAtLocation, OwnAccount, RequestIdReused, LocationNotFound,
    LocationInactive, AccountNotFound, AccountInactive, VisitNotFound, VisitAtAnotherLocation, VisitClosed,
    ReceiptNumberUsed, PossibleDuplicate, InsufficientWallet, PointsNotExact and whatever redemption refuses,
    TooManyOpenLots, Contention.
    """
    keys = ClinicKeys(body.clinic_id)
    patient_id = body.patient_id
    request = request_of("record_purchase", body, caller, body.request_id)
    entry_at = keys.entry(patient_id, body.request_id)

    def decide(docs: Snapshots) -> Decision[Receipt]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_not_own_account(caller.uid, patient_id)
        done = recorded(docs, entry_at, request)
        if done is not None:
            return Decision(receipt_of(patient_id, done))
        clinic = require_clinic(docs, keys)
        require_active_location(docs, keys, body.location_id)
        account = require_active_account(docs, keys, patient_id)
        visit = require_open_visit(docs, keys.visit(patient_id, body.visit_id), body.location_id, caller.now)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
        if not body.confirmed_duplicate:
            require_no_duplicate(account, _amount_minor(body), cause)
        booked = _book(docs, body, account, visit, clinic, cause)
        after = standing(docs, booked.account, clinic, cause.now)
        writes = (
            *posted(keys, patient_id, after, booked.entries),
            *changed(docs, account, after, cause, "purchase"),
            *booked.besides,
            *_numbered(docs, body, cause),
        )
        return Decision(receipt_of(patient_id, booked.entries[-1]), writes)

    return store.transact(tuple(_reads(body, caller)), decide)


def _reads(body: RecordPurchase, caller: Caller) -> Iterable[Key[Any]]:
    keys = ClinicKeys(body.clinic_id)
    patient_id = body.patient_id
    yield from (
        keys.clinic,
        keys.staff(caller.uid),
        keys.location(body.location_id),
    )
    yield from (keys.earning, keys.expiry, keys.reminders)
    yield from (keys.visit(patient_id, body.visit_id), keys.account(patient_id))
    yield keys.entry(patient_id, body.request_id)
    yield from tier_keys(keys)
    if body.receipt_number is not None:
        yield keys.receipt_number(body.location_id, body.receipt_number)


@dataclass(frozen=True, slots=True)
class _Booked:
    """The account after the purchase, its entries in order, and what else changed."""

    account: Account
    entries: tuple[Entry, ...]
    besides: tuple[Put[Any], ...]


def _book(
    docs: Snapshots, body: RecordPurchase, account: Account, visit: Visit, clinic: Clinic, cause: Cause
) -> _Booked:
    """Points pay first, then the wallet; then the rest earns."""
    keys = ClinicKeys(body.clinic_id)
    purchase, entries, besides = _purchase(body, clinic), [], []
    if paid_with(purchase, TenderKind.POINTS):
        posting = _redeemed(docs, body, account, visit, purchase, cause)
        account, points = posting.account, -posting.entry.points
        entries.append(posting.entry)
        used = replace(visit, redeemed_points=visit.redeemed_points + points, redemptions=visit.redemptions + 1)
        besides.append(Put(keys.visit(body.patient_id, body.visit_id), used))
        purchase = replace(purchase, redeemed_points=points)
    if paid_with(purchase, TenderKind.WALLET):
        posting = pay_from_wallet(account, purchase, cause)
        account = posting.account
        entries.append(posting.entry)
    terms = EarningTerms(
        docs.require(keys.earning),
        lives_of(docs, keys, clinic.time_zone),
        tiers_of(docs, keys),
    )
    posting = accrue(account, purchase, terms, cause)
    return _Booked(posting.account, (*entries, posting.entry), tuple(besides))


def _redeemed(
    docs: Snapshots, body: RecordPurchase, account: Account, visit: Visit, purchase: Purchase, cause: Cause
) -> Posting:
    keys = ClinicKeys(body.clinic_id)
    rule = docs.require(keys.redemption)
    amount_minor = paid_with(purchase, TenderKind.POINTS)
    points = points_for(amount_minor, rule)
    if worth_minor(points, rule) != amount_minor:
        raise PointsNotExact(amount_minor=amount_minor, points=points, worth_minor=worth_minor(points, rule))
    bought = Bought(
        visit_id=body.visit_id,
        currency=purchase.currency,
        points=points,
        used_points=visit.redeemed_points,
        redemptions=visit.redemptions,
        bill_minor=purchase.amount_minor,
        reason="tender",
    )
    return redeem(account, rule, bought, cause, POINTS_PART)


def _numbered(docs: Snapshots, body: RecordPurchase, cause: Cause) -> tuple[Put[ReceiptNumber], ...]:
    """The receipt number, taken once at a location unless what took it was voided."""
    keys = ClinicKeys(body.clinic_id)
    if body.receipt_number is None:
        return ()
    at = keys.receipt_number(body.location_id, body.receipt_number)
    taken = docs.get(at)
    if taken is not None and not taken.voided:
        raise ReceiptNumberUsed(
            receipt_number=body.receipt_number,
            entry_id=taken.entry_id,
            business_date=taken.business_date.isoformat(),
            same_patient=taken.patient_id == body.patient_id,
        )
    return (Put(at, ReceiptNumber(body.receipt_number, body.patient_id, cause.entry_id, cause.business_date)),)


def _amount_minor(body: RecordPurchase) -> int:
    return sum(tender.amount_minor for tender in body.tenders)


def _purchase(body: RecordPurchase, clinic: Clinic) -> Purchase:
    return Purchase(
        visit_id=body.visit_id,
        amount_minor=_amount_minor(body),
        currency=clinic.currency,
        tenders=body.tenders,
        service_ids=body.service_ids,
        receipt_number=body.receipt_number,
    )
