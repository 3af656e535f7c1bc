"""Invites to the staff: managers invite by e-mail address, send an invite again, and withdraw it.

The page has Firebase send the e-mail; its link proves whose the address is. `accept_invite` is what the link leads to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal

from annotated_types import MaxLen

from loyalty.domain.bounds import Email, Id, Name, RequestId
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.invites import INVITE_LIFE, OPEN, WITHDRAWN, Invite, InviteState
from loyalty.errors.access import InviteNotFound, InviteOver
from loyalty.errors.base import RequestIdReused
from loyalty.services.preconditions import (
    Caller,
    require_clinic,
    require_location,
    require_manager,
    require_may_appoint,
)
from loyalty.services.requests import request_of

MOST_LOCATIONS = 20


@dataclass(frozen=True, slots=True)
class InviteStaff:
    """A person to invite to the staff, by their e-mail address, under their name, with a role and locations."""

    request_id: RequestId
    clinic_id: Id
    email: Email
    name: Name
    role: Literal["front_desk", "manager", "owner"]
    location_ids: Annotated[tuple[Id, ...], MaxLen(MOST_LOCATIONS)]


@dataclass(frozen=True, slots=True)
class RenewInvite:
    """An open invite to send again: it can be accepted for another seven days."""

    clinic_id: Id
    invite_id: RequestId


@dataclass(frozen=True, slots=True)
class WithdrawInvite:
    """An open invite to withdraw."""

    clinic_id: Id
    invite_id: RequestId


@dataclass(frozen=True, slots=True)
class Invited:
    """The invite as it stands; `email` is the address that the link goes to."""

    invite_id: str
    email: str
    state: InviteState
    expires_at: datetime


def invite_staff(store: Store, body: InviteStaff, caller: Caller) -> Invited:
    """Invite a person to the staff: owners to any role, managers to the front desk. It can be accepted for seven days.

    Nothing is sent by this. A repeated request gets the same answer. Refuses ClinicNotFound, NotStaff, StaffDisabled,
    RoleNotAllowed, LocationNotFound, RequestIdReused.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("invite_staff", body, caller, body.request_id)
    invite_at = keys.invite(body.request_id)

    def decide(docs: Snapshots) -> Decision[Invited]:
        require_clinic(docs, keys)
        staff = require_manager(docs, keys, caller.uid)
        known = docs.get(invite_at)
        if known is not None:
            if known.fingerprint != request.fingerprint:
                raise RequestIdReused(request_id=body.request_id)
            return Decision(_answer_of(body.request_id, known))
        require_may_appoint(staff, body.role)
        for location_id in body.location_ids:
            require_location(docs, keys, location_id)
        invite = Invite(
            email=body.email.lower(),
            name=body.name,
            role=body.role,
            location_ids=tuple(dict.fromkeys(body.location_ids)),
            invited_by=caller.uid,
            invited_at=caller.now,
            expires_at=caller.now + INVITE_LIFE,
            state=OPEN,
            fingerprint=request.fingerprint,
        )
        return Decision(_answer_of(body.request_id, invite), (Put(invite_at, invite),))

    places = tuple(keys.location(location_id) for location_id in dict.fromkeys(body.location_ids))
    return store.transact((keys.clinic, keys.staff(caller.uid), invite_at, *places), decide)


def renew_invite(store: Store, body: RenewInvite, caller: Caller) -> Invited:
    """Give an open invite another seven days from now; whoever renews it answers for it from then on.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed, InviteNotFound, and InviteOver where it was
    accepted or withdrawn.
    """

    def renewed(invite: Invite) -> Invite:
        if invite.state != OPEN:
            raise InviteOver(state=invite.state)
        return replace(invite, expires_at=caller.now + INVITE_LIFE, invited_by=caller.uid)

    return _change(store, body, caller, renewed)


def withdraw_invite(store: Store, body: WithdrawInvite, caller: Caller) -> Invited:
    """Withdraw an open invite: nobody can accept it any more. Asked again, it answers the same.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed, InviteNotFound, and InviteOver where it was
    accepted.
    """

    def withdrawn(invite: Invite) -> Invite:
        if invite.state not in (OPEN, WITHDRAWN):
            raise InviteOver(state=invite.state)
        return replace(invite, state=WITHDRAWN)

    return _change(store, body, caller, withdrawn)


def _change(
    store: Store, body: RenewInvite | WithdrawInvite, caller: Caller, change: Callable[[Invite], Invite]
) -> Invited:
    keys = ClinicKeys(body.clinic_id)
    invite_at = keys.invite(body.invite_id)

    def decide(docs: Snapshots) -> Decision[Invited]:
        require_clinic(docs, keys)
        staff = require_manager(docs, keys, caller.uid)
        invite = require_invite(docs, invite_at)
        require_may_appoint(staff, invite.role)
        after = change(invite)
        writes = (Put(invite_at, after),) if after != invite else ()
        return Decision(_answer_of(body.invite_id, after), writes)

    return store.transact((keys.clinic, keys.staff(caller.uid), invite_at), decide)


def require_invite(docs: Snapshots, at: Key[Invite]) -> Invite:
    """The invite, or InviteNotFound."""
    invite = docs.get(at)
    if invite is None:
        raise InviteNotFound
    return invite


def _answer_of(invite_id: str, invite: Invite) -> Invited:
    return Invited(invite_id, invite.email, invite.state, invite.expires_at)
