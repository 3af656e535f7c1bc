"""Standings: a patient's phone asks for its account to be brought up to date with now and with published rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.services.membership.refresh_tier import refresh, refresh_keys
from loyalty.services.preconditions import Caller, require_clinic, require_own_account


@dataclass(frozen=True, slots=True)
class RefreshStanding:
    """The clinic at which the caller asks for their standing."""

    clinic_id: Id


@dataclass(frozen=True, slots=True)
class StandingRefreshed:
    """The tier in force; null where the clinic has none. `changed` is true if the account was brought up to date."""

    tier_id: str | None
    changed: bool


def refresh_standing(store: Store, body: RefreshStanding, caller: Caller) -> StandingRefreshed:
    """Bring the caller's account up to date, as the schedule and a placing do; the phone hears of it by its listener.

    A patient whose address is verified by now is known from now on. Nothing is written to an account that is up to
    date, so asking again changes nothing. Refuses ClinicNotFound, AccountNotFound, AccountInactive, SessionOver.
    """
    keys = ClinicKeys(body.clinic_id)
    account_at = keys.account(caller.uid)

    def decide(docs: Snapshots) -> Decision[StandingRefreshed]:
        clinic, account = require_clinic(docs, keys), require_own_account(docs, keys, caller)
        is_new = caller.is_known and not account.known
        account = replace(account, known=True) if is_new else account
        refreshed = refresh(docs, account, clinic, caller.now)
        if refreshed is None:
            writes = (Put(account_at, account),) if is_new else ()
            return Decision(StandingRefreshed(account.tier_id, changed=is_new), writes)
        return Decision(StandingRefreshed(refreshed.answer.tier_id, changed=True), refreshed.writes)

    return store.transact((*refresh_keys(keys), account_at), decide)
