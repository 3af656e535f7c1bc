"""docs/mobile.md names all fields that the patient's page reads, none that no document has, and all calls it makes."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "mobile.md").read_text()
DATA = (ROOT / "docs" / "data.md").read_text()
WEB = ROOT / "web"
FIRESTORE = ("account-document", "appointment-documents", "catalogue-documents", "live", "rule-documents")
READERS = (
    *(f"patient/firestore/{name}.ts" for name in FIRESTORE),
    *(f"patient/{name}.ts" for name in ("appointments/services", "gallery/gallery", "offers/offers")),
    *(f"shared/{name}.ts" for name in ("api/documents", "points/rewards", "points/tier")),
)
# A field of a document, by the name that its reader gives the document, or a part of it.
READ = "data|lot|policy|asked|actor|why|tier|membership|accrual|after|next|year|rule"
FIELD = re.compile(rf'\b(?:{READ})\??\.([a-z_0-9]+)\b(?!\()|\["([a-z_]+)"\]')
# Of a member of staff, and of a call's answer.
NOT_THE_PHONES = {"location_ids", "tier_after", "elsewhere"}
NAME = re.compile(r"`([a-z_0-9]+)`")


def _rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [
        [cell.strip() for cell in row.strip("|").split("|")] for row in section.splitlines() if row.startswith("| `")
    ]


def test_every_field_that_the_patients_page_reads_is_named_and_none_that_no_document_has() -> None:
    read = {name for path in READERS for found in FIELD.findall((WEB / path).read_text()) for name in found}
    used = read - {""} - NOT_THE_PHONES
    named = {name for *_, fields in _rows("Reads") for name in NAME.findall(fields)}
    assert len(used) > 80
    assert used - named == set()
    assert named - set(NAME.findall(DATA)) - set(re.findall(r"[`{ ,]([a-z_0-9]+)[`, }]", DATA)) == set()


def test_every_call_of_the_patients_page_is_named_and_no_other() -> None:
    pages = "".join(path.read_text() for path in (WEB / "patient").rglob("*.ts"))
    made = set(re.findall(r'\.call\("(\w+)"', pages))
    assert {NAME.findall(name)[0] for name, _ in _rows("Calls")} == made
