"""The number of bankings on a date: the rule bounds it, so that nobody fills a ledger by banking and undoing."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.receipt import Movement
from loyalty.domain.program.rules import MOST_BANKINGS_PER_DAY
from loyalty.errors.ledger import BankedTooOften
from tests.ledger.at_the_desk import BO, account, change_rule
from tests.support.clinic import NOW, clinic_documents
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store

TOMORROW = NOW + timedelta(days=1)


def test_who_banks_and_undoes_again_and_again_is_stopped_after_ten_times_and_keeps_the_points(desk: LedgerDesk) -> None:
    for _ in range(MOST_BANKINGS_PER_DAY - 1):
        desk.undo_bank(desk.bank(1_000).entry_id)
    last = desk.bank(1_000)
    before = account(desk)
    with pytest.raises(BankedTooOften) as refused:
        desk.bank(1_000)
    assert refused.value.details == {"used": 10, "most": 10}
    assert account(desk) == before
    desk.undo_bank(last.entry_id)
    assert account(desk).points == 10_000


def test_the_next_date_and_another_patient_have_bankings_of_their_own(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    change_rule(documents, "banking", most_bankings_per_day=1)
    desk.bank(1_000)
    desk.pay(*tenders(cash=100_000), patient_id=BO)
    desk.bank(1_000, BO)
    with pytest.raises(BankedTooOften):
        desk.bank(1_000)
    desk.bank(1_000, now=TOMORROW)
    assert account(desk).wallet_minor == 2 * 1_100


def test_a_repeated_request_is_answered_the_same_however_often_was_banked(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    change_rule(documents, "banking", most_bankings_per_day=1)
    first = desk.bank(1_000, request_id="banked-once-today")
    assert desk.bank(1_000, request_id="banked-once-today") == first


@settings(max_examples=60, deadline=None)
@given(most=st.integers(1, 4), acts=st.lists(st.tuples(st.sampled_from(["bank", "undo", "wait"]), st.integers(1, 20))))
def test_whatever_a_patient_does_no_date_has_more_bankings_and_every_undo_is_possible(
    most: int, acts: list[tuple[str, int]]
) -> None:
    kept = MemoryDocuments(clinic_documents())
    change_rule(kept, "banking", most_bankings_per_day=most, undo_minutes=1440)
    desk = LedgerDesk(memory_store(kept))
    desk.join()
    desk.pay(*tenders(cash=10_000_000))
    now, banked, times = NOW, list[tuple[Movement, datetime]](), Counter[str]()
    for act, hours in acts:
        if act == "wait":
            now += timedelta(hours=hours)
        elif act == "bank":
            with suppress(BankedTooOften):
                banked.append((desk.bank(1_000, now=now), now))
                times[banked[-1][0].business_date.isoformat()] += 1
        elif banked and now < banked[-1][1] + timedelta(days=1):
            desk.undo_bank(banked.pop()[0].entry_id, now=now)
    assert max(times.values(), default=0) <= most
