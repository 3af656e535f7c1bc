"""A clinic with services, offers and a gallery for the page tests; and its desk, which answers requests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
from google.cloud.firestore_v1.base_query import FieldFilter

from scripts.seed.gallery import gallery_documents
from tests.support.clinic import CALABASAS, reward
from tests.support.stack import stack_variable
from tests.web.tiered import set_tiers
from tests.web.world import Person, World

CONSENTED_ON = "2026-02-01"
SUN_MARKS, EVEN_TONE, TEXTURE = "photofacial-sun-marks", "peel-even-tone", "microneedling-texture"
SERVICES = {
    "photofacial": ("Photofacial", 40, 45_000),
    "chemical-peel": ("Chemical peel", 30, 22_500),
    "microneedling": ("Microneedling", 75, 35_000),
}
FOR_ALL: dict[str, Any] = {
    "text": "Tell us when you book.",
    "starts_on": None,
    "ends_on": None,
    "tier_ids": [],
    "from_points": None,
    "service_id": None,
    "active": True,
}


class Catalogue(World):
    """The clinic of the page tests with tiers, services, and whatever else a test publishes."""

    def __init__(self, project: str, auth_host: str, functions_host: str) -> None:
        """Publish what every test of these screens needs."""
        super().__init__(project, auth_host, functions_host)
        set_tiers(self)
        for service_id, (name, minutes, price_minor) in SERVICES.items():
            self.put(f"services/{service_id}", name=name, minutes=minutes, price_minor=price_minor, active=True)
        self.put("services/retired", name="Retired", minutes=10, price_minor=1, active=False)

    def put(self, path: str, **fields: Any) -> None:  # noqa: ANN401 - whatever the document holds
        """Write a document below the clinic."""
        self._document(path).set(fields)

    def change(self, path: str, **fields: Any) -> None:  # noqa: ANN401
        """Change some fields of a document below the clinic."""
        self._document(path).update(fields)

    def read(self, path: str) -> dict[str, Any]:
        """A document below the clinic, or the clinic itself."""
        found: dict[str, Any] = self._document(path).get().to_dict() or {}
        return found

    def ids(self, collection: str) -> list[str]:
        """The ids of the documents of a collection below the clinic, in their order."""
        return sorted(each.id for each in self._collection(collection).list_documents())

    def all(self, collection: str) -> dict[str, dict[str, Any]]:
        """The documents of a collection, by their ids."""
        return {each.id: each.to_dict() or {} for each in self._collection(collection).stream()}

    def remove(self, path: str) -> None:
        """Remove a document below the clinic."""
        self._document(path).delete()

    def put_reward(self, reward_id: str, name: str, cost_points: int, **limits: object) -> None:
        """Publish a reward."""
        self.put(f"rewards/{reward_id}", **reward(name, cost_points, **limits))

    def hang_gallery(self) -> None:
        """The three pairs of the seed, whatever became of them before: an open page looks for their images at once."""
        documents = gallery_documents(CONSENTED_ON)
        for path, fields in sorted(documents.items(), key=lambda document: "/images/" not in document[0]):
            self.put(f"gallery/{path}", **fields)

    def withdraw_consent(self, pair_id: str) -> None:
        """Withdraw a pair, as the person in it no longer wants it shown."""
        self.change(f"gallery/{pair_id}", withdrawn_at=datetime.now(UTC))

    @contextmanager
    def offering(self, **offers: dict[str, Any]) -> Iterator[None]:
        """These offers, for so long."""
        for offer_id, fields in offers.items():
            self.put(f"offers/{offer_id}", **{**FOR_ALL, **fields})
        yield
        for offer_id in offers:
            self.remove(f"offers/{offer_id}")

    def appointments(self, person: Person) -> dict[str, dict[str, Any]]:
        """The patient's appointments, by id."""
        asked = self._clinic().collection("appointments")
        own = asked.where(filter=FieldFilter("patient_id", "==", person.uid)).stream()
        return {found.id: found.to_dict() or {} for found in own}

    def answer(self, person: Person, said: str, visit_at: datetime | None = None) -> None:
        """The desk answers the one thing that the patient asked for."""
        (appointment_id,) = self.appointments(person)
        body = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": person.uid}
        when = visit_at.isoformat() if visit_at else None
        who = self.staff()
        self.call("answer_appointment", who, **body, appointment_id=appointment_id, answer=said, visit_at=when)

    def cancel_visit(self, person: Person, text: str) -> None:
        """The desk cancels the one visit of the patient, for a reason."""
        (appointment_id,) = self.appointments(person)
        body = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": person.uid}
        self.call("change_appointment", self.staff(), **body, appointment_id=appointment_id, text=text)

    def may_read(self, person: Person, path: str) -> bool:
        """True if the rules let somebody read a document below the clinic, past any page."""
        host = stack_variable("FIRESTORE_EMULATOR_HOST")
        document = f"projects/{self._project}/databases/(default)/documents/clinics/{self.clinic_id}/{path}"
        headers = {"authorization": f"Bearer {self._token(person)}"}
        return self._http.get(f"http://{host}/v1/{document}", headers=headers).status_code == httpx.codes.OK

    def _collection(self, path: str) -> Any:  # noqa: ANN401 - the client library is not typed
        return self._store.collection(f"clinics/{self.clinic_id}/{path}")

    def _document(self, path: str) -> Any:  # noqa: ANN401 - the client library is not typed
        return self._store.document(f"clinics/{self.clinic_id}/{path}".rstrip("/"))


def here_today() -> date:
    """The clinic's date."""
    return datetime.now(UTC).astimezone(ZoneInfo("America/Los_Angeles")).date()


def here_at(days: int, hour: int) -> datetime:
    """So many days from today, at an hour of the clinic."""
    day = here_today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
