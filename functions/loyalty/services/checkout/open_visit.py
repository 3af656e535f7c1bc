"""Visits without a code: the desk opens one for a patient whom its own lookup found."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.checkout.lookups import count_opening, use_lookup
from loyalty.domain.checkout.visits import FOUND_BY_LOOKUP, Visit
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Request
from loyalty.domain.program.rules import CheckInRule
from loyalty.services.checkout.visits import AtArrival, CheckedIn
from loyalty.services.preconditions import Caller, require_not_own_account, require_same_request
from loyalty.services.requests import request_of


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit to open; `lookup_id` is the lookup that found the patient."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    lookup_id: Id


def open_visit(store: Store, body: OpenVisit, caller: Caller) -> CheckedIn:
    """Open a visit as a scanned code would; the visit and the lookup say how. The visit's id is the request's.

    A repeated request gets the same visit. Refuses NotStaff, StaffDisabled, StaffNotAtLocation,
    LocationNotFound, LocationInactive, OwnAccount, AccountNotFound, AccountInactive, LookupNotFound, LookupOver,
    TooManyLookups for more than forty openings an hour, RequestIdReused.
    """
    request = request_of("open_visit", body, caller, body.request_id)
    at = AtArrival(ClinicKeys(body.clinic_id), body.location_id, body.patient_id, body.request_id, caller)
    lookup_at, lately_at = at.keys.lookup(body.lookup_id), at.keys.lookups_lately(caller.uid)

    def decide(docs: Snapshots) -> Decision[CheckedIn]:
        at.require_staff(docs)
        require_not_own_account(caller.uid, body.patient_id)
        visit = docs.get(at.visit_at)
        if visit is not None:
            require_same_request(visit.request, request)
            return Decision(at.answer_of(docs, at.require_account(docs), visit))
        lookup = use_lookup(docs.get(lookup_at), body.patient_id, caller.uid, body.location_id, caller.now)
        account = at.require_account(docs)
        lately = count_opening(docs.get(lately_at), caller.now)
        visit = _new_visit(body, docs.require(at.keys.check_in), caller, request)
        writes = (*at.writes_of(docs, account, visit), Put(lookup_at, lookup), Put(lately_at, lately))
        return Decision(at.answer_of(docs, account, visit), writes)

    return store.transact((*at.reads, lookup_at, lately_at), decide)


def _new_visit(body: OpenVisit, rule: CheckInRule, caller: Caller, request: Request) -> Visit:
    return Visit(
        patient_id=body.patient_id,
        location_id=body.location_id,
        code_location_id=None,
        code_issued_at=None,
        checked_in_by=caller.uid,
        checked_in_at=caller.now,
        closes_at=caller.now + rule.visit_lifetime,
        request=request,
        clinic_id=body.clinic_id,
        found_by=FOUND_BY_LOOKUP,
    )
