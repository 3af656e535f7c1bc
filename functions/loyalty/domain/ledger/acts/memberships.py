"""Memberships of an account: what an act of the desk, its undoing, and an event of a provider change of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from loyalty.domain.ledger.account import Account
from loyalty.domain.program.bonus_months import log_event, with_what_is_paid
from loyalty.domain.program.memberships import Membership, with_state


def with_act(account: Account, after: Membership, on: date) -> Account:
    """The account after an act of the desk that left a membership so."""
    return account.with_memberships(with_state(account.memberships, after), on)


def without_act(account: Account, undone: Membership, restored: Membership | None, on: date) -> Account:
    """The account as if an act had not been: `undone` is what it left, `restored` the membership before it."""
    others = {
        state.membership_id: state for state in account.memberships if state.membership_id != undone.membership_id
    }
    if restored is not None:
        others.setdefault(restored.membership_id, restored)
    return account.with_memberships(tuple(others.values()), on)


def with_event(account: Account, said: Membership, occurred_on: date, on: date) -> Account:
    """The account after an event of a payment provider, in whatever order events come."""
    log = log_event(account.membership_log, said, occurred_on)
    states = with_state(account.memberships, said)
    account = account.with_memberships(tuple(with_what_is_paid(state, log) for state in states), on)
    return replace(account, membership_log=log)
