"""The front desk records what was paid at a visit, and the points are credited: one read, one decision, one commit."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from loyalty.domain.account import Cause, Rules, accrue
from loyalty.domain.accrual import Tender
from loyalty.domain.calendar import business_date
from loyalty.domain.documents import (
    Clinic,
    Decision,
    Put,
    Snapshots,
    Staff,
    Store,
    account_key,
    clinic_key,
    earning_key,
    entry_key,
    expiry_key,
    location_key,
    reminders_key,
    staff_key,
    visit_key,
)
from loyalty.domain.entry import Actor, Purchase, Request, fingerprint
from loyalty.domain.receipt import Receipt, receipt_of
from loyalty.domain.rules import TenderKind
from loyalty.errors import TenderNotAccepted, VisitAtAnotherLocation, VisitClosed, VisitNotFound
from loyalty.services.checks import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_same_request,
    require_staff,
)

NOT_TAKEN_HERE = frozenset({TenderKind.POINTS, TenderKind.WALLET})


@dataclass(frozen=True, slots=True)
class RecordPurchase:
    """The call's body; `location_id` is where the desk stands, and where the visit was opened."""

    request_id: str
    clinic_id: str
    location_id: str
    patient_id: str
    visit_id: str
    tenders: tuple[Tender, ...]
    service_ids: tuple[str, ...] = ()
    receipt_number: str | None = None


def record_purchase(store: Store, body: RecordPurchase, caller: Caller) -> Receipt:
    """Record a purchase and credit its points. The same request again is answered with the same receipt.

    The commit depends on the account as it was read, so of two purchases at once the later one decides again. What else
    was read (rules, staff, location, visit) is not conditioned on: a change to it within these milliseconds counts as
    coming just after the purchase, and a visit changes by time alone.

    Refuses NotStaff, StaffDisabled, StaffNotAtLocation, OwnAccount, RequestIdReused, LocationNotFound,
    LocationInactive, AccountNotFound, AccountInactive, VisitNotFound, VisitAtAnotherLocation, VisitClosed,
    TenderNotAccepted, TooManyOpenLots, Contention.
    """
    clinic_id, patient_id = body.clinic_id, body.patient_id
    request = Request(body.request_id, fingerprint("record_purchase", {**asdict(body), "uid": caller.uid}))
    account_at, entry_at = account_key(clinic_id, patient_id), entry_key(clinic_id, patient_id, body.request_id)

    def decide(docs: Snapshots) -> Decision[Receipt]:
        staff = require_staff(docs, clinic_id, caller.uid, body.location_id)
        require_not_own_account(caller.uid, patient_id)
        recorded = docs.get(entry_at)
        if recorded is not None:
            require_same_request(recorded.request, request)
            return Decision(receipt_of(clinic_id, patient_id, recorded))
        clinic = require_clinic(docs, clinic_id)
        require_active_location(docs, clinic_id, body.location_id)
        account = require_active_account(docs, clinic_id, patient_id)
        _require_open_visit(docs, body, caller)
        _require_tenders_taken(body)
        cause = _cause(body, request, caller, staff, clinic.time_zone)
        posting = accrue(account, _purchase(body, clinic), _rules(docs, clinic_id), clinic.time_zone, cause)
        writes = (Put(account_at, posting.account), Put(entry_at, posting.entry))
        return Decision(receipt_of(clinic_id, patient_id, posting.entry), writes)

    reads = (
        clinic_key(clinic_id),
        staff_key(clinic_id, caller.uid),
        location_key(clinic_id, body.location_id),
        earning_key(clinic_id),
        expiry_key(clinic_id),
        reminders_key(clinic_id),
        visit_key(clinic_id, patient_id, body.visit_id),
        account_at,
        entry_at,
    )
    return store.transact(reads, decide)


def _require_open_visit(docs: Snapshots, body: RecordPurchase, caller: Caller) -> None:
    visit = docs.get(visit_key(body.clinic_id, body.patient_id, body.visit_id))
    if visit is None:
        raise VisitNotFound
    if visit.location_id != body.location_id:
        raise VisitAtAnotherLocation(location_id=visit.location_id)
    if caller.now >= visit.closes_at:
        raise VisitClosed(closed_at=visit.closes_at.isoformat(timespec="seconds"))


def _require_tenders_taken(body: RecordPurchase) -> None:
    for tender in body.tenders:
        if tender.kind in NOT_TAKEN_HERE:
            raise TenderNotAccepted(tender=str(tender.kind), amount_minor=tender.amount_minor)


def _rules(docs: Snapshots, clinic_id: str) -> Rules:
    return Rules(
        earning=docs.require(earning_key(clinic_id)),
        expiry=docs.require(expiry_key(clinic_id)),
        reminders=docs.require(reminders_key(clinic_id)),
    )


def _purchase(body: RecordPurchase, clinic: Clinic) -> Purchase:
    return Purchase(
        visit_id=body.visit_id,
        amount_minor=sum(tender.amount_minor for tender in body.tenders),
        currency=clinic.currency,
        tenders=body.tenders,
        service_ids=body.service_ids,
        receipt_number=body.receipt_number,
    )


def _cause(body: RecordPurchase, request: Request, caller: Caller, staff: Staff, zone: ZoneInfo) -> Cause:
    return Cause(
        entry_id=body.request_id,
        request=request,
        actor=Actor(caller.uid, staff.role),
        location_id=body.location_id,
        business_date=business_date(caller.now, zone),
        now=caller.now,
    )
