"""Sixteen desks at once on Firestore, checked afterwards by replay: nothing is lost, doubled, or spent twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from google.cloud import firestore

from loyalty.domain.program.rules import TenderKind
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.base import Contention, Refusal, StoreUnavailable
from loyalty.errors.ledger import InsufficientPoints
from loyalty.services.checkout.visits import CheckedIn
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import Patience, TransactionalStore
from loyalty.store.turns import Turns
from tests.simulation.machine import GENEROUS, clinic
from tests.simulation.replay import entries_of, replayed
from tests.support.clinic import NOW, Fields
from tests.support.counts import count
from tests.support.emulator import all_documents, put_documents
from tests.support.ledger import LedgerDesk, lines, tenders

DESKS, INSTANCES = 16, 4
PATIENTS = tuple(f"patient-{number:02d}" for number in range(DESKS))
# How long a call may take is the benchmark's business: here a slow machine must not look like a lost purchase.
UNHURRIED = Patience(deadline=120.0, longest_turn=60.0)
EASY = {**GENEROUS["/rules/redemption"], "minimum_points": 1, "increment_points": 1, "most_points_per_visit": None}
RULES = {**GENEROUS, "/rules/redemption": {**EASY, "most_bill_bp": 10_000, "confirm_above_points": None}}

Pattern = Callable[[random.Random, int], str]
PATTERNS: dict[str, Pattern] = {
    "one patient": lambda _, __: PATIENTS[0],
    "a patient for each desk": lambda _, desk: PATIENTS[desk],
    "mostly one patient": lambda dice, _: PATIENTS[0] if dice.random() < 0.6 else dice.choice(PATIENTS),
}
# Operations of each desk, in a soak 2,000 of all desks in all patterns. On one account each costs more than the last.
EACH = {
    "one patient": count(6, 20),
    "a patient for each desk": count(9, 85),
    "mostly one patient": count(9, 25),
}


@pytest.fixture
def database(project_id: str) -> firestore.Client:
    client = shared_client(project_id)
    put_documents(client, clinic(RULES))
    return client


def a_desk(database: firestore.Client, turns: Turns | None = None) -> LedgerDesk:
    documents = FirestoreDocuments(database, Usage())
    return LedgerDesk(TransactionalStore(documents, Codec(PARSERS), UNHURRIED, turns=turns))


@dataclass
class Clerk:
    """One desk's afternoon: what it asked for, and what was acknowledged or refused."""

    number: int
    desk: LedgerDesk
    visits: dict[str, CheckedIn]
    acknowledged: dict[tuple[str, str], Any] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    purchases: list[tuple[str, str]] = field(default_factory=list)

    def work(self, pattern: str) -> Clerk:
        """Its operations, each with an id of its own; one in five is asked twice."""
        dice = random.Random(self.number)  # noqa: S311 - nothing secret
        for step in range(EACH[pattern]):
            patient_id, request_id = PATTERNS[pattern](dice, self.number), f"desk-{self.number:02d}-step-{step:04d}"
            call = self._call(dice, patient_id, request_id)
            for _ in range(1 + (dice.random() < 0.2)):
                self._ask(patient_id, request_id, call)
        return self

    def _ask(self, patient_id: str, request_id: str, call: Callable[[], Any]) -> None:
        at = (patient_id, request_id)
        try:
            answer = call()
        except (Contention, StoreUnavailable):
            raise
        except Refusal:
            assert at not in self.acknowledged
            self.refused.add(at)
            return
        assert self.acknowledged.setdefault(at, answer) == answer
        self.refused.discard(at)
        if answer.kind == "accrual":
            self.purchases.append(at)

    def _call(self, dice: random.Random, patient_id: str, request_id: str) -> Callable[[], Any]:
        desk, visit, amount = self.desk, self.visits[patient_id], dice.randint(100, 9_000)
        mine = [purchase_id for owner, purchase_id in self.purchases if owner == patient_id]
        calls: dict[str, Callable[[], Any]] = {
            "pay": lambda: desk.pay(*tenders(cash=amount), visit=visit, request_id=request_id),
            "mixed": lambda: desk.pay(*tenders(points=14, wallet=3, card=amount), visit=visit, request_id=request_id),
            "redeem": lambda: desk.redeem(1 + amount % 40, 50_000, patient_id, visit=visit, request_id=request_id),
            "bank": lambda: desk.bank(20, patient_id, request_id=request_id),
            "credit": lambda: desk.credit(amount % 90 + 1, TenderKind.CARD, patient_id, request_id=request_id),
        }
        if mine:
            sale = dice.choice(mine)
            calls["refund"] = lambda: desk.refund(sale, lines(cash=33), patient_id, request_id=request_id)
            calls["void"] = lambda: desk.void(sale, patient_id, request_id=request_id)
        return calls[dice.choice(list(calls))]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_sixteen_desks_do_at_once_is_one_history_with_nothing_lost_or_doubled(
    database: firestore.Client, pattern: str
) -> None:
    visits = _everybody_arrives(database)
    turns = [Turns() for _ in range(INSTANCES)]
    clerks = [Clerk(number, a_desk(database, turns[number % INSTANCES]), visits) for number in range(DESKS)]
    with ThreadPoolExecutor(DESKS) as desks:
        list(desks.map(lambda clerk: clerk.work(pattern), clerks))

    documents: dict[str, Fields] = all_documents(database)
    books = replayed(documents, NOW)
    acknowledged = {at: answer for clerk in clerks for at, answer in clerk.acknowledged.items()}
    assert len(acknowledged) + sum(len(clerk.refused) for clerk in clerks) == DESKS * EACH[pattern]
    for (patient_id, request_id), answer in acknowledged.items():
        entry = books.ledger(patient_id).entries[request_id]
        assert (entry["points"], entry["points_after"]) == (answer.points, answer.points_after)
    made = {
        (patient_id, entry["request"]["request_id"])
        for patient_id, found in entries_of(documents).items()
        for _, entry in found
    }
    assert made - _first(made) == acknowledged.keys()


def _everybody_arrives(database: firestore.Client) -> dict[str, CheckedIn]:
    """Each with a first purchase, so that there is something to spend."""
    front, visits = a_desk(database), {}
    for patient_id in PATIENTS:
        front.join(patient_id)
        visits[patient_id] = front.scan(patient_id)
        front.pay(*tenders(cash=9_000), visit=visits[patient_id], request_id="first-purchase")
    return visits


def _first(made: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {at for at in made if at[1] == "first-purchase"}


def test_of_sixteen_desks_that_spend_a_balance_of_fifty_point_by_point_exactly_fifty_succeed(
    database: firestore.Client,
) -> None:
    front = a_desk(database)
    front.join()
    visit = front.scan()
    front.adjust(50)
    turns = [Turns() for _ in range(INSTANCES)]

    def spends(desk: int) -> Counter[str]:
        clerk, said = a_desk(database, turns[desk % INSTANCES]), Counter[str]()
        for step in range(4):
            try:
                clerk.redeem(1, 10_000, visit=visit, request_id=f"desk-{desk:02d}-point-{step:02d}")
            except InsufficientPoints:
                said["insufficient"] += 1
            else:
                said["spent"] += 1
        return said

    with ThreadPoolExecutor(DESKS) as desks:
        said = sum(desks.map(spends, range(DESKS)), Counter[str]())
    assert said == {"spent": 50, "insufficient": 14}
    ledger = replayed(all_documents(database), NOW).ledger(visit.patient.patient_id)
    assert (ledger.points, ledger.revision) == (0, 51)
