"""A preview of a rule's draft for a clinic of any size, written where the page's own is, and told here.

    python -m scripts.clinic preview CLINIC RULE FILE [--days 90] [--project PROJECT] [--json]

FILE is JSON: the content of the draft, every field of the rule but its envelope. It writes the preview and its pages,
and nothing else. It ends with exit status 1 where the past does not come out as it was.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from loyalty.domain.documents import Decision
from loyalty.domain.fields import maps_of
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.proof.previews import Figures, Preview, PreviewPhase
from loyalty.entrypoints.managed.problems import read_draft
from loyalty.errors.base import Refusal
from loyalty.services.preconditions import Caller
from loyalty.services.proof.preview_rule import Begun, PreviewRule, begin_preview, run_preview
from loyalty.services.proof.previewing import PreviewDesk
from loyalty.store.firestore.proof import FirestorePages
from loyalty.store.past import PackedPast
from loyalty.store.transaction import TransactionalStore
from scripts.clinic.project import CODEC, AsJson, ClinicId, Project, client_of, store_of
from scripts.progress import show_progress

app = typer.Typer(add_completion=False)
Rule = Annotated[
    str, typer.Argument(metavar="RULE", help="earning, expiry, redemption, banking, tiers or memberships.")
]
Draft = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The draft's content, JSON.")]
Days = Annotated[int, typer.Option(help="How far to look back: 30, 90 or 365 days.")]
# The person who asked, where nobody signed in.
COMMAND = "command"


@app.command()
def preview(
    clinic_id: ClinicId,
    rule: Rule,
    file: Draft,
    days: Days = 90,
    project: Project = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Play a draft over the past of a clinic, however large; exit status 1 where the past is not as it was."""
    client = client_of(project)
    store, content = store_of(client), json.loads(file.read_text(encoding="utf-8"))
    try:
        past = PackedPast(FirestorePages(client), CODEC)
        told = run(store, past, clinic_id, rule, content, days, datetime.now(UTC))
    except Refusal as refusal:
        sys.exit(f"{refusal.code}: {refusal}")
    print(json.dumps(maps_of(told), indent=2, default=str) if as_json else "\n".join(_lines(told)))
    sys.exit(0 if told.result is not None and told.result.advises else 1)


def run(
    store: TransactionalStore,
    past: PackedPast,
    clinic_id: str,
    rule: str,
    content: Mapping[str, Any],
    days: int,
    now: datetime,
) -> Preview:
    """Run the preview, or find the one of the day; return its document."""
    keys, began = ClinicKeys(clinic_id), time.monotonic()
    live_at = keys.published_rule(rule)
    live = store.transact((live_at,), lambda docs: Decision(docs.get(live_at)))
    body = PreviewRule("preview-by-command", clinic_id, rule, live.version if live else 0, content, days)
    begun = begin_preview(store, body, Caller(COMMAND, now), read_draft)
    if isinstance(begun, Begun):
        desk = PreviewDesk(store, keys, begun.preview_id, begun.preview, lambda: time.monotonic() - began)
        with show_progress("entries", None) as tell:

            def watch(phase: PreviewPhase, done: int, total: int) -> None:
                tell(done, f"{phase} {done:,} of {total:,}")

            desk.watch = watch
            run_preview(store, desk, past, begun, None)
    at = keys.preview(begun.preview_id)
    return store.transact((at,), lambda docs: Decision(docs.require(at)))


def _lines(preview: Preview) -> Iterator[str]:
    result = preview.result
    yield f"{preview.rule}, {preview.from_on} to {preview.to_on}: {preview.state}"
    if result is None:
        return
    yield f"  {result.reproduced:,} of {result.entries:,} entries came out as they were"
    yield from (f"  not {one.entry_id} of {one.patient_id}: {one.code}" for one in result.mismatched)
    if not result.advises:
        yield "  too few to say anything of the draft"
        return
    for name in Figures.__match_args__:
        yield f"  {name}: {getattr(result.before, name)} → {getattr(result.after, name)}"
    patients = result.patients
    yield f"  not possible: {result.not_possible:,} acts"
    yield (
        f"  patients: {patients.better:,} better, {patients.worse:,} worse, {patients.same:,} the same, "
        f"{patients.other_tier:,} in another tier"
    )
