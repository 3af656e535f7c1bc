"""The past of a clinic over any database of pages: the port `PastLedgers`. Entries are kept packed until asked for."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Protocol

from loyalty.domain.checkout.appointments import Appointment
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import ACCRUAL, REVERSAL, Entry
from loyalty.domain.ports import (
    MEMBERSHIP_EVENTS,
    RECORDS,
    TIER_CHANGES,
    TREATMENTS,
    MovedPurchase,
    RecordsBeside,
)
from loyalty.domain.program.rules import Reward
from loyalty.errors.base import DocumentInvalid
from loyalty.store.codec import Codec, entry_of
from loyalty.store.documents import Fields

REASSIGN = "reassign"
# Accounts that are read at once: most are small, and all of them are read.
ACCOUNTS_TOGETHER = 100


class PastPages(Protocol):
    """The documents of a clinic's past as a stream."""

    def count_entries_from(self, clinic_id: str, from_on: str) -> int:
        """The number of entries from a business date on."""

    def first_business_date(self, clinic_id: str) -> str | None:
        """The earliest business date of any entry."""

    def entries_from(self, clinic_id: str, from_on: str) -> Iterator[tuple[str, str, Fields]]:
        """The entries from a business date on, each with the patient's id and its own."""

    def accounts(self, clinic_id: str, after: str = "", together: int = ...) -> Iterator[tuple[str, Fields]]:
        """The patients' ids and accounts, ordered by id, so many at once."""

    def records(self, clinic_id: str, patient_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        """The ids and documents of `tier_changes`, `membership_events` or `treatments` of a patient, by id."""

    def beside(self, clinic_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        """The ids and documents of `appointments` or `rewards` of the clinic."""


class PackedPast:
    """See the protocol `PastLedgers`."""

    def __init__(self, pages: PastPages, codec: Codec) -> None:
        self._pages, self._codec = pages, codec
        self._packed: defaultdict[str, list[bytes]] = defaultdict(list)
        self._moves: dict[str, MovedPurchase] = {}
        self._arrived: dict[str, str] = {}

    def count_entries(self, clinic_id: str, from_on: date) -> int:
        """See `PastLedgers`."""
        return self._pages.count_entries_from(clinic_id, from_on.isoformat())

    def first_business_date(self, clinic_id: str) -> str | None:
        """See `PastLedgers`."""
        return self._pages.first_business_date(clinic_id)

    def read(self, clinic_id: str, from_on: date) -> Iterator[str]:
        """See `PastLedgers`."""
        for patient_id, entry_id, fields in self._pages.entries_from(clinic_id, from_on.isoformat()):
            self._packed[patient_id].append(pickle.dumps((entry_id, dict(fields)), pickle.HIGHEST_PROTOCOL))
            if fields.get("kind") == REVERSAL and fields.get("why", {}).get("reason") == REASSIGN:
                self._moves[entry_id] = MovedPurchase(patient_id, str(fields.get("reverses")))
            elif fields.get("kind") == ACCRUAL and fields.get("occurred_at") != fields.get("recorded_at"):
                self._arrived[entry_id] = patient_id
            yield patient_id

    def entries(self, patient_id: str) -> tuple[Sequence[Entry], Sequence[str]]:
        """See `PastLedgers`."""
        entries, broken = list[Entry](), list[str]()
        for packed in self._packed.get(patient_id, ()):
            entry_id, fields = pickle.loads(packed)  # noqa: S301 - packed by `read`, in this process
            try:
                entry = entry_of(entry_id, fields)
                # A field of another type than it should be shows up here, and not in the middle of an act.
                sound = isinstance(entry.revision, int) and isinstance(entry.points, int)
            except (AttributeError, KeyError, TypeError, ValueError):
                sound = False
            if sound:
                entries.append(entry)
            else:
                broken.append(entry_id)
        return sorted(entries, key=lambda one: one.revision), broken

    def moves(self) -> Mapping[str, MovedPurchase]:
        """See `PastLedgers`."""
        return {
            move_id: replace(moved, to_patient_id=self._arrived.get(move_id, ""))
            for move_id, moved in self._moves.items()
        }

    def accounts(self, clinic_id: str) -> Iterator[Account]:
        """See `PastLedgers`."""
        keys = ClinicKeys(clinic_id)
        for patient_id, fields in self._pages.accounts(clinic_id, together=ACCOUNTS_TOGETHER):
            yield self._codec.value_of(keys.account(patient_id), fields)

    def records(self, clinic_id: str, patient_id: str, kinds: AbstractSet[str] = RECORDS) -> RecordsBeside:
        """See `PastLedgers`."""
        keys, value_of = ClinicKeys(clinic_id), self._codec.value_of

        def read(kind: str) -> Iterator[tuple[str, Fields]]:
            return self._pages.records(clinic_id, patient_id, kind) if kind in kinds else iter(())

        return RecordsBeside(
            [value_of(keys.membership_event(patient_id, name), said) for name, said in read(MEMBERSHIP_EVENTS)],
            [value_of(keys.tier_change(patient_id, name), said) for name, said in read(TIER_CHANGES)],
            [value_of(keys.treatment(patient_id, name), said) for name, said in read(TREATMENTS)],
        )

    def appointments(self, clinic_id: str) -> Iterator[tuple[str, Appointment]]:
        """See `PastLedgers`; one that people broke is passed over, as it holds no points."""
        keys = ClinicKeys(clinic_id)
        for name, fields in self._pages.beside(clinic_id, "appointments"):
            try:
                yield name, self._codec.value_of(keys.appointment(name), fields)
            except DocumentInvalid:
                continue

    def rewards(self, clinic_id: str) -> Mapping[str, Reward]:
        """See `PastLedgers`; one that people broke is for everybody."""
        keys, rewards = ClinicKeys(clinic_id), dict[str, Reward]()
        for name, fields in self._pages.beside(clinic_id, "rewards"):
            try:
                rewards[name] = self._codec.value_of(keys.reward(name), fields)
            except DocumentInvalid:
                continue
        return rewards
