"""Offers to an audience for tests: any audience, and an offer's document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from loyalty.domain.fields import maps_of
from loyalty.domain.reminders.audience import Audience
from loyalty.domain.reminders.offers import OfferPlacing
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.deliver_notices import Delivery, deliver_notices
from loyalty.services.reminders.get_offer_result import GetOfferResult, OfferResult, get_offer_result
from loyalty.services.reminders.place_offer import OfferPlaced, PlaceOffer, Placer, place_offer
from tests.support.clinic import MANAGER, NOW, Desk, Fields, clinic_documents
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.notices import MemoryNotices, Phones, device_fields, preferences_fields
from tests.support.ports.audiences import MemoryAudiences

OFFER_ID = "0123456789abcdef0123456789abcdef"


def audience(**asked: Any) -> Audience:  # noqa: ANN401 - any field of an audience
    """An audience that asks for this alone."""
    nothing: dict[str, Any] = {
        **dict.fromkeys(("service_id", "from_days", "to_days", "from_points", "not_seen_days", "members")),
        "not_since": False,
        "tier_ids": (),
    }
    return Audience(**{**nothing, **asked})


def offer_fields(of: Audience | None = None, **changes: object) -> Fields:
    """The document of an offer to an audience, on every day."""
    return {
        "title": "Time for another",
        "text": "A second peel in the same season keeps what the first one did.",
        "starts_on": None,
        "ends_on": None,
        "service_id": None,
        "active": True,
        "audience": maps_of(of or audience()),
        "holdout_bp": 0,
        **changes,
    }


WEEKS = timedelta(weeks=1)
PEEL = audience(service_id="chemical-peel", from_days=56, to_days=84, not_since=True)
OFFER = f"clinics/bella/targeted_offers/{OFFER_ID}"


class World:
    """A clinic in memory with some patients, their treatments, and an offer."""

    def __init__(self, documents: MemoryDocuments | None = None, **offer: Any) -> None:  # noqa: ANN401 - fields of an offer
        self.documents = documents = documents or MemoryDocuments(clinic_documents())
        self.store = memory_store(documents)
        self.audiences = MemoryAudiences(documents)
        self.desk = Desk(self.store)
        self.write(**offer)

    def write(self, offer_id: str = OFFER_ID, **offer: Any) -> None:  # noqa: ANN401 - fields of an offer
        """A manager writes the offer."""
        self.documents.put(OFFER.replace(OFFER_ID, offer_id), offer_fields(offer.pop("to", PEEL), **offer))

    def join(self, *patient_ids: str, now: datetime = NOW - 30 * WEEKS) -> None:
        """Patients open accounts."""
        for patient_id in patient_ids:
            self.desk.join(patient_id, now)

    def treat(self, patient_id: str, on: date, service_id: str = "chemical-peel") -> None:
        """A patient has had a service on a day."""
        name = f"{service_id}-{on}"
        self.documents.put(
            f"clinics/bella/patients/{patient_id}/treatments/{name}",
            {"clinic_id": "bella", "service_id": service_id, "completed_on": on.isoformat()},
        )

    def agree(self, patient_id: str, **wishes: Any) -> None:  # noqa: ANN401 - fields of preferences
        """A patient says what may be sent to their phone."""
        within = f"clinics/bella/patients/{patient_id}"
        self.documents.put(f"{within}/preferences/reminders", preferences_fields(**{"offers": True, **wishes}))
        self.documents.put(f"{within}/devices/device-0", device_fields(f"token-of-{patient_id}"))

    def place(self, now: datetime = NOW, uid: str = MANAGER, go_on: Callable[[], bool] = lambda: True) -> OfferPlaced:
        """A manager publishes."""
        return place_offer(self.store, self.audiences, go_on, PlaceOffer("bella", OFFER_ID), Caller(uid, now))

    def night(self, now: datetime) -> list[OfferPlacing | str]:
        """A run of the schedule."""
        return list(Placer(self.store, self.audiences, now).place_all())

    def result(self, now: datetime, days: int = 28) -> OfferResult:
        """What the offer did."""
        return get_offer_result(
            self.store, self.audiences, GetOfferResult("bella", OFFER_ID, days), Caller(MANAGER, now)
        )

    def own(self, patient_id: str) -> list[dict[str, Any]]:
        """The offers in a patient's place."""
        above = f"clinics/bella/patients/{patient_id}/offers/"
        return [fields for path, fields in self.documents.all().items() if path.startswith(above)]

    def notices(self, patient_id: str) -> list[dict[str, Any]]:
        """A patient's notices, the oldest first."""
        above = f"clinics/bella/patients/{patient_id}/notices/"
        found = [fields for path, fields in self.documents.all().items() if path.startswith(above)]
        return sorted(found, key=lambda fields: fields["created_at"])

    def deliver(self, now: datetime, post: Phones) -> Delivery:
        """A run of the delivery."""
        return deliver_notices(self.store, MemoryNotices(self.documents), post, lambda: now)
