"""The house stays easy to read: small modules, short functions, and no word of what is unfinished."""

import ast
import re
from pathlib import Path

import pytest

from scripts import ROOT
from tests.setup.sources import tracked_files

LONGEST_MODULE, LONGEST_FUNCTION = 400, 50
GENERATED = ".gen.ts"


MODULES = [path for path in tracked_files("*.py", "*.ts", "*.mjs", "*.cjs") if not path.name.endswith(GENERATED)]


def test_no_module_is_longer_than_400_lines() -> None:
    assert len(MODULES) > 50
    lengths = {path.relative_to(ROOT): len(path.read_text().splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


@pytest.mark.parametrize("path", tracked_files("*.py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_longer_than_50_lines(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", tracked_files("*.py", "*.ts"), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_left_undone_or_skipped(path: Path) -> None:
    undone = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|mark\.(skip|xfail)|pytest\.skip|test\.(skip|only)\(")
    assert undone.findall(path.read_text()) == []
