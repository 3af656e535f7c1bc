"""A purchase with tiers is two round trips and as many documents, however long the history; the account stays small."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from loyalty.domain.documents import Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.tiers import KEPT_DAYS, QualifyingDay
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from tests.support.clinic import NOW, PATIENT
from tests.support.counts import count
from tests.support.ledger import tenders
from tests.support.tiers import TierDesk

LARGEST = 1_048_576  # bytes of a document: https://firebase.google.com/docs/firestore/quotas


def after(purchases: int) -> tuple[Usage, int]:
    """The cost of a purchase after so many others, and the length of the account then."""
    desk = TierDesk()
    for turn in range(purchases):
        desk.pay(*tenders(card=1 + turn), now=NOW + timedelta(hours=turn))
    visit = desk.scan(now=NOW + timedelta(hours=purchases))
    desk.documents.usage = Usage()
    desk.pay(*tenders(cash=45_000), now=NOW + timedelta(hours=purchases), visit=visit)
    return desk.documents.usage, length(desk)


def length(desk: TierDesk) -> int:
    """The size of the account in bytes, as JSON: more than Firestore counts."""
    account = desk.documents.all()[f"clinics/bella/patients/{PATIENT}"]
    return len(json.dumps(account, default=str))


def test_a_purchase_costs_the_same_after_ten_and_after_thousands() -> None:
    few, many = (after(purchases)[0] for purchases in (10, count(600, 10_000)))
    assert (few.round_trips, few.documents_read, few.documents_written) == (2, 15, 3)
    assert (many.round_trips, many.documents_read, many.documents_written) == (2, 15, 3)


@pytest.mark.parametrize("of_a_date", [1, 2])
def test_who_comes_every_day_for_years_has_an_account_that_fits(of_a_date: int) -> None:
    desk = TierDesk()
    account = desk.account()
    today = NOW.date()
    days = tuple(
        QualifyingDay(
            today - timedelta(days=ago),
            today + timedelta(days=180 - turn),
            10**9,
            10**3,
            10**6,
            10**3,
            Fraction(10**9, 9_999),
            10**6,
        )
        for ago in reversed(range(KEPT_DAYS))
        for turn in range(of_a_date)
    )
    at = ClinicKeys("bella").account(PATIENT)
    fields = Codec(PARSERS).fields_of(Put(at, replace(account, days=days)))
    desk.documents.put(f"clinics/bella/patients/{PATIENT}", fields)
    desk.pay(*tenders(cash=45_000))
    assert length(desk) < LARGEST / 2
