"""Bounds are said once, by the models of documents: the security rules and the docs say the same numbers."""

from __future__ import annotations

import re

import pytest

from loyalty.entrypoints.managed.rules import LONGEST_LIFE
from loyalty.entrypoints.services import COUNTER, OFFICE
from scripts import ROOT
from scripts.contracts.bounds import RULES, Bounds, lengths_of, numbers_of, rule_model

SECURITY_RULES = (ROOT / "firestore.rules").read_text()
DATA = (
    (ROOT / "docs" / "data.md").read_text().partition("\n## `clinics/{clinic}/rules/{name}`")[2].partition("\n## ")[0]
)
CALLABLES = (ROOT / "docs" / "callables.md").read_text()
# What the security rules hold against another field instead of a number: the number is then that field's.
BY_ANOTHER_FIELD = {("reminders", "nudge_days"): "least", ("reminders", "extension_days"): "least"}
# The functions publish these: longer than the security rules can look through, or of owners alone.
BY_THE_FUNCTIONS = {"tiers", "memberships", "governance"}
CALLS = {**COUNTER.calls, **OFFICE.calls}


def checks_of(rule: str) -> str:
    """The body of the function that checks a rule, and of what it shares with another."""
    function = "is" + "".join(part.title() for part in rule.split("_"))
    body: str
    (body,) = re.findall(rf"function {function}\(data\) \{{(.*?)\n        \}}", SECURITY_RULES, re.DOTALL)
    return body + (checks_of("exchange") if "isExchange(data)" in body else "")


def held_by_rules(rule: str, field: str) -> Bounds:
    """The bounds that the security rules hold a field to."""
    checks = checks_of(rule)
    if caps := re.search(rf"areForEveryRole\(data\.{field}, (\d+)\)", checks):
        return Bounds(0, int(caps[1]))
    value = rf"data\.(?:{field}|get\('{field}', (?:\d+|null)\))"
    found = re.search(rf"isBetween(?:OrNull)?\({value}, (.+?), (.+?)\)(?=[;\n ])", checks)
    assert found, f"the security rules do not look at {rule}.{field}"
    least, most = (int(bound) if bound.isdigit() else None for bound in found.groups())
    return Bounds(least, most)


@pytest.mark.parametrize("rule", sorted(set(RULES) - BY_THE_FUNCTIONS))
def test_the_security_rules_hold_every_number_of_a_rule_to_the_bounds_of_its_model(rule: str) -> None:
    expected = {}
    for field, bounds in numbers_of(rule_model(rule)).items():
        if field == "tier_bonus_bp":  # the rules cannot look into a map of any keys: the functions refuse it when read
            continue
        other = BY_ANOTHER_FIELD.get((rule, field))
        expected[field] = bounds._replace(**{other: None}) if other else bounds
    assert {field: held_by_rules(rule, field) for field in expected} == expected


def test_the_longest_life_is_the_same_in_the_security_rules() -> None:
    (said,) = re.findall(r"isBetween\(data\.life_count, 1, \{(.*?)\}\[data\.life_unit\]\)", SECURITY_RULES)
    assert {unit: int(most) for unit, most in re.findall(r"'(\w+)': (\d+)", said)} == LONGEST_LIFE


@pytest.mark.parametrize("rule", RULES)
def test_the_docs_say_the_bounds_of_every_number_of_a_rule(rule: str) -> None:
    (row,) = re.findall(rf"^\| `{rule}` \|.*$", DATA, re.MULTILINE)
    parts = [part.replace(",", "") for part in re.split(r" · ", row)]
    for field, (least, most) in numbers_of(rule_model(rule)).items():
        part = min((part for part in parts if f"`{field}`" in part), key=lambda part: part.index(f"`{field}`"))
        if "as above" in part:
            continue
        said = part[part.index(f"`{field}`") :]
        if field != "life_count":
            assert f" {most}" in said or f"({least} to {most}" in said, (field, said)
        numbers = [int(number) for number in re.findall(r"(?<![\w.-])\d+", said)]
        assert least in numbers or (rule, field) in BY_ANOTHER_FIELD, (field, said)


@pytest.mark.parametrize("name", CALLS)
def test_the_docs_say_no_other_length_of_a_text_or_list_than_the_body_has(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \|.*$", CALLABLES, re.MULTILINE)
    lengths = lengths_of(CALLS[name].body)
    for field, least, most in re.findall(r"`(\w+)` \((\d+) to (\d+)[ ,)]", re.sub(r"(?<=\d),(?=\d)", "", row)):
        if field in lengths:
            assert Bounds(int(least) or None, int(most)) == lengths[field], field
