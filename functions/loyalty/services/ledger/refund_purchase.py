"""A purchase is refunded, in part or whole, however long ago it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.refunds import RefundLine, Undoing, undo
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.ledger import NotRefundableAs
from loyalty.services.ledger.sales import require_desk, require_sale, sale_keys, undone_puts
from loyalty.services.preconditions import Caller, find_repeat, require_active_account, require_clinic
from loyalty.services.requests import cause_of, request_of

# What the patient paid from their account goes back there and nowhere else: there is no cash-out.
_FROM_ACCOUNT = frozenset({TenderKind.POINTS, TenderKind.WALLET})


@dataclass(frozen=True, slots=True)
class RefundPurchase:
    """The call's body; `purchase_id` is the purchase's entry, `text` the reason as the patient will read it."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    purchase_id: RequestId
    lines: Annotated[tuple[RefundLine, ...], MinLen(1), MaxLen(6)]
    text: Text


def refund_purchase(store: Store, body: RefundPurchase, caller: Caller) -> Movement:
    """Take back what the refunded money earned, and give back what points and wallet money paid of it.

    The same request again is answered alike. Refuses EntryNotFound, PurchaseAtAnotherLocation (a manager may anywhere),
    PurchaseClosed, RefundExceedsPaid, NotRefundableAs, and staff who may not.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("refund_purchase", body, caller, body.request_id)
    entry_at = keys.entry(body.patient_id, body.request_id)

    def decide(docs: Snapshots) -> Decision[Movement]:
        staff = require_desk(docs, body, caller)
        done = find_repeat(docs, entry_at, request)
        if done is not None:
            return Decision(movement_of(body.patient_id, done))
        clinic = require_clinic(docs, keys)
        account = require_active_account(docs, keys, body.patient_id)
        sale = require_sale(docs, body, staff)
        undoing = Undoing("refund", body.text, _refund_minor(body), _returned_as(body), clinic.time_zone)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
        undone = undo(account, sale, undoing, cause)
        return Decision(
            movement_of(body.patient_id, undone.entries[-1]), undone_puts(docs, body, account, undone, cause)
        )

    return store.transact(sale_keys(body, caller), decide)


def _refund_minor(body: RefundPurchase) -> dict[TenderKind, int]:
    sums: Counter[TenderKind] = Counter()
    for line in body.lines:
        sums[line.kind] += line.amount_minor
    return dict(sums)


def _returned_as(body: RefundPurchase) -> dict[str, str]:
    """Where money went back as another tender than it came."""
    changed = {}
    for line in body.lines:
        returned_as = line.returned_as or line.kind
        if returned_as != line.kind:
            if line.kind in _FROM_ACCOUNT or returned_as in _FROM_ACCOUNT:
                raise NotRefundableAs(tender=str(line.kind), returned_as=str(returned_as))
            changed[str(line.kind)] = str(returned_as)
    return changed
