"""Every path of the rules, by eight kinds of people: what is not in the short list of who reads is refused.

The paths are read out of the rules themselves, so that a new one is held to this by itself.
"""

import re
from collections.abc import Iterator

import pytest

from tests.rules import clinic as c
from tests.rules.cases.case import Case, may_not
from tests.rules.documents import Commit, Document, Get, Query, Write, delete, write
from tests.rules.emulator import Project
from tests.rules.table import is_allowed

KINDS = {
    "nobody": c.NOBODY,
    "a guest": c.GUEST,
    "another patient": c.BEN,
    "the front desk": c.DESK,
    "a former member of the front desk": c.FORMER_DESK,
    "a desk of another clinic": c.DESK_ELSEWHERE,
    "a manager of another clinic": c.MANAGER_ELSEWHERE,
    "an owner of another clinic": c.OWNER_ELSEWHERE,
}
SIGNED_IN = frozenset(KINDS) - {"nobody"}
WITH_AN_ADDRESS = SIGNED_IN - {"a guest"}
# Who of them reads what, one by one and as a list; all else is refused to all of them.
READ_ONE = {
    "": SIGNED_IN,
    **dict.fromkeys(("locations", "services", "rewards", "reward_stock", "offers"), SIGNED_IN),
    "rules": WITH_AN_ADDRESS,
    **dict.fromkeys(("gallery", "gallery/images"), SIGNED_IN),  # while the person consents
}
READ_ALL = dict.fromkeys(("locations", "services", "rewards", "reward_stock", "offers"), SIGNED_IN)


def paths_of(rules: str) -> list[str]:
    """Every path that the rules match, below a clinic, with the names of its wildcards: the clinic itself is ""."""
    found, open_matches = [], list[tuple[int, str]]()
    for line in rules.splitlines():
        indent = len(line) - len(line.lstrip())
        while open_matches and indent <= open_matches[-1][0] and line.strip():
            open_matches.pop()
        if matched := re.match(r"\s*match (/\S+) \{", line):
            open_matches.append((indent, matched[1]))
            found.append("".join(path for _, path in open_matches))
    root = "/databases/{database}/documents/clinics/{clinic}"
    return [path.removeprefix(root).removeprefix("/") for path in found if path.startswith(root)]


def filled(path: str) -> str:
    """A path with ids for its wildcards: those of the clinic of the cases, where it has such documents."""
    known = {
        "patient": c.ANA,
        "person": c.MANAGER,
        "name": "earning",
        "version": "1",
        "pair": "shown",
        "side": "before",
        "reward": "facial",
    }
    named = re.sub(r"\{(\w+)\}", lambda wild: known.get(wild[1], "north"), path)
    return f"{c.CLINIC}/{named}".rstrip("/")


def cases(path: str) -> Iterator[Case]:
    """Every way into a path for each kind, unless it is in the list."""
    document, collections = filled(path), re.sub(r"/?\{\w+\}", "", path)
    kept: Document = c.DOCUMENTS.get(document, {"name": "x"})
    for who, uid in KINDS.items():
        ways: dict[str, tuple[Get | Query | Commit, frozenset[str]]] = {
            "reads": (Get(document), READ_ONE.get(collections, frozenset())),
            "lists": (Query(document.rpartition("/")[0]), READ_ALL.get(collections, frozenset())),
            "makes": (write(f"{document}-new", kept), frozenset()),
            "writes": (Commit((Write(document, {**kept, "name": "changed"}),)), frozenset()),
            "removes": (delete(document), frozenset()),
        }
        for does, (operation, allowed) in ways.items():
            if who not in allowed:
                yield may_not(collections, f"{who} {does} {path or 'the clinic'}", uid, operation)


def test_the_paths_are_those_of_the_rules(rules: str) -> None:
    assert len(paths_of(rules)) == len(re.findall(r"^ *match /", rules, re.MULTILINE)) - 1
    assert {"", "patients/{patient}/entries/{entry}", "rules/{name}/history/{version}"} <= set(paths_of(rules))


def test_a_new_path_that_lets_anybody_in_would_be_found() -> None:
    planted = """
    match /databases/{database}/documents {
      match /clinics/{clinic} {
        match /drafts/{draft} {
          allow read: if true;
          match /pages/{page} {
          }
        }
        match /notes/{note} {
        }
      }
    }"""
    assert paths_of(planted) == ["", "drafts/{draft}", "drafts/{draft}/pages/{page}", "notes/{note}"]
    assert filled("drafts/{draft}/pages/{page}") == f"{c.CLINIC}/drafts/north/pages/north"
    assert len(list(cases("drafts/{draft}"))) == len(KINDS) * 5


@pytest.mark.parametrize("who", KINDS)
def test_nobody_of_another_place_comes_through_any_path(rules: str, clinic_under_rules: Project, who: str) -> None:
    every = [case for path in paths_of(rules) for case in cases(path) if case.uid == KINDS[who]]
    assert len(every) > 100
    assert [case.sentence for case in every if is_allowed(clinic_under_rules, case)] == []
