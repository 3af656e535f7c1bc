"""Places: points count where their lot was earned, whoever moves them wherever, so each location's book adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.lots import NOWHERE
from loyalty.domain.program.rules import TenderKind
from loyalty.domain.proof.booking import left_at
from loyalty.domain.proof.ledger_days import DayTally, Holding, LedgerDay
from loyalty.errors.base import Refusal
from tests.support.clinic import CALABASAS, DESK, ENCINO, MANAGER, NOW, PATIENT, clinic_documents, staff
from tests.support.counts import count
from tests.support.documents import lots_of
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store

BO = "patient-bo"


def at_work(*patients: str) -> tuple[LedgerDesk, MemoryDocuments]:
    """A desk whose people work at both locations."""
    documents = MemoryDocuments(clinic_documents())
    documents.put(f"clinics/bella/staff/{DESK}", staff("front_desk", CALABASAS, ENCINO))
    desk = LedgerDesk(memory_store(documents))
    for patient_id in patients or (PATIENT, BO):
        desk.join(patient_id)
    return desk, documents


def books(documents: MemoryDocuments) -> dict[str, Holding]:
    """The closing of each location, with all entries in one day."""
    tally = DayTally()
    for path, entry in documents.all().items():
        if "/entries/" in path:
            tally.add(path.split("/")[3], path.split("/")[-1], entry)
    day: LedgerDay = tally.close(None, date(2026, 11, 22), NOW)
    total = Holding(
        sum(book.closing.points for book in day.locations.values()),
        sum(book.closing.wallet_minor for book in day.locations.values()),
    )
    assert total == day.total.closing
    return {place: book.closing for place, book in day.locations.items()}


def left(documents: MemoryDocuments) -> dict[str, Holding]:
    """What is left of the points earned, and of the money received, at each location, less the debt made there."""
    points, wallet = Counter[str](), Counter[str]()
    for path, fields in documents.all().items():
        if path.count("/") == 3 and "/patients/" in path:
            points.update({NOWHERE: 0})
            for lot in lots_of(fields).values():
                points[lot["location_id"]] += lot["points_remaining"]
            for lot in fields["wallet_lots"].values():
                wallet.update(left_at(lot, lot["remaining_minor"]))
        if "/entries/" in path:
            points[fields["location_id"] or NOWHERE] -= fields["debt_points"]
    return {place: Holding(points[place], wallet[place]) for place in {*points, *wallet}}


def without_nothing(holdings: dict[str, Holding]) -> dict[str, Holding]:
    return {place: holding for place, holding in holdings.items() if holding != Holding()}


def test_what_expires_and_what_is_banked_counts_where_it_was_earned() -> None:
    desk, documents = at_work()
    desk.pay(*tenders(cash=200_00), now=NOW)
    desk.location_id = ENCINO
    desk.pay(*tenders(cash=100_00), now=NOW + timedelta(days=1))
    banked = desk.bank(3_000, now=NOW + timedelta(days=2))
    assert banked.location_id is None
    assert without_nothing(books(documents)) == {CALABASAS: Holding(0, 2_200), ENCINO: Holding(0, 1_100)}
    desk.undo_bank(banked.entry_id, now=NOW + timedelta(days=2, minutes=1))
    assert without_nothing(books(documents)) == {CALABASAS: Holding(2_000), ENCINO: Holding(1_000)}
    desk.expire(NOW + timedelta(days=400))
    assert without_nothing(books(documents)) == {}


def test_a_sale_moved_from_another_location_leaves_both_books_as_they_were() -> None:
    desk, documents = at_work()
    kept = desk.pay(*tenders(cash=200_00))
    desk.location_id = ENCINO
    desk.pay(*tenders(cash=50_00))
    before = books(documents)
    desk.reassign(kept.entry_id, BO, uid=MANAGER)
    assert books(documents) == before == {CALABASAS: Holding(2_000), ENCINO: Holding(500)}


def test_points_of_one_location_used_at_another_leave_the_one_that_gave_them() -> None:
    desk, documents = at_work()
    desk.pay(*tenders(cash=200_00))
    desk.location_id = ENCINO
    used = desk.redeem(500)
    assert used.location_id == ENCINO
    assert without_nothing(books(documents)) == {CALABASAS: Holding(1_500)}


Act = Callable[[LedgerDesk, datetime, int, str, list[str]], object]


def _refund(desk: LedgerDesk, now: datetime, number: int, patient_id: str, sales: list[str]) -> object:
    return desk.refund(sales[number % len(sales)], lines(cash=1 + number), patient_id, now, uid=MANAGER)


def _move(desk: LedgerDesk, now: datetime, number: int, patient_id: str, sales: list[str]) -> object:
    other = BO if patient_id == PATIENT else PATIENT
    return desk.reassign(sales[number % len(sales)], other, patient_id, now, uid=MANAGER)


ACTS: tuple[Act, ...] = (
    lambda desk, now, number, who, _: desk.pay(*tenders(cash=100 + 7 * number), patient_id=who, now=now),
    lambda desk, now, number, who, _: desk.pay(*tenders(cash=900, wallet=1 + number), patient_id=who, now=now),
    lambda desk, now, number, who, _: desk.redeem(100 + 50 * (number % 20), patient_id=who, now=now),
    lambda desk, now, number, who, _: desk.bank(1_000 + 100 * (number % 9), who, now),
    lambda desk, now, number, who, _: desk.credit(1 + number, (None, TenderKind.CARD)[number % 2], who, now),
    lambda desk, now, number, who, _: desk.adjust(1 + number % 200, who, now),
    lambda desk, now, _, who, __: desk.expire(now, who),
    _refund,
    _move,
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTS), st.integers(0, 20_000), st.booleans(), st.sampled_from((PATIENT, BO)), st.integers(0, 40)
    ),
    min_size=4,
    max_size=16,
)


@settings(max_examples=count(50, 500), deadline=None)
@given(STEPS)
def test_what_was_ever_booked_at_a_location_is_what_is_left_there(steps: list[tuple[Act, int, bool, str, int]]) -> None:
    desk, documents = at_work()
    now, sales = NOW, list[str]()
    for patient_id in (PATIENT, BO):
        desk.location_id = CALABASAS if patient_id == PATIENT else ENCINO
        sales.append(desk.pay(*tenders(cash=300_00), patient_id=patient_id, now=now).entry_id)
    for act, number, calabasas, patient_id, days in steps:
        desk.location_id, now = (CALABASAS if calabasas else ENCINO), now + timedelta(days=days, minutes=1)
        try:
            made = act(desk, now, number, patient_id, sales)
        except Refusal:
            continue
        if act is ACTS[0]:
            sales.append(getattr(made, "entry_id", ""))
        assert without_nothing(books(documents)) == without_nothing(left(documents))
