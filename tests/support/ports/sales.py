"""Today's purchases in a dictionary: the port `Sales`, document by document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from loyalty.domain.checkout.receipts_today import Sale
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from tests.support.memory import MemoryDocuments


class MemorySales:
    """See the protocol `Sales`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def since(self, clinic_id: str, location_id: str, begins_at: datetime, most: int) -> Sequence[Sale]:
        every = self._documents.all()
        found = [
            self._sale(path)
            for path, entry in every.items()
            if path.split("/")[-2] == "entries"
            and (entry["clinic_id"], entry["location_id"], entry["kind"]) == (clinic_id, location_id, "accrual")
            and entry["recorded_at"] >= begins_at
        ]
        return sorted(found, key=lambda sale: sale.recorded_at, reverse=True)[:most]

    def _sale(self, path: str) -> Sale:
        every = self._documents.all()
        account, _, entry_id = path.rpartition("/entries/")
        entry, reversals = every[path], every.get(f"{account}/reversals/{entry_id}", {})
        return Sale(
            entry_id=entry_id,
            patient_id=account.rpartition("/")[2],
            name=every[account]["name"],
            recorded_at=entry["recorded_at"],
            amount_minor=entry["purchase"]["amount_minor"],
            points=entry["points"],
            tenders=tuple(
                Tender(TenderKind(part["kind"]), part["amount_minor"]) for part in entry["purchase"]["tenders"]
            ),
            receipt_number=entry["purchase"]["receipt_number"],
            refunded_minor=reversals.get("refunded_minor", {}),
            closed=reversals.get("closed"),
            expires_on=date.fromisoformat(entry["lot"]["expires_on"]) if entry["lot"] else None,
            recorded_by=every.get(f"{account.partition('/patients/')[0]}/staff/{entry['actor']['uid']}", {}).get(
                "name", ""
            ),
        )
