"""Every act happens once, and what became of it can be asked."""

from __future__ import annotations

from collections.abc import Callable

from loyalty.errors.base import Refusal
from loyalty.services.checkout.get_receipt import GetReceipt, get_receipt
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import BO
from tests.support.clinic import MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments

Refused = Callable[..., Refusal]


def test_every_act_repeated_is_answered_alike_and_writes_nothing(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    visit = desk.scan()
    rung = desk.pay(*tenders(cash=7_000))
    acts: list[Callable[[], object]] = [
        lambda: desk.redeem(100, visit=visit, request_id="repeat-redeem-points"),
        lambda: desk.reward("lip-mask", visit=visit, request_id="repeat-redeem-reward"),
        lambda: desk.cancel("repeat-redeem-points", visit, request_id="repeat-cancellation"),
        lambda: desk.refund("the-first-purchase", lines(cash=500), request_id="repeat-the-refund"),
        lambda: desk.bank(500, request_id="repeat-the-banking"),
        lambda: desk.undo_bank("repeat-the-banking", request_id="repeat-undo-banking"),
        lambda: desk.credit(100, request_id="repeat-the-credit"),
        lambda: desk.reassign(rung.entry_id, BO, request_id="repeat-the-move"),
        lambda: desk.void("the-first-purchase", request_id="repeat-the-void"),
    ]
    for act in acts:
        first = act()
        before = documents.all()
        assert act() == first
        assert documents.all() == before


def test_what_became_of_any_act_can_be_asked(desk: LedgerDesk) -> None:
    banked = desk.bank(500, request_id="what-became-of-me")
    body = GetReceipt("bella", PATIENT, "what-became-of-me")
    assert get_receipt(desk.store, body, Caller(PATIENT, NOW)) == banked
    assert get_receipt(desk.store, body, Caller(MANAGER, NOW)) == banked
