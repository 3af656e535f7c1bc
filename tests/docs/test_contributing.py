"""CONTRIBUTING.md and the workflow of a public forge name what is there, and the workflow runs the same as anybody."""

import json
import re
import subprocess
import sys
from pathlib import Path

from scripts import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "test.yml"


def test_contributing_names_only_verbs_that_exist() -> None:
    verbs = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", (ROOT / "CONTRIBUTING.md").read_text()))
    assert named >= {"test", "lint", "format", "contracts"}
    assert named <= verbs


def test_the_workflow_fits_its_schema() -> None:
    command: list[str | Path] = [
        Path(sys.executable).parent / "check-jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        WORKFLOW,
    ]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_workflow_runs_make_test_with_the_versions_that_the_project_names() -> None:
    text = WORKFLOW.read_text()
    assert re.findall(r"run: (.*)", text) == ["make test"]
    (node,) = re.findall(r"\d+", json.loads((ROOT / "package.json").read_text())["engines"]["node"])[:1]
    assert re.findall(r'(python|node)-version: "([\d.]+)"', text) == [("python", "3.11"), ("node", node)]
    assert re.findall(r"uses: \S+@(.*)", text)
    assert all(re.fullmatch(r"v\d+\.\d+\.\d+", pin) for pin in re.findall(r"uses: \S+@(.*)", text))
