"""The English of docstrings and headers begins with the noun it is about, or with an imperative."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import ROOT
from tests.setup.sources import tracked_files

OPENERS = re.compile(
    r"(What|Who|Whoever|Whom|Whose|Whether|Where|Wherever|How|However|When|Whenever|Which|Whichever|Whatever)\b"
)
# Comments of pages that stand at the top of a file or before an export.
HEADER = re.compile(r"/\*\*(.*?)\*/", re.DOTALL)
EXPORT = re.compile(r"\s*(@\w+(\([^)]*\))?\s*)*(export\b|import\b|$)")
AREAS = {
    "functions/loyalty/domain": 0.03,
    "functions/loyalty/store": 0.03,
    "functions/loyalty/push": 0.03,
    "functions/loyalty/errors": 0.03,
    "functions/loyalty/services": 0.03,
    "functions/loyalty/entrypoints": 0.03,
    "web": 0.03,
    "scripts": 0.03,
    "tests": 0.03,
}


def docstrings(source: str) -> Iterator[str]:
    """The docstrings of a module, its classes and its functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield text


def headers(source: str) -> Iterator[str]:
    """The comments of a page's file at its top and before its exports, without their stars."""
    for found in HEADER.finditer(source):
        if not source[: found.start()].strip() or EXPORT.match(source, found.end()):
            yield re.sub(r"(?m)^\s*\*?\s*", "", found[1]).strip()


def sentences(area: str) -> list[tuple[Path, str]]:
    """The beginnings of all docstrings and headers of an area, with their files."""
    python = ((path, text) for path in tracked_files(f"{area}/**.py") for text in docstrings(path.read_text()))
    pages = ((path, text) for path in tracked_files(f"{area}/**.ts") for text in headers(path.read_text()))
    return [*python, *pages]


@pytest.mark.parametrize("area", AREAS)
def test_first_sentences_begin_with_a_noun_or_an_imperative(area: str) -> None:
    found = sentences(area)
    opened = [f"{path.relative_to(ROOT)}: {text.splitlines()[0]}" for path, text in found if OPENERS.match(text)]
    share = len(opened) / len(found)
    print(f"{area}: {len(opened)} of {len(found)}, {share:.1%}")  # noqa: T201 - the measured share
    assert share <= AREAS[area], "\n".join(opened)


def test_the_counter_sees_modules_classes_functions_headers_and_exports() -> None:
    python = '"""What it is."""\nclass One:\n    """A class."""\n    def two(self):\n        """Whether it is."""\n'
    assert [bool(OPENERS.match(text)) for text in docstrings(python)] == [True, False, True]
    page = (
        "/** What it is. */\nimport a;\n/** Inner. */\nconst b = 1;\n/**\n * Where it is.\n */\nexport const c = 1;\n"
    )
    assert list(headers(page)) == ["What it is.", "Where it is."]
