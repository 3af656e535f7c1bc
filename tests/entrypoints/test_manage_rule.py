"""Rules are managed over HTTP, on the emulator: a second person, the schedule, a body of a million letters."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.entrypoints.conftest import Counter
from tests.support.clinic import DESK, MANAGER, OWNER, Fields, reward, staff
from tests.support.emulator import put_documents
from tests.support.publishing import content_of, preview_of
from tests.support.serving import Answer
from tests.support.tiers import tiered_documents

RULES, RELEASES, DRAFTS = (f"clinics/bella/{name}" for name in ("rules", "releases", "rule_drafts"))


def manage(counter: Counter, action: str, uid: str = MANAGER, **fields: object) -> Answer:
    """A call of `manage_rule`; a request id, the base and a note that are left out are as they should be."""
    said: dict[str, object] = {"request_id": counter.next_id(), "action": action}
    if "rule" in fields:
        said |= {"base_version": counter.documents()[f"{RULES}/{fields['rule']}"]["version"], "note": "as agreed"}
    return counter.call("manage_rule", uid, **{**said, **fields})


def content(counter: Counter, rule: str, **changes: object) -> Fields:
    return content_of(counter.documents()[f"{RULES}/{rule}"], **changes)


def look(counter: Counter, rule: str, said: Fields) -> str:
    """A preview of a draft that has just ended."""
    preview_id, version = counter.next_id(), counter.documents()[f"{RULES}/{rule}"]["version"]
    preview = preview_of(rule, version, said, datetime.now(UTC))
    put_documents(counter.database, {f"clinics/bella/previews/{preview_id}": preview})
    return preview_id


def run(address: str, at: datetime) -> httpx.Response:
    """The schedule calls."""
    headers = {"X-CloudScheduler-ScheduleTime": at.isoformat().replace("+00:00", "Z")}
    return httpx.post(f"{address}/publish_releases", headers=headers, timeout=60)


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The log of the runs, line by line."""
    said = capsys.readouterr()
    lines = [json.loads(line) for line in (said.out + said.err).splitlines() if line.startswith("{")]
    return [line for line in lines if line["message"] == "publish_releases"]


def test_a_draft_is_checked_and_published_and_the_next_purchase_is_credited_by_it(counter: Counter) -> None:
    counter.join()
    said = content(counter, "earning", rate_bp=1200)
    draft = {"content": said, "base_version": 1, "note": "", "edited_by": MANAGER, "edited_at": datetime.now(UTC)}
    put_documents(counter.database, {f"{DRAFTS}/earning": draft})
    checked = manage(counter, "check", rule="earning", content=said).result
    assert (checked["state"], checked["problems"], checked["reasons"]) == ("checked", [], [])
    assert checked["needs"]["preview"] is True
    refused = manage(counter, "publish", rule="earning", content=said)
    assert refused.code == "preview-required"
    managed = manage(counter, "publish", rule="earning", content=said, preview_id=look(counter, "earning", said)).result
    assert (managed["state"], managed["version"], managed["live_version"]) == ("live", 2, 2)
    documents = counter.documents()
    assert f"{DRAFTS}/earning" not in documents
    assert documents[f"{RULES}/earning"].keys() == {*said, "version", "updated_at"}
    assert documents[f"{RULES}/earning/history/2"]["updated_by"] == MANAGER
    receipt = counter.call("record_purchase", **counter.purchase(counter.scan(), 1_000)).result
    assert receipt["points"] == 120


def test_a_second_person_agrees_and_the_author_and_the_desk_do_not(counter: Counter) -> None:
    said = content(counter, "adjustments", approval_above_points=5_000)
    asked = manage(counter, "publish", rule="adjustments", content=said).result
    assert (asked["state"], [one["code"] for one in asked["reasons"]]) == ("waiting", ["approval-higher"])
    before = counter.documents()
    for uid, code in ((MANAGER, "second-person-required"), (DESK, "role-not-allowed")):
        assert manage(counter, "agree", uid, release_id=asked["release_id"]).code == code
    assert counter.documents() == before
    agreed = manage(counter, "agree", OWNER, release_id=asked["release_id"]).result
    assert (agreed["state"], agreed["version"]) == ("live", 2)
    first, again = (manage(counter, "agree", OWNER, release_id=asked["release_id"]).result for _ in range(2))
    assert first == again == agreed


def test_questions_are_asked_about_the_clinics_own_rewards_and_people(counter: Counter) -> None:
    rewards = {"broken": {"name": 7}, "mint": reward("Mint", 5)}
    put_documents(counter.database, {f"clinics/bella/rewards/{name}": fields for name, fields in rewards.items()})
    said = content(counter, "redemption", minimum_points=400)
    checked = manage(counter, "check", rule="redemption", content=said).result
    assert checked["questions"] == [{"code": "reward-below-minimum", "numbers": {"rewards": 2, "minimum_points": 400}}]
    assert checked["needs"]["second_person"] is True
    put_documents(counter.database, {f"clinics/bella/staff/{OWNER}": staff("owner", active=False)})
    alone = manage(counter, "check", rule="redemption", content=said).result
    assert (alone["needs"]["second_person"], alone["needs"]["wait_minutes"]) == (False, 10)


@pytest.mark.parametrize("size", [40_000, 1_000_000])
def test_a_body_of_a_million_letters_is_refused_by_type_and_nothing_is_written(counter: Counter, size: int) -> None:
    before = counter.documents()
    for said in ({"rate_bp": "x" * size}, {"x" * size: 1}, {"tiers": ["\ud800" * (size // 8)]}):
        for action in ("check", "publish"):
            answer = counter.call(
                "manage_rule",
                MANAGER,
                request_id=counter.next_id(),
                action=action,
                rule="earning",
                base_version=1,
                note="much",
                content=said,
            )
            assert answer.code in ({"malformed-request"} if size >= 1_000_000 else {"", "rule-invalid"})
            if answer.result:
                assert answer.result["problems"]
    assert counter.documents() == before


def test_scheduled_releases_become_live_by_the_run_once_though_it_comes_twice_and_at_once(
    counter: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put_documents(counter.database, tiered_documents())
    on = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    released = []
    for rule, changes in (
        ("reminders", {"urge_days": 8}),
        ("check_in", {"visit_hours": 10}),
        ("tiers", {"grace_days": 31}),
    ):
        said = content(counter, rule, **changes)
        preview = {"preview_id": look(counter, rule, said)} if rule == "tiers" else {}
        managed = manage(counter, "schedule", rule=rule, content=said, effective_on=on, **preview).result
        assert managed["state"] == "scheduled"
        released.append(managed)
    before = counter.documents()
    assert run(address, datetime.now(UTC)).status_code == 200
    assert counter.documents() == before
    due_at = max(datetime.fromisoformat(managed["effective_at"]) for managed in released)
    capsys.readouterr()
    with ThreadPoolExecutor(4) as pool:
        assert {answer.status_code for answer in pool.map(lambda _: run(address, due_at), range(4))} == {200}
    lines = told(capsys)
    assert sum(line["states"].get("live", 0) for line in lines) >= 3
    assert all(line["refused"] == {} for line in lines)
    documents = counter.documents()
    assert {documents[f"{RELEASES}/{managed['release_id']}"]["state"] for managed in released} == {"live"}
    for rule in ("reminders", "check_in", "tiers"):
        assert documents[f"{RULES}/{rule}"]["version"] == 2
        assert [path for path in documents if path.startswith(f"{RULES}/{rule}/history/")] == [
            f"{RULES}/{rule}/history/2"
        ]
    assert [path for path in documents if "/placings/" in path] == ["clinics/bella/placings/memberships-1-tiers-2"]
    assert run(address, due_at + timedelta(minutes=5)).status_code == 200
    assert counter.documents() == documents
    (line,) = told(capsys)
    assert (line["states"], line["documents_written"]) == ({}, 0)


def test_a_stale_release_is_an_error_with_an_alert_and_is_never_live(
    counter: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    on = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    said = content(counter, "check_in", visit_hours=10)
    late = manage(counter, "schedule", rule="check_in", content=said, effective_on=on).result
    manage(counter, "publish", rule="check_in", content={**said, "visit_hours": 9})
    capsys.readouterr()
    assert run(address, datetime.fromisoformat(late["effective_at"])).status_code == 200
    (line,) = told(capsys)
    assert (line["severity"], line["alert"], line["states"]) == ("ERROR", "rule-release", {"stale": 1})
    documents = counter.documents()
    assert documents[f"{RULES}/check_in"]["visit_hours"] == 9
    assert documents[f"{RELEASES}/{late['release_id']}"]["stale_because"] == "rule-changed"


def test_two_managers_who_publish_at_once_get_one_version_and_one_of_them_sees_both(counter: Counter) -> None:
    said = [content(counter, "check_in", visit_hours=hours) for hours in (9, 10)]

    def publish(number: int) -> Answer:
        uid = (MANAGER, OWNER)[number]
        at = {"request_id": f"at-the-same-time-{number}", "action": "publish", "rule": "check_in", "base_version": 1}
        return counter.call("manage_rule", uid, **at, note="as agreed", content=said[number])

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(publish, (0, 1)))
    assert sorted(answer.code for answer in answers) == ["", "rule-changed"]
    (won,) = [answer.result for answer in answers if answer.result]
    assert (won["state"], won["version"]) == ("live", 2)
    kept = counter.documents()
    assert kept[f"{RULES}/check_in"]["visit_hours"] in (9, 10)
    assert len([path for path in kept if path.startswith(RELEASES)]) == 1
