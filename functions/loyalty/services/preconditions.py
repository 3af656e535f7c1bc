"""Preconditions of use cases: each returns what it required, or raises its refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Key, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry, Request
from loyalty.domain.program.clinic import MANAGING_ROLES, Clinic, Location, Staff
from loyalty.errors.access import (
    AppointedPerson,
    NotStaff,
    OwnAccount,
    RoleNotAllowed,
    SecondPersonRequired,
    SessionOver,
    StaffDisabled,
    StaffNotAtLocation,
)
from loyalty.errors.base import RequestIdReused
from loyalty.errors.checkout import VisitAtAnotherLocation, VisitClosed, VisitNotFound
from loyalty.errors.ledger import AccountInactive, AccountNotFound
from loyalty.errors.program import ClinicNotFound, LocationInactive, LocationNotFound


@dataclass(frozen=True, slots=True)
class Caller:
    """The person who calls, by their verified ID token, and the instant of the call: no rule reads a clock.

    `is_known` is true if the token says that their address or telephone number is verified.
    `signed_in_at` is when the session began that the token belongs to; None where nobody asks. `email` is the address
    that the token proves to be theirs, in lower case; None where it proves none.
    """

    uid: str
    now: datetime
    is_known: bool = False
    signed_in_at: datetime | None = None
    email: str | None = None


class DeskBody(Protocol):
    """The ids in every call from a desk about a patient."""

    @property
    def clinic_id(self) -> str: ...
    @property
    def location_id(self) -> str: ...
    @property
    def patient_id(self) -> str: ...


class VisitBody(DeskBody, Protocol):
    """The ids of a call about an open visit."""

    @property
    def visit_id(self) -> str: ...


class Present(NamedTuple):
    """The member of staff at work, the clinic, and the patient's account."""

    staff: Staff
    clinic: Clinic
    account: Account


class PresentAtVisit(NamedTuple):
    """The member of staff, the clinic, the account, and the open visit."""

    staff: Staff
    clinic: Clinic
    account: Account
    visit: Visit


class AtDesk:
    """A call from a desk about a patient: the keys of the documents it reads, and its preconditions in their order.

    `entry_at` is the entry that the call's request makes. A call that makes no entry is given no request.
    """

    def __init__(self, body: DeskBody, caller: Caller, request: Request | None = None) -> None:
        """Make the keys; nothing is read yet."""
        self.keys = ClinicKeys(body.clinic_id)
        self.caller, self._request = caller, request
        self.location_id, self.patient_id = body.location_id, body.patient_id
        made = request.request_id if request else ""
        at = self.keys.desk(caller.uid, body.location_id, body.patient_id, made)
        self._staff_at, self._location_at, self.account_at, self.entry_at = at
        self.reads: tuple[Key[Any], ...] = (self.keys.clinic, *(at if request else at[:3]))

    def require_staff(self, docs: Snapshots) -> Staff:
        """The caller, at work at the location and not the patient: NotStaff … StaffNotAtLocation, OwnAccount."""
        staff = _staff_at(docs.get(self._staff_at), self.location_id)
        require_not_own_account(self.caller.uid, self.patient_id)
        return staff

    def require_manager(self, docs: Snapshots) -> Staff:
        """As `require_staff`, with RoleNotAllowed before OwnAccount for all but managers and owners."""
        staff = _staff_at(docs.get(self._staff_at), self.location_id)
        require_role(staff, MANAGING_ROLES)
        require_not_own_account(self.caller.uid, self.patient_id)
        return staff

    def require_location(self, docs: Snapshots) -> Location:
        """The call's location: LocationNotFound, LocationInactive."""
        return _active_location(docs.get(self._location_at), self.location_id)

    def require_account(self, docs: Snapshots) -> Account:
        """The patient's account: AccountNotFound, AccountInactive."""
        return _active_account(docs.get(self.account_at))

    def require_account_to_undo(self, docs: Snapshots) -> Account:
        """The patient's account, closed or not: closing refuses uses, never an undoing. Raises AccountNotFound."""
        return _known_account(docs.get(self.account_at))

    def find_repeat(self, docs: Snapshots) -> Entry | None:
        """The entry that this request made before, or None; for staff only: as `require_staff`, RequestIdReused."""
        self.require_staff(docs)
        return find_repeat(docs, self.entry_at, self._request) if self._request else None

    def require_present(self, docs: Snapshots) -> Present:
        """Staff, clinic and account: as `require_staff`, ClinicNotFound, LocationNotFound … AccountInactive."""
        staff = self.require_staff(docs)
        clinic = _known_clinic(docs.get(self.keys.clinic), self.keys.clinic_id)
        self.require_location(docs)
        return Present(staff, clinic, self.require_account(docs))

    def require_present_to_undo(self, docs: Snapshots) -> Present:
        """Staff, clinic and account, closed or not: as `require_present` without AccountInactive."""
        staff = self.require_staff(docs)
        clinic = _known_clinic(docs.get(self.keys.clinic), self.keys.clinic_id)
        self.require_location(docs)
        return Present(staff, clinic, self.require_account_to_undo(docs))


class AtVisit(AtDesk):
    """A call from a desk about a patient's open visit."""

    def __init__(self, body: VisitBody, caller: Caller, request: Request | None = None) -> None:
        """Make the keys; nothing is read yet."""
        super().__init__(body, caller, request)
        self.visit_at = self.keys.visit(body.patient_id, body.visit_id)
        self.reads = (*self.reads, self.visit_at)

    def require_present_at_visit(self, docs: Snapshots) -> PresentAtVisit:
        """Staff, clinic, account and visit: as `require_present` and `require_visit`."""
        return PresentAtVisit(*self.require_present(docs), self.require_visit(docs))

    def require_visit(self, docs: Snapshots) -> Visit:
        """The visit, open here and now: VisitNotFound, VisitAtAnotherLocation, VisitClosed."""
        visit = docs.get(self.visit_at)
        if visit is None:
            raise VisitNotFound
        if visit.location_id != self.location_id:
            raise VisitAtAnotherLocation(location_id=visit.location_id)
        if self.caller.now >= visit.closes_at:
            raise VisitClosed(closed_at=visit.closes_at.isoformat(timespec="seconds"))
        return visit


def require_clinic(docs: Snapshots, keys: ClinicKeys) -> Clinic:
    """The clinic, or ClinicNotFound."""
    return _known_clinic(docs.get(keys.clinic), keys.clinic_id)


def _known_clinic(clinic: Clinic | None, clinic_id: str) -> Clinic:
    if clinic is None:
        raise ClinicNotFound(clinic_id=clinic_id)
    return clinic


def require_staff(docs: Snapshots, keys: ClinicKeys, uid: str, location_id: str) -> Staff:
    """The caller's live staff document, active and naming the location: NotStaff, StaffDisabled, StaffNotAtLocation."""
    return _staff_at(docs.get(keys.staff(uid)), location_id)


def _staff_at(staff: Staff | None, location_id: str) -> Staff:
    staff = _active_staff(staff)
    if location_id not in staff.location_ids:
        raise StaffNotAtLocation(location_id=location_id)
    return staff


def require_reader(docs: Snapshots, keys: ClinicKeys, uid: str, location_id: str) -> None:
    """Staff who may read a location's records: those who work there, and managers: NotStaff … StaffNotAtLocation."""
    if require_active_staff(docs, keys, uid).role not in MANAGING_ROLES:
        require_staff(docs, keys, uid, location_id)


def require_active_staff(docs: Snapshots, keys: ClinicKeys, uid: str) -> Staff:
    """The caller's live staff document, or NotStaff, or StaffDisabled."""
    return _active_staff(docs.get(keys.staff(uid)))


def _active_staff(staff: Staff | None) -> Staff:
    if staff is None:
        raise NotStaff
    if not staff.active:
        raise StaffDisabled
    return staff


def require_role(staff: Staff, allowed: frozenset[str]) -> None:
    """Require one of the allowed roles: RoleNotAllowed."""
    if staff.role not in allowed:
        raise RoleNotAllowed(role=staff.role)


def require_manager(docs: Snapshots, keys: ClinicKeys, uid: str) -> Staff:
    """A person who manages the clinic: NotStaff, StaffDisabled, RoleNotAllowed."""
    staff = require_active_staff(docs, keys, uid)
    require_role(staff, MANAGING_ROLES)
    return staff


def require_may_appoint(staff: Staff, role: str) -> None:
    """Require that this person may give somebody a role: RoleNotAllowed."""
    if not staff.may_appoint(role):
        raise RoleNotAllowed(role=staff.role)


def require_second_person(uid: str, staff: Staff, asked_by: str, appointed_by: str | None) -> None:
    """Require another person than the one who asked, whom that one did not appoint, nor the other way round.

    `appointed_by` is who appointed the person who asked. Raises SecondPersonRequired, AppointedPerson.
    """
    if uid == asked_by:
        raise SecondPersonRequired
    if uid == appointed_by or staff.appointed_by == asked_by:
        raise AppointedPerson


def require_not_own_account(uid: str, patient_id: str) -> None:
    """Require that the caller is not the patient: OwnAccount."""
    if uid == patient_id:
        raise OwnAccount


def require_location(docs: Snapshots, keys: ClinicKeys, location_id: str) -> Location:
    """The location, active or not, or LocationNotFound."""
    return _known_location(docs.get(keys.location(location_id)), location_id)


def _known_location(location: Location | None, location_id: str) -> Location:
    if location is None:
        raise LocationNotFound(location_id=location_id)
    return location


def require_active_location(docs: Snapshots, keys: ClinicKeys, location_id: str) -> Location:
    """The location, or LocationNotFound, or LocationInactive."""
    return _active_location(docs.get(keys.location(location_id)), location_id)


def _active_location(location: Location | None, location_id: str) -> Location:
    location = _known_location(location, location_id)
    if not location.active:
        raise LocationInactive(location_id=location_id, location_name=location.name)
    return location


def require_active_account(docs: Snapshots, keys: ClinicKeys, patient_id: str) -> Account:
    """The patient's account, or AccountNotFound, or AccountInactive."""
    return _active_account(docs.get(keys.account(patient_id)))


def require_own_account(docs: Snapshots, keys: ClinicKeys, caller: Caller) -> Account:
    """The caller's own account, in a session that is not over: AccountNotFound, AccountInactive, SessionOver."""
    account = require_active_account(docs, keys, caller.uid)
    require_session(account, caller)
    return account


def require_session(account: Account, caller: Caller) -> None:
    """Require that the caller signed in since the account's sessions were ended last: SessionOver."""
    begins_at, ended_at = caller.signed_in_at, account.sessions_from
    if begins_at is not None and ended_at is not None and begins_at < ended_at:
        raise SessionOver


def require_account(docs: Snapshots, keys: ClinicKeys, patient_id: str) -> Account:
    """The patient's account, closed or not, or AccountNotFound."""
    return _known_account(docs.get(keys.account(patient_id)))


def _known_account(account: Account | None) -> Account:
    if account is None:
        raise AccountNotFound
    return account


def _active_account(account: Account | None) -> Account:
    account = _known_account(account)
    if not account.active:
        raise AccountInactive
    return account


def require_same_request(made: Request, repeated: Request) -> None:
    """Require one body of one request id: RequestIdReused where the repeat asks for something else."""
    if made.fingerprint != repeated.fingerprint:
        raise RequestIdReused(request_id=repeated.request_id)


def find_repeat(docs: Snapshots, at: Key[Entry], request: Request) -> Entry | None:
    """The entry that the same request made before, or None. Raises RequestIdReused."""
    entry = docs.get(at)
    if entry is not None:
        require_same_request(entry.request, request)
    return entry
