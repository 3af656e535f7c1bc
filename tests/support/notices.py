"""Reminders for tests: a patient with points that end, what they want, their phones, and who takes the pushes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import first_instant_after
from loyalty.domain.documents import Key
from loyalty.domain.fields import maps_of
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.lots import EXPIRY, NUDGE, URGE, Lot, Policy
from loyalty.domain.ports import MOST_DEVICES, MOST_RECENT
from loyalty.domain.program.rules import RemindersRule
from loyalty.domain.reminders.delivering import Standing
from loyalty.domain.reminders.notices import PENDING, Device, FoundDevice, Notice, NoticedLot, Preferences
from loyalty.domain.reminders.pushing import Outcome, Push, Verdict
from loyalty.store.decoding import decode
from tests.support.clinic import NOW, PATIENT, Fields
from tests.support.memory import MemoryDocuments

ZONE = ZoneInfo("America/Los_Angeles")
TODAY = date(2026, 11, 22)
ENDS_ON = date(2026, 11, 28)
RULE = RemindersRule(version=1, nudge_days=28, urge_days=7, send_hour=10)
PREFERENCES = Preferences(push=True, nudge=True, urge=True, locale="en")
_POLICY = Policy(1, 1, 28, 7, 10)


def lot(lot_id: str = "lot-1", points: int = 500, expires_on: date = ENDS_ON) -> Lot:
    """A lot whose reminders have been given."""
    expires_at = first_instant_after(expires_on, ZONE)
    earned_at = NOW - timedelta(days=170)
    return Lot(lot_id, points, points, earned_at, expires_on, expires_at, EXPIRY, expires_at, _POLICY)


def account(*lots: Lot, **changes: Any) -> Account:  # noqa: ANN401 - any field of an account
    """An account that holds these lots."""
    joined = Account("bella", PATIENT, "Ana Ruiz", True, NOW, Request("joined", ""))  # noqa: FBT003
    return replace(joined, points=sum(one.points_remaining for one in lots), lots=lots, **changes)


def notice(*lots: Lot, kind: str = URGE, **changes: Any) -> Notice:  # noqa: ANN401 - any field of a notice
    """A notice of today about these lots, due now."""
    about = tuple(NoticedLot(one.lot_id, kind, one.expires_on) for one in lots or (lot(),))
    made = Notice(
        clinic_id="bella",
        patient_id=PATIENT,
        business_date=TODAY,
        kind=kind,
        lots=about,
        created_at=NOW,
        ends_at=first_instant_after(max(one.expires_on for one in about), ZONE),
        state=PENDING,
        reason=None,
        due_at=NOW,
        reminders_version=1,
    )
    return replace(made, **changes)


def phone(name: str = "phone") -> FoundDevice:
    """A device of the patient, its token its own."""
    return FoundDevice(name, Device(f"token-of-{name}", "web"), 1)


def standing(*devices: FoundDevice, **changes: Any) -> Standing:  # noqa: ANN401 - any field of a standing
    """All is as it was when the notice was made, but for the changes."""
    as_it_was = Standing(account(lot()), PREFERENCES, RULE, ZONE, devices or (phone(),))
    return replace(as_it_was, **changes)


def preferences_fields(**changes: bool | str) -> Fields:
    """A preferences document."""
    return {"push": True, "nudge": True, "urge": True, "locale": "en", "updated_at": NOW, **changes}


def device_fields(token: str, updated_at: datetime = NOW) -> Fields:
    """A device document."""
    return {"token": token, "platform": "web", "updated_at": updated_at}


def patient_documents(
    patient_id: str, notices: Sequence[Notice], devices: Sequence[str], lots: Sequence[Lot] = ()
) -> dict[str, Fields]:
    """A patient who agreed to be reminded, with a device of each token, at the clinic bella."""
    path = f"clinics/bella/patients/{patient_id}"
    kept = account(*(lots or (lot(),)), patient_id=patient_id)
    fields: Fields = maps_of(kept)
    fields["lots"] = {one.lot_id: maps_of(one) for one in kept.lots}
    fields |= {"wallet_lots": {}, "progress": {}, "due_at": kept.due_at}
    made = {f"{path}/notices/{one.business_date}": {**maps_of(one), "patient_id": patient_id} for one in notices}
    carried = {f"{path}/devices/device-{number}": device_fields(token) for number, token in enumerate(devices)}
    return {path: fields, f"{path}/preferences/reminders": preferences_fields(), **made, **carried}


class MemoryNotices:
    """The port `DueNotices` over a dictionary; where things are is looked up when a run begins."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents
        self._devices = dict[str, list[str]]()
        self._notices = dict[str, list[str]]()

    def due(self, now: datetime) -> Iterator[Key[Notice]]:
        found = list[tuple[datetime, str]]()
        self._devices, self._notices = {}, {}
        for path, (fields, _) in self._documents._documents.items():
            if "/notices/" in path:
                self._notices.setdefault(path.rpartition("/")[0], []).append(path)
                if fields["due_at"] and fields["due_at"] <= now:
                    found.append((fields["due_at"], path))
            elif "/devices/" in path:
                self._devices.setdefault(path.rpartition("/")[0], []).append(path)
        for _, path in sorted(found):
            yield Key(Notice, path)

    def devices(self, clinic_id: str, patient_id: str) -> Sequence[FoundDevice]:
        paths = self._devices.get(f"clinics/{clinic_id}/patients/{patient_id}/devices", [])
        kept = {path: self._documents._documents[path] for path in paths}
        newest = sorted(kept.items(), key=lambda item: item[1][0]["updated_at"], reverse=True)[:MOST_DEVICES]
        return [
            FoundDevice(path.rpartition("/")[2], Device(fields["token"], fields["platform"]), version)
            for path, (fields, version) in newest
        ]

    def recent(self, clinic_id: str, patient_id: str) -> Sequence[Notice]:
        paths = self._notices.get(f"clinics/{clinic_id}/patients/{patient_id}/notices", [])
        found = [decode(Notice, self._documents._documents[path][0]) for path in paths]
        return sorted(found, key=lambda one: one.business_date, reverse=True)[:MOST_RECENT]

    def forget(self, clinic_id: str, patient_id: str, found: FoundDevice) -> bool:
        path = f"clinics/{clinic_id}/patients/{patient_id}/devices/{found.device_id}"
        kept = self._documents._documents.get(path)
        if kept is None or kept[1] != found.version:
            return False
        del self._documents._documents[path]
        return True


def accepts(_: Push) -> Outcome:
    """The outcome where all is well."""
    return Outcome(Verdict.ACCEPTED)


@dataclass
class Phones:
    """The port `Pusher`: pushes that arrive are kept, and each is answered as the test says."""

    answer: Callable[[Push], Outcome] = accepts
    arrived: list[Push] = field(default_factory=list)

    def send(self, pushes: Sequence[Push], seconds: float) -> Sequence[Outcome]:  # noqa: ARG002
        self.arrived += pushes
        return [self.answer(push) for push in pushes]


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    """An instant by the clinic's clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


KINDS = (NUDGE, URGE)
