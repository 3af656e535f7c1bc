"""What several use cases ask before they act: who the caller is, and whether a request came before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Key, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Request
from loyalty.domain.program.clinic import MANAGING_ROLES, Clinic, Location, Staff
from loyalty.errors.access import NotStaff, OwnAccount, RoleNotAllowed, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import RequestIdReused
from loyalty.errors.checkout import VisitAtAnotherLocation, VisitClosed, VisitNotFound
from loyalty.errors.ledger import AccountInactive, AccountNotFound
from loyalty.errors.program import ClinicNotFound, LocationInactive, LocationNotFound


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, by their verified ID token, and the instant of the call: a rule never reads a clock."""

    uid: str
    now: datetime


def require_clinic(docs: Snapshots, keys: ClinicKeys) -> Clinic:
    """The clinic, or ClinicNotFound."""
    clinic = docs.get(keys.clinic)
    if clinic is None:
        raise ClinicNotFound(clinic_id=keys.clinic_id)
    return clinic


def require_staff(docs: Snapshots, keys: ClinicKeys, uid: str, location_id: str) -> Staff:
    """The caller's live staff document, active and naming the location, or a PermissionDenied that says which."""
    staff = require_active_staff(docs, keys, uid)
    if location_id not in staff.location_ids:
        raise StaffNotAtLocation(location_id=location_id)
    return staff


def require_reader(docs: Snapshots, keys: ClinicKeys, uid: str, location_id: str) -> None:
    """Staff who may read what happened at a location: those who work there, and whoever manages the clinic."""
    if require_active_staff(docs, keys, uid).role not in MANAGING_ROLES:
        require_staff(docs, keys, uid, location_id)


def require_active_staff(docs: Snapshots, keys: ClinicKeys, uid: str) -> Staff:
    """The caller's live staff document, or NotStaff, or StaffDisabled."""
    staff = docs.get(keys.staff(uid))
    if staff is None:
        raise NotStaff
    if not staff.active:
        raise StaffDisabled
    return staff


def require_role(staff: Staff, allowed: frozenset[str]) -> None:
    """A role that may do this, or RoleNotAllowed."""
    if staff.role not in allowed:
        raise RoleNotAllowed(role=staff.role)


def require_manager(docs: Snapshots, keys: ClinicKeys, uid: str) -> Staff:
    """Who manages the clinic: NotStaff, StaffDisabled, RoleNotAllowed."""
    staff = require_active_staff(docs, keys, uid)
    require_role(staff, MANAGING_ROLES)
    return staff


def require_open_visit(docs: Snapshots, at: Key[Visit], location_id: str, now: datetime) -> Visit:
    """The patient's visit, open here and now, or VisitNotFound, VisitAtAnotherLocation, VisitClosed."""
    visit = docs.get(at)
    if visit is None:
        raise VisitNotFound
    if visit.location_id != location_id:
        raise VisitAtAnotherLocation(location_id=visit.location_id)
    if now >= visit.closes_at:
        raise VisitClosed(closed_at=visit.closes_at.isoformat(timespec="seconds"))
    return visit


def require_not_own_account(uid: str, patient_id: str) -> None:
    """Nobody handles their own account: OwnAccount."""
    if uid == patient_id:
        raise OwnAccount


def require_location(docs: Snapshots, keys: ClinicKeys, location_id: str) -> Location:
    """The location, active or not, or LocationNotFound."""
    location = docs.get(keys.location(location_id))
    if location is None:
        raise LocationNotFound(location_id=location_id)
    return location


def require_active_location(docs: Snapshots, keys: ClinicKeys, location_id: str) -> Location:
    """The location, or LocationNotFound, or LocationInactive."""
    location = require_location(docs, keys, location_id)
    if not location.active:
        raise LocationInactive(location_id=location_id, location_name=location.name)
    return location


def require_active_account(docs: Snapshots, keys: ClinicKeys, patient_id: str) -> Account:
    """The patient's account, or AccountNotFound, or AccountInactive."""
    account = docs.get(keys.account(patient_id))
    if account is None:
        raise AccountNotFound
    if not account.active:
        raise AccountInactive
    return account


def require_same_request(made: Request, repeated: Request) -> None:
    """A request id stands for one body only: RequestIdReused where the repeat asks for something else."""
    if made.fingerprint != repeated.fingerprint:
        raise RequestIdReused(request_id=repeated.request_id)
