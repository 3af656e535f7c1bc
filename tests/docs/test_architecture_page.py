"""The tree in docs/architecture.md is the house as it stands."""

import re

import pytest

from scripts import ROOT
from tests.setup.sources import source_folders
from tests.setup.test_rooms import LAYERS, ROOMS

PAGE = (ROOT / "docs" / "architecture.md").read_text()
DEPTH = 2
SIX_ROOMS = "the six rooms"


def _drawn_tree() -> dict[str, str]:
    """Each drawn path, and what is said of it; a line that is indented by two more is within the one above."""
    tree = PAGE.split("## The house")[1].split("```")[1]
    drawn: dict[str, str] = {}
    above: list[str] = []
    for line in tree.strip("\n").splitlines():
        [(indent, name, said)] = re.findall(r"^( *)(\S+) *(.*)$", line)
        above = [*above[: len(indent) // 2], name]
        drawn["".join(above)] = said
    return drawn


def _is_drawn_as_room(folder: str, drawn: dict[str, str]) -> bool:
    parent, _, name = folder.rpartition("/")
    return name in ROOMS and drawn.get(f"{parent}/", "").startswith(SIX_ROOMS)


def test_everything_in_the_drawn_tree_is_there() -> None:
    drawn = _drawn_tree()
    assert len(drawn) > 50
    assert [path for path in drawn if not (ROOT / path).exists() or (ROOT / path).is_dir() != path.endswith("/")] == []


@pytest.mark.parametrize("root", ["functions/loyalty", "web", "scripts", "tests"])
def test_every_source_folder_is_in_the_drawn_tree(root: str) -> None:
    drawn = _drawn_tree()
    near = {folder for folder in source_folders(root) if folder.removeprefix(root).count("/") <= DEPTH}
    assert near
    left_out = {folder for folder in near if f"{folder}/" not in drawn and not _is_drawn_as_room(folder, drawn)}
    assert left_out == set()


def test_a_layer_that_is_drawn_as_six_rooms_is_held_to_them() -> None:
    drawn = {path.rstrip("/") for path, said in _drawn_tree().items() if said.startswith(SIX_ROOMS)}
    assert drawn
    assert drawn <= set(LAYERS)
