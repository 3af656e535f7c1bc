"""The pages of a clinic's past: Firestore gives what a dictionary gives, also where a page ends within a date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from loyalty.store.firestore import proof
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.proof import FirestorePages
from scripts.made.clinic import ROOT
from scripts.made.pages import MadePages
from tests.proof.previews.made import made
from tests.support.emulator import put_documents

READ = {"patients", "entries", "membership_events", "tier_changes", "treatments", "rewards", "appointments"}


def _in_order(found: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(found, key=lambda one: one[:-1])


def test_the_past_is_read_alike_from_firestore_and_from_a_dictionary(
    project_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = made(20, 240).draft.documents
    documents = {path: dict(fields) for path, fields in every.items() if path.split("/")[-2] in READ}
    client = shared_client(project_id)
    put_documents(client, documents)
    monkeypatch.setattr(proof, "PAGE", 7)
    kept, found = MadePages(documents), FirestorePages(client)
    first = kept.first_business_date("bella")
    assert found.first_business_date("bella") == first
    for from_on in (first or "", "2026-06-01", "2099-01-01"):
        assert _in_order(found.entries_from("bella", from_on)) == _in_order(kept.entries_from("bella", from_on))
        assert found.count_entries_from("bella", from_on) == kept.count_entries_from("bella", from_on)
    dates = [fields["business_date"] for _, _, fields in found.entries_from("bella", "")]
    assert dates == sorted(dates)
    assert list(found.accounts("bella", together=7)) == list(kept.accounts("bella"))
    for collection in ("appointments", "rewards"):
        assert list(found.beside("bella", collection)) == list(kept.beside("bella", collection))
    treated = next(path.split("/")[3] for path in documents if "/treatments/" in path)
    assert list(found.records("bella", treated, "treatments")) == list(kept.records("bella", treated, "treatments"))
    assert f"{ROOT}/patients/{treated}" in documents
