"""The made history: so many entries of every kind over a year, by so many patients, decided by one seed.

Two rules change inside it: what purchases earn, after a third of the days, and what points are worth, after two.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from loyalty.services.checkout.check_in import CheckIn
from loyalty.services.checkout.codes import CodePayload
from loyalty.services.checkout.join_clinic import JoinClinic
from loyalty.services.ledger.open_balances import OpenBalance
from scripts.made.acts import CODES, Edited, Made, MadeClinic, Night
from scripts.made.clinic import DESK_OF, PLACES, ROOT, ZONE, made_documents, published
from scripts.made.desk import ACTS, Desk, Known
from scripts.seed.clinic import CLINIC_ID, MANAGER
from scripts.seed.draft import Draft

OPENED_AT = datetime(2025, 11, 24, 17, tzinfo=UTC)
DAYS = 364
_NIGHT, _MORNING = timedelta(hours=3, minutes=30), timedelta(hours=9)
# Names of people, as lists of patients have them.
_FIRST = ("Ana", "Ben", "Cleo", "Dana", "Eli", "Faye", "Gus", "Hana", "Ivo", "Jun", "Kira", "Leo", "Mina", "Noor")
_LAST = ("Ruiz", "Okafor", "Chen", "Vela", "Moretti", "Ito", "Larsen", "Novak", "Silva", "Weiss")


@dataclass(slots=True)
class History:
    """The making of a history: its clinic, its dice, what is known of each patient, and the instant."""

    clinic: MadeClinic
    dice: random.Random
    patients: list[str] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=lambda: defaultdict(Known))
    now: datetime = OPENED_AT
    steps: int = 0

    def next_id(self) -> str:
        """A request id of its own, the same in every run."""
        self.steps += 1
        return f"made-request-{self.steps:08d}"

    def call(self, name: str, body: Any, uid: str) -> Any:  # noqa: ANN401 - any body, any answer
        """One call, some seconds after the last."""
        self.now += timedelta(seconds=self.dice.randint(7, 40), microseconds=self.dice.randint(1, 999_999))
        return self.clinic.play(Made(self.now, name, body, uid))

    def publish(self, rule: str, **changes: object) -> None:
        """A manager publishes the next version of a rule."""
        self.now += timedelta(seconds=11)
        self.clinic.play(Edited(self.now, published(self.clinic.draft.documents, rule, self.now, **changes), rule))

    def account(self, patient_id: str) -> Mapping[str, Any]:
        """The patient's account as the database has it."""
        return self.clinic.draft.documents[f"{ROOT}/patients/{patient_id}"]


def make(patients: int, entries: int, seed: int = 20261122, days: int = DAYS) -> MadeClinic:
    """A clinic of so many patients with at least so many entries, spread over so many days."""
    history = History(MadeClinic(Draft()), random.Random(seed))  # noqa: S311 - nothing secret
    for path, fields in made_documents(OPENED_AT).items():
        history.clinic.draft.put(path, fields)
    for number in range(patients):
        _join(history, number)
    for day in range(1, days + 1):
        _live_a_day(history, day, entries * day // days, _changes(day, days))
    return history.clinic


def _changes(day: int, days: int) -> Iterator[Callable[[History], None]]:
    """What a manager publishes on a day."""
    if day == days // 3:
        yield lambda history: history.publish("earning", rate_bp=1200)
    if day == 2 * days // 3:
        yield lambda history: history.publish("redemption", minimum_points=400, most_bill_bp=6000)


def _join(history: History, number: int) -> None:
    """A patient joins with the app; one in nine comes with a balance from elsewhere."""
    patient_id = f"patient-{number:05d}"
    name = f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST) % len(_LAST)]}"
    history.patients.append(patient_id)
    if number % 9 == 4:
        points, minor = history.dice.randint(100, 9_000), history.dice.choice((0, 0, 2_500, 7_000))
        ends_on = (history.now + timedelta(days=history.dice.randint(60, 400))).date()
        body = OpenBalance(CLINIC_ID, f"old-{number}", patient_id, name, points, ends_on, minor, None)
        history.call("open_balance", body, MANAGER.uid)
    else:
        history.call("join_clinic", JoinClinic(history.next_id(), CLINIC_ID, name), patient_id)


def _live_a_day(history: History, day: int, until: int, changes: Iterator[Callable[[History], None]]) -> None:
    """A night, what a manager publishes in the morning, and visits until the day has its entries."""
    morning = (OPENED_AT + timedelta(days=day)).astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    history.now = (morning + _NIGHT).astimezone(UTC)
    history.clinic.play(Night(history.now))
    history.now = (morning + _MORNING).astimezone(UTC)
    for change in changes:
        change(history)
    while history.clinic.entries() < until:
        _visit(history, history.dice.choice(history.patients))


def _visit(history: History, patient_id: str) -> None:
    """A patient at the desk: a code, and one or two acts."""
    place = PLACES[history.dice.random() < 0.3]
    nonce = history.next_id()
    code = CODES.make(CodePayload(CLINIC_ID, place, patient_id, nonce, history.now.replace(microsecond=0)))
    visit = history.call("check_in", CheckIn(history.next_id(), CLINIC_ID, place, code), DESK_OF[place])
    if visit is None:
        return
    desk = Desk(history, patient_id, place, visit.visit_id, history.known[patient_id])
    names = list(ACTS)
    for name in history.dice.choices(names, [ACTS[name][0] for name in names], k=history.dice.choice((1, 1, 2))):
        ACTS[name][1](desk)
