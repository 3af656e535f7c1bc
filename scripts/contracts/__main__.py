"""Writes the pages' generated files anew, or with `--check` says where they differ.

They are web/shared/api/contracts.gen.ts, web/shared/points/currencies.gen.ts and web/manager/rules/shapes.gen.ts.

python -m scripts.contracts [--check]
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from scripts import ROOT
from scripts.contracts.contract import contract
from scripts.contracts.currencies import currencies
from scripts.contracts.shapes import shapes

FILE = ROOT / "web" / "shared" / "api" / "contracts.gen.ts"
FILES = {
    FILE: contract,
    ROOT / "web" / "shared" / "points" / "currencies.gen.ts": currencies,
    ROOT / "web" / "manager" / "rules" / "shapes.gen.ts": shapes,
}
Check = Annotated[bool, typer.Option("--check", help="Change nothing; say where a file differs, with status 1.")]


def main(check: Check = False) -> None:  # noqa: FBT002
    """Write the files."""
    differences = [line for file, text_of in FILES.items() for line in _differences(file, text_of())]
    if not check:
        for file, text_of in FILES.items():
            file.write_text(text_of())
    elif differences:
        print("\n".join(differences))
        print("`make contracts` writes it anew.", file=sys.stderr)
        sys.exit(1)


def _differences(file: Path, text: str) -> Iterator[str]:
    found = file.read_text() if file.exists() else ""
    yield from difflib.unified_diff(found.splitlines(), text.splitlines(), file.name, "as it must be", lineterm="")


if __name__ == "__main__":
    typer.run(main)
