"""What the scripts about whole clinics share: which project they work on, a store, and a bar that shows how far."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from google.cloud.firestore import Client
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from loyalty.entrypoints.edited import PARSERS
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore
from scripts.stack import PROJECT

CODEC = Codec(PARSERS)
ClinicId = Annotated[str, typer.Argument(help="The clinic's id.")]
Project = Annotated[str | None, typer.Option(help="The project; by default the one that the environment names.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of lines for people.")]
_EVERY = 10  # seconds between lines where there is no terminal


def client_of(project: str | None) -> Client:
    """A client of the project, or of the emulators' own where nothing names one."""
    return shared_client(project or os.environ.get("GCLOUD_PROJECT") or PROJECT)


def store_of(client: Client) -> TransactionalStore:
    """The services' store."""
    return TransactionalStore(FirestoreDocuments(client, Usage()), CODEC)


def patients_of(client: Client, clinic_id: str) -> int:
    """How many accounts a clinic has."""
    counted = client.collection(f"clinics/{clinic_id}/patients").count(alias="patients").get()
    return int(counted[0][0].value)


@contextmanager
def watched(what: str, total: int | None) -> Iterator[Callable[[int, str], None]]:
    """Tells how far a long run is, on stderr: a bar in a terminal, else a line now and then."""
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
