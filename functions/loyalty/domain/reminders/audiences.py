"""The port to audiences: who had a service, and for whom an offer was placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from loyalty.domain.ledger.account import Account
from loyalty.domain.reminders.offers import PlacedOffer


class Audiences(Protocol):
    """The search for the patients of an audience, and for those that an offer was placed for."""

    def clinics(self) -> Iterator[str]:
        """The ids of all clinics. Raises StoreUnavailable."""

    def offers(self, clinic_id: str) -> Sequence[str]:
        """The ids of the clinic's offers to an audience. Raises StoreUnavailable."""

    def accounts(self, clinic_id: str) -> Iterator[Account]:
        """The clinic's accounts in the order of their ids, read in pages. Raises StoreUnavailable."""

    def treated(self, clinic_id: str, service_id: str, from_on: date) -> Iterator[tuple[str, date]]:
        """The patients who had a service since a date, each with the day, without withdrawn ones; read in pages.

        Raises StoreUnavailable.
        """

    def placed(self, clinic_id: str, offer_id: str) -> Iterator[PlacedOffer]:
        """The records of everybody who ever came into an offer's audience, in pages. Raises StoreUnavailable."""

    def standing(self, clinic_id: str, offer_id: str) -> Iterator[PlacedOffer]:
        """The records of those who belong to it, as it was placed last, in pages. Raises StoreUnavailable."""

    def has_visited(self, clinic_id: str, patient_id: str, since: datetime, until: datetime) -> bool:
        """True if a patient checked in from one instant on and before another. Raises StoreUnavailable."""
