"""Every case of the table: who may read and write what, under the rules as they are."""

import re

import pytest

from tests.rules.cases.case import Case
from tests.rules.emulator import Project
from tests.rules.mutants import without_comments
from tests.rules.table import CASES, is_allowed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_the_rules_allow_and_refuse_as_agreed(case: Case, clinic_under_rules: Project) -> None:
    assert is_allowed(clinic_under_rules, case) == case.allowed


def test_every_case_has_a_sentence_of_its_own() -> None:
    sentences = [case.sentence for case in CASES]
    assert len(set(sentences)) == len(sentences)


def test_every_case_is_about_something_that_the_rules_have(rules: str) -> None:
    names = set(re.findall(r"\w+", without_comments(rules)))
    assert {name for case in CASES for name in case.about.split()} <= names
