"""One person who writes as much as they can, under the rules: what they crowd out is bounded, others are as before."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.appointments import APPOINTMENTS, ASKED
from tests.rules.documents import write
from tests.rules.emulator import Project
from tests.support.counts import count

ROWS, DEVICES = 5, 10


def guesses(seed: int) -> Iterator[str]:
    """Ids that a flood could try: of every row and turn, of a client's own making, and other people's."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for number in itertools.count():
        row, turn = chance.randrange(8), chance.randrange(4)
        yield chance.choice([f"{c.LONG_ID}-{row}-{turn}", f"flood-{number}", f"{c.ANA}-{row}-{turn}", str(number)])


def test_of_a_thousand_requests_of_one_person_five_wait_and_others_ask_as_before(clinic_under_rules: Project) -> None:
    tried = list(itertools.islice(guesses(7), count(80, 1_000)))
    tried += [f"{c.LONG_ID}-{row}-0" for row in range(ROWS)]
    asked = {**ASKED, "patient_id": c.LONG_ID}
    taken = [name for name in tried if clinic_under_rules.allows(c.LONG_ID, write(f"{APPOINTMENTS}/{name}", asked))]
    honest = f"{APPOINTMENTS}/{c.ANA}-0-0"
    try:
        assert sorted(taken) == [f"{c.LONG_ID}-{row}-0" for row in range(ROWS)]
        assert clinic_under_rules.allows(c.ANA, write(honest, ASKED))
    finally:
        clinic_under_rules.restore([*(f"{APPOINTMENTS}/{name}" for name in taken), honest], {})


def test_of_two_thousand_devices_of_one_person_ten_are_kept(clinic_under_rules: Project) -> None:
    path = f"{c.CLINIC}/patients/{c.LONG_ID}/devices"
    names = [f"device-{number}" for number in range(count(40, 1_000))]
    names += [f"flood-{number}" for number in range(count(40, 1_000))]
    taken = {name for name in names if clinic_under_rules.allows(c.LONG_ID, write(f"{path}/{name}", c.DEVICE))}
    clinic_under_rules.restore([f"{path}/{name}" for name in taken], {})
    assert taken == {f"device-{number}" for number in range(DEVICES)}


def test_who_has_not_joined_writes_nothing_anywhere(clinic_under_rules: Project) -> None:
    for uid, clinic in itertools.product((c.GUEST, c.UNPROVEN), (c.CLINIC, c.ELSEWHERE, c.UNBORN, "clinics/nowhere")):
        account = f"{clinic}/patients/{uid}"
        writes = {
            f"{account}/devices/device-0": c.DEVICE,
            f"{account}/preferences/reminders": c.PREFERENCES,
            f"{clinic}/appointments/{uid}-0-0": {**ASKED, "patient_id": uid},
            account: {"name": "Una", "active": True},
        }
        refused = [path for path, fields in writes.items() if not clinic_under_rules.allows(uid, write(path, fields))]
        assert refused == list(writes)
