"""Place every patient of a clinic by its published rules of tiers: run it now, or watch a run that is on its way.

    python -m scripts.clinic place CLINIC [--json]
    python -m scripts.clinic place CLINIC --watch [--json]

The schedule `refresh_tiers` does the same within the hour after `tiers` or `memberships` were published. This command
goes on with the placing that waits, or asks for one by the rules that are live, for rules that came in another way. It
may run beside the schedule, be stopped and be run again. It ends with exit status 1 where an account was refused or
the placing is not at its end.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer
from google.cloud.firestore import Client

from loyalty.domain.documents import Decision, Key
from loyalty.domain.fields import maps_of
from loyalty.domain.program.placings import Placing
from loyalty.services.membership.place_accounts import Placer, ask_for_placing
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.firestore.program import FirestorePlacingAccounts
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, store_of
from scripts.progress import show_progress

BY_COMMAND = "command"
_EVERY = 1.0  # seconds between two looks

app = typer.Typer(add_completion=False)
Watch = Annotated[bool, typer.Option("--watch", help="Only tell how far the placing is, until it has ended.")]


@app.command()
def place(clinic: ClinicId, watch: Watch = False, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Place every patient by the rules that are live, or with --watch tell how far another run is."""
    client = client_of(project)
    at = open_placing(client, clinic)
    if at is None and watch:
        print(f"No placing of {clinic} is open.")
        return
    at = at or ask_for_placing(store_of(client), clinic, BY_COMMAND, datetime.now(UTC))
    told = watch_placing(client, at) if watch else placer_of(client).place(at)
    placing = _tell(told)
    print(json.dumps(maps_of(placing), indent=2, default=datetime.isoformat) if as_json else sentence_of(placing))
    sys.exit(0 if placing.finished_at is not None and not placing.refused else 1)


def open_placing(client: Client, clinic_id: str) -> Key[Placing] | None:
    """The newest placing of a clinic that has not ended."""
    found = [at for at in _accounts_of(client).open_placings() if at.ids[0] == clinic_id]
    return found[-1] if found else None


def placer_of(client: Client) -> Placer:
    """What places the accounts of a project, as of now."""
    return Placer(store_of(client), _accounts_of(client), datetime.now(UTC))


def watch_placing(client: Client, at: Key[Placing]) -> Iterator[Placing]:
    """The placing as it stands, again and again until it has ended."""
    store = store_of(client)
    while True:
        placing = store.transact((at,), lambda docs: Decision(docs.require(at)))
        yield placing
        if placing.finished_at is not None:
            return
        time.sleep(_EVERY)


def sentence_of(placing: Placing) -> str:
    """The placing in a sentence for people."""
    versions = ", ".join(f"{name} {version}" for name, version in sorted(placing.rule_versions.items()))
    state = "all are placed" if placing.finished_at is not None else "it goes on"
    if placing.superseded:
        state = "newer rules superseded it"
    refused = ", ".join(f"{count} {code}" for code, count in placing.refused.items())
    told = (
        f"{placing.done:,} of {placing.total:,} accounts by {versions or 'no tiers'}; {placing.changed:,} changed tier"
    )
    return f"{told}; {state}." + (f" Refused: {refused}." if refused else "")


def _accounts_of(client: Client) -> FirestorePlacingAccounts:
    usage = Usage()
    return FirestorePlacingAccounts(client, FirestoreDocuments(client, usage), usage)


def _tell(told: Iterator[Placing]) -> Placing:
    """Show the progress, and return the placing as it was told last."""
    placing = next(told)
    with show_progress("placing", placing.total or None) as tell:
        for placing in told:
            tell(placing.done, f"{placing.changed:,} changed tier")
    return placing
