"""docs/where.md leads somewhere: each row has a test, each named path exists, and links reach a heading."""

import re
from pathlib import Path

import pytest

from scripts import ROOT

PAGE = ROOT / "docs" / "where.md"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
OURS = re.compile(r"`((?:functions|web|scripts|tests|docs)/[\w./-]+|firestore\.[\w.]+|firebase\.json)`")
# Made by the build, by set-up or by whoever deploys; never committed.
MADE = {"web/dist", "functions/venv", "functions/.env", "functions/.env.local", "functions/.secret.local"}
ROW = re.compile(r"^\| (?!I want|---)(.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def _anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_row_names_a_file_a_test_and_a_page() -> None:
    rows = ROW.findall(PAGE.read_text())
    assert len(rows) >= 30
    for wish, files, tests, page in rows:
        assert OURS.findall(files), wish
        assert [path for path in OURS.findall(tests) if path.startswith("tests/") or path.endswith(".test.ts")], wish
        assert re.fullmatch(r"\[.+\]\(.+\)", page), wish


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = {path.rstrip("/") for path in OURS.findall(page.read_text())} - MADE
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_heading_finds_it(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]*)#([^)]+)\)", page.read_text())
    assert [(to, name) for to, name in links if name not in _anchors(page.parent / to if to else page)] == []
