"""The six rooms are the same in every layer, and no folder of the house is crowded."""

from collections import Counter
from pathlib import Path

import pytest

from scripts import ROOT
from tests.setup.sources import CODE, tracked_files

ROOMS = {"program", "checkout", "ledger", "membership", "reminders", "proof"}
LAYERS = [
    "functions/loyalty/domain",
    "functions/loyalty/services",
    "functions/loyalty/store/firestore",
    "functions/loyalty/errors",
    "functions/loyalty/entrypoints",
    "tests",
]
NOTHING_THERE = {
    ("functions/loyalty/errors", "reminders"): "runs remind, and no caller waits for one: nobody is refused",
}
MOST_MODULES = 20


def _rooms_in(layer: Path) -> set[str]:
    """The rooms that are folders or modules of a layer."""
    return {
        path.stem for path in tracked_files(f"{layer}/*.py") for path in (path, *path.parents) if path.parent == layer
    }


def _is_counted(path: Path) -> bool:
    """A package's own file is no module, a test beside its module and a component's styles belong to that module."""
    return path.suffix in CODE and path.name != "__init__.py" and not path.name.endswith((".test.ts", ".styles.ts"))


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_has_the_same_six_rooms(layer: str) -> None:
    empty = {room for of, room in NOTHING_THERE if of == layer}
    assert ROOMS & _rooms_in(ROOT / layer) == ROOMS - empty


@pytest.mark.parametrize("root", ["functions", "scripts", "tests", "web"])
def test_no_source_folder_has_more_than_twenty_modules(root: str) -> None:
    folders = Counter(str(path.parent.relative_to(ROOT)) for path in tracked_files(root) if _is_counted(path))
    assert folders
    assert {folder: modules for folder, modules in folders.items() if modules > MOST_MODULES} == {}
