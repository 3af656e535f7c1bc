"""The region of the database, the functions and their callers is one: `firestore.location` of firebase.json.

The functions and the pages cannot read that file, so they and the docs name it again, and what they name is compared.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scripts import ROOT
from scripts.stack import REGION
from tests.setup.sources import tracked_files

CONTINENTS = "africa|asia|australia|europe|me|northamerica|southamerica|us"
NAMED = re.compile(rf"\b(?:(?:{CONTINENTS})-[a-z]+\d+|nam\d|eur\d)\b")
PLACES = {
    "the functions": ("functions/*.py", "functions/*.yaml", "functions/*.env"),
    "the scripts": ("scripts/*",),
    "the pages": ("web/*.ts", "web/*.html", "web/*.json"),
    "the docs": ("*.md",),
    "the settings": ("firebase.json", "Makefile", "package.json", "pyproject.toml"),
}


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """The Firebase CLI's configuration."""
    read: dict[str, Any] = json.loads((ROOT / "firebase.json").read_text())
    return read


def _regions(paths: list[Path]) -> list[str]:
    return [region for path in paths for region in NAMED.findall(path.read_text(encoding="utf-8"))]


def test_the_scripts_read_the_region_where_the_database_gets_it(settings: dict[str, Any]) -> None:
    assert settings["firestore"]["location"] == REGION


@pytest.mark.parametrize("place", PLACES)
def test_no_place_names_another_region(place: str) -> None:
    assert set(_regions(tracked_files(*PLACES[place]))) <= {REGION}


def test_the_functions_name_the_region_and_only_once() -> None:
    assert _regions(tracked_files("functions/*.py")) == [REGION]


def test_the_pages_and_the_scripts_never_name_the_region() -> None:
    assert _regions(tracked_files("web/*.ts")) == []
    assert _regions(tracked_files("scripts/*")) == []


@pytest.mark.parametrize("text", ['region: "europe-west1"', "--location nam5", "us-central1-docker.pkg.dev"])
def test_a_region_is_recognised(text: str) -> None:
    assert NAMED.search(text)
