"""Optimistic transactions: read all at once, decide, commit all at once on a condition; if in doubt, start again.

This is the protocol of Firestore's mobile and web SDKs, not of its server SDKs: no locks are held during a decision, a
transaction is two round trips rather than three, and contention costs the loser a short random wait instead of an
error. A commit whose outcome is unknown (a lost answer, a timeout) is never repeated blindly: everything is read and
decided again, and the decision finds the entry that its request id names, or does not.

Calls of one process on the same account take turns, so that only other processes can interfere.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from loyalty.domain.documents import Decision, Key, Put, Remove, Snapshots
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry
from loyalty.errors.base import Contention, StoreUnavailable
from loyalty.store.codec import Codec, Loaded
from loyalty.store.documents import Conflict, Documents, Found, Interrupted, Write
from loyalty.store.turns import Turns

T = TypeVar("T")

_PROCESS_TURNS = Turns()
# A document that was not read can only be created.
NOT_READ = Found(None)


@dataclass(frozen=True, slots=True)
class Patience:
    """The limits of a transaction's tries, in seconds: in all, for a turn, and between tries, by a wait that doubles.

    The wait starts from the time the try itself took, and at least from `first_wait`: on a slow database or machine a
    try blocks others for longer, and a fixed wait would only add to the crowd. The longest wait is for many desks on
    one account at once; a call alone never waits.
    """

    deadline: float = 7.5
    longest_turn: float = 4.0
    first_wait: float = 0.02
    longest_wait: float = 1.0
    rpc_timeout: float = 3.0
    shortest_rpc: float = 0.5


@dataclass(frozen=True, slots=True)
class Clockwork:
    """The machine's clock, sleep and dice; a test passes its own."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    uniform: Callable[[float, float], float] = random.uniform


class TransactionalStore:
    """The store of the services, over any database of documents."""

    def __init__(
        self,
        documents: Documents,
        codec: Codec,
        patience: Patience | None = None,
        clockwork: Clockwork | None = None,
        turns: Turns | None = None,
    ) -> None:
        self._documents = documents
        self._codec = codec
        self._patience = patience or Patience()
        self._clockwork = clockwork or Clockwork()
        self._turns = turns or _PROCESS_TURNS

    def transact(
        self,
        reads: Sequence[Key[Any]],
        decide: Callable[[Snapshots], Decision[T]],
        at_hand: Mapping[Key[Any], Found] | None = None,
    ) -> T:
        """See the protocol `Store`."""
        ends_at = self._clockwork.monotonic() + self._patience.deadline
        with self._turn(reads):
            return self._try_until(ends_at, reads, decide, at_hand)

    def _turn(self, reads: Sequence[Key[Any]]) -> AbstractContextManager[None]:
        account = next((key.path for key in reads if key.kind is Account), None)
        return self._turns.turn(account, self._patience.longest_turn) if account else nullcontext()

    def _try_until(
        self,
        ends_at: float,
        reads: Sequence[Key[Any]],
        decide: Callable[[Snapshots], Decision[T]],
        at_hand: Mapping[Key[Any], Found] | None,
    ) -> T:
        wait = self._patience.first_wait
        while True:
            began_at = self._clockwork.monotonic()
            try:
                found, at_hand = at_hand or self._read(reads, ends_at), None
                return self._attempt(found, decide, ends_at)
            except (Conflict, Interrupted) as doubt:
                took = self._clockwork.monotonic() - began_at
                wait = min(2 * max(wait, took), self._patience.longest_wait)
                pause = self._clockwork.uniform(0, wait)
                if self._clockwork.monotonic() + pause + self._patience.shortest_rpc >= ends_at:
                    return self._last_look(reads, decide, doubt)
            self._clockwork.sleep(pause)

    def _attempt(
        self, found: Mapping[Key[Any], Found], decide: Callable[[Snapshots], Decision[T]], ends_at: float
    ) -> T:
        decision = decide(Loaded(found, self._codec))
        if decision.writes:
            self._documents.commit(self._condition(decision.writes, found), self._timeout(ends_at))
        return decision.answer

    def _last_look(self, reads: Sequence[Key[Any]], decide: Callable[[Snapshots], Decision[T]], doubt: Exception) -> T:
        """Decide once more when time is up: if nothing is left to write, the last commit came through."""
        refusal = Contention() if isinstance(doubt, Conflict) else StoreUnavailable()
        try:
            decision = decide(Loaded(self._read(reads, self._clockwork.monotonic()), self._codec))
        except Interrupted as silence:
            raise StoreUnavailable from silence
        except Conflict as again:
            raise refusal from again
        if decision.writes:
            raise refusal from doubt
        return decision.answer

    def _read(self, reads: Sequence[Key[Any]], ends_at: float) -> dict[Key[Any], Found]:
        documents = self._documents.read([key.path for key in reads], self._timeout(ends_at))
        return dict(zip(reads, documents, strict=True))

    def _condition(self, writes: Sequence[Put[Any] | Remove[Any]], found: Mapping[Key[Any], Found]) -> list[Write]:
        known = ((put, found.get(put.key, NOT_READ)) for put in writes)
        return [self._write(put, at) for put, at in known if isinstance(put, Put) or at.version is not None]

    def _write(self, put: Put[Any] | Remove[Any], found: Found) -> Write:
        """The write of one document. An entry is only ever created: an existing one is never replaced, read or not."""
        if isinstance(put, Remove):
            return Write(put.key.path, {}, found.version, removes=True)
        if put.key.kind is Entry:
            found = NOT_READ
        return Write(put.key.path, self._codec.fields_of(put, found), found.version, found.fields)

    def _timeout(self, ends_at: float) -> float:
        left = ends_at - self._clockwork.monotonic()
        return max(self._patience.shortest_rpc, min(left, self._patience.rpc_timeout))
