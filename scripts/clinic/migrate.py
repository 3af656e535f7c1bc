"""Migrate a clinic's documents that an older version wrote: say what would change, or with --write change it.

    python -m scripts.clinic migrate CLINIC [--write] [--json]

Run it once after a new version is deployed, before the night; while desks are at work, too. Entries and balances stay
as they are, and the command compares the ledgers before and after. A run that was killed is run again: what is as it
should be is not written. It ends with exit status 1 where a ledger changed, or an account was left as it is.
docs/export.md says what older documents lack.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from google.cloud.firestore import Client

from loyalty.domain.fields import fields_of
from loyalty.domain.ports import LedgerPages
from loyalty.errors.base import Refusal
from loyalty.store.firestore.proof import FirestorePages
from scripts.clinic.migrating.ledgers import ledgers_of
from scripts.clinic.migrating.migration import ACCOUNTS, SORTS, Changed, Looked, Migration
from scripts.clinic.project import CODEC, AsJson, ClinicId, Project, client_of, count_patients, store_of
from scripts.progress import show_progress

_SHOWN = 2  # examples of each field
_LONGEST = 120  # characters of a value
app = typer.Typer(add_completion=False)
Write = Annotated[bool, typer.Option("--write", help="Change the documents; without it, only say what would change.")]


@dataclass(slots=True)
class Told:
    """The outcome of a run: documents by sort, changes by field with examples, and the ledgers before and after."""

    written: bool
    seen: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    examples: list[dict[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    digest_before: str = ""
    digest_after: str = ""
    accounts_moved: int = 0
    ledgers_changed: list[str] = field(default_factory=list)

    def add(self, looked: Looked) -> None:
        """Count a look."""
        self.seen.update(looked.seen)
        if looked.left is not None:
            self.left.append(looked.left)
        for changed in looked.changed:
            self.changed[changed.sort] += 1
            self._add_fields(changed)

    def _add_fields(self, changed: Changed) -> None:
        told = {f"{changed.sort}: {one.field}": one for one in changed.differences}
        for name, one in told.items():
            self.fields[name] += 1
            if self.fields[name] <= _SHOWN:
                before, after = _short(one.before), _short(one.after)
                self.examples.append({"field": name, "path": changed.path, "before": before, "after": after})

    def as_map(self) -> dict[str, Any]:
        """The outcome as JSON holds it."""
        sorts = {sort: {"seen": self.seen[sort], "changed": self.changed[sort]} for sort in SORTS}
        ledgers = {"before": self.digest_before, "after": self.digest_after, "accounts_moved": self.accounts_moved}
        return {
            "written": self.written,
            "sorts": sorts,
            "fields": dict(sorted(self.fields.items())),
            "examples": self.examples,
            "left": self.left,
            "ledgers": {**ledgers, "changed": self.ledgers_changed},
        }


@app.command()
def migrate(clinic_id: ClinicId, write: Write = False, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Say which documents of a clinic would change, or with --write change them; entries and balances stay."""
    client = client_of(project)
    try:
        told = migrate_clinic(client, clinic_id, datetime.now(UTC), write=write)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    print(json.dumps(told.as_map(), indent=2) if as_json else "\n".join(lines_of(told)))
    sys.exit(1 if told.ledgers_changed or told.left else 0)


def migrate_clinic(client: Client, clinic_id: str, now: datetime, *, write: bool) -> Told:
    """Migrate a clinic of a project, or say what would change. Raises ClinicNotFound."""
    pages = FirestorePages(client)
    migration = Migration(store_of(client), pages, CODEC, clinic_id, now)
    with show_progress("accounts", count_patients(client, clinic_id)) as tell:
        return tell_of(migration, pages, clinic_id, write=write, tell=tell)


def tell_of(
    migration: Migration,
    pages: LedgerPages,
    clinic_id: str,
    *,
    write: bool,
    tell: Callable[[int, str], None] = lambda *_: None,
) -> Told:
    """Run a migration to its end, and compare the ledgers before and after."""
    before, told = ledgers_of(pages, clinic_id), Told(write)
    for looked in migration.looks(write=write):
        told.add(looked)
        tell(told.seen[ACCOUNTS], f"{told.changed[ACCOUNTS]} to migrate")
    after = ledgers_of(pages, clinic_id)
    told.digest_before, told.digest_after = before.digest, after.digest
    told.accounts_moved, told.ledgers_changed = after.moved_since(before), after.changed_since(before)
    return told


def lines_of(told: Told) -> Iterator[str]:
    """The outcome as lines for people."""
    for sort in SORTS:
        verb = "migrated" if told.written else "to migrate"
        yield f"{sort:<16} {told.changed[sort]:>7,} of {told.seen[sort]:,} {verb}"
    for name, count in sorted(told.fields.items()):
        yield f"  {name}: {count:,}"
        for example in told.examples:
            if example["field"] == name:
                yield f"    {example['path']}: {example['before']} → {example['after']}"
    yield from (f"LEFT as it is: {reason}" for reason in told.left)
    if told.ledgers_changed:
        yield f"LEDGERS CHANGED without an entry: {', '.join(told.ledgers_changed)}. Restore the backup, and audit."
    elif told.accounts_moved:
        yield f"Ledgers as before, but for {told.accounts_moved:,} accounts with entries made meanwhile."
    else:
        yield f"Ledgers as before: {told.digest_after}"
    if not told.written and told.changed:
        yield "Nothing was written. Run it with --write."


def _short(value: object) -> str:
    said = "nothing" if value is None else str(fields_of(value))
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …"
