"""No condition of the rules is there in vain: take any one away, and some case of the table is answered differently."""

from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.rules.cases.case import Case
from tests.rules.clinic import DOCUMENTS
from tests.rules.emulator import Project
from tests.rules.mutants import Mutant, mutants
from tests.rules.table import CASES, is_allowed
from tests.support.counts import count

AT_ONCE = 4


def test_taking_any_one_condition_away_is_noticed(
    emulator: httpx.Client, untouched_project_id: str, rules: str
) -> None:
    every = list(mutants(rules))
    assert len(every) > rules.count("&&") + rules.count("||")
    every = every[:: count(20, 1)]

    def unnoticed(turn: int) -> list[str]:
        project = Project(emulator, f"{untouched_project_id}-{turn}")
        project.put(DOCUMENTS)
        return [str(mutant) for mutant in every[turn::AT_ONCE] if not _is_noticed(project, mutant)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert [mutant for found in pool.map(unnoticed, range(AT_ONCE)) for mutant in found] == []


def _is_noticed(project: Project, mutant: Mutant) -> bool:
    """True if a case gets another answer; each case leaves the project's documents as they were."""
    project.load_rules(mutant.text)
    return any(is_allowed(project, case) != case.allowed for case in _likeliest_first(mutant))


def _likeliest_first(mutant: Mutant) -> list[Case]:
    """Every case; first those that the change can turn, and of them those about the most of what it touches."""

    def unlikeliness(case: Case) -> tuple[bool, int]:
        return case.allowed is mutant.loosens, -len(mutant.touches.intersection(case.about.split()))

    return sorted(CASES, key=unlikeliness)
