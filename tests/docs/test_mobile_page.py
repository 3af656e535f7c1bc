"""docs/mobile.md names all fields that the patient's page reads, none that no document has, and all calls it makes."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "mobile.md").read_text()
DATA = (ROOT / "docs" / "data.md").read_text()
WEB = ROOT / "web"
FIRESTORE = ("account-document", "appointment-documents", "catalogue-documents", "live")
READERS = (
    *(f"patient/firestore/{name}.ts" for name in FIRESTORE),
    *(f"patient/{name}.ts" for name in ("appointments/services", "gallery/gallery", "offers/offers")),
    *(f"shared/{name}.ts" for name in ("api/documents", "points/rewards", "points/tier")),
)
FIELD = re.compile(r'\["([a-z_]+)"\]')
# Of a member of staff, and of a call's answer.
NOT_THE_PHONES = {"location_ids", "tier_after", "elsewhere"}
NAME = re.compile(r"`([a-z_0-9]+)`")


def _rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [
        [cell.strip() for cell in row.strip("|").split("|")] for row in section.splitlines() if row.startswith("| `")
    ]


def test_every_field_that_the_patients_page_reads_is_named_and_none_that_no_document_has() -> None:
    used = {name for path in READERS for name in FIELD.findall((WEB / path).read_text())} - NOT_THE_PHONES
    named = {name for *_, fields in _rows("Reads") for name in NAME.findall(fields)}
    assert len(used) > 80
    assert used - named == set()
    assert named - set(NAME.findall(DATA)) - set(re.findall(r"[`{ ,]([a-z_0-9]+)[`, }]", DATA)) == set()


def test_every_call_of_the_patients_page_is_named_and_no_other() -> None:
    made = set(re.findall(r'this\.call\("(\w+)"', (WEB / "patient" / "patient-calls.ts").read_text()))
    callables = (WEB / "shared" / "api" / "callables.ts").read_text()
    pages = "".join(path.read_text() for path in (WEB / "patient").rglob("*.ts"))
    methods = re.findall(r'(\w+)\(body: \w+\): Promise<\w+> \{\s+return this\.call\("(\w+)"', callables)
    made |= {name for method, name in methods if re.search(rf"callables\.{method}\(|\.{method}\(", pages)}
    assert {NAME.findall(name)[0] for name, _ in _rows("Calls")} == made
