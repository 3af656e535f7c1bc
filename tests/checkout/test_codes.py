"""Codes: unforgeable, unforgiving, and readable by every scanner and decoder."""

from __future__ import annotations

import base64
import io
import json
import os
import string
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from loyalty.errors.checkout import CodeNotGenuine
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.qr_image import png, svg
from tests.support.counts import count

MADE = datetime(2026, 11, 22, 18, 4, 5, tzinfo=UTC)
OLDEST, PREVIOUS, NEWEST = "key-one-of-three", "key-two-of-three", "key-three-of-three"
CODES = Codes([OLDEST, PREVIOUS, NEWEST])
BASE32 = string.ascii_uppercase + "234567"
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,30}", fullmatch=True)


def payload(number: int = 0) -> CodePayload:
    return CodePayload("bella", "calabasas", f"Zk3fQ9uVx2LmN8rTq0wYb7Hc{number:04d}", f"{number:016x}", MADE)


TEXT = CODES.make(payload())


@given(clinic=ids, location=ids, patient=ids, nonce=ids, second=st.integers(0, 2**32))
def test_whatever_a_code_says_is_read_back_exactly(
    clinic: str, location: str, patient: str, nonce: str, second: int
) -> None:
    said = CodePayload(clinic, location, patient, nonce, datetime.fromtimestamp(second, UTC))
    assert CODES.read(CODES.make(said)) == said


def test_a_code_survives_a_scanner_that_lowers_or_inverts_case() -> None:
    for spelled in (TEXT.lower(), TEXT.swapcase(), TEXT.title()):
        assert CODES.read(spelled) == payload()


def test_any_one_changed_character_is_refused() -> None:
    for place, character in enumerate(TEXT):
        for other in BASE32:
            if other != character:
                with pytest.raises(CodeNotGenuine):
                    CODES.read(TEXT[:place] + other + TEXT[place + 1 :])


@pytest.mark.parametrize("spelled", [TEXT[:-1], TEXT + "A", TEXT + "=", " " + TEXT, TEXT[::-1], ""])
def test_a_code_has_one_spelling(spelled: str) -> None:
    with pytest.raises(CodeNotGenuine):
        CODES.read(spelled)


def test_letters_that_only_look_alike_are_refused() -> None:
    with pytest.raises(CodeNotGenuine):
        CODES.read(TEXT.replace("S", "\u017f"))  # its upper case is S


@given(text=st.text(max_size=300))
def test_no_other_text_is_a_code(text: str) -> None:
    with pytest.raises(CodeNotGenuine):
        CODES.read(text)


def test_the_previous_key_still_verifies_and_the_one_before_does_not() -> None:
    assert CODES.read(Codes([OLDEST, PREVIOUS]).make(payload())) == payload()
    with pytest.raises(CodeNotGenuine):
        CODES.read(Codes([OLDEST]).make(payload()))


def test_a_code_signed_by_strangers_is_refused() -> None:
    with pytest.raises(CodeNotGenuine):
        CODES.read(Codes(["some-other-key"]).make(payload()))


@pytest.mark.parametrize("keys", [[], [""], ["a-key", ""]])
def test_no_code_is_made_without_a_key(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="key"):
        Codes(keys)


def test_a_code_stays_in_the_compact_alphanumeric_mode_of_qr() -> None:
    picture = Image.open(io.BytesIO(base64.b64decode(png(TEXT).data)))
    modules = picture.width // 8 - 2 * 4
    assert modules == 41
    assert set(TEXT) <= set(BASE32)


def test_codes_are_read_exactly_by_two_independent_decoders(tmp_path: Path) -> None:
    texts = [CODES.make(payload(number)) for number in range(count(60, 500))]
    for number, text in enumerate(texts):
        (tmp_path / f"{number:03d}.png").write_bytes(base64.b64decode(png(text).data))
    pictures = sorted(tmp_path.glob("*.png"))
    assert [zxingcpp.read_barcodes(Image.open(picture))[0].text for picture in pictures] == texts
    assert _read_by_zbar(pictures) == texts


def test_the_svg_shows_the_same_code_as_the_png() -> None:
    image = svg(TEXT)
    assert image.media_type == "image/svg+xml"
    assert 'fill="white"' in image.data or "fill:white" in image.data.replace(" ", "")
    assert "<script" not in image.data


def _read_by_zbar(pictures: list[Path]) -> list[str]:
    script = Path(__file__).parent / "read_by_zbar.mjs"
    done = subprocess.run(
        ["node", str(script)],
        input=json.dumps([_grey(picture) for picture in pictures]),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
    texts: list[str] = json.loads(done.stdout)
    return texts


def _grey(picture: Path) -> dict[str, object]:
    image = Image.open(picture).convert("L")
    return {"width": image.width, "height": image.height, "grey": base64.b64encode(image.tobytes()).decode()}
