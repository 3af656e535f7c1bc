"""Acts within the bounds of one person: counted in the commit of the act; beyond them, by a second person's yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.governance.alone import AloneAct, AloneToday
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.program.rules import GovernanceRule
from loyalty.errors.ledger import BeyondBound
from loyalty.services.preconditions import Caller

T = TypeVar("T")


def governance_of(docs: Snapshots, keys: ClinicKeys) -> GovernanceRule:
    """The clinic's rule of governance, or the defaults."""
    return docs.get(keys.governance) or GovernanceRule()


def alone_reads(keys: ClinicKeys, caller: Caller) -> tuple[Key[Any], ...]:
    """The keys of what an act is counted by."""
    return keys.governance, keys.alone_today(caller.uid)


def count_alone(
    docs: Snapshots, keys: ClinicKeys, asked: Mapping[AloneAct, int], cause: Cause, *, approved: bool
) -> tuple[Put[Any], ...]:
    """Count acts against the bounds of the person who acts; what a second person approved counts for nobody.

    Raises BeyondBound.
    """
    asked = {act: more for act, more in asked.items() if more}
    if approved or not asked:
        return ()
    today_at = keys.alone_today(cause.actor.uid)
    known = docs.get(today_at)
    today = known if known and known.business_date == cause.business_date else AloneToday(cause.business_date)
    return (Put(today_at, today.with_more(asked, governance_of(docs, keys))),)


def with_second_person(store: Store, clinic_id: str, request: Request, act: Callable[[bool], T]) -> T:
    """Do an act alone, or, beyond a bound, if a second person said yes to this very request. Raises BeyondBound.

    The approval is read only beyond a bound, so that other acts need not read it.
    """
    try:
        return act(False)  # noqa: FBT003 - the only argument
    except BeyondBound:
        at = ClinicKeys(clinic_id).approval(request.request_id)
        approval = store.transact((at,), lambda docs: Decision(docs.get(at)))
        if approval is None or not approval.allows(request):
            raise
    return act(True)  # noqa: FBT003
