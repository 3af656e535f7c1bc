"""Check-ins: the desk scans a code, and its one use opens a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Request
from loyalty.domain.program.rules import CheckInRule
from loyalty.errors.checkout import CodeAlreadyUsed, CodeExpired, CodeOfAnotherClinic, CodeOfAnotherLocation
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.visits import AtArrival, CheckedIn
from loyalty.services.preconditions import Caller, require_not_own_account, require_same_request
from loyalty.services.requests import request_of


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A scanned code; `location_id` is the desk's."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    code: Annotated[str, MinLen(1), MaxLen(1024)]


def check_in(store: Store, codes: Codes, body: CheckIn, caller: Caller) -> CheckedIn:
    """Open the visit that a code stands for. A repeated request gets the same visit.

    Refuses CodeNotGenuine, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound, LocationInactive,
    CodeOfAnotherClinic, CodeOfAnotherLocation, OwnAccount, AccountNotFound, AccountInactive, CodeExpired,
    CodeAlreadyUsed, RequestIdReused.
    """
    code = codes.read(body.code)
    request = request_of("check_in", body, caller, body.request_id)
    at = AtArrival(ClinicKeys(body.clinic_id), body.location_id, code.patient_id, code.nonce, caller)

    def decide(docs: Snapshots) -> Decision[CheckedIn]:
        at.require_staff(docs)
        _require_this_clinic(code, body)
        require_not_own_account(caller.uid, code.patient_id)
        account = at.require_account(docs)
        rule = docs.require(at.keys.check_in)
        visit = docs.get(at.visit_at)
        if visit is not None:
            _require_same_scan(visit, request)
            return Decision(at.answer_of(docs, account, visit))
        _require_usable(docs, code, body, rule, caller.now)
        visit = _new_visit(code, body, rule, caller, request)
        return Decision(at.answer_of(docs, account, visit), at.writes_of(docs, account, visit))

    made_at = (at.keys.location(code.location_id),) if code.location_id != body.location_id else ()
    return store.transact((*at.reads, *made_at), decide)


def _require_this_clinic(code: CodePayload, body: CheckIn) -> None:
    if code.clinic_id != body.clinic_id:
        raise CodeOfAnotherClinic


def _require_same_scan(visit: Visit, request: Request) -> None:
    """Require the request that opened the visit: CodeAlreadyUsed for any other scan, RequestIdReused."""
    if visit.request.request_id != request.request_id:
        raise CodeAlreadyUsed(
            checked_in_by=visit.checked_in_by,
            checked_in_at=visit.checked_in_at.isoformat(timespec="seconds"),
            location_id=visit.location_id,
        )
    require_same_request(visit.request, request)


def _require_usable(docs: Snapshots, code: CodePayload, body: CheckIn, rule: CheckInRule, now: datetime) -> None:
    keys = ClinicKeys(body.clinic_id)
    if code.location_id != body.location_id and not rule.any_location:
        made_for = docs.get(keys.location(code.location_id))
        raise CodeOfAnotherLocation(
            location_id=code.location_id, made_for=made_for.name if made_for else code.location_id
        )
    expires_at = code.issued_at + rule.code_lifetime
    if now >= expires_at:
        raise CodeExpired(expired_at=expires_at.isoformat(), lifetime_seconds=int(rule.code_lifetime.total_seconds()))


def _new_visit(code: CodePayload, body: CheckIn, rule: CheckInRule, caller: Caller, request: Request) -> Visit:
    return Visit(
        patient_id=code.patient_id,
        location_id=body.location_id,
        code_location_id=code.location_id,
        code_issued_at=code.issued_at,
        checked_in_by=caller.uid,
        checked_in_at=caller.now,
        closes_at=caller.now + rule.visit_lifetime,
        request=request,
        clinic_id=body.clinic_id,
    )
