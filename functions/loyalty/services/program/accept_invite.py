"""Accepting an invite: the invited person joins the staff, once, by the address that their sign-in proves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.clinic import Change, WholeStaff
from loyalty.domain.program.invites import ACCEPTED, OPEN, Invite
from loyalty.errors.access import AddressNotVerified, InviteForAnotherAddress, InviteOver, StaffAlready
from loyalty.errors.base import Contention
from loyalty.services.preconditions import Caller
from loyalty.services.program.invites import require_invite

NOTE = "invite accepted"


@dataclass(frozen=True, slots=True)
class AcceptInvite:
    """An invite to accept, for the caller."""

    clinic_id: Id
    invite_id: RequestId


@dataclass(frozen=True, slots=True)
class InviteAccepted:
    """The place that the caller has on the staff now."""

    clinic_id: str
    name: str
    role: str
    location_ids: tuple[str, ...]


def accept_invite(store: Store, body: AcceptInvite, caller: Caller, change_id: str) -> InviteAccepted:
    """Join the staff by an invite, which is used up by it; the person who accepted it gets the same answer again.

    The staff document, its record in `changes` and the invite are written together. Refuses InviteNotFound,
    AddressNotVerified where the sign-in proves no address, InviteForAnotherAddress, InviteOver, StaffAlready.
    """
    keys = ClinicKeys(body.clinic_id)
    invite_at, own_at = keys.invite(body.invite_id), keys.staff(caller.uid)

    def look(docs: Snapshots) -> Decision[str | None]:
        return Decision(_require_own(docs, invite_at, caller).invited_by)

    invited_by = store.transact((invite_at,), look)
    inviter_at = keys.staff(invited_by) if invited_by is not None else None

    def decide(docs: Snapshots) -> Decision[InviteAccepted]:
        invite = _require_own(docs, invite_at, caller)
        if invite.state == ACCEPTED and invite.accepted_by == caller.uid and docs.get(own_at) is not None:
            return Decision(_answer_of(body, invite))
        if invite.invited_by != invited_by:
            raise Contention
        standing = invite.standing(caller.now, docs.get(inviter_at) if inviter_at else None)
        if standing != OPEN:
            raise InviteOver(state=standing)
        if docs.get(own_at) is not None:
            raise StaffAlready
        fields = _fields_of(invite, change_id)
        change = Change(f"staff/{caller.uid}", None, fields, caller.uid, caller.now, NOTE)
        used = replace(invite, state=ACCEPTED, accepted_by=caller.uid, accepted_at=caller.now)
        joins = Put(keys.whole_staff(caller.uid), WholeStaff(fields))
        return Decision(_answer_of(body, invite), (joins, Put(keys.change(change_id), change), Put(invite_at, used)))

    return store.transact((invite_at, own_at, *((inviter_at,) if inviter_at else ())), decide)


def _require_own(docs: Snapshots, at: Key[Invite], caller: Caller) -> Invite:
    """The invite, for the address that the caller's sign-in proves."""
    invite = require_invite(docs, at)
    if caller.email is None:
        raise AddressNotVerified
    if caller.email != invite.email:
        raise InviteForAnotherAddress
    return invite


def _fields_of(invite: Invite, change_id: str) -> dict[str, object]:
    """The staff document of a person who joins by an invite; who answers for the invite appointed them."""
    fields: dict[str, object] = {
        "name": invite.name,
        "role": invite.role,
        "location_ids": list(invite.location_ids),
        "active": True,
        "weekly_quota": {},
        "change_id": change_id,
    }
    return fields if invite.invited_by is None else {**fields, "appointed_by": invite.invited_by}


def _answer_of(body: AcceptInvite, invite: Invite) -> InviteAccepted:
    return InviteAccepted(body.clinic_id, invite.name, invite.role, invite.location_ids)
