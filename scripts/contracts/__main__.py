"""Writes web/shared/api/contracts.gen.ts anew, or with `--check` says where it differs.

python -m scripts.contracts [--check]
"""

from __future__ import annotations

import difflib
import sys
from typing import Annotated

import typer

from scripts import ROOT
from scripts.contracts.contract import contract

FILE = ROOT / "web" / "shared" / "api" / "contracts.gen.ts"
Check = Annotated[bool, typer.Option("--check", help="Change nothing; say where the file differs, with status 1.")]


def main(check: Check = False) -> None:  # noqa: FBT002
    """Write the contract."""
    text = contract()
    found = FILE.read_text() if FILE.exists() else ""
    if not check:
        FILE.write_text(text)
        return
    if text != found:
        lines = difflib.unified_diff(found.splitlines(), text.splitlines(), FILE.name, "as it must be", lineterm="")
        print("\n".join(lines))
        print("`make contracts` writes it anew.", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    typer.run(main)
