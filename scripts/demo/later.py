"""The demo's second part: time goes on, nobody uses the points, and the phone is told twice before they end.

It is played in a project of its own beside the demo's, where the clock is moved from hour to hour; by the sweep and the
delivery that production runs, to a stand-in of Firebase Cloud Messaging.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from google.cloud.firestore import Client
from rich.console import Group, RenderableType
from rich.text import Text

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.lot_texts import maps_of_lots
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.sweep_due import sweep_due
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.firestore.ledger import FirestoreDueAccounts
from scripts.clinic.project import store_of
from scripts.demo.checkout import AMOUNT_MINOR, require
from scripts.demo.timeline import actor, steps_table
from scripts.seed.clinic import CALABASAS, CLINIC_ID, DESKS, TIME_ZONE, clinic_documents
from scripts.stack.fcm import LocalFcm

ZONE = ZoneInfo(TIME_ZONE)
PATIENT = "patient-ana"
HOUR, LONGEST = timedelta(hours=1), timedelta(days=400)
ACCOUNT = f"clinics/{CLINIC_ID}/patients/{PATIENT}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A push as the phone shows it: its words, and on which date of the clinic."""

    on: date
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Later:
    """The end of a lot: what was earned, until when, the pushes, and what the account holds afterwards."""

    points: int
    expires_on: date
    shown: tuple[Shown, ...]
    expired_at: datetime
    points_after: int


def play(now: datetime) -> Later:
    """One purchase, and then nothing but time. Raises DemoFailedError where anything is not as it must be."""
    client = shared_client(f"demo-later-{uuid4().hex[:8]}")
    lot = _earn(client, now)
    expires_on = date.fromisoformat(lot["expires_on"])
    with LocalFcm() as fcm:
        shown = tuple(_let_time_go_on(client, fcm, now))
    entries = [one.to_dict() or {} for one in client.collection(f"{ACCOUNT}/entries").order_by("revision").stream()]
    account = client.document(ACCOUNT).get().to_dict() or {}
    later = Later(lot["points_earned"], expires_on, shown, entries[-1]["occurred_at"], account["points"])
    _require(later, [entry["kind"] for entry in entries])
    return later


def _earn(client: Client, now: datetime) -> dict[str, Any]:
    """Let a patient join, agree to reminders and pay in cash; returns the lot that it opens."""
    batch = client.batch()
    for path, fields in clinic_documents(now).items():
        batch.set(client.document(path), fields)
    phone = {"token": "the-phone-of-the-demo", "platform": "ios", "updated_at": now}
    wishes = {"push": True, "nudge": True, "urge": True, "locale": "en", "updated_at": now}
    batch.set(client.document(f"{ACCOUNT}/devices/phone"), phone)
    batch.set(client.document(f"{ACCOUNT}/preferences/reminders"), wishes)
    batch.commit()
    store, codes, desk = store_of(client), Codes(["a-key-for-the-demo"]), Caller(DESKS[CALABASAS].uid, now)
    join_clinic(store, JoinClinic("demo-request-join", CLINIC_ID, "Ana Ruiz"), Caller(PATIENT, now))
    code = codes.make(CodePayload(CLINIC_ID, CALABASAS, PATIENT, "demo-visit-later", now.replace(microsecond=0)))
    visit = check_in(store, codes, CheckIn("demo-request-scan", CLINIC_ID, CALABASAS, code), desk)
    paid = (Tender(TenderKind.CASH, AMOUNT_MINOR),)
    bought = RecordPurchase("demo-request-paid", CLINIC_ID, CALABASAS, PATIENT, visit.visit_id, paid)
    record_purchase(store, bought, desk)
    (lot,) = maps_of_lots((client.document(ACCOUNT).get().to_dict() or {})["lots"]).values()
    return dict(lot)


def _let_time_go_on(client: Client, fcm: LocalFcm, now: datetime) -> Iterator[Shown]:
    """Sweep and deliver at every full hour at which something is due; yields what reached the phone."""
    os.environ["FCM_ENDPOINT"] = fcm.endpoint
    from loyalty.entrypoints.reminders import close_connections, deliver_due  # noqa: PLC0415 - it reads its parameters when it is loaded

    documents = FirestoreDocuments(client, Usage())
    ends_at = now + LONGEST
    while (due_at := (client.document(ACCOUNT).get().to_dict() or {})["due_at"]) is not None:
        now = _next_hour(due_at)
        require(now < ends_at, "the points never ended")
        sweep_due(store_of(client), FirestoreDueAccounts(client, documents, Usage()), now)
        before = len(fcm.arrived)
        with contextlib.redirect_stdout(io.StringIO()):  # its log line is for a log
            deliver_due(client.project, now, seconds=30)
        for arrived in fcm.arrived[before:]:
            said = arrived.message["notification"]
            yield Shown(business_date(now, ZONE), said["title"], said["body"])
    close_connections()


def _next_hour(instant: datetime) -> datetime:
    """The next full hour, as a plain instant: the client's own kind loses a part when it is moved."""
    plain = datetime.fromtimestamp(instant.timestamp(), UTC)
    full = plain.replace(minute=0, second=0, microsecond=0)
    return full if full == plain else full + HOUR


def _require(later: Later, kinds: list[str]) -> None:
    days = [(later.expires_on - shown.on).days for shown in later.shown]
    require(days == [28, 7], f"the phone was told {days} days before the end, not 28 and 7")
    require(kinds == ["accrual", "expiry"], f"the ledger says {kinds}")
    require(later.points_after == 0, f"{later.points_after} points are left")
    ended_on = business_date(later.expired_at, ZONE)
    require(ended_on == later.expires_on + timedelta(days=1), f"the points ended as {ended_on} began")


def story(later: Later) -> RenderableType:
    """A table of what the phone showed, and what was left."""
    told = steps_table("days left", "")
    for shown in later.shown:
        days = (later.expires_on - shown.on).days
        told.add_row(actor("phone"), _day(shown.on), f"“{shown.title}: {shown.body}”", "", str(days))
    ended = f"{later.points:,} points passed their last day, {_day(later.expires_on)}; {later.points_after:,} are left"
    told.add_row(actor("ledger"), _day(later.expires_on + timedelta(days=1)), ended, "", "")
    return Group(Text("Time goes on, and nobody uses them", style="bold"), told)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}"
