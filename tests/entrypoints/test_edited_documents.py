"""Whatever document the security rules let a manager or an owner write, every call answers, or refuses by type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.entrypoints.conftest import Counter
from tests.rules.cases.edited import edits, published
from tests.rules.emulator import Project
from tests.support.clinic import CALABASAS, DESK, MANAGER, OWNER, PATIENT, Fields
from tests.support.clinic import NOW as CLINIC_NOW
from tests.support.counts import count
from tests.support.emulator import put_documents

RULES = (Path(__file__).parents[2] / "firestore.rules").read_text(encoding="ascii")
BRAND = {"primary": "#2F5D50", "accent": "#8a5a00", "tagline": "Your skin, remembered"}
EDITED = (
    "",
    f"locations/{CALABASAS}",
    f"staff/{DESK}",
    "services/peel",
    *(f"rewards/{name}" for name in ("hydrating-facial", "lip-mask", "members-peel")),
    *(f"rule_drafts/{name}" for name in ("earning", "redemption", "tiers")),
)


@pytest.fixture
def open_clinic(counter: Counter, firestore_host: str) -> Iterator[tuple[Counter, Project, dict[str, Fields]]]:
    """A clinic under the security rules, with a patient who has bought something; and its documents as they are."""
    service = {"name": "Peel", "minutes": 45, "price_minor": 18_000, "active": True}
    own = {**counter.documents()["clinics/bella"], "brand": BRAND}
    draft = {"content": {"rate_bp": 0}, "base_version": 1, "note": "", "edited_by": MANAGER, "edited_at": CLINIC_NOW}
    drafts = {path_of(name): draft for name in EDITED if name.startswith("rule_drafts/")}
    put_documents(counter.database, {"clinics/bella": own, "clinics/bella/services/peel": service, **drafts})
    counter.join()
    assert counter.call("record_purchase", **counter.purchase(counter.scan(), 450_000)).code == ""
    with httpx.Client(base_url=f"http://{firestore_host}", timeout=60) as client:
        project = Project(client, counter.project_id)
        project.load_rules(RULES)
        kept = counter.documents()
        yield counter, project, {path_of(name): kept[path_of(name)] for name in EDITED}


def path_of(name: str) -> str:
    return f"clinics/bella/{name}".rstrip("/")


def calls(counter: Counter, visit_id: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What desk and patient ask next: name, who, body."""
    at, who = {"location_id": CALABASAS}, {"location_id": CALABASAS, "patient_id": PATIENT}
    here = {**who, "visit_id": visit_id}
    yield "check_in", DESK, {**at, "request_id": counter.next_id(), "code": counter.code()}
    yield "find_patients", DESK, {**at, "letters": "ana"}
    for name in ("list_undoable", "list_purchases", "list_expired_points", "quote_redemption"):
        yield name, DESK, here
    for name in ("list_receipts", "list_requests", "list_coming_visits", "list_confirmations", "get_engagement"):
        yield name, DESK, at
    paid = {
        "tenders": [{"kind": "cash", "amount_minor": 12_345}],
        "confirmed_duplicate": True,
        "confirmed_unusual": True,
    }
    yield "record_purchase", DESK, {**here, "request_id": counter.next_id(), **paid}
    for reward_id in ("hydrating-facial", "lip-mask", "members-peel"):
        yield "redeem_reward", DESK, {**here, "request_id": counter.next_id(), "reward_id": reward_id}
    yield "redeem_points", DESK, {**here, "request_id": counter.next_id(), "points": 100, "bill_minor": 10_000}
    given = {"request_id": counter.next_id(), "points": 5, "reason": "goodwill", "text": "sorry"}
    yield "adjust_points", MANAGER, {**who, **given}
    yield "bank_points", PATIENT, {"request_id": counter.next_id(), "points": 500}
    yield "issue_code", PATIENT, at
    yield "refresh_standing", PATIENT, {}


def test_no_document_that_the_rules_let_through_makes_a_call_answer_internal(
    open_clinic: tuple[Counter, Project, dict[str, Fields]],
) -> None:
    counter, project, sound = open_clinic
    visit_id = counter.scan().result["visit_id"]
    malformed = {
        name for name, who, body in calls(counter, visit_id) if _code(counter, name, who, body) == "malformed-request"
    }
    assert malformed == set()
    taken: list[str] = []

    @settings(
        max_examples=count(60, 5_000),
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        deadline=None,
    )
    @given(name=st.sampled_from(EDITED), data=st.data(), uid=st.sampled_from([MANAGER, OWNER]))
    def edited(name: str, data: st.DataObject, uid: str) -> None:
        path = path_of(name)
        written = published(path, sound[path], data.draw(edits(sound[path])), uid)
        if not project.allows(uid, written):
            return
        taken.append(path)
        try:
            for call, who, body in calls(counter, visit_id):
                answer = counter.call(call, who, **body)
                assert answer.status not in {"INTERNAL", "UNKNOWN"}, (call, written, answer)
        finally:
            project.restore({each.path for each in written.writes}, {path: sound[path]})

    edited()
    assert any("/rule_drafts/" not in path for path in taken), "some documents were let through"


def _code(counter: Counter, name: str, who: str, body: dict[str, Any]) -> str:
    return counter.call(name, who, **body).code
