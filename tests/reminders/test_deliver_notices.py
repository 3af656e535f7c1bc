"""Due notices go to the phones: once, to whoever wants them, and what fails is tried again by the rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from loyalty.domain.ports import MOST_DEVICES
from loyalty.domain.reminders.pushing import Outcome, Push, Verdict
from loyalty.services.reminders.deliver_notices import BATCH, Delivery, deliver_notices
from loyalty.store.documents import Interrupted
from tests.support.clinic import NOW, PATIENT, Fields
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.notices import (
    MemoryNotices,
    Phones,
    at,
    device_fields,
    lot,
    notice,
    patient_documents,
    preferences_fields,
)

PATH = f"clinics/bella/patients/{PATIENT}"
NOTICE = f"{PATH}/notices/2026-11-22"


@dataclass
class Post:
    """Notices in a dictionary, phones, and a clock that stands still."""

    documents: MemoryDocuments
    phones: Phones = field(default_factory=Phones)

    def put(self, patient_id: str = PATIENT, *tokens: str) -> None:
        """A patient with a notice of today and phones."""
        for path, fields in patient_documents(patient_id, [notice()], tokens or (f"token-{patient_id}",)).items():
            self.documents.put(path, fields)

    def run(self, now: datetime = NOW, go_on: Callable[[], bool] = lambda: True) -> Delivery:
        store = memory_store(self.documents)
        return deliver_notices(store, MemoryNotices(self.documents), self.phones, lambda: now, go_on)

    def notice(self, patient_id: str = PATIENT) -> Fields:
        return self.documents.all()[f"clinics/bella/patients/{patient_id}/notices/2026-11-22"]


@pytest.fixture
def post(documents: MemoryDocuments) -> Post:
    return Post(documents)


def answers(**verdicts: Verdict) -> Callable[[Push], Outcome]:
    """Phones that answer by their token; the others accept."""
    return lambda push: Outcome(verdicts.get(push.token, Verdict.ACCEPTED))


def test_a_due_notice_goes_to_every_device_of_its_patient_once(post: Post) -> None:
    post.put(PATIENT, "phone", "tablet")
    assert post.run().ended == {"sent": 1}
    assert post.run().ended == {}
    assert sorted(push.token for push in post.phones.arrived) == ["phone", "tablet"]
    assert len({push.name for push in post.phones.arrived}) == 1
    kept = post.notice()
    assert (kept["state"], kept["due_at"], kept["sent_at"]) == ("sent", None, NOW)
    assert sorted(kept["sent_to"]) == ["device-0", "device-1"]


def test_a_patient_with_more_devices_is_reached_on_the_newest(post: Post) -> None:
    post.put()
    for number in range(MOST_DEVICES + 5):
        path = f"{PATH}/devices/later-{number}"
        post.documents.put(path, device_fields(f"later-{number}", NOW + timedelta(minutes=number)))
    post.run()
    assert {push.token for push in post.phones.arrived} == {f"later-{number}" for number in range(5, 25)}


def test_every_dead_device_is_gone_after_one_pass_and_no_other(post: Post) -> None:
    for number in range(30):
        post.put(f"patient-{number}", f"dead-{number}", f"alive-{number}")
    post.phones.answer = answers(**{f"dead-{number}": Verdict.DEAD for number in range(30)})
    assert post.run().removed_devices == 30
    left = [fields["token"] for path, fields in post.documents.all().items() if "/devices/" in path]
    assert sorted(left) == sorted(f"alive-{number}" for number in range(30))


def test_a_device_that_registered_anew_while_its_old_token_was_tried_is_kept(post: Post) -> None:
    post.put(PATIENT, "old")

    def renew(_: Push) -> Outcome:
        post.documents.put(f"{PATH}/devices/device-0", device_fields("new"))
        return Outcome(Verdict.DEAD)

    post.phones.answer = renew
    assert post.run().removed_devices == 0
    assert post.documents.all()[f"{PATH}/devices/device-0"]["token"] == "new"


@pytest.mark.parametrize("hour", [0, 3, 7, 20, 23])
def test_nothing_is_sent_in_quiet_hours(post: Post, hour: int) -> None:
    post.put()
    post.documents.put(NOTICE, {**post.notice(), "due_at": at(0)})
    assert post.run(at(hour)).ended == {"later": 1}
    assert post.phones.arrived == []
    assert post.run(at(10) + timedelta(days=hour >= 20)).ended == {"sent": 1}


def test_a_run_that_the_quiet_hours_overtake_sends_no_more(post: Post) -> None:
    for number in range(2 * BATCH):
        post.put(f"patient-{number:04d}")
    clock = iter([at(19, 59)] * (1 + BATCH) + [at(20)] * 10_000)
    store = memory_store(post.documents)
    deliver_notices(store, MemoryNotices(post.documents), post.phones, lambda: next(clock))
    assert len(post.phones.arrived) == BATCH


def test_without_consent_nothing_is_sent(post: Post) -> None:
    post.put()
    del post.documents._documents[f"{PATH}/preferences/reminders"]
    assert post.run().ended == {"no-consent": 1}
    post.put("patient-ben")
    post.documents.put("clinics/bella/patients/patient-ben/preferences/reminders", preferences_fields(push=False))
    assert post.run().ended == {"no-consent": 1}
    assert post.phones.arrived == []


def test_of_points_that_were_spent_since_nothing_is_said(post: Post) -> None:
    post.put()
    post.documents.put(PATH, {**post.documents.all()[PATH], "lots": {}, "points": 0})
    assert post.run().ended == {"spent": 1}
    assert post.phones.arrived == []


def test_a_phone_that_cannot_be_reached_now_gets_the_notice_later_and_the_others_no_second_one(post: Post) -> None:
    post.put(PATIENT, "phone", "tablet")
    post.phones.answer = answers(tablet=Verdict.LATER)
    assert post.run().ended == {"sent": 1}
    post.phones.answer = answers()
    assert post.run(NOW + timedelta(minutes=5)).ended == {"sent": 1}
    assert sorted(push.token for push in post.phones.arrived) == ["phone", "tablet", "tablet"]


def test_a_sender_that_dies_with_its_claim_leaves_the_notice_to_the_next_and_only_once(post: Post) -> None:
    post.put()

    def die(push: Push) -> Outcome:
        raise KeyboardInterrupt(push.name)

    for minutes in (0, 5):
        post.phones.answer = die
        with pytest.raises(KeyboardInterrupt):
            post.run(NOW + timedelta(minutes=minutes))
    post.phones.answer = answers()
    assert post.run(NOW + timedelta(minutes=5)).ended == {}
    assert post.run(NOW + timedelta(minutes=10)).ended == {"unconfirmed": 1}
    assert len(post.phones.arrived) == 2


def test_two_runs_at_once_send_each_notice_once(post: Post) -> None:
    for number in range(20):
        post.put(f"patient-{number}")
    others: list[Delivery] = []

    def meanwhile() -> None:
        post.documents.before_commit = lambda: None
        others.append(post.run())

    post.documents.before_commit = meanwhile
    mine = post.run()
    tokens = [push.token for push in post.phones.arrived]
    assert sorted(tokens) == sorted({f"token-patient-{number}" for number in range(20)})
    assert mine.ended["sent"] + others[0].ended["sent"] == 20
    assert mine.ended["elsewhere"] > 0


def test_a_claim_whose_answer_was_lost_waits_for_the_next_run(post: Post) -> None:
    post.put()

    def lose() -> None:
        post.documents.after_commit = lambda: None
        raise Interrupted("the connection was reset")

    post.documents.after_commit = lose
    assert post.run().ended == {"elsewhere": 1}
    assert post.run(NOW + timedelta(minutes=5)).ended == {"sent": 1}
    assert len(post.phones.arrived) == 1


def test_a_clinic_whose_rule_is_broken_keeps_no_other_from_its_reminders(post: Post) -> None:
    post.put()
    path = "clinics/broken/patients/patient-ben"
    for name, fields in patient_documents("patient-ben", [notice(clinic_id="broken")], ["ben"]).items():
        post.documents.put(name.replace("clinics/bella/patients/patient-ben", path), fields)
    assert post.run().ended == {"undecided": 1, "sent": 1}


def test_a_run_ends_with_its_batch_when_time_is_up_and_says_that_some_is_left(post: Post) -> None:
    for number in range(BATCH + 1):
        post.put(f"patient-{number:04d}")
    asked = iter([True, False])
    delivery = post.run(go_on=lambda: next(asked))
    assert (delivery.ended, delivery.pushes, delivery.left) == ({"sent": BATCH}, BATCH, True)
    rest = post.run()
    assert (rest.ended, rest.left) == ({"sent": 1}, False)


def test_a_run_without_time_touches_nothing(post: Post) -> None:
    post.put()
    before = post.documents.all()
    assert post.run(go_on=lambda: False).left
    assert post.documents.all() == before


def test_a_notice_about_several_lots_is_one_push_that_tells_the_first_day(post: Post) -> None:
    lots = [lot("first"), lot("second", expires_on=lot().expires_on + timedelta(days=1))]
    for path, fields in patient_documents(PATIENT, [notice(*lots)], ["phone"], lots).items():
        post.documents.put(path, fields)
    post.run()
    assert [push.expires_on for push in post.phones.arrived] == [lot().expires_on]
