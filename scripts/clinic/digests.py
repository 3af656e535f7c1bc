"""Digests of closed days, compared with those that were told to the log when the days were closed.

    python -m scripts.clinic digests CLINIC LOG.json [--project PROJECT] [--json]

LOG.json holds the lines `day_closed`, as `gcloud logging read --format=json` gives them, or one JSON object a line. It
ends with exit status 1 where a closing is another one now, or is gone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from loyalty.domain.ports import LedgerPages
from loyalty.store.firestore.proof import FirestorePages
from scripts.clinic.project import AsJson, ClinicId, Project, client_of

MESSAGE = "day_closed"
app = typer.Typer(add_completion=False)
Log = Annotated[Path, typer.Argument(metavar="LOG.json", help="The log's lines.", exists=True, dir_okay=False)]


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison: days that are as they were told, that are others, that are gone, and that were never told."""

    same: int
    differing: tuple[str, ...]
    gone: tuple[str, ...]
    never_told: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """True if every day that was told stands as it was told."""
        return not self.differing and not self.gone


@app.command()
def digests(clinic_id: ClinicId, log: Log, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Compare a clinic's closed days with the log; exit status 1 where one is not as it was told."""
    compared = compare(
        FirestorePages(client_of(project)), clinic_id, told_by(log.read_text(encoding="utf-8"), clinic_id)
    )
    print(json.dumps(asdict(compared), indent=2) if as_json else "\n".join(_lines(clinic_id, compared)))
    sys.exit(0 if compared.is_sound else 1)


def told_by(text: str, clinic_id: str) -> dict[str, str]:
    """The digests by business date, as the log told them first."""
    told: dict[str, str] = {}
    for line in sorted(_lines_of(text), key=lambda line: str(line.get("timestamp", ""))):
        said = line.get("jsonPayload", line)
        if said.get("message") == MESSAGE and said.get("clinic_id") == clinic_id:
            told.setdefault(str(said["business_date"]), str(said["digest"]))
    return told


def _lines_of(text: str) -> Iterator[Mapping[str, Any]]:
    if text.lstrip().startswith("["):
        yield from json.loads(text)
    else:
        yield from (json.loads(line) for line in text.splitlines() if line.startswith("{"))


def compare(pages: LedgerPages, clinic_id: str, told: Mapping[str, str]) -> Compared:
    """Compare the closings that stand with what was told."""
    stands = {on: str(fields.get("digest")) for on, fields in pages.ledger_days(clinic_id)}
    both = sorted(told.keys() & stands.keys())
    return Compared(
        same=sum(told[on] == stands[on] for on in both),
        differing=tuple(on for on in both if told[on] != stands[on]),
        gone=tuple(sorted(told.keys() - stands.keys())),
        never_told=tuple(sorted(stands.keys() - told.keys())),
    )


def _lines(clinic_id: str, compared: Compared) -> Iterator[str]:
    yield f"Clinic {clinic_id}: {compared.same} closed days are as they were told."
    for name, days in (("is another one", compared.differing), ("is gone", compared.gone)):
        yield from (f"  {on} {name}" for on in days)
    if compared.never_told:
        yield f"  {len(compared.never_told)} were never told, {compared.never_told[0]} is the first."
