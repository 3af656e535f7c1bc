"""Placing: every account of a clinic gets its tier by the rules that were published; resumable, and it can be watched.

Page by page, in the order of the patients' ids. A page is counted when all of it is done: a killed run repeats its last
page, which changes nothing twice, and counts its changes by the records that they left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import DueAccount, PlacingAccounts
from loyalty.domain.program.placings import Placed, Placing, finish, go_on, placing_id, start
from loyalty.domain.program.standing import Program
from loyalty.errors.base import Contention, StoreUnavailable
from loyalty.services.membership.refresh_tier import refresh_tier
from loyalty.services.runs import THREADS, outcomes_of
from loyalty.services.tier_standing import change_by_rules_id, program_of

PAGE = 200
# An account that was refused with one of these is worth another try at once; the page is not counted.
PASSING = frozenset({Contention.code, StoreUnavailable.code})


@dataclass(frozen=True, slots=True)
class Placer:
    """What a placing works with: the store, the accounts, the instant, how long to go on, how many at once."""

    store: Store
    accounts: PlacingAccounts
    now: datetime
    go_on: Callable[[], bool] = lambda: True
    threads: int = THREADS

    def place_all(self) -> Iterator[Placing]:
        """Go on with every placing that is open, of all clinics; each is told after each page."""
        for at in self._newest_of_each():
            yield from self.place(at)

    def place(self, at: Key[Placing]) -> Iterator[Placing]:
        """Go on with one placing to its end, or until the time is up or another writer interferes."""
        clinic_id = at.ids[0]
        placing = self._save(at, lambda kept: start(kept, self.accounts.count(clinic_id), self.now))
        yield placing
        while placing.finished_at is None and self.go_on():
            page = self.accounts.page(clinic_id, placing.after, PAGE)
            part = self._place_page(placing, page) if page else None
            if part is not None and PASSING & part.refused.keys():
                return
            placing = self._save(at, partial(self._after, was=placing, part=part))
            yield placing

    def _after(self, kept: Placing, was: Placing, part: Placed | None) -> Placing:
        """The placing after a page; one that another run went on with meanwhile stays as that left it."""
        if kept.after != was.after or kept.finished_at is not None:
            return kept
        return finish(kept, self.now) if part is None else go_on(kept, part)

    def _newest_of_each(self) -> Iterator[Key[Placing]]:
        """The newest open placing of each clinic; older ones end, as it places everybody."""
        newest: dict[str, Key[Placing]] = {}
        for at in self.accounts.open_placings():
            clinic_id = at.ids[0]
            if clinic_id in newest:
                self._save(newest[clinic_id], lambda kept: finish(kept, self.now, superseded=True))
            newest[clinic_id] = at
        yield from newest.values()

    def _place_page(self, placing: Placing, page: Sequence[DueAccount]) -> Placed:
        """Place the accounts of a page, and count the records of their changes, whoever made them."""
        outcomes = outcomes_of(page, self._place_account, self.threads)
        refused = Counter(outcome for outcome in outcomes if isinstance(outcome, str))
        keys = ClinicKeys(placing.clinic_id)
        change_id = change_by_rules_id(placing.rule_versions)
        records = [keys.tier_change(account.patient_id, change_id) for account in page]
        changed = self.store.transact(
            records, lambda docs: Decision(sum(docs.get(record) is not None for record in records))
        )
        return Placed(len(page), page[-1].patient_id, changed, refused)

    def _place_account(self, account: DueAccount) -> None:
        refresh_tier(self.store, account.clinic_id, account.patient_id, self.now, account.at_hand)

    def _save(self, at: Key[Placing], change: Callable[[Placing], Placing]) -> Placing:
        """Change the placing as it is kept now, in one commit."""

        def decide(docs: Snapshots) -> Decision[Placing]:
            kept = docs.require(at)
            after = change(kept)
            return Decision(after, (Put(at, after),) if after != kept else ())

        return self.store.transact((at,), decide)


def ask_for_placing(store: Store, clinic_id: str, asked_by: str, now: datetime) -> Key[Placing]:
    """Ask for a placing by the rules that are live, or open the one that there is again, from its start."""
    keys = ClinicKeys(clinic_id)
    versions = store.transact(keys.tier_rules, lambda docs: Decision(_versions(program_of(docs, keys))))
    at = keys.placing(placing_id(versions))
    placing = Placing(clinic_id, versions, asked_by, now)

    def decide(docs: Snapshots) -> Decision[None]:
        kept = docs.get(at)
        return Decision(None, (Put(at, placing),) if kept is None or kept.finished_at is not None else ())

    store.transact((at,), decide)
    return at


def _versions(program: Program | None) -> dict[str, int]:
    return program.versions() if program else {}
