"""Benchmarks: ratios of the product to its alternatives, measured side by side in one run, since machines are noisy.

    python -m scripts.stack exec -- python -m scripts.bench checkout
    python -m scripts.stack exec -- python -m scripts.bench days
    python -m scripts.stack exec -- python -m scripts.bench audit
    python -m scripts.stack exec -- python -m scripts.bench sweep
    python -m scripts.stack exec -- python -m scripts.bench lots
    python -m scripts.stack exec -- python -m scripts.bench full
    python -m scripts.stack exec -- python -m scripts.bench preview
    python -m scripts.bench push
    python -m scripts.bench imports
    python -m scripts.bench walk

Each prints medians with a 95 % interval, or JSON with `--json`, and ends with exit status 1 where a bar is not met.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from scripts.bench.figures import Figure

app = typer.Typer(help=__doc__, add_completion=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@app.command()
def checkout(pairs: int = 200, as_json: AsJson = False) -> None:  # noqa: FBT002 - a command line's flag
    """`record_purchase` against a stock transaction with the same reads and writes, and 16 desks at once."""
    from scripts.bench.checkout import measure  # noqa: PLC0415 - only this command needs the emulators

    _print(measure(pairs), as_json=as_json)


@app.command()
def days(pairs: int = 100, as_json: AsJson = False) -> None:  # noqa: FBT002
    """`record_purchase` after 700 days at six tiers that are lost step by step, against that of a new account."""
    from scripts.bench.days import measure  # noqa: PLC0415 - only this command needs the emulators

    _print(measure(pairs), as_json=as_json)


@app.command()
def imports(runs: int = 15, as_json: AsJson = False) -> None:  # noqa: FBT002 - a command line's flag
    """`import main` against `import functions_framework`, with the production packages."""
    from scripts.bench.imports import measure  # noqa: PLC0415

    _print(measure(runs), as_json=as_json)


@app.command()
def audit(entries: int = 100_000, as_json: AsJson = False) -> None:  # noqa: FBT002
    """An audit of many entries against one of 1,000 in memory, and against merely reading them in time."""
    from scripts.bench.audit import measure  # noqa: PLC0415 - only this command needs the emulators

    _print(measure(entries), as_json=as_json)


@app.command()
def sweep(due: int = 20_000, pairs: int = 15, as_json: AsJson = False) -> None:  # noqa: FBT002
    """A sweep: by what is due, not by what exists; its memory; its rate against bare conditional commits."""
    from scripts.bench.sweep import measure  # noqa: PLC0415 - only this command needs the emulators

    _print(measure(due, pairs), as_json=as_json)


@app.command()
def lots(pairs: int = 60, as_json: AsJson = False) -> None:  # noqa: FBT002
    """`record_purchase` on an account with 490 open lots against one on a new account."""
    from scripts.bench.lots import measure  # noqa: PLC0415 - only this command needs the emulators

    _print(measure(pairs), as_json=as_json)


@app.command()
def full(pairs: int = 60, as_json: AsJson = False) -> None:  # noqa: FBT002
    """`record_purchase` with 490 open lots and 700 days at six tiers, against a new account; in memory, too."""
    from scripts.bench.full import measure  # noqa: PLC0415 - only this command needs the emulators

    _print(measure(pairs), as_json=as_json)


@app.command()
def preview(entries: int = 15_000, days: int = 365, as_json: AsJson = False) -> None:  # noqa: FBT002
    """A preview of a made clinic: its seconds, its first word, a cancel, its memory."""
    from scripts.bench.preview import measure  # noqa: PLC0415 - only this command needs the emulators

    _print(measure(entries, days), as_json=as_json)


@app.command()
def push(rounds: int = 15, as_json: AsJson = False) -> None:  # noqa: FBT002
    """500 pushes against one, to a server that answers as FCM does, each after 50 ms."""
    from scripts.bench.push import measure  # noqa: PLC0415

    _print(measure(rounds), as_json=as_json)


@app.command()
def walk(tiers: bool = False, as_json: AsJson = False) -> None:  # noqa: FBT001, FBT002
    """Transitions between the engine's modules while one purchase is recorded, held to no bar."""
    from scripts.bench.walk import measure  # noqa: PLC0415

    found = measure(tiers=tiers)
    if as_json:
        pairs = [{"from": one, "to": two, "times": times} for (one, two), times in found.ping_pong.most_common()]
        print(json.dumps({"transitions": found.transitions, "stays": found.modules, "ping_pong": pairs}, indent=2))
        return
    print(
        f"record_purchase: {found.transitions} transitions, {len(found.stays)} stays in {len(found.modules)} modules, "
        f"{found.ping_pong.total()} of them there and straight back"
    )
    for module, stays in found.modules.most_common():
        print(f"{stays:5}  {module}")
    print("there and straight back")
    for (one, two), times in found.ping_pong.most_common():
        print(f"{times:5}  {one} → {two}")


def _print(figures: list[Figure], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
    else:
        table = Table("figure", "measured", "95 % interval", "bar", "met")
        for figure in figures:
            interval = f"{figure.low:.2f} to {figure.high:.2f}" if figure.low is not None else ""
            met = "yes" if figure.met else "NO"
            table.add_row(figure.name, f"{figure.measured:.2f}", interval, figure.bar_text, met)
        Console().print(table)
    sys.exit(0 if all(figure.met for figure in figures) else 1)


if __name__ == "__main__":
    app()
