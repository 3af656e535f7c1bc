"""The emulator's own report says that the cases try every `allow` both ways."""

from typing import Any

import httpx

from tests.rules.clinic import DOCUMENTS
from tests.rules.emulator import Project
from tests.rules.mutants import allowed_if, without_comments
from tests.rules.table import CASES, is_allowed

# A few cases from everywhere, then others: the emulator's report grows with every case, and the first often do.
STRIDE = 12


def test_every_allow_was_evaluated_both_true_and_false(emulator: httpx.Client, project_id: str, rules: str) -> None:
    project = Project(emulator, project_id)
    project.load_rules(rules)
    project.put(DOCUMENTS)
    allows = [condition.start for condition in allowed_if(without_comments(rules))]
    assert len(allows) == without_comments(rules).count("allow ")
    one_sided = allows
    for first in range(STRIDE):
        for case in CASES[first::STRIDE]:
            is_allowed(project, case)
        one_sided = _one_sided(project, allows)
        if not one_sided:
            break
    lines = rules.splitlines()
    assert [lines[rules.count("\n", 0, start)].strip() for start in one_sided] == []


def _one_sided(project: Project, allows: list[int]) -> list[int]:
    """Where an allow begins that was not evaluated both ways so far."""
    seen = {each["sourcePosition"]["currentOffset"]: _verdicts(each) for each in project.coverage()}
    return [start for start in allows if seen.get(start, set()) != {True, False}]


def _verdicts(expression: dict[str, Any]) -> set[bool]:
    values = [each["value"] for each in expression.get("values", [])]
    return {value["boolValue"] for value in values if "boolValue" in value}
