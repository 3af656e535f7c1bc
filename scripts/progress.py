"""Progress of a long run, on stderr: a bar in a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_EVERY = 10  # seconds between lines where there is no terminal


@contextmanager
def show_progress(what: str, total: int | None) -> Iterator[Callable[[int, str], None]]:
    """Show how far a long run is; it is told how many are done, and a note."""
    if sys.stderr.isatty():
        numbers = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        columns = (TextColumn(what), *numbers, TextColumn("{task.fields[note]}"))
        with Progress(*columns, console=Console(stderr=True)) as bars:
            bar = bars.add_task(what, total=total, note="")
            yield lambda done, note: bars.update(bar, completed=done, note=note)
        return
    told_at = time.monotonic()

    def tell(done: int, note: str) -> None:
        nonlocal told_at
        if time.monotonic() - told_at >= _EVERY:
            told_at = time.monotonic()
            print(f"{what}: {done}{f' of {total}' if total is not None else ''}; {note}", file=sys.stderr)

    yield tell
