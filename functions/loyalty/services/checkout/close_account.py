"""Closing and reopening of an account: a manager stops every use of it, with a reason; undoing goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.checkout.closings import Closing
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.errors.ledger import AccountAlready
from loyalty.services.preconditions import AtDesk, Caller, require_same_request
from loyalty.services.requests import request_of


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """An account to close; `text` is the reason."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    text: Text


@dataclass(frozen=True, slots=True)
class ReopenAccount:
    """A closed account to reopen; `text` is the reason."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    text: Text


@dataclass(frozen=True, slots=True)
class AccountClosing:
    """The state of an account after it was closed or reopened."""

    patient_id: str
    active: bool
    recorded_at: datetime


def close_account(store: Store, body: CloseAccount, caller: Caller) -> AccountClosing:
    """Close an account, as a manager: nothing is earned, used, banked or paid from it, and no code or visit opens.

    What it holds stays, and ends on its days. Undoing goes on: refunds, voids, cancellations, reversals. A repeated
    request gets the same answer. Refuses AccountAlready where it is closed, RoleNotAllowed, OwnAccount.
    """
    return _set_active(store, "close_account", body, caller, active=False)


def reopen_account(store: Store, body: ReopenAccount, caller: Caller) -> AccountClosing:
    """Reopen a closed account, as a manager. A repeated request gets the same answer.

    Refuses AccountAlready where it is open, RoleNotAllowed, OwnAccount.
    """
    return _set_active(store, "reopen_account", body, caller, active=True)


def _set_active(
    store: Store, name: str, body: CloseAccount | ReopenAccount, caller: Caller, *, active: bool
) -> AccountClosing:
    request = request_of(name, body, caller, body.request_id)
    at = AtDesk(body, caller)
    closing_at = at.keys.closing(body.patient_id, body.request_id)

    def decide(docs: Snapshots) -> Decision[AccountClosing]:
        staff = at.require_manager(docs)
        known = docs.get(closing_at)
        if known is not None:
            require_same_request(known.request, request)
            return Decision(AccountClosing(body.patient_id, known.active, known.recorded_at))
        at.require_location(docs)
        account = at.require_account_to_undo(docs)
        if account.active == active:
            raise AccountAlready(state="open" if active else "closed")
        closing = Closing(
            clinic_id=body.clinic_id,
            location_id=body.location_id,
            active=active,
            text=body.text,
            decided_by=caller.uid,
            decided_role=staff.role,
            recorded_at=caller.now,
            request=request,
        )
        after = replace(account, active=active, confirmation=None)
        answer = AccountClosing(body.patient_id, active, caller.now)
        return Decision(answer, (Put(at.account_at, after), Put(closing_at, closing)))

    return store.transact((*at.reads, closing_at), decide)
