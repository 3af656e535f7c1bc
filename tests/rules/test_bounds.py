"""Bounds are said once, by the models of documents and bodies: the docs say the same numbers."""

from __future__ import annotations

import re

import pytest

from loyalty.entrypoints.services import COUNTER, OFFICE
from scripts import ROOT
from scripts.contracts.bounds import RULES, Bounds, lengths_of, numbers_of, rule_model

DATA = (
    (ROOT / "docs" / "data.md").read_text().partition("\n## `clinics/{clinic}/rules/{name}`")[2].partition("\n## ")[0]
)
CALLABLES = (ROOT / "docs" / "callables.md").read_text()
# Fields whose least is that of another field.
BY_ANOTHER_FIELD = {("reminders", "nudge_days"), ("reminders", "extension_days")}
CALLS = {**COUNTER.calls, **OFFICE.calls}


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
