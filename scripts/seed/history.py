"""Seeded patients and their year at the clinic: each visit with its date, its services and its payment.

A year of visits is planned first, from fixed dice, then played through the same services as at a real desk, each at its
own past instant. No sweep has run over it, so no points of it may have expired: what is older than points live was paid
by card, and a cash payment is placed by how many days its points shall still have.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import ONE_DAY, add_months, business_date
from loyalty.domain.documents import Store
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.services.preconditions import Caller
from scripts.seed.clinic import CALABASAS, CLINIC_ID, DESKS, ENCINO, PRICES_MINOR, TIME_ZONE, Person

ZONE = ZoneInfo(TIME_ZONE)
LIFE_MONTHS = 6
LONGEST_AGO = 360  # days
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient and the shape of their history: `card_days_ago`, and cash by the days its points still have."""

    person: Person
    joined_days_ago: int
    card_days_ago: tuple[int, ...] = ()
    cash_days_left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sale:
    """One visit and its purchase."""

    at: datetime
    location_id: str
    service_ids: tuple[str, ...]
    tenders: tuple[Tender, ...]


def _patient(handle: str, name: str, location_id: str) -> Person:
    return Person(f"patient-{handle}", name, "patient", (location_id,))


# The first one is the patient of the demo; the last two have nothing to show yet.
PATIENTS = (
    Patient(_patient("ana", "Ana Ruiz", CALABASAS), 340, (335, 231), (4, 19, 66, 158)),
    Patient(_patient("beatrice", "Beatrice Lowell", CALABASAS), 352, (350, 262, 190), (5, 88)),
    Patient(_patient("chloe", "Chloe Nguyen", ENCINO), 300, (298,), (23, 97, 171)),
    Patient(_patient("daria", "Daria Petrova", CALABASAS), 274, (270, 200), (41, 121)),
    Patient(_patient("elise", "Elise Fontaine", CALABASAS), 178, (), (12, 75, 140, 176)),
    Patient(_patient("farah", "Farah Aziz", ENCINO), 222, (220, 196), (3, 52, 133)),
    Patient(_patient("gwen", "Gwen Hartley", ENCINO), 130, (128,), (84, 150)),
    Patient(_patient("hannah", "Hannah Brooks", CALABASAS), 96, (), (99, 162)),
    Patient(_patient("ines", "Inês Carvalho", ENCINO), 358, (355, 240), (25, 59, 112, 168)),
    Patient(_patient("jonah", "Jonah Feld", CALABASAS), 61, (58, 20), (175,)),
    Patient(_patient("keiko", "Keiko Tanaka", ENCINO), 210, (207, 118, 34)),
    Patient(_patient("lena", "Lena Vogt", CALABASAS), 1),
)


def play(store: Store, codes: Codes, patient: Patient, now: datetime) -> int:
    """Let a patient join and live through their year until `now`; returns how many purchases were recorded."""
    uid = patient.person.uid
    joined_at = _at(business_date(now, ZONE) - timedelta(days=patient.joined_days_ago), time(8, 30))
    join_clinic(
        store, JoinClinic(f"seed-{uid}-joins", CLINIC_ID, patient.person.name), Caller(uid, joined_at, is_known=True)
    )
    sales = plan_sales(patient, now)
    for number, sale in enumerate(sales, start=1):
        _check_out(store, codes, uid, number, sale)
    return len(sales)


def plan_sales(patient: Patient, now: datetime) -> list[Sale]:
    """A patient's visits in their order, the same in every run; all before `now`, with no points gone by then."""
    today = business_date(now, ZONE)
    dice = random.Random(patient.person.uid)  # noqa: S311  a plan, not a secret
    days = [(_open_day(today - timedelta(days=ago), -ONE_DAY), False) for ago in patient.card_days_ago]
    days += [(_earned_on(today, days_left), True) for days_left in patient.cash_days_left]
    return sorted((_sale(patient.person, day, dice, in_cash=cash) for day, cash in days), key=lambda sale: sale.at)


def _earned_on(today: date, days_left: int) -> date:
    """The first open day whose points last at least so many days longer than today."""
    last_day = today + timedelta(days=days_left)
    day = add_months(last_day, -LIFE_MONTHS)
    while add_months(day, LIFE_MONTHS) < last_day:  # 31 August − 6 months is 28 February, and that + 6 is the 28th
        day += ONE_DAY
    return _open_day(day, ONE_DAY)


def _open_day(day: date, step: timedelta) -> date:
    return day + step if day.weekday() == SUNDAY else day


def _sale(person: Person, day: date, dice: random.Random, *, in_cash: bool) -> Sale:
    service_ids = tuple(dice.sample(sorted(PRICES_MINOR), k=dice.choice((1, 1, 2))))
    price_minor = sum(PRICES_MINOR[service_id] for service_id in service_ids)
    elsewhere = ENCINO if person.location_ids == (CALABASAS,) else CALABASAS
    return Sale(
        at=_at(day, time(dice.randint(9, 16), dice.randint(0, 59), dice.randint(0, 59))),
        location_id=dice.choice((*person.location_ids * 4, elsewhere)),
        service_ids=service_ids,
        tenders=tuple(_tenders(price_minor, dice)) if in_cash else (Tender(TenderKind.CARD, price_minor),),
    )


def _tenders(price_minor: int, dice: random.Random) -> Iterator[Tender]:
    """All in cash, or a part of it by card."""
    by_card_minor = dice.choice((0, 0, price_minor // 2))
    yield Tender(TenderKind.CASH, price_minor - by_card_minor)
    if by_card_minor:
        yield Tender(TenderKind.CARD, by_card_minor)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=ZONE)


def _check_out(store: Store, codes: Codes, uid: str, number: int, sale: Sale) -> None:
    """Show the code, scan it, and record the purchase a minute later."""
    desk = DESKS[sale.location_id]
    visit_id = f"seed-{uid}-{number:02d}"
    code = codes.make(CodePayload(CLINIC_ID, sale.location_id, uid, visit_id, sale.at))
    scanned_at = sale.at + timedelta(seconds=4)
    scan = CheckIn(f"{visit_id}-check-in", CLINIC_ID, sale.location_id, code)
    visit = check_in(store, codes, scan, Caller(desk.uid, scanned_at))
    purchase = RecordPurchase(
        request_id=f"{visit_id}-purchase",
        clinic_id=CLINIC_ID,
        location_id=sale.location_id,
        patient_id=uid,
        visit_id=visit.visit_id,
        tenders=sale.tenders,
        service_ids=sale.service_ids,
        receipt_number=f"{sale.location_id[:3].upper()}-{sale.at:%y%m%d-%H%M}",
    )
    record_purchase(store, purchase, Caller(desk.uid, scanned_at + timedelta(minutes=1)))
