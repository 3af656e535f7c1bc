"""Refunds: money of a purchase goes back, in part or whole, however long ago it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.ledger.governance.alone import AloneAct
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.refunds import RefundLine, WholePurchase, undo
from loyalty.domain.program.rules import NEVER_EARNING, TenderKind
from loyalty.errors.ledger import NotRefundableAs
from loyalty.services.alone import alone_reads, count_alone, governance_of, with_second_person
from loyalty.services.ledger.sales import AtSale
from loyalty.services.preconditions import Caller, require_clinic
from loyalty.services.requests import request_of

# Tenders that the patient paid from their account: they go back there and nowhere else.
_FROM_ACCOUNT = frozenset({TenderKind.POINTS, TenderKind.WALLET})


@dataclass(frozen=True, slots=True)
class RefundPurchase:
    """A refund of some of a purchase's tenders; `purchase_id` is its entry, `text` the reason for the patient."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    purchase_id: RequestId
    lines: Annotated[tuple[RefundLine, ...], MinLen(1), MaxLen(6)]
    text: Text


def refund_purchase(store: Store, body: RefundPurchase, caller: Caller) -> Movement:
    """Take back what the refunded money earned, and give back what points and wallet money paid of it.

    The entry belongs to the location of the sale. `why.owed_minor` tells the desk what to keep from the refund.
    A line of the patient's own money that goes back as `wallet` is paid into the wallet by the same act.

    A repeated request gets the same answer. Refuses EntryNotFound, PurchaseAtAnotherLocation (a manager may anywhere),
    PurchaseClosed, RefundExceedsPaid, NotRefundableAs, BeyondBound, and staff who may not.
    """
    request = request_of("refund_purchase", body, caller, body.request_id)
    at = AtSale(body, caller, request)

    at.reads = (*at.reads, *alone_reads(at.keys, caller))

    def refund(approved: bool) -> Movement:  # noqa: FBT001 - the only argument
        return at.transact(store, lambda docs: decide(docs, approved=approved))

    def decide(docs: Snapshots, *, approved: bool) -> Decision[Movement]:
        done = at.find_repeat(docs)
        if done is not None:
            return Decision(movement_of(body.patient_id, done))
        staff, _, account = at.require_staff(docs), require_clinic(docs, at.keys), at.require_account_to_undo(docs)
        sale = at.require_sale(docs, staff)
        undoing = at.undoing(docs, sale, "refund", body.text, _refund_minor(body))
        undoing = replace(undoing, returned_as=_other_tenders(body), as_wallet_minor=_as_wallet_minor(body))
        cause = at.cause_at_sale(docs, sale, request, staff)
        undone = undo(account, sale, undoing, cause)
        answer = movement_of(body.patient_id, undone.entries[-1])
        counted = count_alone(docs, at.keys, _bounded(docs, at, body, sale, cause), cause, approved=approved)
        return Decision(answer, (*at.undoing_writes(docs, account, undone, cause), *counted))

    return with_second_person(store, body.clinic_id, request, refund)


def _bounded(
    docs: Snapshots, at: AtSale, body: RefundPurchase, sale: WholePurchase, cause: Cause
) -> dict[AloneAct, int]:
    """The parts of the refund that have a bound: what goes back otherwise than it was paid, and what goes back late."""
    elsewhere = [line for line in body.lines if line.returned_as not in (None, line.kind, TenderKind.WALLET)]
    bought_on = business_date(sale.accrual.occurred_at, require_clinic(docs, at.keys).time_zone)
    late_on = bought_on + timedelta(days=governance_of(docs, at.keys).late_after_days)
    own = [line for line in body.lines if line.kind not in _FROM_ACCOUNT]
    return {
        AloneAct.REFUND_OTHERWISE: sum(line.amount_minor for line in elsewhere),
        AloneAct.LATE_REFUND: sum(line.amount_minor for line in own) if cause.business_date > late_on else 0,
    }


def _refund_minor(body: RefundPurchase) -> dict[TenderKind, int]:
    sums: Counter[TenderKind] = Counter()
    for line in body.lines:
        sums[line.kind] += line.amount_minor
    return dict(sums)


def _as_wallet_minor(body: RefundPurchase) -> dict[TenderKind, int]:
    """The patient's own money that goes back as wallet money, by the tender that paid it."""
    sums: Counter[TenderKind] = Counter()
    for line in body.lines:
        if _goes_into_wallet(line):
            sums[line.kind] += line.amount_minor
    return dict(sums)


def _goes_into_wallet(line: RefundLine) -> bool:
    return line.returned_as == TenderKind.WALLET and line.kind not in NEVER_EARNING


def _other_tenders(body: RefundPurchase) -> dict[str, str]:
    """The tenders that went back as another one, by how they were paid. Raises NotRefundableAs."""
    changed = {}
    for line in body.lines:
        returned_as = line.returned_as or line.kind
        if returned_as != line.kind and not _goes_into_wallet(line):
            if line.kind in _FROM_ACCOUNT or returned_as in _FROM_ACCOUNT:
                raise NotRefundableAs(tender=str(line.kind), returned_as=str(returned_as))
            changed[str(line.kind)] = str(returned_as)
    return changed
