"""Rehearsal of a sweep: decided account by account as the real one would, with nothing written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.ledger.entry import EXPIRY, EXTENSION, Entry
from loyalty.domain.ports import DueAccount
from loyalty.domain.reminders.notices import Notice
from loyalty.errors.base import Refusal
from loyalty.services.reminders.sweep_account import sweep_account

T = TypeVar("T")


class Rehearsal:
    """A store that decides as the real one, and keeps in `writes` what would have been written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.writes: list[Put[Any]] = []

    def transact(
        self,
        reads: Sequence[Key[Any]],
        decide: Callable[[Snapshots], Decision[T]],
        at_hand: Mapping[Key[Any], Any] | None = None,
    ) -> T:
        """See the protocol `Store`."""
        decision = self._store.transact(reads, lambda docs: Decision(decide(docs)), at_hand)
        self.writes += [put for put in decision.writes if isinstance(put, Put)]
        return decision.answer


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """The notice that would be made: when it is to be sent, or why it never is."""

    kind: str
    lots: int
    send_at: datetime | None
    suppressed: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The effect of a sweep on one account; `refused` is the code of what keeps it from doing anything."""

    clinic_id: str
    patient_id: str
    expiring_points: int = 0
    expiring_minor: int = 0
    extended_lots: int = 0
    extended_until: date | None = None
    notice: NoticePlan | None = None
    due_at: datetime | None = None
    refused: str | None = None


def plan_of(store: Store, account: DueAccount, now: datetime) -> Plan:
    """Plan a sweep of an account at an instant, from the account as it stands."""
    rehearsal = Rehearsal(store)
    try:
        swept = sweep_account(rehearsal, account.clinic_id, account.patient_id, now, account.at_hand)
    except Refusal as refusal:
        return Plan(account.clinic_id, account.patient_id, refused=refusal.code)
    entries: list[Entry] = [put.value for put in rehearsal.writes if put.key.kind is Entry]
    expired = [entry for entry in entries if entry.kind == EXPIRY]
    extended = [draw.lot for entry in entries if entry.kind == EXTENSION for draw in entry.draws if draw.lot]
    return Plan(
        account.clinic_id,
        account.patient_id,
        expiring_points=-sum(entry.points for entry in expired),
        expiring_minor=-sum(entry.wallet_minor for entry in expired),
        extended_lots=len(extended),
        extended_until=max((lot.expires_on for lot in extended), default=None),
        notice=_notice_plan(swept.notice) if swept.notice else None,
        due_at=swept.due_at,
    )


def _notice_plan(notice: Notice) -> NoticePlan:
    return NoticePlan(notice.kind, len(notice.lots), notice.due_at, notice.reason)
