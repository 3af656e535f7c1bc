"""Paid-in money that is paid out, and purchases that are refunded into the wallet."""

from __future__ import annotations

from dataclasses import replace

from loyalty.domain.program.rules import TenderKind
from loyalty.services.ledger.cash_out import CashOut, UndoCashOut, cash_out, undo_cash_out
from loyalty.services.preconditions import Caller
from tests.simulation.acts.acting import WHICH, WHO, act, newest, note_lost
from tests.simulation.acts.sales import left_of, part_of
from tests.simulation.arithmetic import live
from tests.simulation.world import PATIENTS, World
from tests.support.clinic import CALABASAS, DESK

OWN_MONEY = {TenderKind.CASH, TenderKind.CARD}


@act(who=WHO)
def pays_out(world: World, who: int) -> None:
    """All paid-in money that is left, in cash."""
    patient_id = PATIENTS[who]
    lots = world.books.ledger(patient_id).wallet_lots.values()
    left = sum(lot["remaining_minor"] for lot in lots if lot["origin"] == "paid_in" and live(lot, world.now))

    def pay(request_id: str) -> object:
        body = CashOut(request_id, "bella", CALABASAS, patient_id, left or 1, "asked for")
        return cash_out(world.desk.store, body, Caller(DESK, world.now))

    if world.act("pays_out", patient_id, pay):
        world.known[patient_id].paid_out.append(world.done[-1].request_id)


@act(who=WHO, which=WHICH)
def takes_pay_out_back(world: World, who: int, which: int) -> None:
    """And into the wallet again."""
    patient_id = PATIENTS[who]
    if not world.known[patient_id].paid_out:
        pays_out(world, who)
    paid_out_id = newest(world.known[patient_id].paid_out, which)
    if paid_out_id is None:
        return

    def take_back(request_id: str) -> object:
        body = UndoCashOut(request_id, "bella", CALABASAS, patient_id, paid_out_id, "by mistake")
        return undo_cash_out(world.desk.store, body, Caller(DESK, world.now))

    world.act("takes_pay_out_back", patient_id, take_back)


@act(who=WHO, which=WHICH, part=(0, 3))
def refunds_into_wallet(world: World, who: int, which: int, part: int) -> None:
    """A refund whose money of the patient's own goes into the wallet."""
    patient_id = PATIENTS[who]
    purchase_id = newest(world.known[patient_id].purchases, which)
    if purchase_id is None:
        return
    back = [
        replace(line, returned_as=TenderKind.WALLET) if line.kind in OWN_MONEY else line
        for line in part_of(left_of(world, patient_id, purchase_id), part)
    ]

    def refund(request_id: str) -> object:
        return world.desk.refund(purchase_id, back, patient_id, world.now, request_id)

    note_lost(world, patient_id, world.act("refunds_into_wallet", patient_id, refund))
