"""The end of a patient's sessions: whoever was signed in before, on any device, is a stranger from then on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import Sessions
from loyalty.services.preconditions import Caller, require_own_account


@dataclass(frozen=True, slots=True)
class EndSessions:
    """The clinic at which the caller signs out everywhere."""

    clinic_id: Id


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """The instant before which every sign-in is over, that of this call included."""

    sessions_from: datetime


def end_sessions(store: Store, sessions: Sessions, body: EndSessions, caller: Caller) -> SessionsEnded:
    """End every session of the caller's; they sign in again. Asked again by an ended one, it is refused: SessionOver.

    No sign-in is renewed from then on, at any clinic; this clinic's calls refuse the tokens that are still out, too.
    Refuses AccountNotFound, AccountInactive, SessionOver.
    """
    keys = ClinicKeys(body.clinic_id)
    account_at = keys.account(caller.uid)
    ended_at = caller.now.replace(microsecond=0)  # sign-ins are dated by the second

    def decide(docs: Snapshots) -> Decision[SessionsEnded]:
        account = require_own_account(docs, keys, caller)
        return Decision(SessionsEnded(ended_at), (Put(account_at, replace(account, sessions_from=ended_at)),))

    sessions.end(caller.uid)
    return store.transact((account_at,), decide)
