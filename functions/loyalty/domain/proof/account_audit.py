"""The audit of one account: its entries are replayed on a separate model, then compared with the account.

The model does not know how postings and reversals are made, only what must be true of them. It reads raw documents, so
that a corrupt one is a finding and never a crash. It keeps the lots and what can still be undone, not the entries.
After an entry that cannot be trusted it continues from the next one, so that one wrong entry is one place in the
report.
"""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from loyalty.domain.ledger.entry import GENESIS_HASH, hash_of
from loyalty.domain.ledger.lot_texts import maps_of_lots
from loyalty.domain.proof.account_proofs import packed, unpacked
from loyalty.domain.proof.counts_audit import Counted
from loyalty.domain.proof.findings import Fields, Finding, fraction, instant, map_of, misplaced_instants, quote, whole
from loyalty.domain.proof.lots_audit import POINTS, WALLET, Lots
from loyalty.domain.proof.sums_audit import Standings, check_earned, check_origin

BALANCES = ("points", "wallet_minor", "debt_points")
_BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)


class AccountAudit:
    """The audit of an account: takes its entries in order of revision, then the account, and returns their findings."""

    def __init__(self, clinic_id: str, patient_id: str) -> None:
        self.entries = 0
        self.revision = 0
        self.missing = False
        self.findings_count = 0
        self._latest_at = _BEFORE_ALL
        self._clinic_id, self._patient_id = clinic_id, patient_id
        self._hashes: tuple[object, ...] = (GENESIS_HASH,)
        self._doubtful: tuple[object, ...] = ()
        self._balances: dict[str, int | None] = dict.fromkeys(BALANCES, 0)
        self._remainder: Fraction | None = Fraction(0)
        self._lots, self._wallet = Lots(POINTS), Lots(WALLET)
        self._standings = Standings()
        self._counted = Counted()
        self._findings: list[Finding] = []
        self._place: tuple[str | None, int | None] = (None, None)

    @classmethod
    def resume(cls, clinic_id: str, patient_id: str, revision: int, head_hash: str, state: bytes) -> AccountAudit:
        """The audit that goes on after the entry of a revision, from the state that was kept then."""
        audit, kept = cls(clinic_id, patient_id), unpacked(state)
        audit.revision, audit._hashes, audit._latest_at = revision, (head_hash,), kept["latest_at"]
        audit._balances = dict(zip(BALANCES, kept["balances"], strict=True))
        audit._remainder = Fraction(kept["remainder"])
        audit._lots.take_up(kept["lots"])
        audit._wallet.take_up(kept["wallet"])
        audit._standings.take_up(kept["standings"])
        audit._counted.take_up(kept["counted"])
        return audit

    @property
    def head_hash(self) -> object:
        """The hash of the last entry."""
        return self._hashes[0]

    def kept(self) -> bytes | None:
        """What an audit needs to go on from here; None if anything was found, or it is too long to be kept."""
        if self.findings_count:
            return None
        state = {
            "latest_at": self._latest_at,
            "balances": [self._balances[name] for name in BALANCES],
            "remainder": str(self._remainder),
            "lots": self._lots.kept(self._latest_at),
            "wallet": self._wallet.kept(self._latest_at),
            "standings": self._standings.kept(),
            "counted": self._counted.kept(),
        }
        return packed(state)

    def entry(self, entry_id: str, fields: Fields) -> list[Finding]:
        """Check the next entry, and return its findings."""
        self.entries += 1
        self._latest_at = max(self._latest_at, instant(fields.get("recorded_at")) or _BEFORE_ALL)
        self._findings, self._place = [], (entry_id, whole(fields.get("revision")))
        sound = self._follow(fields)
        misplaced = misplaced_instants(fields)
        if misplaced:
            self._note("malformed", misplaced, "an instant where its name says so", "something else")
        check_origin(self._clinic_id, entry_id, fields, self._note)
        self._move(entry_id, fields)
        self._counted.entry(fields)
        self._standings.replay(entry_id, fields, self._note)
        if not sound or misplaced:
            self._standings.forget(entry_id, fields)
            self._lose()
        self.findings_count += len(self._findings)
        return self._findings

    def account(self, fields: Fields) -> list[Finding]:
        """Check the account after its last entry, and return its findings."""
        self._findings, self._place = [], (None, None)
        revision = whole(fields.get("revision"))
        if revision == self.revision + 1 and fields.get("head_hash") in self._doubtful:
            self.revision, self._hashes = revision, self._doubtful
        if revision is not None and revision > self.revision:
            self._miss(self.revision + 1, revision + 1)
        elif revision != self.revision:
            self._note("account-differs", "revision", self.revision, fields.get("revision"))
        if not self.missing and fields.get("head_hash") not in self._hashes:
            self._note("account-differs", "head_hash", self._hashes[0], fields.get("head_hash"))
        for name, value in self._balances.items():
            held = whole(fields.get(name))
            if held is None or (value is not None and held != value):
                self._note("account-differs", name, value, fields.get(name))
        known, remainder = self._remainder, fraction(fields.get("remainder"))
        if remainder is None or (known is not None and known != remainder):
            self._note("account-differs", "remainder", known, fields.get("remainder"))
        self._compare_lots(fields)
        self._counted.compare(fields, self._note)
        self.findings_count += len(self._findings)
        return self._findings

    # ------------------------------------------------------------------------------------------------- line and chain

    def _follow(self, fields: Fields) -> bool:
        """Move the line to an entry; true if it is unchanged and the next of its line."""
        computed, stored, previous = _computed_hash(fields), fields.get("hash"), fields.get("previous_hash")
        revision, expected = whole(fields.get("revision")), self.revision + 1
        if computed is None or computed != stored:
            self._note("entry-changed", "hash", computed, stored)
            if revision != expected or previous not in self._hashes:
                # Perhaps its revision was changed: it does not move the line, but the next entry may follow it.
                self._doubtful = (stored, computed)
                return False
        elif not self._is_in_line(revision, previous):
            return False
        self.revision, self._hashes = expected if revision is None else revision, (stored, computed)
        return computed == stored

    def _is_in_line(self, revision: int | None, previous: object) -> bool:
        """True if an unchanged entry has a place in the line, perhaps after a gap."""
        expected = self.revision + 1
        if revision is None or revision < expected:
            self._note("revision-wrong", "revision", expected, revision)
            return False
        if revision > expected:
            if revision > expected + 1 or previous not in self._doubtful:
                self._miss(expected, revision)
            self._lose()
        elif previous not in self._hashes:
            self._note("chain-broken", "previous_hash", self._hashes[0], previous)
        return True

    def _miss(self, first: int, after: int) -> None:
        """Report missing entries, from revision `first` up to, not including, `after`."""
        self.missing = True
        found = f"revision {first}" if after == first + 1 else f"revisions {first} to {after - 1}"
        self._findings.append(
            Finding("entry-missing", self._patient_id, revision=first, field="revision", expected=found, found="none")
        )

    def _lose(self) -> None:
        self._balances = dict.fromkeys(BALANCES, None)
        self._remainder = None
        for replayed in (self._lots, self._wallet, self._standings, self._counted):
            replayed.lose()

    # ------------------------------------------------------------------------------------------------------- movement

    def _move(self, entry_id: str, fields: Fields) -> None:
        moved = {
            "points": self._lots.draw(entry_id, fields, self._note) - (whole(fields.get("debt_points")) or 0),
            "wallet_minor": self._wallet.draw(entry_id, fields, self._note),
        }
        for name, expected in moved.items():
            if whole(fields.get(name)) != expected:
                self._note("not-its-draws", name, expected, fields.get(name))
        for name in BALANCES:
            self._balance(name, whole(fields.get(name)), whole(fields.get(f"{name}_after")))
        self._keep_remainder(fields)

    def _balance(self, name: str, change: int | None, after: int | None) -> None:
        before = self._balances[name]
        if change is None or after is None:
            self._note("malformed", name, "two integers", (change, after))
        elif before is not None and after != before + change:
            self._note("balance-wrong", f"{name}_after", before + change, after)
        if after is not None and after < 0 and name != "points":
            self._note("below-zero", f"{name}_after", "0 or more", after)
        self._balances[name] = after

    def _keep_remainder(self, fields: Fields) -> None:
        why = map_of(fields.get("why"))
        if fields.get("kind") == "accrual":
            self._remainder = check_earned(fields, self._remainder, self._note)
        elif why.get("remainder_after") is not None:
            before, after = fraction(why.get("remainder_before")), fraction(why["remainder_after"])
            if before is None or after is None or (self._remainder is not None and before != self._remainder):
                self._note("earned-otherwise", "why.remainder_before", self._remainder, before)
            self._remainder = after

    def _compare_lots(self, fields: Fields) -> None:
        points, minor = self._lots.compare(fields, self._note), self._wallet.compare(fields, self._note)
        debt = whole(fields.get("debt_points"))
        if points is not None and debt is not None and fields.get("points") != points - debt:
            self._note("account-differs", "points", points - debt, fields.get("points"))
        if minor is not None and fields.get("wallet_minor") != minor:
            self._note("account-differs", "wallet_minor", minor, fields.get("wallet_minor"))
        self._lots.compare_longer(fields, self._latest_at, self._note)
        due_at = _due_at(fields)
        if fields.get("due_at") != due_at:
            self._note("account-differs", "due_at", due_at, fields.get("due_at"))
        ends_on = _ends_on(fields)
        # Accounts that no newer version wrote yet have none.
        if fields.get("ends_on", ends_on) != ends_on:
            self._note("account-differs", "ends_on", ends_on, fields.get("ends_on"))

    def _note(self, code: str, field: str, expected: object, found: object) -> None:
        entry_id, revision = self._place
        self._findings.append(
            Finding(code, self._patient_id, entry_id, revision, None, field, quote(expected), quote(found))
        )


def _computed_hash(fields: Fields) -> str | None:
    """The hash of an entry's fields; None for fields that no entry can hold."""
    try:
        return hash_of(fields)
    except (TypeError, ValueError, RecursionError):
        return None


def _due_at(account: Fields) -> datetime | None:
    lots = [lot.get("milestone_at") for lot in maps_of_lots(account.get("lots")).values()]
    ends = [map_of(lot).get("expires_at") for lot in map_of(account.get("wallet_lots")).values()]
    return min((at for at in map(instant, [*lots, *ends]) if at is not None), default=None)


def _ends_on(account: Fields) -> str | None:
    lots = maps_of_lots(account.get("lots")).values()
    return min((on for lot in lots if isinstance(on := lot.get("expires_on"), str)), default=None)
