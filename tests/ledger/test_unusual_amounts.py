"""A bill above what the clinic calls unusual is asked about once more, and nothing is written before it is meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.rules import TenderKind
from loyalty.errors.checkout import AmountUnusual, PossibleDuplicate
from tests.ledger.at_the_desk import account, change_rule
from tests.support.clinic import NOW, PATIENT, clinic_documents
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store

MOST_TENDER_MINOR = 100_000_000


def test_an_amount_with_zeros_too_many_is_asked_about_and_credited_once_it_is_meant(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    change_rule(documents, "earning", unusual_above_minor=1_000_000)
    before = entries(documents)
    with pytest.raises(AmountUnusual) as refused:
        desk.pay(*tenders(cash=4_500_000), request_id="typed-45000-for-450")
    assert dict(refused.value.details) == {"amount_minor": 4_500_000, "unusual_above_minor": 1_000_000}
    assert entries(documents) == before
    desk.pay(*tenders(cash=4_500_000), request_id="typed-45000-for-450", sure_of_amount=True)
    assert account(desk).points == 10_000 + 450_000


def test_a_bill_is_unusual_however_it_is_split(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    change_rule(documents, "earning", unusual_above_minor=1_000_000)
    desk.pay(*tenders(cash=600_000, card=400_000))
    with pytest.raises(AmountUnusual):
        desk.pay(*tenders(cash=600_000, card=400_001))


def test_a_clinic_that_names_no_amount_is_asked_about_none(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=MOST_TENDER_MINOR))
    assert account(desk).points == 10_000 + MOST_TENDER_MINOR // 10


def test_a_second_unusual_bill_like_the_first_is_asked_about_twice(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    change_rule(documents, "earning", unusual_above_minor=1_000_000)
    desk.pay(*tenders(cash=2_000_000), sure_of_amount=True)
    with pytest.raises(PossibleDuplicate):
        desk.pay(*tenders(cash=2_000_000), duplicate=False, sure_of_amount=True)
    with pytest.raises(AmountUnusual):
        desk.pay(*tenders(cash=2_000_000), duplicate=True)
    assert account(desk).points == 10_000 + 200_000


@given(
    paid=st.dictionaries(
        st.sampled_from([TenderKind.CASH, TenderKind.CARD, TenderKind.INSURANCE, TenderKind.FINANCING]),
        st.integers(1, MOST_TENDER_MINOR),
        min_size=1,
    ),
    most=st.none() | st.integers(1, MOST_TENDER_MINOR),
)
def test_only_what_is_above_the_clinics_amount_is_asked_about_and_writes_nothing(
    paid: dict[TenderKind, int], most: int | None
) -> None:
    documents = MemoryDocuments()
    desk = LedgerDesk(memory_store(documents))
    _open_clinic(documents, most)
    desk.join()
    visit = desk.scan(PATIENT, NOW)
    split = tenders(**{kind.value: amount_minor for kind, amount_minor in paid.items()})
    if most is not None and sum(paid.values()) > most:
        with pytest.raises(AmountUnusual):
            desk.pay(*split, visit=visit)
        assert entries(documents) == {}
    desk.pay(*split, visit=visit, sure_of_amount=True)
    assert [entry["purchase"]["amount_minor"] for entry in entries(documents).values()] == [sum(paid.values())]


def entries(documents: MemoryDocuments) -> dict[str, dict[str, Any]]:
    """The entries of every ledger, by path."""
    return {path: fields for path, fields in documents.all().items() if "/entries/" in path}


def _open_clinic(documents: MemoryDocuments, most: int | None) -> None:
    for path, fields in clinic_documents().items():
        documents.put(path, fields)
    change_rule(documents, "earning", unusual_above_minor=most)
