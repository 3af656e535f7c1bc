"""Joining: a patient opens their account at a clinic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Id, RequestId, Stripped
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ports import NewAccounts
from loyalty.services.preconditions import Caller, require_clinic, require_same_request, require_session
from loyalty.services.requests import request_of
from loyalty.services.tier_standing import program_of, with_current_tier


@dataclass(frozen=True, slots=True)
class JoinClinic:
    """An account for the caller at a clinic, under their name."""

    request_id: RequestId
    clinic_id: Id
    name: Annotated[str, Stripped(), MinLen(1), MaxLen(80)]


@dataclass(frozen=True, slots=True)
class Joined:
    """The account as its patient sees it."""

    clinic_id: str
    patient_id: str
    name: str
    joined_at: datetime
    points: int
    wallet_minor: int
    revision: int


def join_clinic(store: Store, body: JoinClinic, caller: Caller, new_accounts: NewAccounts | None = None) -> Joined:
    """Open the caller's account; if there is one already, answer with it and change nothing.

    Sessions that began before this one are over: whoever made a sign-in for the patient's address is not let in with
    it. `new_accounts` counts those that are opened, where strangers call. Refuses ClinicNotFound, SessionOver,
    TooManyCalls, and RequestIdReused for the opening call's request id with another body.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("join_clinic", body, caller, body.request_id)
    account_at = keys.account(caller.uid)

    def decide(docs: Snapshots) -> Decision[Joined]:
        clinic = require_clinic(docs, keys)
        account = docs.get(account_at)
        if account is None:
            if new_accounts is not None:
                new_accounts.count(body.clinic_id)
            account = Account(
                clinic_id=body.clinic_id,
                patient_id=caller.uid,
                name=body.name,
                active=True,
                joined_at=caller.now,
                joined_with=request,
                known=caller.is_known,
                sessions_from=caller.signed_in_at,
            )
            opened = with_current_tier(account, program_of(docs, keys), clinic, caller.now)
            return Decision(_answer_of(opened), (Put(account_at, opened),))
        require_session(account, caller)
        if account.joined_with.request_id == request.request_id:
            require_same_request(account.joined_with, request)
        return Decision(_answer_of(account))

    return store.transact((keys.clinic, *keys.tier_rules, account_at), decide)


def _answer_of(account: Account) -> Joined:
    return Joined(
        account.clinic_id,
        account.patient_id,
        account.name,
        account.joined_at,
        account.points,
        account.wallet_minor,
        account.revision,
    )
