"""The ledger of every account and closed day in a digest: what a migration must leave as it is."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.ledger.lot_texts import maps_of_lots
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.findings import Fields, map_of
from loyalty.services.proof.audit_ledger import next_digest

_SUMS = ("points", "wallet_minor", "debt_points", "remainder", "head_hash")
_OF_LOTS = ("points_earned", "points_remaining", "expires_on", "expires_at")
_OF_WALLET_LOTS = ("origin", "received_minor", "remaining_minor", "expires_on", "expires_at")


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The digest over all accounts and closed days, and of each account its revision with a digest of its own."""

    digest: str
    accounts: dict[str, tuple[int, str]]

    def moved_since(self, before: Ledgers) -> int:
        """The number of accounts with entries that were not there before, and of those that are new."""
        return sum(
            self.accounts[patient_id][0] != before.accounts.get(patient_id, (0, ""))[0] for patient_id in self.accounts
        )

    def changed_since(self, before: Ledgers) -> list[str]:
        """The patients whose ledger is another one though no entry was added: there must be none."""
        both = self.accounts.keys() & before.accounts.keys()
        gone = before.accounts.keys() - self.accounts.keys()
        pairs = ((patient_id, self.accounts[patient_id], before.accounts[patient_id]) for patient_id in both)
        changed = {patient_id for patient_id, (now, digest), (then, said) in pairs if now == then and digest != said}
        return sorted(gone | changed)


def ledgers_of(pages: LedgerPages, clinic_id: str) -> Ledgers:
    """The ledgers of a clinic as they stand."""
    digest, accounts = GENESIS_HASH, dict[str, tuple[int, str]]()
    for patient_id, fields in pages.accounts(clinic_id):
        own = next_digest(GENESIS_HASH, _ledger_of(fields))
        accounts[patient_id] = int(fields["revision"]), own
        digest = next_digest(digest, [patient_id, own])
    for on, day in pages.ledger_days(clinic_id):
        digest = next_digest(digest, [on, day])
    return Ledgers(digest, accounts)


def _ledger_of(account: Fields) -> list[object]:
    lots, wallet_lots = maps_of_lots(account.get("lots")), map_of(account.get("wallet_lots"))
    return [
        [account.get(name) for name in _SUMS],
        {lot_id: [lot.get(name) for name in _OF_LOTS] for lot_id, lot in lots.items()},
        {lot_id: [map_of(lot).get(name) for name in _OF_WALLET_LOTS] for lot_id, lot in wallet_lots.items()},
    ]
