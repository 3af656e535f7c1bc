"""The front desk scans a code: the one use of it opens a visit, and the patient appears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Request
from loyalty.domain.program.rules import CheckInRule
from loyalty.errors.checkout import CodeAlreadyUsed, CodeExpired, CodeOfAnotherClinic, CodeOfAnotherLocation
from loyalty.services.checkout.codes import CodePayload, Codes
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
class CheckIn:
    """The call's body; `location_id` is where the desk stands."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    code: Annotated[str, MinLen(1), MaxLen(1024)]


def check_in(store: Store, codes: Codes, body: CheckIn, caller: Caller) -> CheckedIn:
    """Open the visit that a code stands for. The same request again is answered with the same visit.

    Refuses CodeNotGenuine, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound, LocationInactive,
    CodeOfAnotherClinic, CodeOfAnotherLocation, OwnAccount, AccountNotFound, AccountInactive, CodeExpired,
    CodeAlreadyUsed, RequestIdReused.
    """
    keys = ClinicKeys(body.clinic_id)
    code = codes.read(body.code)
    request = request_of("check_in", body, caller, body.request_id)
    visit_at = keys.visit(code.patient_id, code.nonce)

    def decide(docs: Snapshots) -> Decision[CheckedIn]:
        require_staff(docs, keys, caller.uid, body.location_id)
        require_active_location(docs, keys, body.location_id)
        _require_this_clinic(code, body)
        require_not_own_account(caller.uid, code.patient_id)
        account = require_active_account(docs, keys, code.patient_id)
        rule = docs.require(keys.check_in)
        visit = docs.get(visit_at)
        if visit is not None:
            _require_same_scan(visit, request)
            return Decision(shown(docs, code.nonce, account, visit))
        _require_usable(docs, code, body, rule, caller.now)
        visit = _opened(code, body, rule, caller, request)
        return Decision(shown(docs, code.nonce, account, visit), (Put(visit_at, visit),))

    return store.transact(tuple(_reads(code, body, caller)), decide)


def _reads(code: CodePayload, body: CheckIn, caller: Caller) -> Iterable[Key[Any]]:
    keys = ClinicKeys(body.clinic_id)
    yield from visit_reads(body.clinic_id, body.location_id, code.patient_id, code.nonce, caller)
    if code.location_id != body.location_id:
        yield keys.location(code.location_id)


def _require_this_clinic(code: CodePayload, body: CheckIn) -> None:
    if code.clinic_id != body.clinic_id:
        raise CodeOfAnotherClinic


def _require_same_scan(visit: Visit, request: Request) -> None:
    """A visit that stands is answered again to the request that opened it; any other scan is told of that one."""
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


def _opened(code: CodePayload, body: CheckIn, rule: CheckInRule, caller: Caller, request: Request) -> Visit:
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
