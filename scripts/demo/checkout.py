"""One checkout of the demo, played by a phone, a front desk and a manager, and held against what it must be."""

from __future__ import annotations

import time
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import zxingcpp
from PIL import Image

from scripts.demo.clients import Client, DemoFailedError, RefusedError
from scripts.demo.phone import Phone
from scripts.seed.clinic import CLINIC_ID

AMOUNT_MINOR = 45_000
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Times:
    """The instant of each step, in milliseconds since 1970."""

    asked: float
    shown: float
    read: float
    checked_in: float
    credited: float
    seen: float

    def after_asking(self, step: str) -> float:
        """Milliseconds from the patient's tap to a step."""
        return float(getattr(self, step)) - self.asked


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout that went well: what was asked, what was answered, and when."""

    times: Times
    lifetime_seconds: int
    scan: Fields
    visit: Fields
    purchase: Fields
    receipt: Fields


@dataclass(frozen=True, slots=True)
class Repeats:
    """Answers to a second scan, to the same request again and to a look at the account, and how soon they came."""

    refusal: RefusedError
    refused_ms: float
    receipt: Fields
    repeated_ms: float
    account: Fields
    read_ms: float
    rule: Fields


def play(phone: Phone, desk: Client) -> Checkout:
    """One checkout: code, picture, check-in, purchase in cash, and the balance on the phone."""
    location_id = desk.person.location_ids[0]
    with TemporaryDirectory() as folder:
        picture = Path(folder) / "code.png"
        code = phone.show_code(location_id, picture)
        text = read_picture(picture)
    read = _now()
    require(text == code["text"], "the picture does not say what was signed")
    desk_at = {"clinic_id": CLINIC_ID, "location_id": location_id}
    scan = {"request_id": _request_id(), **desk_at, "code": text}
    visit = desk.call("check_in", scan)
    checked_in = _now()
    purchase = {"request_id": _request_id(), **desk_at, **_purchase_at(visit)}
    receipt = desk.call("record_purchase", purchase)
    credited = _now()
    seen = phone.show_points(receipt["points_after"])
    require_credited(phone.person.uid, visit, receipt, phone.balance["points"])
    times = Times(code["asked_at"], code["at"], read, checked_in, credited, seen["at"])
    return Checkout(times, code["lifetime_seconds"], scan, visit, purchase, receipt)


def repeat(checkout: Checkout, desk: Client, manager: Client, phone: Phone) -> Repeats:
    """Scan the same code again and send the same purchase again; neither may change anything."""
    patient = {"clinic_id": CLINIC_ID, "patient_id": phone.person.uid}
    before = manager.call("get_patient", patient)["account"]
    started = _now()
    refusal = _refusal_of(desk, {**checkout.scan, "request_id": _request_id()})
    refused = _now()
    receipt = desk.call("record_purchase", checkout.purchase)
    repeated = _now()
    after = manager.call("get_patient", patient)["account"]
    looked = _now()
    require(refusal.code == "code-already-used", f"the second scan was refused with {refusal.code}")
    require(refusal.details["checked_in_by"] == desk.person.uid, "the second scan was not told who scanned first")
    require(receipt == checkout.receipt, "the repeated purchase was answered with another receipt")
    require(after == before, "the repeated purchase changed the account")
    require(phone.look()["revision"] == before["revision"], "the phone shows another account than the manager")
    rule = manager.read(f"clinics/{CLINIC_ID}/rules/earning")
    return Repeats(refusal, refused - started, receipt, repeated - refused, after, looked - repeated, rule)


def read_picture(picture: Path) -> str:
    """The text of the code in a picture, as a scanner reads it."""
    with Image.open(picture) as image:
        found = zxingcpp.read_barcode(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    if found is None:
        raise DemoFailedError("No code can be read in the picture that the phone shows.")
    return found.text


def require_credited(patient_id: str, visit: Fields, receipt: Fields, on_screen: int) -> None:
    """Hold a receipt against the rate the desk was told, the balance before it, and the points on the phone."""
    told = visit["earning"]
    exact = Fraction(AMOUNT_MINOR * told["rate_bp"], 10_000 * told["minor_per_point"])
    earned = floor(exact * Fraction(told["multiplier"]))
    with_remainder = earned + 1
    require(visit["patient"]["patient_id"] == patient_id, "the code checked somebody else in")
    credited, after = receipt["points"], receipt["points_after"]
    require(credited in {earned, with_remainder}, f"{credited} points were credited, not {earned}")
    require(after == visit["patient"]["points"] + credited, "the balance after is not the sum")
    require(on_screen == after, "the phone shows another balance than the receipt")


def require(holds: bool, otherwise: str) -> None:  # noqa: FBT001  a condition is what it takes
    """DemoFailedError with a sentence where something does not hold."""
    if not holds:
        raise DemoFailedError(f"The checkout went wrong: {otherwise}.")


def _purchase_at(visit: Fields) -> Fields:
    return {
        "patient_id": visit["patient"]["patient_id"],
        "visit_id": visit["visit_id"],
        "tenders": [{"kind": "cash", "amount_minor": AMOUNT_MINOR}],
        "service_ids": ["photofacial"],
        "confirmed_duplicate": True,  # the demo plays it twice, and means it
    }


def _refusal_of(desk: Client, scan: Fields) -> RefusedError:
    try:
        desk.call("check_in", scan)
    except RefusedError as refusal:
        return refusal
    raise DemoFailedError("The checkout went wrong: the same code was taken twice.")


def _request_id() -> str:
    return f"demo-{uuid4().hex}"


def _now() -> float:
    return time.time() * 1000
