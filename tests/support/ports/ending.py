"""A clinic's accounts with a milestone to come, in a dictionary: the port `EndingAccounts`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.store.codec import Codec
from tests.support.memory import MemoryDocuments


class MemoryEndingAccounts:
    """See the protocol `EndingAccounts`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def until(self, clinic_id: str, until: datetime, most: int) -> Sequence[Account]:
        """See `EndingAccounts`."""
        above, keys = f"clinics/{clinic_id}/patients/", ClinicKeys(clinic_id)
        found = {path.removeprefix(above): doc for path, doc in self._documents.all().items() if path.startswith(above)}
        due = {name: doc for name, doc in found.items() if "/" not in name and doc.get("due_at")}
        soonest = sorted((doc["due_at"], name) for name, doc in due.items() if doc["due_at"] <= until)
        return [Codec({}).value_of(keys.account(name), due[name]) for _, name in soonest[:most]]
