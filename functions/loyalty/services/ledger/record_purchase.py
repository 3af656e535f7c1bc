"""Purchases: the desk records what was paid at a visit and points are credited; one read, one decision, one commit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Id, RequestId, Stripped
from loyalty.domain.checkout.visits import ReceiptNumber, Visit, is_taken_on
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.fields import LATER
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.acts.booking import BookingRules, book
from loyalty.domain.ledger.entry import Purchase, Request
from loyalty.domain.ledger.governance.alone import AloneAct
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.purchases import EarningRules, require_no_duplicate, require_usual
from loyalty.domain.ledger.receipt import Receipt, receipt_of
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.clinic import MANAGING_ROLES
from loyalty.domain.program.rules import NEVER_EARNING, TenderKind
from loyalty.domain.program.shown import Replaced, Shown, first_replaced, versions_of
from loyalty.errors.access import RoleNotAllowed
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import ReceiptNumberUsed, TermsChanged
from loyalty.services.alone import alone_reads, count_alone, governance_of, with_second_person
from loyalty.services.preconditions import AtVisit, Caller, PresentAtVisit
from loyalty.services.requests import cause_of, lives_of, request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle

# What is usual is told by so many bills at least.
FEWEST_BILLS = 20


@dataclass(frozen=True, slots=True)
class RecordPurchase:
    """A purchase at an open visit; `location_id` is the desk's, and the visit's.

    `confirmed_duplicate` says that the same amount twice within ten minutes is meant, `confirmed_unusual` that a bill
    above the clinic's `unusual_above_minor`, or of many times what is usual at the location, is, and
    `confirmed_receipt_number` that a manager means a receipt number of the same day a second time. `shown` is what the
    desk showed: where rules that were published since bring another figure, the desk is told before it is credited.
    """

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    tenders: Annotated[tuple[Tender, ...], MinLen(1), MaxLen(6)]
    service_ids: Annotated[tuple[Id, ...], MaxLen(20)] = ()
    receipt_number: Annotated[str, Stripped(), MinLen(1), MaxLen(40)] | None = None
    confirmed_duplicate: bool = False
    confirmed_receipt_number: bool = field(default=False, metadata=LATER)
    confirmed_unusual: bool = field(default=False, metadata=LATER)
    shown: Shown | None = field(default=None, metadata=LATER)

    def tender_minor(self, kind: TenderKind) -> int:
        """The sum of a tender, in minor units."""
        return sum(tender.amount_minor for tender in self.tenders if tender.kind == kind)


def record_purchase(store: Store, body: RecordPurchase, caller: Caller) -> Receipt:
    """Record a purchase: draw the points and wallet money that pay, credit what the rest earns.

    A repeated request gets the same receipt. The commit depends on the account as it was read, so of two purchases at
    once the later one decides again; and on the visit and the receipt number where it writes them. It does not depend
    on the rest (rules, staff, location): a change to these within the same milliseconds counts as made just after the
    purchase.

    Refuses NotStaff, StaffDisabled, StaffNotAtLocation, OwnAccount, RequestIdReused, LocationNotFound,
    LocationInactive, AccountNotFound, AccountInactive, VisitNotFound, VisitAtAnotherLocation, VisitClosed,
    ReceiptNumberUsed, RoleNotAllowed where no manager confirms it, PossibleDuplicate, AmountUnusual, TermsChanged,
    InsufficientWallet, PointsNotExact and whatever redemption refuses, BeyondBound, TooManyOpenLots, Contention.
    """
    request = request_of("record_purchase", body, caller, body.request_id)

    def record(approved: bool) -> Receipt:  # noqa: FBT001 - the only argument
        try:
            return _record(store, body, caller, request, approved=approved)
        except ReceiptNumberUsed:
            freed = _holder_refunded_whole(store, body)
            if freed is None:
                raise
        return _record(store, body, caller, request, freed, approved=approved)

    return with_second_person(store, body.clinic_id, request, record)


def _record(
    store: Store,
    body: RecordPurchase,
    caller: Caller,
    request: Request,
    freed: ReceiptNumber | None = None,
    *,
    approved: bool,
) -> Receipt:
    """Record the purchase; the number of `freed` can be used again."""
    at = AtVisit(body, caller, request)
    keys, number_at = at.keys, _receipt_number_at(at.keys, body)

    def decide(docs: Snapshots) -> Decision[Receipt]:
        done = at.find_repeat(docs)
        if done is not None:
            return Decision(receipt_of(body.patient_id, done))
        here = at.require_present_at_visit(docs)
        cause = cause_of(request, caller, here.staff.role, body.location_id, here.clinic)
        if not body.confirmed_duplicate:
            require_no_duplicate(here.account, _amount_minor(body), cause)
        if not body.confirmed_unusual:
            require_usual(docs.require(keys.earning), _amount_minor(body), _usual_most_minor(docs, keys, body))
        rules = TierRules(keys, here.clinic, program_of(docs, keys))
        booked, used = _book_as_shown(docs, body, here, rules, cause)
        settled = settle(rules, here.account, booked, cause, "purchase")
        visit = (Put(at.visit_at, used),) if used != here.visit else ()
        _require_number(docs, body, number_at, cause, freed)
        number = _receipt_number_write(body, number_at, cause)
        counted = count_alone(docs, keys, {AloneAct.PURCHASE: own_money_minor(body)}, cause, approved=approved)
        return Decision(receipt_of(body.patient_id, booked.entries[-1]), (*settled.writes, *visit, *number, *counted))

    reads = [*at.reads, keys.earning, keys.expiry, keys.reminders, *keys.tier_rules, *alone_reads(keys, caller)]
    reads.append(keys.usual_bill(body.location_id))
    return store.transact([*reads, number_at] if number_at else reads, decide)


def _receipt_number_at(keys: ClinicKeys, body: RecordPurchase) -> Key[ReceiptNumber] | None:
    return keys.receipt_number(body.location_id, body.receipt_number) if body.receipt_number is not None else None


def _book_as_shown(
    docs: Snapshots, body: RecordPurchase, here: PresentAtVisit, rules: TierRules, cause: Cause
) -> tuple[Booked, Visit]:
    """As `_book`. Raises TermsChanged where rules that were published since bring another figure than was shown."""
    replaced = _first_replaced(docs, body, rules.keys)
    if body.shown is None or replaced is None:
        return _book(docs, body, here, rules, cause)
    try:
        booked, used = _book(docs, body, here, rules, cause)
    except Refusal as refusal:
        raise TermsChanged(**replaced._asdict()) from refusal
    points = booked.entries[-1].points
    if points != body.shown.points or replaced.rule == "redemption":
        raise TermsChanged(**replaced._asdict(), points=points)
    return booked, used


def _first_replaced(docs: Snapshots, body: RecordPurchase, keys: ClinicKeys) -> Replaced | None:
    """The rule that was published since the desk showed what the purchase brings; of worth, where points pay."""
    if body.shown is None:
        return None
    live = versions_of(docs.require(keys.earning), docs.get(keys.tiers), docs.get(keys.redemption))
    names = ("redemption", "earning", "tiers") if body.tender_minor(TenderKind.POINTS) else ("earning", "tiers")
    return first_replaced(body.shown.rule_versions, live, names)


def _book(
    docs: Snapshots, body: RecordPurchase, here: PresentAtVisit, rules: TierRules, cause: Cause
) -> tuple[Booked, Visit]:
    """Book the purchase on the account; the visit is returned, too.

    The redemptions off a bill that no purchase has yet are this one's.
    """
    purchase, pays_with_points = _purchase(body, here), body.tender_minor(TenderKind.POINTS) > 0
    rule = docs.require(rules.keys.redemption) if pays_with_points else docs.get(rules.keys.redemption)
    used = replace(
        here.visit,
        unclaimed=(),
        claimed=(*here.visit.claimed, *here.visit.unclaimed),
        bill=here.visit.bill.paid(purchase.amount_minor, rule),
    )
    lives = lives_of(docs, rules.keys, here.clinic.time_zone)
    tiers = rules.program.tiers if rules.program else None
    terms = BookingRules(EarningRules(docs.require(rules.keys.earning), lives, tiers), rule)
    booked = book(here.account, purchase, here.visit.at_bill(body.visit_id), terms, cause)
    return Booked(booked.account, tuple(booked.entries)), used


def _require_number(
    docs: Snapshots, body: RecordPurchase, at: Key[ReceiptNumber] | None, cause: Cause, freed: ReceiptNumber | None
) -> None:
    """Require a receipt number that no other purchase of the location's day has, or a manager who means it.

    Raises ReceiptNumberUsed; and RoleNotAllowed where somebody else says that it is meant.
    """
    taken = docs.get(at) if at is not None else None
    if taken is None or taken == freed or not is_taken_on(taken, cause.business_date):
        return
    if body.confirmed_receipt_number:
        if cause.actor.role not in MANAGING_ROLES:
            raise RoleNotAllowed(role=cause.actor.role)
        return
    raise ReceiptNumberUsed(
        receipt_number=body.receipt_number or "",
        entry_id=taken.entry_id,
        business_date=taken.business_date.isoformat(),
        same_patient=taken.patient_id == body.patient_id,
    )


def _receipt_number_write(
    body: RecordPurchase, at: Key[ReceiptNumber] | None, cause: Cause
) -> tuple[Put[ReceiptNumber], ...]:
    """The write of the receipt number, which from now on stands for this purchase."""
    if at is None or body.receipt_number is None:
        return ()
    return (Put(at, ReceiptNumber(body.receipt_number, body.patient_id, cause.entry_id, cause.business_date)),)


def _holder_refunded_whole(store: Store, body: RecordPurchase) -> ReceiptNumber | None:
    """The holder of the receipt number, if nothing of its purchase is left; nothing reopens a purchase.

    It is read only when a number is taken: which document tells is known by then, and other purchases need not read it.
    """
    keys = ClinicKeys(body.clinic_id)
    at = _receipt_number_at(keys, body)
    taken = store.transact((at,), lambda docs: Decision(docs.get(at))) if at is not None else None
    if taken is None:
        return None
    reversals_at = keys.reversals(taken.patient_id, taken.entry_id)
    reversals = store.transact((reversals_at,), lambda docs: Decision(docs.get(reversals_at)))
    return taken if reversals is not None and reversals.closed else None


def _usual_most_minor(docs: Snapshots, keys: ClinicKeys, body: RecordPurchase) -> int | None:
    """So many times the usual bill of the location; None while too few bills say what is usual."""
    usual = docs.get(keys.usual_bill(body.location_id))
    if usual is None or usual.bills < FEWEST_BILLS:
        return None
    return usual.amount_minor * governance_of(docs, keys).unusual_times


def own_money_minor(body: RecordPurchase) -> int:
    """The patient's own money in a purchase, in minor units: what earns, and what nobody but the desk has seen."""
    return sum(tender.amount_minor for tender in body.tenders if tender.kind not in NEVER_EARNING)


def _amount_minor(body: RecordPurchase) -> int:
    return sum(tender.amount_minor for tender in body.tenders)


def _purchase(body: RecordPurchase, here: PresentAtVisit) -> Purchase:
    return Purchase(
        visit_id=body.visit_id,
        amount_minor=_amount_minor(body),
        currency=here.clinic.currency,
        tenders=body.tenders,
        service_ids=body.service_ids,
        receipt_number=body.receipt_number,
        redemption_ids=here.visit.unclaimed,
    )
