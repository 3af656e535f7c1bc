"""Memberships that hold beside the one on the account, found again in their events: an older version kept one alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from loyalty.domain.ledger.account import Account
from loyalty.domain.membership.events import UNDONE, MembershipEvent
from loyalty.domain.program.memberships import Membership, with_state


def with_all_memberships(account: Account, events: Iterable[MembershipEvent], today: date, now: datetime) -> Account:
    """The account with each membership that was in force, or rested, on the date on which its tier was decided last.

    Where one is added, the account is due at once: the schedule decides its tier, and gives months that were paid.
    """
    on = account.tier.on if account.tier else today
    states: tuple[Membership, ...] = ()
    for event in events:
        if not event.what.endswith(UNDONE):
            states = with_state(states, event.membership)
    known = {state.membership_id for state in account.memberships}
    missing = [state for state in states if state.membership_id not in known and any(state.place(on)[:2])]
    if not missing:
        return account
    after = account.with_memberships((*account.memberships, *missing), on)
    return account if after == account else replace(after, tier_due_at=now)
