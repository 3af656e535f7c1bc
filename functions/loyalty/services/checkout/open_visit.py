"""The desk opens a visit without a code, of a patient whom its own lookup found."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.checkout.lookups import use_lookup
from loyalty.domain.checkout.visits import FOUND_BY_LOOKUP, Visit
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Request
from loyalty.domain.program.rules import CheckInRule
from loyalty.services.checkout.visits import CheckedIn, shown, visit_reads
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_not_own_account,
    require_same_request,
    require_staff,
)
from loyalty.services.requests import request_of


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """The call's body; `lookup_id` is the lookup that found the patient."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    lookup_id: Id


def open_visit(store: Store, body: OpenVisit, caller: Caller) -> CheckedIn:
    """Open a visit as a scanned code would, and note on it, and on the lookup, how. The visit's id is the request's.

    The same request again is answered with the same visit. Refuses NotStaff, StaffDisabled, StaffNotAtLocation,
    LocationNotFound, LocationInactive, OwnAccount, AccountNotFound, AccountInactive, LookupNotFound, LookupOver,
    RequestIdReused.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("open_visit", body, caller, body.request_id)
    visit_at = keys.visit(body.patient_id, body.request_id)
    lookup_at = keys.lookup(body.lookup_id)

    def decide(docs: Snapshots) -> Decision[CheckedIn]:
        require_staff(docs, keys, caller.uid, body.location_id)
        require_active_location(docs, keys, body.location_id)
        require_not_own_account(caller.uid, body.patient_id)
        visit = docs.get(visit_at)
        if visit is not None:
            require_same_request(visit.request, request)
            account = require_active_account(docs, keys, body.patient_id)
            return Decision(shown(docs, body.request_id, account, visit))
        lookup = use_lookup(docs.get(lookup_at), body.patient_id, caller.uid, body.location_id, caller.now)
        account = require_active_account(docs, keys, body.patient_id)
        visit = _opened(body, docs.require(keys.check_in), caller, request)
        writes = (Put(visit_at, visit), Put(lookup_at, lookup))
        return Decision(shown(docs, body.request_id, account, visit), writes)

    reads = visit_reads(body.clinic_id, body.location_id, body.patient_id, body.request_id, caller)
    return store.transact((*reads, lookup_at), decide)


def _opened(body: OpenVisit, rule: CheckInRule, caller: Caller, request: Request) -> Visit:
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
