"""Points expire or live on, at a clinic that lets none expire without an accepted notice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.services.reminders.sweep_account import sweep_account
from tests.support.clinic import REMINDERS, clinic_documents
from tests.support.due import DUE_AT, lot_ending, patient
from tests.support.memory import MemoryDocuments, memory_store

NOTICE = "clinics/bella/patients/ana/notices/2027-03-03"


@pytest.mark.parametrize(("state", "expired", "extended"), [("sent", 1, 0), ("pending", 0, 1), ("failed", 0, 1)])
def test_points_expire_only_after_a_notice_of_their_end_was_accepted(state: str, expired: int, extended: int) -> None:
    rule = {"clinics/bella/rules/reminders": {**REMINDERS, "extension_days": 9}}
    documents = MemoryDocuments({**clinic_documents(), **patient("ana", lot_ending("due", 7)), **rule})
    store = memory_store(documents)
    assert sweep_account(store, "bella", "ana", DUE_AT).notice is not None
    documents.put(NOTICE, documents.all()[NOTICE] | {"state": state})
    ended = sweep_account(store, "bella", "ana", DUE_AT + timedelta(days=8))
    assert (ended.expired, ended.extended) == (expired, extended)
