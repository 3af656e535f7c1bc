"""The picture of the README: composed from the photographs, light and dark, and small enough to load at once."""

import re

import pytest
from PIL import Image, ImageChops

from scripts import ROOT
from scripts.screens.together import FOLDER, SCHEMES, SHADES, compose

LARGEST = 300_000  # bytes


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_picture_is_what_the_photographs_compose(scheme: str) -> None:
    path = FOLDER / f"together-{scheme}.png"
    kept, composed = Image.open(path).convert("RGB"), compose(scheme).convert("RGB")
    assert kept.size == composed.size
    differences = ImageChops.difference(kept, composed).getextrema()
    assert max(most for _, most in differences) <= SHADES  # type: ignore[misc]
    assert path.stat().st_size < LARGEST


def test_the_readme_shows_it_by_the_readers_scheme() -> None:
    (picture,) = re.findall(r"<picture>.*?</picture>", (ROOT / "README.md").read_text(), re.DOTALL)
    assert 'media="(prefers-color-scheme: dark)" srcset="docs/screens/together-dark.png"' in picture
    assert 'src="docs/screens/together-light.png"' in picture
