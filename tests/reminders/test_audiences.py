"""An audience is counted as plain Python counts it over the documents, for any audience on a made clinic."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.reminders.audience import Audience
from loyalty.errors.access import NotStaff, RoleNotAllowed
from loyalty.errors.base import MalformedRequest, Refusal
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.count_audience import AudienceCount, CountAudience, count_audience
from scripts.made.clinic import ROOT, ZONE
from scripts.seed.clinic import CLINIC_ID, DESKS, MANAGER
from tests.proof.previews.made import made
from tests.support.counts import count
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.offers import audience
from tests.support.ports.audiences import MemoryAudiences

PATIENTS, ENTRIES, AUDIENCES = count(60, 600), count(500, 6_000), count(25, 200)
SERVICES = ("chemical-peel", "hydrating-facial", "consultation")
NOW = datetime.fromisoformat("2026-11-24T05:30:00+00:00")  # the evening before, in the clinic


@cache
def clinic() -> tuple[MemoryDocuments, dict[str, Any]]:
    """A made clinic with many treatments of three services, some of them withdrawn, and some closed accounts."""
    dice = random.Random(20261128)  # noqa: S311 - nothing secret
    documents = dict(made(PATIENTS, ENTRIES).draft.documents)
    patients = [path for path in documents if path.startswith(f"{ROOT}/patients/") and path.count("/") == 3]
    for number, path in enumerate(patients):
        if number % 11 == 0:
            documents[path] = {**documents[path], "active": False}
        for turn in range(dice.randint(0, 4)):
            on = NOW.date() - timedelta(days=dice.randint(0, 200))
            documents[f"{path}/treatments/planted-{turn}"] = {
                "clinic_id": CLINIC_ID,
                "service_id": dice.choice(SERVICES),
                "completed_on": on.isoformat(),
                **({"withdrawn": True} if dice.random() < 0.15 else {}),
            }
    return MemoryDocuments(documents), documents


def counted(body: Audience, uid: str = MANAGER.uid, now: datetime = NOW) -> AudienceCount:
    """The answer to somebody."""
    documents, _ = clinic()
    asked = CountAudience(CLINIC_ID, body)
    return count_audience(memory_store(documents), MemoryAudiences(documents), asked, Caller(uid, now))


def independent(body: Audience) -> int:
    """The same count, over the documents alone: nothing of it is the code's."""
    _, documents = clinic()
    treatments: dict[str, list[Mapping[str, Any]]] = {}
    for path, fields in documents.items():
        if "/treatments/" in path:
            treatments.setdefault("/".join(path.split("/")[:4]), []).append(fields)
    accounts = [path for path in documents if path.startswith(f"{ROOT}/patients/") and path.count("/") == 3]
    return sum(_is_in(body, documents[path], treatments.get(path, [])) for path in accounts)


def _is_in(body: Audience, account: Mapping[str, Any], treatments: list[Mapping[str, Any]]) -> bool:
    today = NOW.astimezone(ZONE).date()
    return all(
        [
            account["active"],
            body.service_id is None or _had(body, treatments, today),
            not body.tier_ids or account["tier_id"] in body.tier_ids,
            body.from_points is None or _usable(account) >= body.from_points,
            body.not_seen_days is None or today - _last_seen(account) >= timedelta(days=body.not_seen_days),
            body.members is None or _is_member(account, today) is (body.members == "yes"),
        ]
    )


def _had(body: Audience, treatments: list[Mapping[str, Any]], today: date) -> bool:
    mine = [one for one in treatments if one["service_id"] == body.service_id and not one.get("withdrawn")]
    days = sorted((today - date.fromisoformat(one["completed_on"])).days for one in mine)
    assert body.from_days is not None
    assert body.to_days is not None
    had = [one for one in days if body.from_days <= one <= body.to_days]
    return bool(had) and not (body.not_since and days[0] < body.from_days)


def _usable(account: Mapping[str, Any]) -> int:
    lots = [text.split(" ") for text in account["lots"].values()]
    live = sum(int(lot[0]) for lot in lots if datetime.fromisoformat(lot[3]) > NOW)
    return int(max(0, live - account["debt_points"]))


def _last_seen(account: Mapping[str, Any]) -> date:
    last = account.get("seen_on")
    joined_at: datetime = account["joined_at"]
    return date.fromisoformat(last) if last else joined_at.astimezone(ZONE).date()


def _is_member(account: Mapping[str, Any], today: date) -> bool:
    held = [account["membership"], *account.get("other_memberships", [])]
    return any(_holds(one, today) for one in held if one)


def _holds(membership: Mapping[str, Any], today: date) -> bool:
    paid_until = date.fromisoformat(membership["paid_until_on"])
    if membership["status"] in {"active", "past_due"}:
        paid_until += timedelta(days=membership["grace_days"])
    elif membership["status"] != "cancelled":
        return False
    return date.fromisoformat(membership["started_on"]) <= today <= paid_until


def any_audience(dice: random.Random) -> Audience:
    """An audience by chance: each part of it is asked for now and then."""

    def maybe(share: float, value: object) -> Any:  # noqa: ANN401 - of any field
        return value if dice.random() < share else None

    service_id = maybe(0.7, dice.choice(SERVICES))
    first, last = sorted((dice.randint(0, 120), dice.randint(0, 240)))
    within = {"from_days": first, "to_days": last, "not_since": dice.random() < 0.5} if service_id else {}
    return audience(
        service_id=service_id,
        **within,
        tier_ids=tuple(dice.sample(("base", "silver", "gold"), dice.randint(1, 2))) if dice.random() < 0.3 else (),
        from_points=maybe(0.3, dice.choice((1, 500, 2_000, 20_000))),
        not_seen_days=maybe(0.3, dice.choice((1, 14, 60, 180))),
        members=maybe(0.3, dice.choice(("yes", "no"))),
    )


def test_any_audience_is_as_many_as_an_independent_count_finds() -> None:
    dice, found = random.Random(7), list[int]()  # noqa: S311 - nothing secret
    for _ in range(AUDIENCES):
        body = any_audience(dice)
        found.append(counted(body).patients)
        assert found[-1] == independent(body), body
    assert sum(number > 0 for number in found) >= AUDIENCES // 3
    assert len(set(found)) >= min(10, AUDIENCES // 3)


def test_an_audience_that_asks_for_nothing_is_every_account_that_is_open() -> None:
    _, documents = clinic()
    accounts = [path for path in documents if path.startswith(f"{ROOT}/patients/") and path.count("/") == 3]
    assert counted(audience()).patients == sum(documents[path]["active"] for path in accounts)
    assert counted(audience()).on == date(2026, 11, 23)


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_days": 10},
        {"not_since": True},
        {"service_id": "chemical-peel"},
        {"service_id": "chemical-peel", "from_days": 10},
        {"service_id": "chemical-peel", "from_days": 10, "to_days": 9},
    ],
)
def test_fields_that_do_not_go_together_are_refused(refused: Callable[..., Refusal], wrong: dict[str, Any]) -> None:
    refused(MalformedRequest, lambda: counted(audience(**wrong)))


def test_only_who_manages_the_clinic_is_told_how_many(refused: Callable[..., Refusal]) -> None:
    desk = next(iter(DESKS.values())).uid
    refused(RoleNotAllowed, lambda: counted(audience(), desk))
    refused(NotStaff, lambda: counted(audience(), "patient-00001"))


@settings(max_examples=count(10, 100))
@given(st.integers(0, 100), st.integers(0, 100))
def test_not_since_leaves_out_who_had_it_again(first: int, more: int) -> None:
    within = {"service_id": "chemical-peel", "from_days": first, "to_days": first + more}
    had, not_since = counted(audience(**within)), counted(audience(**within, not_since=True))
    assert not_since.patients <= had.patients
