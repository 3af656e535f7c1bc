"""The bundles: small enough, from our own origin, with one place for Firebase and a word for every refusal."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"
DIST = WEB / "dist"
KB = 1000
MODULES = (
    path
    for folder in ("shared", "patient", "desk", "manager", "worker", "build")
    for path in (WEB / folder).rglob("*.ts")
)
SOURCES = sorted(path for path in MODULES if not path.name.endswith((".test.ts", ".fixture.ts")))
REFUSALS = ("refusals.ts", "visit-refusals.ts", "sheet-refusals.ts")
FIREBASE = {WEB / "shared" / "api", *(WEB / page / "firestore" for page in ("patient", "desk", "manager"))}
LINKED = re.compile(r'(?:src|href)="(/assets/[^"]+\.(?:js|css))"')
OWN_CODES = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
# The lists of what a desk never meets, in the pages' module about refusals.
NEVER_AT_A_DESK = re.compile(r"^type (?:OfNoPage|OfPatients) = Codes<(.*?)>;$", re.MULTILINE | re.DOTALL)
OF_MANAGERS = re.compile(r"^export type OfManagers = Codes<(.*?)>;$", re.MULTILINE | re.DOTALL)


def first_load(page: str) -> int:
    """Gzipped bytes of a page with every script and style it names: what comes before anything is loaded on demand."""
    document = DIST / page
    files = [document, *(DIST / path.lstrip("/") for path in LINKED.findall(document.read_text()))]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def gzipped(name: str) -> int:
    """Gzipped bytes of the built script of this name."""
    (file,) = (DIST / "assets").glob(f"{name}-*.js")
    return len(gzip.compress(file.read_bytes(), 9))


def test_the_patient_app_starts_with_thirty_six_kb_before_firestore() -> None:
    assert first_load("index.html") <= 36 * KB


def test_the_home_screen_brings_ten_kb_and_the_other_screens_come_when_they_are_opened() -> None:
    assert gzipped("home") <= 10 * KB
    screens = ("history", "wallet", "bank", "reminders", "rewards", "appointments", "offers", "gallery", "code")
    for part in (*(f"{screen}-screen" for screen in screens), "ways-list", "messaging"):
        assert gzipped(part) > 0


def test_the_desk_loads_seventy_kb_before_the_camera() -> None:
    assert first_load("desk/index.html") <= 70 * KB


def test_the_managers_page_loads_seventy_five_kb_before_firestore() -> None:
    assert first_load("manager/index.html") <= 75 * KB


@pytest.mark.parametrize("page", ["index.html", "desk/index.html", "manager/index.html"])
def test_a_page_holds_no_inline_script_or_style(page: str) -> None:
    document = (DIST / page).read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", document)


def test_only_the_firebase_folder_knows_firebase() -> None:
    outside = [path for path in SOURCES if path.parent not in FIREBASE]
    assert outside
    assert [
        str(path) for path in outside if re.search(r"""(?:from|import\()\s*["']firebase/""", path.read_text())
    ] == []


def test_what_the_pages_share_knows_none_of_them() -> None:
    shared = [path for path in SOURCES if path.is_relative_to(WEB / "shared")]
    assert shared
    assert [
        str(path) for path in shared if re.search(r"""["'](?:\.\./)+(?:desk|patient|manager)/""", path.read_text())
    ] == []


def test_no_folder_of_the_pages_holds_more_than_twenty_modules() -> None:
    modules = Counter(path.parent for path in SOURCES if not path.name.endswith(".styles.ts"))
    assert len(modules) > 20
    assert {str(folder): many for folder, many in modules.items() if many > 20} == {}


@pytest.mark.parametrize("page", ["desk", "manager"])
def test_a_page_of_staff_does_not_start_with_the_firestore_library(page: str) -> None:
    scripts = [path for path in LINKED.findall((DIST / page / "index.html").read_text()) if path.endswith(".js")]
    assert scripts
    assert [path for path in scripts if "google.firestore" in (DIST / path.lstrip("/")).read_text()] == []


def test_the_desk_has_a_word_for_every_refusal_that_it_can_meet() -> None:
    refusals = (ROOT / "docs" / "callables.md").read_text().split("## Refusals")[1].split("|---|---|")[1]
    rows = [line for line in refusals.splitlines() if line.startswith("|")]
    module = (WEB / "shared" / "api" / "refusals.ts").read_text()
    lists = NEVER_AT_A_DESK.findall(module)
    never = {code for named in lists for code in re.findall(r'"([a-z-]+)"', named)}
    elsewhere = never | {code for named in OF_MANAGERS.findall(module) for code in re.findall(r'"([a-z-]+)"', named)}
    codes = {code for row in rows for code in OWN_CODES.findall(row.split("|")[2])} - elsewhere
    words = "".join((WEB / "desk" / "acts" / name).read_text() for name in REFUSALS)
    assert len(lists) == 2
    assert len(never) <= 20
    assert len(codes) >= 70
    assert sorted(code for code in codes if not re.search(rf'^  "?{code}"?: ', words, re.MULTILINE)) == []


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    modules = [path for path in SOURCES if not path.name.endswith((".styles.ts", ".gen.ts"))]
    assert [str(path) for path in modules if len(path.read_text().splitlines()) > 400] == []


def test_an_asset_that_is_missing_for_a_moment_is_not_kept_as_missing(hosting_url: str) -> None:
    answer = httpx.get(f"{hosting_url}/assets/home-of-another-version.js")
    kept = answer.headers.get("cache-control", "")
    assert answer.status_code == 404
    assert "immutable" not in kept
    assert all(int(seconds) <= 600 for seconds in re.findall(r"(?:max-age|s-maxage)=(\d+)", kept))
