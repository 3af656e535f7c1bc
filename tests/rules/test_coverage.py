"""The emulator's own report says that the cases try every `allow` both ways."""

from collections import Counter
from typing import Any

import httpx

from tests.rules.cases.case import Case
from tests.rules.clinic import DOCUMENTS
from tests.rules.documents import Commit
from tests.rules.emulator import Project
from tests.rules.mutants import allowed_if, without_comments
from tests.rules.table import CASES, is_allowed

# So many cases to a project: the emulator's report grows with every case, and takes the longer to make.
IN_A_PROJECT = 200


def test_every_allow_was_evaluated_both_true_and_false(
    emulator: httpx.Client, untouched_project_id: str, rules: str
) -> None:
    allows = [condition.start for condition in allowed_if(without_comments(rules))]
    assert len(allows) == without_comments(rules).count("allow ")
    seen: dict[int, set[bool]] = {start: set() for start in allows}
    one_sided = allows
    for first in range(0, len(CASES), IN_A_PROJECT):
        project = Project(emulator, f"{untouched_project_id}-{first}")
        project.load_rules(rules)
        project.put(DOCUMENTS)
        for case in _of_every_kind_first()[first : first + IN_A_PROJECT]:
            is_allowed(project, case)
        for each in project.coverage():
            seen.setdefault(each["sourcePosition"]["currentOffset"], set()).update(_verdicts(each))
        one_sided = [start for start in allows if seen[start] != {True, False}]
        if not one_sided:
            break
    lines = rules.splitlines()
    assert [lines[rules.count("\n", 0, start)].strip() for start in one_sided] == []


def _of_every_kind_first() -> list[Case]:
    """The first case of each kind, then the second of each, and so on: so few are needed."""
    turn: Counter[object] = Counter()

    def turn_of(case: Case) -> int:
        turn[_kind(case)] += 1
        return turn[_kind(case)]

    return sorted(CASES, key=turn_of)


def _kind(case: Case) -> object:
    """The operation of a case, its collections, and its expected answer."""
    operation = case.operation
    if not isinstance(operation, Commit):
        return type(operation), _collections(operation.path), case.allowed
    writes = [(type(write), _collections(write.path), write.path in DOCUMENTS) for write in operation.writes]
    return tuple(writes), case.allowed


def _collections(path: str) -> tuple[str, ...]:
    return tuple(path.split("/")[::2])


def _verdicts(expression: dict[str, Any]) -> set[bool]:
    values = [each["value"] for each in expression.get("values", [])]
    return {value["boolValue"] for value in values if "boolValue" in value}
