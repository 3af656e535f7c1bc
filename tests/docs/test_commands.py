"""The commands that pages, docstrings and the Makefile name are there, and the clinic's app has each as a module."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts.bench.__main__ import app as bench
from scripts.clinic.__main__ import COMMANDS, app_for, summary_of

HOUSE = Path(__file__).parents[2]
NAMED = re.compile(r"(?:-m|\$\(RUN\)) (scripts(?:\.\w+)+)(?: ([a-z][a-z-]*\b))?")
PLACES = [
    *(HOUSE / "README.md", HOUSE / "Makefile"),
    *sorted((HOUSE / "docs").rglob("*.md")),
    *sorted((HOUSE / "scripts").rglob("*.py")),
]


def commands_of(package: str) -> set[str]:
    """The commands of a package that has several; of another nothing."""
    benches = {command.name or getattr(command.callback, "__name__", "") for command in bench.registered_commands}
    several = {"scripts.clinic": set(COMMANDS), "scripts.stack": {"exec", "serve", "stop"}, "scripts.bench": benches}
    return several.get(package, set())


def test_every_command_that_is_named_exists() -> None:
    named = {found for place in PLACES for found in NAMED.findall(place.read_text())}
    assert {module for module, _ in named} >= {"scripts.setup", "scripts.stack", "scripts.demo", "scripts.clinic"}
    assert [module for module, _ in named if not runs(module)] == []
    unknown = [
        (module, name) for module, name in named if commands_of(module) and name not in {"", *commands_of(module)}
    ]
    assert unknown == []


def runs(module: str) -> bool:
    """True if `python -m` can run it."""
    spec = find_spec(module)
    return spec is not None and (not spec.submodule_search_locations or find_spec(f"{module}.__main__") is not None)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_a_clinic_is_summed_up_and_helps(name: str) -> None:
    assert len(summary_of(name)) in range(20, 121)
    shown = CliRunner().invoke(app_for([name]), [name, "--help"])
    assert shown.exit_code == 0
    assert re.search(rf"Usage: .* {name}\b", shown.stdout)


def test_the_list_of_commands_loads_none_of_them() -> None:
    code = "import sys; from scripts.clinic.__main__ import app_for; app = app_for(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.startswith("scripts.clinic.")} == {"scripts.clinic.__main__"}
    assert not loaded & {"google.cloud.firestore", "loyalty"}
