"""Accounts built again from their entries, in a new place, and compared with those that stand.

    python -m scripts.clinic rebuild CLINIC [--into FILE.jsonl] [--json]

They are written to `clinics/{clinic}/rebuilt_accounts/{patient}`, or to a file; the accounts themselves are left as
they are. It ends with exit status 1 where any differs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer
from google.cloud.firestore import Client

from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.rebuilding import Rebuilding, differences
from loyalty.store.firestore.lossless import line_of
from loyalty.store.firestore.proof import FirestorePages
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, count_patients
from scripts.progress import show_progress

app = typer.Typer(add_completion=False)
_BATCH = 50
Into = Annotated[Path | None, typer.Option(help="A file of JSON Lines instead of a collection.")]


class Place(Protocol):
    """A place for rebuilt accounts."""

    def __call__(self, path: str, account: dict[str, Any]) -> None: ...


@app.command()
def rebuild(clinic_id: ClinicId, project: Project = None, into: Into = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Build a clinic's accounts again from their entries, beside those that stand; exit status 1 where any differs."""
    client = client_of(project)
    with show_progress("accounts", count_patients(client, clinic_id)) as tell, _place(client, into) as place:
        accounts, wrong = 0, dict[str, list[str]]()
        for patient_id, account, differing in rebuild_accounts(FirestorePages(client), clinic_id):
            place(f"clinics/{clinic_id}/rebuilt_accounts/{patient_id}", account)
            accounts += 1
            tell(accounts, f"{len(wrong)} differ")
            if differing:
                wrong[patient_id] = differing
    if as_json:
        print(json.dumps({"accounts": accounts, "differing": wrong}, indent=2))
    else:
        print(f"{accounts} accounts rebuilt, {len(wrong) or 'none'} of them differ.")
        for patient_id, fields in wrong.items():
            print(f"  {patient_id}: {', '.join(fields)}")
    sys.exit(1 if wrong else 0)


def rebuild_accounts(pages: LedgerPages, clinic_id: str) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    """Each patient with the account that the entries come to, and the fields in which the live one differs."""
    for patient_id, live in pages.accounts(clinic_id):
        rebuilding = Rebuilding()
        for _, entry in pages.entries(clinic_id, patient_id):
            rebuilding.entry(entry)
        account = rebuilding.account()
        yield patient_id, account, differences(account, live)


@contextmanager
def _place(client: Client, into: Path | None) -> Iterator[Place]:
    if into is not None:
        with into.open("w", encoding="utf-8") as file:
            yield lambda path, account: print(line_of(path, account), file=file)
        return
    waiting: list[tuple[str, dict[str, Any]]] = []

    def put(path: str, account: dict[str, Any]) -> None:
        waiting.append((path, account))
        if len(waiting) == _BATCH:
            _write(client, waiting)

    yield put
    _write(client, waiting)


def _write(client: Client, waiting: list[tuple[str, dict[str, Any]]]) -> None:
    batch = client.batch()
    for path, account in waiting:
        batch.set(client.document(path), account)
    batch.commit()
    waiting.clear()
