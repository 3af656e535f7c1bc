"""The emulator's own report says that the cases try every `allow` both ways."""

from typing import Any

import httpx

from tests.rules.clinic import DOCUMENTS
from tests.rules.emulator import Project
from tests.rules.mutants import allowed_if, without_comments
from tests.rules.table import CASES, is_allowed


def test_every_allow_was_evaluated_both_true_and_false(emulator: httpx.Client, project_id: str, rules: str) -> None:
    project = Project(emulator, project_id)
    project.load_rules(rules)
    project.put(DOCUMENTS)
    for case in CASES:
        is_allowed(project, case)
    seen = {each["sourcePosition"]["currentOffset"]: _verdicts(each) for each in project.coverage()}
    allows = [condition.start for condition in allowed_if(without_comments(rules))]
    assert len(allows) == without_comments(rules).count("allow ")
    lines = rules.splitlines()
    one_sided = [start for start in allows if seen.get(start, set()) != {True, False}]
    assert [lines[rules.count("\n", 0, start)].strip() for start in one_sided] == []


def _verdicts(expression: dict[str, Any]) -> set[bool]:
    values = [each["value"] for each in expression.get("values", [])]
    return {value["boolValue"] for value in values if "boolValue" in value}
