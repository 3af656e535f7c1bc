"""Ninety days of five hundred patients: outages, holidays, lost phones, changed minds; nobody is reminded too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

import pytest

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.lots import Lot
from loyalty.domain.reminders.pushing import Outcome, Push, Verdict
from loyalty.services.reminders.deliver_notices import deliver_notices
from loyalty.services.reminders.sweep_account import sweep_account
from tests.support.clinic import REMINDERS, Fields, clinic_documents
from tests.support.counts import count
from tests.support.documents import lots_of
from tests.support.due import ZONE, patient
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.notices import MemoryNotices, Phones, at, device_fields, preferences_fields
from tests.support.reminding import lot

PATIENTS, DAYS = 500, 90
FIRST_DAY = date(2026, 12, 1)
STARTED_AT = at(6, day=FIRST_DAY)
# Before, in and after the hours in which patients may be written to.
RUN_HOURS = (6, 10, 13, 19, 21)
NOTHING_RUNS, NOTHING_IS_SENT = range(30, 34), range(50, 53)
HOLIDAYS = ["2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01"]


@dataclass
class Clinic:
    """The clinic in a dictionary, its patients' phones, and every push with the instant it came."""

    dice: Random
    documents: MemoryDocuments = field(default_factory=lambda: MemoryDocuments(clinic_documents()))
    now: datetime = STARTED_AT
    pushes: list[tuple[datetime, Push]] = field(default_factory=list)
    accepted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.documents.put("clinics/bella/rules/reminders", REMINDERS | {"holidays": HOLIDAYS, "holdout_bp": 500})
        self.store = memory_store(self.documents)
        self.desk = LedgerDesk(self.store)
        self.notices = MemoryNotices(self.documents)
        self.ids = [f"patient-{number:03d}" for number in range(PATIENTS)]
        for patient_id in self.ids:
            self._join(patient_id)

    def _join(self, patient_id: str) -> None:
        lots = [self._lot(f"lot-{number}") for number in range(self.dice.randint(1, 4))]
        of_account = {path: fields for path, fields in patient(patient_id, *lots).items() if "/entries/" not in path}
        for path, fields in of_account.items():
            self.documents.put(path, fields)
        if self.dice.random() < 0.9:
            self.prefer(patient_id)
        for number in range(self.dice.choice((0, 1, 1, 1, 2))):
            token = f"{patient_id}/{self.dice.choice(('good', 'good', 'good', 'flaky', 'dead'))}-{number}"
            self.documents.put(f"clinics/bella/patients/{patient_id}/devices/device-{number}", device_fields(token))

    def _lot(self, name: str) -> Lot:
        last_day = FIRST_DAY + timedelta(days=self.dice.randint(0, DAYS + 20))
        return lot(name, STARTED_AT - timedelta(days=self.dice.randint(1, 60)), last_day, ZONE, 500)

    def prefer(self, patient_id: str) -> None:
        """A patient says, perhaps anew, what they want."""
        wants = {name: self.dice.random() < 0.9 for name in ("push", "nudge", "urge")}
        fields = preferences_fields(locale=self.dice.choice(("en", "es")), **wants)
        self.documents.put(f"clinics/bella/patients/{patient_id}/preferences/reminders", fields)

    def live(self) -> None:
        """Let some patients spend their points between two runs, above all those with a notice that waits."""
        documents = self.documents._documents.items()
        waiting = [path.split("/")[3] for path, (fields, _) in documents if "/notices/" in path and fields["due_at"]]
        for patient_id in (*waiting[:1], *self.dice.sample(self.ids, 2)):
            live = [one for one in lots_of(self.account(patient_id)).values() if one["expires_at"] > self.now]
            if live:
                self.desk.bank(sum(one["points_remaining"] for one in live), patient_id, self.now)
        self.prefer(self.dice.choice(self.ids))

    def run(self, *, sends: bool) -> None:
        """The schedules run, and now and then twice."""
        for _ in range(self.dice.choice((1, 1, 2))):
            for patient_id in self.ids:
                due_at = self.account(patient_id)["due_at"]
                if due_at is not None and due_at <= self.now:
                    sweep_account(self.store, "bella", patient_id, self.now)
            phones = Phones(self.take if sends else lambda _: Outcome(Verdict.LATER))
            deliver_notices(self.store, self.notices, phones, lambda: self.now)

    def take(self, push: Push) -> Outcome:
        """A push comes to a phone: it is held against what holds at that moment."""
        self.pushes.append((self.now, push))
        assert_welcome(self, push)
        manner = push.token.partition("/")[2]
        if manner.startswith("dead"):
            return Outcome(Verdict.DEAD)
        if manner.startswith("flaky") and self.dice.random() < 0.5:
            return Outcome(Verdict.LATER, timedelta(minutes=self.dice.choice((0, 30, 600))))
        self.accepted[push.token, push.name] += 1
        return Outcome(Verdict.ACCEPTED)

    def account(self, patient_id: str) -> Fields:
        fields, _ = self.documents._documents[f"clinics/bella/patients/{patient_id}"]
        return dict(fields)

    def all_notices(self) -> Iterator[Fields]:
        return (fields for path, fields in self.documents.all().items() if "/notices/" in path)


def assert_welcome(clinic: Clinic, push: Push) -> None:
    """Nobody is written to in quiet hours, against their will, or about points that they do not hold."""
    patient_id = push.token.partition("/")[0]
    local = clinic.now.astimezone(ZONE)
    assert 8 <= local.hour < 20
    assert local.date().isoformat() not in HOLIDAYS
    wanted, _ = clinic.documents._documents[f"clinics/bella/patients/{patient_id}/preferences/reminders"]
    assert wanted["push"]
    assert wanted[push.kind]
    assert wanted["locale"] == push.locale
    held = [one for one in lots_of(clinic.account(patient_id)).values() if one["expires_at"] > clinic.now]
    assert push.expires_on.isoformat() in {one["expires_on"] for one in held}


def lived(seed: int) -> Clinic:
    """Ninety days."""
    clinic = Clinic(Random(seed))  # noqa: S311 - a seed to play with, no secret
    for day in range(DAYS):
        for hour in RUN_HOURS:
            clinic.now = at(hour, clinic.dice.randint(0, 59), FIRST_DAY + timedelta(days=day))
            clinic.live()
            if day not in NOTHING_RUNS:
                clinic.run(sends=day not in NOTHING_IS_SENT)
    return clinic


@pytest.mark.parametrize("seed", range(count(1, 20)))
def test_in_ninety_days_nobody_is_reminded_too_often_too_late_or_unasked(seed: int) -> None:
    clinic = lived(seed)
    names = {(push.token.partition("/")[0], business_date(now, ZONE), push.name) for now, push in clinic.pushes}
    a_day = Counter((patient_id, day) for patient_id, day, _ in names)
    assert max(a_day.values()) == 1
    assert max(clinic.accepted.values()) == 1
    notices = list(clinic.all_notices())
    told = Counter(
        (one["patient_id"], about["lot_id"], about["milestone"])
        for one in notices
        if one["state"] == "sent"
        for about in one["lots"]
    )
    assert max(told.values()) == 1
    assert not [path for path in clinic.documents.all() if "/devices/" in path and _was_tried_dead(clinic, path)]
    # It all happened: nothing of the above holds because nothing was sent, or nothing went wrong.
    ends = Counter(one["reason"] or one["state"] for one in notices)
    assert ends["sent"] > 250
    assert {"sent", "holdout", "no-consent", "opted-out", "no-device", "spent", "refused"} <= set(ends)
    pending = [one for one in notices if one["due_at"] is not None]
    assert all(one["due_at"] > clinic.now for one in pending)


def _was_tried_dead(clinic: Clinic, path: str) -> bool:
    token = clinic.documents._documents[path][0]["token"]
    return "/dead" in token and any(push.token == token for _, push in clinic.pushes)
