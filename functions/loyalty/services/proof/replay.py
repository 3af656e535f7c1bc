"""One account replayed: its entries and their records from a revision on, then the account, as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.account_audit import AccountAudit
from loyalty.domain.proof.findings import Fields, Finding, quote, whole
from loyalty.domain.proof.records_audit import RecordsAudit
from loyalty.domain.proof.standing_audit import StandingAudit

MOST_LOOKS = 5
# The clock is looked at after so many entries.
STRIDE = 300
# Documents that many entries name: read once in a night.
_SHARED = ("locations/", "staff/", "rules/")

Seen = Callable[[str, str, Fields], None]


def unseen(_patient_id: str, _entry_id: str, _fields: Fields) -> None:
    """Pass over an entry."""


class ClinicRecords:
    """The documents of a clinic that its entries name; those that many name are remembered."""

    def __init__(self, pages: LedgerPages, clinic_id: str) -> None:
        self._pages, self._clinic_id = pages, clinic_id
        self._known: dict[str, Fields | None] = {}

    def read(self, path: str) -> Fields | None:
        """One document by its path within the clinic."""
        if path in self._known:
            return self._known[path]
        (found,) = self._pages.look_up([f"clinics/{self._clinic_id}/{path}"])
        if path.startswith(_SHARED):
            self._known[path] = found
        return found


@dataclass
class Replay:
    """The replay of one account. `complete` is false where it begins after the first entry."""

    pages: LedgerPages
    records: ClinicRecords
    clinic_id: str
    patient_id: str
    audit: AccountAudit
    complete: bool = True
    seen: Seen = unseen
    account: Fields = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin where the audit is."""
        self._records_audit = RecordsAudit(self.clinic_id, self.patient_id, self.records.read)
        self._standing = StandingAudit()
        self._last = self.audit.revision

    def run(self, account: Fields, go_on: Callable[[], bool] = lambda: True) -> Iterator[Finding]:
        """The findings of all entries, and of the account as last read; it stops where `go_on` is false.

        Entries that come in meanwhile are read too. An account that never rests is compared on another night.
        """
        self.account, self.stopped = account, False
        for look in range(MOST_LOOKS):
            before = self.audit.entries
            yield from self._entries(go_on)
            if self.stopped:
                return
            if whole(self.account.get("revision")) == self.audit.revision or (look and self.audit.entries == before):
                yield from self._end()
                return
            self.account = self.pages.account(self.clinic_id, self.patient_id) or {}

    def _entries(self, go_on: Callable[[], bool]) -> Iterator[Finding]:
        for entry_id, fields in self.pages.entries(self.clinic_id, self.patient_id, self._last):
            if self.audit.entries and self.audit.entries % STRIDE == 0 and not go_on():
                self.stopped = True
                return
            self._last = max(self._last, whole(fields.get("revision")) or 0)
            yield from self.audit.entry(entry_id, fields)
            yield from self._records_audit.entry(entry_id, fields)
            self._standing.entry(entry_id, fields)
            self.seen(self.patient_id, entry_id, fields)

    def _end(self) -> Iterator[Finding]:
        yield from self.audit.account(self.account)
        if self.audit.missing:
            yield from self._without_revision()
            return
        yield from self._records_audit.end(complete=self.complete)
        if self.complete:
            found = list[Finding]()
            self._standing.account(self.account, self._beside, _noting(self.patient_id, found))
            yield from found

    def _beside(self, collection: str) -> Iterable[tuple[str, Fields]]:
        return self.pages.records(self.clinic_id, self.patient_id, collection)

    def _without_revision(self) -> Iterator[Finding]:
        """The findings of entries without a revision: no page of entries has them, one may be the missing one."""
        for entry_id, fields in self.pages.entries_by_id(self.clinic_id, self.patient_id):
            if "revision" not in fields:
                yield Finding(
                    "revision-wrong", self.patient_id, entry_id, field="revision", expected="a revision", found="none"
                )


def _noting(patient_id: str, found: list[Finding]) -> Callable[[str, str, object, object], None]:
    def note(code: str, name: str, expected: object, value: object) -> None:
        found.append(Finding(code, patient_id, field=name, expected=quote(expected), found=quote(value)))

    return note
