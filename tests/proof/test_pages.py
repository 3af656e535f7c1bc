"""The dictionary of the tests and Firestore give whole ledgers in the same order, to the same audit."""

from __future__ import annotations

from google.cloud.firestore import Client

from loyalty.domain.ports import LedgerPages
from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.store.firestore.proof import ACCOUNTS, PAGE, FirestorePages
from tests.proof.history import ACCOUNT, documents
from tests.support.clinic import PATIENT, Fields
from tests.support.emulator import put_documents
from tests.support.ports.pages import MemoryPages


def seen(pages: LedgerPages) -> list[object]:
    """Everything that the port gives."""
    return [
        list(pages.clinics()),
        list(pages.accounts("bella")),
        list(pages.accounts("bella", PATIENT)),
        pages.account("bella", PATIENT),
        pages.account("bella", "nobody"),
        list(pages.entries("bella", PATIENT)),
        list(pages.entries("bella", PATIENT, 50)),
        list(pages.entries_by_id("bella", PATIENT)),
        list(pages.entries_of_day("bella", "2026-11-22")),
        pages.first_business_date("bella"),
        pages.first_business_date("nowhere"),
        list(pages.ledger_days("bella")),
        pages.last_ledger_day("bella"),
        pages.last_ledger_day("nowhere"),
        pages.last_audit("bella"),
        audit_clinic(pages, "bella"),
    ]


def test_a_ledger_is_read_alike_from_a_dictionary_and_from_firestore(database: Client) -> None:
    kept = documents()
    corrupt: dict[str, Fields] = {
        f"{ACCOUNT}/entries/without-a-place": {"clinic_id": "bella"},
        f"{ACCOUNT}/entries/placed-by-text": {"clinic_id": "bella", "revision": "7"},
        f"{ACCOUNT}/entries/placed-twice": {"clinic_id": "bella", "revision": 7},
    }
    for path, fields in corrupt.items():
        kept.put(path, fields)
    put_documents(database, corrupt)
    assert seen(FirestorePages(database)) == seen(MemoryPages(kept))


def test_more_than_a_page_is_read_to_the_end(database: Client) -> None:
    crowd = {f"clinics/bella/patients/p-{number:03d}": {"revision": 0} for number in range(3 * ACCOUNTS)}
    many = {f"clinics/bella/ledger_days/x-{number:04d}": {"a": 1} for number in range(PAGE)}
    for part in (crowd, many):
        items = list(part.items())
        for first in range(0, len(items), 50):
            put_documents(database, dict(items[first : first + 50]))
    pages = FirestorePages(database)
    assert len(list(pages.accounts("bella"))) == 3 + len(crowd)
    days = [on for on, _ in pages.ledger_days("bella")]
    assert days == sorted(set(days))
    assert len(days) == len(documents_of_days()) + PAGE


def documents_of_days() -> list[str]:
    """The closings of the history."""
    return [path for path in documents().all() if "/ledger_days/" in path]
