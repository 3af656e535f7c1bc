"""Proof of a clinic's ledger: every account replayed from its entries, every hash, every closed day.

    python -m scripts.clinic audit CLINIC [--json]

It reads, and corrects nothing. It ends with exit status 1 where anything is found.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import typer

from loyalty.domain.proof.findings import Finding
from loyalty.services.proof.audit_ledger import Audited, audit_clinic
from loyalty.store.firestore.proof import FirestorePages
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, count_patients
from scripts.progress import show_progress

app = typer.Typer(add_completion=False)


@app.command()
def audit(clinic_id: ClinicId, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Audit a clinic's whole ledger; exit status 1 where anything is found."""
    client = client_of(project)
    with show_progress("accounts", count_patients(client, clinic_id)) as tell:
        audited = audit_clinic(
            FirestorePages(client),
            clinic_id,
            watch=lambda accounts, entries: tell(accounts, f"{entries} entries"),
            most_of_a_code=None,
        )
    print(json.dumps(json_of(audited), indent=2) if as_json else "\n".join(_lines(audited)))
    sys.exit(1 if audited.findings_count else 0)


def json_of(audited: Audited) -> dict[str, object]:
    """An audit as JSON."""
    said = asdict(audited)
    return {name: said[name] for name in said if name != "progress"} | {"digest": audited.progress.digest}


def _lines(audited: Audited) -> list[str]:
    seen = f"{audited.accounts} accounts, {audited.entries} entries, {audited.days} closed days"
    head = f"{seen}: {audited.findings_count or 'no'} findings. Digest {audited.progress.digest}"
    sums = [f"  {count} × {code}" for code, count in audited.findings_by_code.items()]
    return [head, *sums, *map(_line, audited.findings)]


def _line(finding: Finding) -> str:
    at = " ".join(
        part
        for part in (
            finding.business_date,
            finding.patient_id,
            f"revision {finding.revision}" if finding.revision is not None else None,
            finding.entry_id,
        )
        if part
    )
    return f"  {finding.code}: {at}, {finding.field or ''}: expected {finding.expected}, found {finding.found}"
