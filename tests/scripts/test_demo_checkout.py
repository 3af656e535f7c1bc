"""The demo holds what it shows against what must be: a wrong figure fails it with a sentence."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.qr_image import png
from scripts.demo.checkout import Times, read_picture, require_credited
from scripts.demo.clients import DemoFailedError, plain_fields

CODE = Codes(["any key"]).make(
    CodePayload("bella", "encino", "patient-ana", "any-nonce", datetime(2026, 11, 22, tzinfo=UTC))
)


def visit(**patient: Any) -> dict[str, Any]:  # noqa: ANN401
    """The answer to a check-in, as far as it matters here."""
    return {
        "patient": {"patient_id": "patient-ana", "points": 1000, **patient},
        "earning": {"rate_bp": 1000, "minor_per_point": 1, "multiplier": "1"},
    }


def receipt(points: int = 4500, points_after: int = 5500) -> dict[str, Any]:
    """A receipt, as far as it matters here."""
    return {"points": points, "points_after": points_after}


def hold(told: dict[str, Any], answered: dict[str, Any], on_screen: int = 5500) -> None:
    """Hold these against each other, for the patient `patient-ana`."""
    require_credited("patient-ana", told, answered, on_screen)


def test_a_credit_that_is_what_the_rule_says_on_every_screen_is_right() -> None:
    hold(visit(), receipt())


def test_a_carried_remainder_may_make_it_one_point_more() -> None:
    hold(visit(), receipt(points=4501, points_after=5501), on_screen=5501)


@pytest.mark.parametrize(
    ("told", "answered", "on_screen", "sentence"),
    [
        (visit(patient_id="patient-beatrice"), receipt(), 5500, "the code checked somebody else in"),
        (visit(), receipt(points=4499), 5500, "4499 points were credited, not 4500"),
        (visit(), receipt(points=9000), 5500, "9000 points were credited, not 4500"),
        (visit(), receipt(points_after=4500), 4500, "the balance after is not the sum"),
        (visit(), receipt(), 1000, "the phone shows another balance than the receipt"),
    ],
)
def test_a_wrong_figure_fails_the_demo(
    told: dict[str, Any], answered: dict[str, Any], on_screen: int, sentence: str
) -> None:
    with pytest.raises(DemoFailedError, match=sentence):
        hold(told, answered, on_screen)


def test_a_picture_is_read_to_the_letter(tmp_path: Path) -> None:
    picture = tmp_path / "code.png"
    picture.write_bytes(base64.b64decode(png(CODE).data))

    assert read_picture(picture) == CODE


def test_an_empty_picture_fails_the_demo(tmp_path: Path) -> None:
    Image.new("1", (200, 200), 1).save(tmp_path / "code.png")

    with pytest.raises(DemoFailedError, match="No code can be read"):
        read_picture(tmp_path / "code.png")


def test_times_are_told_from_the_moment_the_patient_asked() -> None:
    times = Times(asked=1000.0, shown=1040.5, read=1050.0, checked_in=1100.0, credited=1200.0, seen=1190.0)

    assert (times.after_asking("asked"), times.after_asking("shown"), times.after_asking("seen")) == (0, 40.5, 190)


def test_documents_over_rest_are_plain_values() -> None:
    fields = {
        "points": {"integerValue": "-12"},
        "name": {"stringValue": "Ana"},
        "active": {"booleanValue": True},
        "lots": {"mapValue": {"fields": {"one": {"mapValue": {}}}}},
        "eligible_tenders": {"arrayValue": {"values": [{"stringValue": "cash"}]}},
        "none": {"arrayValue": {}},
        "tier_id": {"nullValue": None},
    }

    assert plain_fields({"fields": fields}) == {
        "points": -12,
        "name": "Ana",
        "active": True,
        "lots": {"one": {}},
        "eligible_tenders": ["cash"],
        "none": [],
        "tier_id": None,
    }
