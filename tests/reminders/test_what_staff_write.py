"""What staff write for a patient is read in the app, and nowhere else: no notice and no push carries it."""

from __future__ import annotations

from datetime import timedelta

from loyalty.domain.ledger.entry import WHY_OF
from loyalty.domain.program.rules import TenderKind
from loyalty.push.messages import message_of
from loyalty.services.ledger.cash_out import CashOut, cash_out
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.deliver_notices import deliver_notices
from loyalty.services.reminders.sweep_account import sweep_account
from tests.ledger.at_the_desk import change_rule
from tests.support.clinic import CALABASAS, MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.notices import MemoryNotices, Phones, device_fields, preferences_fields

PATH = f"clinics/bella/patients/{PATIENT}"
WITH_TEXT = {kind for kind, why in WHY_OF.items() if "text" in why.__match_args__}


def test_no_notice_and_no_push_carries_what_staff_wrote_in_any_kind_of_entry(documents: MemoryDocuments) -> None:
    phones, store = Phones(), memory_store(documents)
    desk = LedgerDesk(store)
    desk.join(now=NOW - timedelta(days=400))
    change_rule(documents, "banking", cash_out_below_minor=1_500)
    _live(desk)
    documents.put(f"{PATH}/devices/one", device_fields("a-token", NOW))
    documents.put(f"{PATH}/preferences/reminders", preferences_fields())
    ledger = [fields for path, fields in documents.all().items() if path.startswith(f"{PATH}/entries/")]
    written = {entry["why"]["text"] for entry in ledger if "text" in entry["why"]}
    assert {entry["kind"] for entry in ledger if "text" in entry["why"]} == WITH_TEXT
    for hours in range(0, 200 * 24, 6):
        now = NOW + timedelta(hours=hours)
        sweep_account(store, "bella", PATIENT, now)
        deliver_notices(store, MemoryNotices(documents), phones, lambda now=now: now, lambda: True)  # type: ignore[misc]
    notices = [fields for path, fields in documents.all().items() if path.startswith(f"{PATH}/notices/")]
    assert len(phones.arrived) > 1
    told = [*map(str, notices), *(str(message_of(push, NOW)) for push in phones.arrived)]
    assert [(text, each) for text in written for each in told if text in each] == []


def _live(desk: LedgerDesk) -> None:
    """Every act that bears a text."""
    old = NOW - timedelta(days=300)
    desk.pay(*tenders(cash=10_000), now=old, request_id="the-first-purchase")
    desk.expire(NOW - timedelta(days=1))
    desk.reissue("the-first-purchase.expiry", 500)
    sold = desk.pay(*tenders(cash=100_000))
    desk.refund(sold.entry_id, lines(cash=20_000))
    visit = desk.scan()
    desk.cancel(desk.redeem(1_000, visit=visit).entry_id, visit)
    desk.reverse_credit(desk.credit(500).entry_id, 200)
    desk.credit(700, TenderKind.CARD)
    body = CashOut(desk.next_id(), "bella", CALABASAS, PATIENT, 700, "what little was left")
    cash_out(desk.store, body, Caller(MANAGER, NOW))
    desk.adjust(500)
