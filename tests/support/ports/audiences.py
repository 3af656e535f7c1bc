"""Audiences of offers in a dictionary: the port `Audiences`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.reminders.offers import PlacedOffer
from loyalty.store.codec import Codec
from loyalty.store.decoding import decode
from tests.support.memory import MemoryDocuments


class MemoryAudiences:
    """See the protocol `Audiences`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def clinics(self) -> Iterator[str]:
        """See `Audiences`."""
        yield from (path for path, _ in self._within("clinics/", 1))

    def offers(self, clinic_id: str) -> Sequence[str]:
        """See `Audiences`."""
        return [name for name, _ in self._within(f"clinics/{clinic_id}/targeted_offers/", 1)]

    def accounts(self, clinic_id: str) -> Iterator[Account]:
        """See `Audiences`."""
        keys = ClinicKeys(clinic_id)
        for name, fields in self._within(f"clinics/{clinic_id}/patients/", 1):
            yield Codec({}).value_of(keys.account(name), fields)

    def treated(self, clinic_id: str, service_id: str, from_on: date) -> Iterator[tuple[str, date]]:
        """See `Audiences`."""
        for name, fields in self._within(f"clinics/{clinic_id}/patients/", 3):
            patient_id, collection, _ = name.split("/")
            if collection == "treatments" and fields["service_id"] == service_id and not fields.get("withdrawn"):
                on = date.fromisoformat(fields["completed_on"])
                if on >= from_on:
                    yield patient_id, on

    def placed(self, clinic_id: str, offer_id: str) -> Iterator[PlacedOffer]:
        """See `Audiences`."""
        for _, fields in self._within(f"clinics/{clinic_id}/targeted_offers/{offer_id}/placed/", 1):
            yield decode(PlacedOffer, fields)

    def standing(self, clinic_id: str, offer_id: str) -> Iterator[PlacedOffer]:
        """See `Audiences`."""
        yield from (placed for placed in self.placed(clinic_id, offer_id) if placed.left_on is None)

    def has_visited(self, clinic_id: str, patient_id: str, since: datetime, until: datetime) -> bool:
        """See `Audiences`."""
        visits = self._within(f"clinics/{clinic_id}/patients/{patient_id}/visits/", 1)
        return any(since <= fields["checked_in_at"] < until for _, fields in visits)

    def _within(self, above: str, parts: int) -> list[tuple[str, Mapping[str, Any]]]:
        """The documents so many names below a path, in order."""
        kept = self._documents._documents  # nothing is copied: there may be many, and nobody changes them here
        found = ((path.removeprefix(above), fields) for path, (fields, _) in kept.items() if path.startswith(above))
        return sorted(
            ((name, fields) for name, fields in found if name.count("/") == parts - 1), key=lambda one: one[0]
        )
