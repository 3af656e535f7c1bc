"""Purchases, with every tender, and what undoes them: refunds, voids, moves to another patient."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.accrual import Tender
from tests.simulation.acts.acting import WHICH, WHO, act, newest, note_lost
from tests.simulation.world import PATIENTS, World
from tests.support.clinic import DESK, MANAGER
from tests.support.ledger import lines, tenders

KINDS = ("cash", "card", "insurance")


def _ring(world: World, who: int, paid: tuple[Tender, ...], name: str, number: int = 9, *, sure: bool = True) -> None:
    """A purchase; `number` below 4 is that of its receipt, which is not always written the same."""
    patient_id = PATIENTS[who]
    written = ("R-{}", "r‑{}", "Ｒ − {}", " R-{} ")[len(world.done) % 4].format(number)
    visit, receipt_number = world.visit(patient_id), written if number < 4 else None

    def pay(request_id: str) -> str:
        return world.desk.pay(
            *paid,
            visit=visit,
            now=world.now,
            request_id=request_id,
            receipt_number=receipt_number,
            duplicate=sure,
        ).entry_id

    entry_id = world.act(name, patient_id, pay)
    if entry_id is not None:
        world.known[patient_id].purchases.append(entry_id)


@act(who=WHO, amount=(1, 30_000), kind=(0, 2), number=(0, 15))
def buys(world: World, who: int, amount: int, kind: int, number: int) -> None:
    """A purchase by cash, card or insurance."""
    _ring(world, who, tenders(**{KINDS[kind]: amount}), "buys", number)


@act(who=WHO)
def rings_twice(world: World, who: int) -> None:
    """The usual amount, which the desk does not say is meant a second time."""
    _ring(world, who, tenders(cash=5_000, card=77), "rings_twice", sure=False)


def _worth(world: World, points: int) -> int:
    return int(points * world.books.rules["redemption"]["minor_per_100_points"] // 100)


@act(who=WHO, points=(1, 24), cash=(0, 20_000))
def pays_with_points(world: World, who: int, points: int, cash: int) -> None:
    """A purchase paid with points and cash."""
    _ring(world, who, tenders(points=_worth(world, points * 5) or 1, cash=cash), "pays_with_points")


@act(who=WHO, wallet=(1, 200), cash=(0, 20_000))
def pays_from_wallet(world: World, who: int, wallet: int, cash: int) -> None:
    """A purchase paid with wallet money and cash."""
    _ring(world, who, tenders(wallet=wallet, cash=cash), "pays_from_wallet")


@act(who=WHO, points=(2, 10), wallet=(1, 60), card=(100, 20_000))
def pays_with_all(world: World, who: int, points: int, wallet: int, card: int) -> None:
    """A purchase paid with points, wallet money and a card."""
    paid = tenders(points=_worth(world, points * 5), wallet=wallet, card=card)
    _ring(world, who, paid, "pays_with_all")


def part_of(paid: Mapping[str, int], part: int) -> tuple[RefundLine, ...]:
    """A refund of all, of a third, of the first tender alone, or of a few minor units of each."""
    parts: tuple[Callable[[int], int], ...] = (lambda minor: minor, lambda minor: -(-minor // 3), lambda _: 7)
    if part == 3:
        paid = dict(list(paid.items())[:1])
    back = {kind: parts[part % 3](minor) for kind, minor in paid.items()}
    return lines(**{kind: minor for kind, minor in back.items() if minor})


def left_of(world: World, patient_id: str, purchase_id: str) -> dict[str, int]:
    """The rest to refund by the books, by tender."""
    ledger = world.books.ledger(patient_id)
    left = {tender["kind"]: tender["amount_minor"] for tender in ledger.entries[purchase_id]["purchase"]["tenders"]}
    undone = ledger.undone.get(purchase_id)
    return {kind: minor - (undone.refunded_minor[kind] if undone else 0) for kind, minor in left.items()}


@act(who=WHO, which=WHICH, part=(0, 3))
def refunds(world: World, who: int, which: int, part: int) -> None:
    """A refund of a part of what is left, or of all of it."""
    known, patient_id = world.known[PATIENTS[who]], PATIENTS[who]
    purchase_id = newest(known.purchases, which)
    if purchase_id is None:
        return
    back = part_of(left_of(world, patient_id, purchase_id), part)

    def refund(request_id: str) -> object:
        return world.desk.refund(purchase_id, back, patient_id, world.now, request_id)

    note_lost(world, patient_id, world.act("refunds", patient_id, refund))


@act(who=WHO, points=(2, 6), wallet=(20, 120), days=(20, 110))
def returns_much_later(world: World, who: int, points: int, wallet: int, days: int) -> None:
    """A purchase paid from the account that comes back when what paid it may have ended."""
    pays_with_all(world, who, points, wallet, card=9_000)
    world.later(days=days)
    refunds(world, who, which=0, part=days % 3)


@act(who=WHO, which=WHICH)
def voids(world: World, who: int, which: int) -> None:
    """A purchase undone on its day."""
    patient_id = PATIENTS[who]
    purchase_id = newest(world.known[patient_id].purchases, which)
    if purchase_id is not None:
        world.act("voids", patient_id, lambda request: world.desk.void(purchase_id, patient_id, world.now, request))


@act(who=WHO, points=(2, 12), cash=(2_000, 9_000))
def rings_voids_and_rings_again(world: World, who: int, points: int, cash: int) -> None:
    """A purchase with a slip in it, put right at once."""
    pays_with_points(world, who, points, cash)
    voids(world, who, which=0)
    pays_with_points(world, who, points, cash + 100)


@act(who=WHO, which=WHICH, to=WHO, by=(0, 1))
def reassigns(world: World, who: int, which: int, to: int, by: int) -> None:
    """A purchase moved to another patient."""
    patient_id, to_patient_id, uid = PATIENTS[who], PATIENTS[to], (DESK, MANAGER)[by]
    purchase_id = newest(world.known[patient_id].purchases, which)
    if purchase_id is None:
        return

    def reassign(request_id: str) -> object:
        return world.desk.reassign(purchase_id, to_patient_id, patient_id, world.now, request_id, uid).receipt

    if world.act("reassigns", patient_id, reassign):
        world.known[to_patient_id].purchases.append(world.done[-1].request_id)
