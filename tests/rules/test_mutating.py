"""The mutants that are made, shown on rules of a few lines."""

import pytest

from tests.rules.mutants import mutants, without_comments

RULES = """\
service cloud.firestore {
  match /doors/{door} {
    // A key && a name, or !nothing; 7 of them.
    function opens(key) {
      return key.size() >= 4 && (key.kind in ['brass', 'steel'] || !door.locked);
    }
    function key() {
      return get(/keys/$(door)).data;
    }
    allow read: if opens(key());
    match /bolts/{bolt} {
      allow create, delete: if bolt == 'a && b';
    }
  }
}
"""


def _changes(part: str) -> list[str]:
    return [mutant.change for mutant in mutants(RULES) if mutant.part == part]


@pytest.mark.parametrize(
    "change",
    [
        "'key.size() >= 4' becomes 'true'",
        "\"key.kind in ['brass', 'steel'] || !door.locked\" becomes 'true'",
        "\"key.kind in ['brass', 'steel']\" becomes 'false'",
        "'!door.locked' becomes 'false'",
        "'!' becomes ''",
        "'4' becomes '3'",
        "'4' becomes '5'",
        "\"['brass', 'steel']\" becomes \"['steel']\"",
        "\"['brass', 'steel']\" becomes \"['brass']\"",
    ],
)
def test_each_condition_bound_and_listed_value_of_a_function_is_taken_away(change: str) -> None:
    assert change in _changes("opens")


def test_a_list_loses_each_of_its_values_over_several_lines_too() -> None:
    broken = RULES.replace("['brass', 'steel']", "['brass',\n        'steel']")
    changes = [mutant.change for mutant in mutants(broken) if mutant.part == "opens"]
    assert "\"['brass', 'steel']\" becomes \"['steel']\"" in changes
    assert "\"['brass', 'steel']\" becomes \"['brass']\"" in changes


def test_nothing_else_of_a_function_is_changed() -> None:
    assert len(_changes("opens")) == 9
    assert _changes("key") == []


def test_each_allow_loses_its_condition_itself_and_each_of_its_methods() -> None:
    assert _changes("doors") == [
        "'read' becomes 'list'",
        "'read' becomes 'get'",
        "'opens(key())' becomes 'true'",
        "'opens(key())' becomes 'false'",
    ]
    assert "'create, delete' becomes 'create'" in _changes("bolts")
    assert "\"bolt == 'a && b'\" becomes 'false'" in _changes("bolts")


def test_a_mutant_differs_from_the_rules_in_the_line_it_names() -> None:
    for mutant in mutants(RULES):
        changed = zip(RULES.splitlines(), mutant.text.splitlines(), strict=True)
        assert [number for number, (was, now) in enumerate(changed, 1) if was != now] == [mutant.line]


def test_comments_are_blank_and_keep_their_length() -> None:
    assert len(without_comments(RULES)) == len(RULES)
    assert "7 of them" not in without_comments(RULES)
