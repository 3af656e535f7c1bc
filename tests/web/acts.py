"""The acts of a clinic on a patient's ledger while the pages are tested: each is a call of the served functions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.support.clinic import CALABASAS
from tests.web.world import Person, World


class Acts:
    """The front desk and a manager at Calabasas, at work on one patient's account."""

    def __init__(self, world: World, patient: Person) -> None:
        """Both sign in; nothing has happened yet."""
        self._world = world
        self._patient = patient
        self._desk, self._manager = world.staff(), world.manager()

    def visit(self) -> str:
        """The patient's code is scanned."""
        body = {"clinic_id": self._world.clinic_id, "location_id": CALABASAS, "code": self._world.code(self._patient)}
        return str(self._call("check_in", self._desk, **body)["visit_id"])

    def pay(self, **tenders: int) -> str:
        """A purchase at a visit of its own, in minor units by tender; its entry's id."""
        paid = [{"kind": kind, "amount_minor": amount_minor} for kind, amount_minor in tenders.items()]
        body = {"visit_id": self.visit(), "tenders": paid, "confirmed_duplicate": True}
        return str(self._at_desk("record_purchase", self._desk, **body)["entry_id"])

    def redeem(self, points: int, bill_minor: int, visit_id: str | None = None) -> str:
        """Points off a bill; the entry's id."""
        body = {"visit_id": visit_id or self.visit(), "points": points, "bill_minor": bill_minor}
        return str(self._at_desk("redeem_points", self._desk, **body)["entry_id"])

    def refund(self, purchase_id: str, **tenders: int) -> None:
        """A part of a purchase goes back, or all of it."""
        lines = [{"kind": kind, "amount_minor": amount_minor} for kind, amount_minor in tenders.items()]
        self._at_desk("refund_purchase", self._desk, purchase_id=purchase_id, lines=lines, text="sent back")

    def adjust(self, points: int, text: str) -> None:
        """The manager gives points, or takes them."""
        self._at_desk("adjust_points", self._manager, points=points, reason="goodwill", text=text)

    def give_money(self, amount_minor: int, text: str) -> str:
        """The manager grants wallet money; the entry's id."""
        return str(self._at_desk("add_to_wallet", self._manager, amount_minor=amount_minor, text=text)["entry_id"])

    def manage(self, name: str, **body: object) -> dict[str, Any]:
        """The manager calls for any other act."""
        return self._at_desk(name, self._manager, **body)

    def take_money_in(self, amount_minor: int, text: str) -> None:
        """The patient pays wallet money in, by card."""
        self._at_desk("add_to_wallet", self._manager, amount_minor=amount_minor, tender="card", text=text)

    def note_treatment(self, treatment_id: str, service_id: str) -> None:
        """A treatment was done today."""
        body = {
            "treatment_id": treatment_id,
            "service_id": service_id,
            "completed_on": str(datetime.now(UTC).astimezone(ZoneInfo("America/Los_Angeles")).date()),
        }
        where = {"clinic_id": self._world.clinic_id, "location_id": CALABASAS, "patient_id": self._patient.uid}
        self._world.call("complete_treatment", self._desk, **where, **body)

    def ask(self, points: int, visit_id: str) -> None:
        """The desk asks the patient to confirm."""
        self._at_desk("request_confirmation", self._desk, visit_id=visit_id, points=points)

    def _at_desk(self, name: str, person: Person, **body: object) -> dict[str, Any]:
        where = {"clinic_id": self._world.clinic_id, "location_id": CALABASAS, "patient_id": self._patient.uid}
        return self._call(name, person, **where, **body)

    def _call(self, name: str, person: Person, **body: object) -> dict[str, Any]:
        return self._world.call(name, person, request_id=uuid4().hex, **body)
