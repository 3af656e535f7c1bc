"""Commands about clinics, each a module of this folder that is loaded only when its command runs.

python -m scripts.clinic COMMAND --help
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

COMMANDS = (
    *(
        "audit",
        "bring-subscriptions",
        "digests",
        "exceptions",
        "export",
        "migrate",
        "open",
        "open-balances",
        "place",
        "preview",
        "rebuild",
    ),
    *("restore", "revenue", "schedules", "sweep", "time-zone", "uplift"),
)


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The app with the command that the arguments name, or with an outline of every command for `--help`."""
    app = typer.Typer(add_completion=False, no_args_is_help=True)
    app.callback(help="Operations of a clinic, in the project that --project names.")(_no_options)
    if arguments and arguments[0] in COMMANDS:
        app.add_typer(importlib.import_module(f"scripts.clinic.{_module(arguments[0])}").app)
    else:
        for name in COMMANDS:
            app.command(name, help=summary_of(name))(_no_options)
    return app


def summary_of(name: str) -> str:
    """The first line of a command's module, which is read and not imported."""
    text = (Path(__file__).parent / f"{_module(name)}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def _module(name: str) -> str:
    return name.replace("-", "_")


def _no_options() -> None:
    """Options stand after the command, none before it."""


if __name__ == "__main__":
    app_for(sys.argv[1:])()
