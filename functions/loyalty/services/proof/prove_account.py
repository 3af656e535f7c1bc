"""Proving accounts: from what was proved before, or whole from the first entry; what is proved is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from loyalty.domain.documents import Decision, Key, Put, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.account_audit import AccountAudit
from loyalty.domain.proof.account_proofs import MODEL, AccountProof, is_as_sealed, sealed, unpacked, without_state
from loyalty.domain.proof.findings import Fields, Finding
from loyalty.services.proof.replay import ClinicRecords, Replay
from loyalty.services.proof.tallies import Tally

D = TypeVar("D")
Clock = Callable[[], bool]


def read_or_none(store: Store, at: Key[D]) -> D | None:
    """A document of the proof's own; None where there is none, or one that cannot be read."""
    try:
        return store.transact((at,), lambda docs: Decision(docs.get(at)))
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def write(store: Store, at: Key[D], value: D) -> None:
    """Write a document of the proof's own, whatever stands there."""
    store.transact((at,), lambda _: Decision(None, (Put(at, value),)))


@dataclass
class AccountProver:
    """The proof of one clinic's accounts in one night; `last_closed` is its latest closing.

    `whole` are the accounts that were proved whole, `wrong` those that are not as they should be.
    """

    store: Store
    pages: LedgerPages
    keys: ClinicKeys
    now: datetime
    last_closed: Fields | None
    tally: Tally
    whole: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    _proved: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Nothing is read yet."""
        self._records = ClinicRecords(self.pages, self.keys.clinic_id)

    def prove_new(self, patient_id: str) -> None:
        """Prove what is new of an account, and the account as it stands; all of it where nothing of it is kept."""
        kept = read_or_none(self.store, self.keys.account_proof(patient_id))
        if kept is None or kept.model != MODEL or not kept.state:
            self.prove_whole(patient_id)
            return
        account = self.pages.account(self.keys.clinic_id, patient_id)
        audit = self._resumed(patient_id, kept)
        if audit is None:
            self._count(patient_id, [_changed(patient_id, kept.revision, "as it was kept", "another")])
            self._put(patient_id, without_state(patient_id, 1, self.now))
        elif account is None:
            self._miss(patient_id)
        else:
            self._replay(patient_id, account, audit, lambda: True, kept)

    def prove_whole(
        self, patient_id: str, go_on: Clock = lambda: True, inside: AccountProof | None = None
    ) -> AccountProof | None:
        """Prove an account from its first entry, or from where another night stopped `inside` it.

        None where it was proved; else the state in which the next night goes on.
        """
        account = self.pages.account(self.keys.clinic_id, patient_id)
        if account is None:
            self._miss(patient_id)
            return None
        audit = self._resumed(patient_id, inside) if inside is not None else None
        audit = audit or AccountAudit(self.keys.clinic_id, patient_id)
        return self._replay(patient_id, account, audit, go_on, None)

    def _resumed(self, patient_id: str, kept: AccountProof) -> AccountAudit | None:
        """The audit that goes on from a kept proof; None if that, or the closing it is tied to, was changed since."""
        if (
            not is_as_sealed(kept)
            or kept.patient_id != patient_id
            or kept.closed_digest != self._digest_of(kept.closed_on)
        ):
            return None
        try:
            return AccountAudit.resume(self.keys.clinic_id, patient_id, kept.revision, kept.head_hash, kept.state)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            return None

    def _digest_of(self, closed_on: date | None) -> object:
        if closed_on is None:
            return GENESIS_HASH
        closing = self._records.read(f"ledger_days/{closed_on.isoformat()}")
        return closing.get("digest") if closing else None

    def _replay(
        self, patient_id: str, account: Fields, audit: AccountAudit, go_on: Clock, kept: AccountProof | None
    ) -> AccountProof | None:
        before = read_or_none(self.store, self.keys.account_proof(patient_id)) if kept is None else None
        replay = Replay(self.pages, self._records, self.keys.clinic_id, patient_id, audit, complete=kept is None)
        checked = _Checked(patient_id, audit, before)
        replay.seen = checked.seen
        findings = list(replay.run(account, go_on))
        findings += checked.findings if replay.stopped else checked.end()
        if replay.stopped:
            half = self._kept(patient_id, audit, self.now)
            if half is not None and not findings:
                self.tally.entries += audit.entries
                return half
            findings.append(Finding("proof-unfinished", patient_id, revision=audit.revision, expected="a whole proof"))
        self._count(patient_id, findings)
        self.tally.entries += audit.entries
        if kept is None:
            self.whole.add(patient_id)
            self.tally.whole += 1
        proved = None if findings else self._kept(patient_id, audit, kept.whole_at if kept else self.now)
        if kept is None or findings or audit.entries:
            self._put(patient_id, proved or without_state(patient_id, len(findings), self.now))
        return None

    def _kept(self, patient_id: str, audit: AccountAudit, whole_at: datetime) -> AccountProof | None:
        state, last = audit.kept(), self.last_closed
        if state is None or not isinstance(audit.head_hash, str):
            return None
        return sealed(
            AccountProof(
                patient_id=patient_id,
                revision=audit.revision,
                head_hash=audit.head_hash,
                model=MODEL,
                state=state,
                closed_on=date.fromisoformat(last["business_date"]) if last else None,
                closed_digest=str(last["digest"]) if last else GENESIS_HASH,
                findings=0,
                proved_at=self.now,
                whole_at=whole_at,
            )
        )

    def _miss(self, patient_id: str) -> None:
        missing = Finding("account-missing", patient_id, expected="an account", found="entries or a proof of one")
        self._count(patient_id, [missing])
        self._put(patient_id, without_state(patient_id, 1, self.now))
        self.whole.add(patient_id)

    def _count(self, patient_id: str, findings: list[Finding]) -> None:
        if patient_id not in self._proved:
            self._proved.add(patient_id)
            self.tally.accounts += 1
        if findings and patient_id not in self.wrong:
            self.wrong.add(patient_id)
            self.tally.note(findings)

    def _put(self, patient_id: str, proof: AccountProof) -> None:
        write(self.store, self.keys.account_proof(patient_id), proof)


class _Checked:
    """The comparison of a kept proof with the state of a whole one after the same entry."""

    def __init__(self, patient_id: str, audit: AccountAudit, kept: AccountProof | None) -> None:
        self.findings: list[Finding] = []
        self._patient_id, self._audit = patient_id, audit
        is_ahead = kept is not None and kept.model == MODEL and kept.state and kept.revision > audit.revision
        self._kept = kept if is_ahead else None

    def seen(self, _patient_id: str, _entry_id: str, _fields: Fields) -> None:
        """Compare after an entry, if it is the last that the kept proof knows."""
        kept = self._kept
        if kept is None or self._audit.revision != kept.revision:
            return
        self._kept, state = None, self._audit.kept()
        if state is None:
            return
        try:
            same = self._audit.head_hash == kept.head_hash and unpacked(state) == unpacked(kept.state)
        except ValueError:
            same = False
        if not same:
            self.findings.append(_changed(self._patient_id, kept.revision, "the state of a whole proof", "another"))

    def end(self) -> list[Finding]:
        """All findings; one more where the account has fewer entries than were proved."""
        kept, self._kept = self._kept, None
        if kept is not None:
            self.findings.append(
                _changed(
                    self._patient_id, kept.revision, f"revision {kept.revision}", f"revision {self._audit.revision}"
                )
            )
        return self.findings


def _changed(patient_id: str, revision: int, expected: str, found: str) -> Finding:
    return Finding("proof-changed", patient_id, revision=revision, field="state", expected=expected, found=found)
