"""A preview over HTTP: its document says what it found, and another request finds it there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.entrypoints.conftest import Counter
from tests.support.clinic import DESK, MANAGER, PATIENT

CONTENT = {"eligible_tenders": ["cash"], "rate_bp": 1200, "minor_per_point": 1}


@pytest.fixture
def sold(counter: Counter) -> Counter:
    """A counter after one purchase."""
    counter.join()
    counter.call("record_purchase", **counter.purchase(counter.scan()))
    return counter


def _asked(counter: Counter, uid: str, **changes: object) -> Any:  # noqa: ANN401 - an answer of the protocol
    body: dict[str, object] = {
        "request_id": "preview-request-1",
        "rule": "earning",
        "base_version": 1,
        "content": CONTENT,
        "days": 30,
    }
    return counter.call("preview_rule", uid, **{**body, **changes})


def test_a_manager_learns_what_a_draft_would_have_given(sold: Counter) -> None:
    asked = _asked(sold, MANAGER).result
    assert asked["state"] == "done"
    preview = sold.documents()[f"clinics/bella/previews/{asked['preview_id']}"]
    result = preview["result"]
    assert (result["entries"], result["reproduced"], result["mismatched"]) == (1, 1, [])
    assert result["after"]["given_points"] == result["before"]["given_points"] * 12 // 10
    page = sold.documents()[f"clinics/bella/previews/{asked['preview_id']}/pages/1"]
    assert [patient["patient_id"] for patient in page["patients"]] == [PATIENT]
    assert _asked(sold, MANAGER, request_id="preview-request-2").result == asked
    canceled = sold.call("cancel_preview", MANAGER, preview_id=asked["preview_id"])
    assert canceled.result == asked


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rule": "reminders"}, "preview-not-needed"),
        ({"base_version": 2}, "rule-changed"),
        ({"content": {"rate_bp": -1}}, "document-invalid"),
        ({"days": 31}, "malformed-request"),
    ],
)
def test_what_cannot_be_previewed_is_refused_by_its_code(sold: Counter, changes: dict[str, object], code: str) -> None:
    assert _asked(sold, MANAGER, **changes).code == code


def test_a_desk_does_not_preview(sold: Counter) -> None:
    assert _asked(sold, DESK).code == "role-not-allowed"
