"""The migration of a clinic: account after account, each with its visits and receipt numbers in one commit.

A commit depends on the documents as they were read, so an act of a desk is never lost: the account is looked at again.
What is as it should be is not written, so a run that was killed is simply run again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.ports import LedgerPages
from loyalty.domain.program.placings import placing_id
from loyalty.domain.program.published_rules import RULE_NAMES
from loyalty.services.membership.place_accounts import ask_for_placing
from loyalty.services.preconditions import require_clinic
from loyalty.services.proof.close_days import closed_until
from loyalty.services.tier_standing import is_placed_by, program_of
from loyalty.store.codec import Codec, entry_of
from loyalty.store.documents import Fields
from scripts.clinic.migrating.bills import Bills
from scripts.clinic.migrating.differing import Difference, differences
from scripts.clinic.migrating.memberships import with_all_memberships
from scripts.clinic.migrating.remembering import Line, is_older, with_memory
from scripts.clinic.migrating.rules import migrate_rules

CLINIC, RULES, ACCOUNTS, VISITS = "clinic", "rules", "accounts", "visits"
RECEIPT_NUMBERS, PLACINGS = "receipt numbers", "placings"
SORTS = (CLINIC, RULES, ACCOUNTS, VISITS, RECEIPT_NUMBERS, PLACINGS)
BY_COMMAND = "command"
_MOST_TRIES = 20
# What a document that somebody wrote into a wrong shape makes of its reader: the audit says what is wrong with it.
_UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
# A visit that an older version wrote counts its redemptions itself.
_OF_OLDER_VISITS = "redemptions"


@dataclass(frozen=True, slots=True)
class Changed:
    """A document to migrate: its sort, its path, and how it differs after."""

    sort: str
    path: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """The outcome of a look at a part of the clinic: the documents looked at by sort, and those that change.

    `left` is the reason why an account was left as it is.
    """

    seen: dict[str, int]
    changed: tuple[Changed, ...] = ()
    left: str | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """A document of an account: its sort, and its value as it was read and after; None where there is none yet."""

    sort: str
    key: Key[Any]
    before: Any
    after: Any
    differences: tuple[Difference, ...]


class Migration:
    """The migration of a clinic as of an instant; one that does not write says what would change."""

    def __init__(self, store: Store, pages: LedgerPages, codec: Codec, clinic_id: str, now: datetime) -> None:
        """Read the clinic and its rules. Raises ClinicNotFound."""
        self._store, self._pages, self._codec, self._now = store, pages, codec, now
        self._keys = keys = ClinicKeys(clinic_id)
        self._clinic, self._redemption, self._program = store.transact(
            (keys.clinic, *keys.tier_rules),
            lambda docs: Decision((require_clinic(docs, keys), docs.get(keys.redemption), program_of(docs, keys))),
        )

    def looks(self, *, write: bool) -> Iterator[Looked]:
        """Look at the clinic, its rules, each account, how accounts are placed; what is told is written already."""
        yield self._close(write=write)
        rules = migrate_rules(self._store, self._keys, write=write)
        yield Looked({RULES: len(RULE_NAMES)}, tuple(Changed(RULES, path, found) for path, found in rules))
        not_placed = 0
        for patient_id, fields in self._pages.accounts(self._keys.clinic_id):
            try:
                yield self._migrate(patient_id, fields, write=write)
                account = self._codec.value_of(self._keys.account(patient_id), fields)
                not_placed += not is_placed_by(account, self._program)
            except _UNREADABLE as error:
                yield Looked({ACCOUNTS: 1}, left=f"{patient_id} cannot be read ({error!r}); audit the clinic")
        yield self._place(not_placed, write=write)

    def _close(self, *, write: bool) -> Looked:
        """The clinic says up to which day it is closed."""
        keys, last = self._keys, self._pages.last_ledger_day(self._keys.clinic_id)
        if last is None:
            return Looked({CLINIC: 1})
        last_on = date.fromisoformat(last["business_date"])

        def decide(docs: Snapshots) -> Decision[tuple[Changed, ...]]:
            puts = closed_until(docs, keys, last_on)
            before = docs.require(keys.whole_clinic).fields
            changed = (Changed(CLINIC, put.key.path, tuple(differences(before, put.value.fields))) for put in puts)
            return Decision(tuple(changed), puts if write else ())

        return Looked({CLINIC: 1}, self._store.transact((keys.whole_clinic,), decide))

    def _place(self, not_placed: int, *, write: bool) -> Looked:
        """Accounts whose tier other rules decided are placed by the schedule, if it is asked."""
        seen = {PLACINGS: int(self._program is not None)}
        if not not_placed or self._program is None:
            return Looked(seen)
        placing_at = self._keys.placing(placing_id(self._program.versions()))
        kept = self._store.transact((placing_at,), lambda docs: Decision(docs.get(placing_at)))
        if kept is not None and kept.finished_at is None:
            return Looked(seen)
        if write:
            ask_for_placing(self._store, self._keys.clinic_id, BY_COMMAND, self._now)
        asked = Difference(("accounts placed by other rules",), None, not_placed)
        return Looked(seen, (Changed(PLACINGS, placing_at.path, (asked,)),))

    # ------------------------------------------------------------------------------------------------------- accounts

    def _migrate(self, patient_id: str, fields: Fields, *, write: bool) -> Looked:
        """Migrate an account with what is beside it; one that changes meanwhile is looked at again."""
        for _ in range(_MOST_TRIES):
            seen, steps = self._steps(patient_id, fields)
            if not steps or not write or self._commit(steps):
                changed = (Changed(one.sort, one.key.path, one.differences) for one in steps if one.differences)
                return Looked(seen, tuple(changed))
            fields = self._pages.account(self._keys.clinic_id, patient_id) or {}
        return Looked({ACCOUNTS: 1}, left=f"{patient_id} changed again and again; run the command again")

    def _commit(self, steps: tuple[_Step, ...]) -> bool:
        """Write all documents of an account at once; False where one is not what it was made from any more."""

        def decide(docs: Snapshots) -> Decision[bool]:
            found = [docs.get(step.key) for step in steps]
            if found != [step.before for step in steps]:
                return Decision(found == [step.after for step in steps])
            return Decision(answer=True, writes=tuple(Put(step.key, step.after) for step in steps))

        return self._store.transact([step.key for step in steps], decide)

    def _steps(self, patient_id: str, fields: Fields) -> tuple[dict[str, int], tuple[_Step, ...]]:
        """The documents that were looked at, and those to write. The account is among these, whatever else is."""
        account_at = self._keys.account(patient_id)
        account: Account = self._codec.value_of(account_at, fields)
        read = self._pages.entries(self._keys.clinic_id, patient_id)
        said = [(entry_of(entry_id, entry), entry) for entry_id, entry in read]
        lines = [
            Line(entry, is_older(entry_fields)) for entry, entry_fields in said if entry.revision <= account.revision
        ]
        after = with_memory(account, lines)
        after = with_all_memberships(after, self._events(patient_id), self._today, self._now)
        entries = [line.entry for line in lines]
        beside = (*self._visits(patient_id, entries), *self._receipt_numbers(entries))
        after = replace(after, seen_on=self._seen_on(patient_id, account))
        own = self._step(ACCOUNTS, account_at, fields, account, after)
        seen = Counter([ACCOUNTS, *(step.sort for step in beside)])
        steps = tuple(step for step in beside if step.differences)
        return dict(seen), (own, *steps) if own.differences or steps else ()

    @property
    def _today(self) -> date:
        return self._clinic.today(self._now)

    def _step(self, sort: str, key: Key[Any], fields: Fields | None, before: object, after: object) -> _Step:
        made = self._codec.fields_of(Put(key, after))
        new = (Difference(("new document",), None, made),)
        return _Step(sort, key, before, after, new if fields is None else tuple(differences(fields, made)))

    def _seen_on(self, patient_id: str, account: Account) -> date | None:
        """The date of the last visit."""
        visits = self._pages.records(self._keys.clinic_id, patient_id, "visits")
        dates = [business_date(fields["checked_in_at"], self._clinic.time_zone) for _, fields in visits]
        return max((on for on in (account.seen_on, *dates) if on is not None), default=None)

    def _events(self, patient_id: str) -> Iterator[MembershipEvent]:
        for event_id, fields in self._pages.records(self._keys.clinic_id, patient_id, "membership_events"):
            yield self._codec.value_of(self._keys.membership_event(patient_id, event_id), fields)

    def _visits(self, patient_id: str, entries: Iterable[Entry]) -> Iterator[_Step]:
        """Visits that are still open, at which points lowered a bill, and that an older version wrote."""
        bills = Bills(entries, self._redemption)
        visits_at = [self._keys.visit(patient_id, visit_id) for visit_id in bills.visit_ids]
        for visit_at, fields in zip(visits_at, self._pages.look_up([at.path for at in visits_at]), strict=True):
            if fields is None or _OF_OLDER_VISITS not in fields or fields["closes_at"] <= self._now:
                continue
            visit = self._codec.value_of(visit_at, fields)
            yield self._step(VISITS, visit_at, fields, visit, bills.at(visit_at.ids[-1], visit))

    def _receipt_numbers(self, entries: Iterable[Entry]) -> Iterator[_Step]:
        """Receipt numbers of today that an older version kept under another id than their one form has."""
        for entry in entries:
            purchase, location_id = entry.purchase, entry.location_id
            if purchase is None or purchase.receipt_number is None or location_id is None:
                continue
            number_at = self._keys.receipt_number(location_id, purchase.receipt_number)
            older = older_path(self._keys.clinic_id, location_id, purchase.receipt_number)
            if entry.business_date != self._today or older == number_at.path:
                continue
            fields, standing = self._pages.look_up([older, number_at.path])
            if fields is not None and standing is None and fields["entry_id"] == entry.entry_id:
                taken = self._codec.value_of(number_at, fields)
                yield self._step(RECEIPT_NUMBERS, number_at, None, None, taken)


def older_path(clinic_id: str, location_id: str, receipt_number: str) -> str:
    """The path under which an older version kept a receipt number: as it was typed, but for its case."""
    digest = hashlib.sha256(f"{location_id}/{receipt_number.casefold()}".encode()).hexdigest()
    return f"clinics/{clinic_id}/receipt_numbers/{digest}"
