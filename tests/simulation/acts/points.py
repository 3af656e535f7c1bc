"""Points and wallet money used, banked, given, taken, expired and reissued."""

from __future__ import annotations

from datetime import timedelta

from loyalty.domain.program.rules import TenderKind
from tests.simulation.acts.acting import OWNER, WHICH, WHO, act, newest, note_lost
from tests.simulation.acts.sales import buys, pays_from_wallet
from tests.simulation.world import PATIENTS, World
from tests.support.clinic import DESK, MANAGER

REWARDS = ("facial", "mask")


@act(who=WHO, points=(1, 26), bill=(1, 40_000))
def redeems(world: World, who: int, points: int, bill: int) -> None:
    """Points off a bill."""
    patient_id = PATIENTS[who]
    visit = world.visit(patient_id)

    def redeem(request_id: str) -> object:
        return world.desk.redeem(points * 5, bill, patient_id, world.now, visit, request_id)

    if world.act("redeems", patient_id, redeem):
        world.known[patient_id].redemptions.append((world.done[-1].request_id, visit))


@act(who=WHO, points=(2, 5), rest=(0, 1))
def redeems_twice_off_one_bill(world: World, who: int, points: int, rest: int) -> None:
    """Half a bill, and half of it again at the same visit."""
    worth = points * 5 * world.books.rules["redemption"]["minor_per_100_points"] // 100
    for _ in range(2):
        redeems(world, who, points, 2 * worth + rest)


@act(who=WHO, points=(12, 24), said=(0, 4), minutes=(0, 7))
def redeems_confirmed(world: World, who: int, points: int, said: int, minutes: int) -> None:
    """The patient is asked, says yes (more often than no), and the desk goes on later; and tries it a second time."""
    patient_id = PATIENTS[who]
    if world.books.rules["redemption"]["confirm_above_points"] is None:
        redeems(world, who, points, 40_000)
        return
    visit = world.visit(patient_id)

    def ask(request_id: str) -> object:
        return world.desk.ask(points * 5, visit, world.now, request_id)

    if not world.act("asks", patient_id, ask, repeatable=False):
        return
    asked = world.books.ledger(patient_id)
    asked_id = f"request-{world.desk.steps:012d}"
    world.act(
        "answers",
        patient_id,
        lambda _: world.desk.confirm(asked_id, approve=said > 0, patient_id=patient_id, now=world.now),
        repeatable=False,
    )
    world.later(minutes=minutes)
    redeems(world, who, min(points, max(1, asked.available(world.now) // 5)), 40_000)
    redeems(world, who, 13, 40_000)


@act(who=WHO, which=(0, 2))
def takes_reward(world: World, who: int, which: int) -> None:
    """A reward for points."""
    patient_id = PATIENTS[who]
    visit = world.visit(patient_id)

    def take(request_id: str) -> object:
        return world.desk.reward(REWARDS[min(which, 1)], patient_id, world.now, visit, request_id)

    if world.act("takes_reward", patient_id, take):
        world.known[patient_id].redemptions.append((world.done[-1].request_id, visit))


@act(who=WHO, which=WHICH)
def cancels(world: World, who: int, which: int) -> None:
    """A redemption undone at its visit."""
    patient_id = PATIENTS[who]
    found = newest(world.known[patient_id].redemptions, which)
    if found is not None:
        redemption_id, visit = found
        movement = world.act(
            "cancels", patient_id, lambda request: world.desk.cancel(redemption_id, visit, world.now, request)
        )
        note_lost(world, patient_id, movement)


@act(who=WHO, points=(1, 12))
def banks(world: World, who: int, points: int) -> None:
    """Points into the wallet."""
    patient_id = PATIENTS[who]

    def bank(request_id: str) -> object:
        return world.desk.bank(points * 10, patient_id, world.now, request_id)

    if world.act("banks", patient_id, bank):
        world.known[patient_id].bankings.append(world.done[-1].request_id)


@act(who=WHO, which=WHICH)
def undoes_banking(world: World, who: int, which: int) -> None:
    """And back, if need be of what is banked now."""
    patient_id = PATIENTS[who]
    if not world.known[patient_id].bankings:
        banks(world, who, points=3)
    banking_id = newest(world.known[patient_id].bankings, which)
    if banking_id is not None:
        movement = world.act(
            "undoes_banking",
            patient_id,
            lambda request: world.desk.undo_bank(banking_id, patient_id, world.now, request),
        )
        note_lost(world, patient_id, movement)


@act(who=WHO, wallet=(1, 30))
def undoes_banking_that_is_spent(world: World, who: int, wallet: int) -> None:
    """Banked, spent, and asked back."""
    banks(world, who, points=3)
    pays_from_wallet(world, who, wallet, cash=700)
    undoes_banking(world, who, which=0)


@act(who=WHO, amount=(1, 900), paid=(0, 1))
def fills_wallet(world: World, who: int, amount: int, paid: int) -> None:
    """Wallet money, granted or paid in."""
    patient_id, tender = PATIENTS[who], TenderKind.CARD if paid else None

    def credit(request_id: str) -> object:
        return world.desk.credit(amount, tender, patient_id, world.now, request_id)

    world.act("fills_wallet", patient_id, credit)


@act(who=WHO, which=WHICH, amount=(1, 900), by=(0, 1))
def takes_credit_back(world: World, who: int, which: int, amount: int, by: int) -> None:
    """Wallet money that was granted or paid in is taken back, in part or whole."""
    patient_id = PATIENTS[who]
    entries = world.books.ledger(patient_id).entries
    credit_id = newest([name for name, entry in entries.items() if entry["kind"] == "wallet_credit"], which)
    if credit_id is None:
        return

    def take_back(request_id: str) -> object:
        return world.desk.reverse_credit(credit_id, amount, patient_id, world.now, request_id, (MANAGER, DESK)[by])

    world.act("takes_credit_back", patient_id, take_back)


@act(who=WHO, which=WHICH)
def manager_cancels(world: World, who: int, which: int) -> None:
    """A redemption undone by a manager, whenever it was."""
    patient_id = PATIENTS[who]
    found = newest(world.known[patient_id].redemptions, which)
    if found is not None:
        movement = world.act(
            "manager_cancels",
            patient_id,
            lambda request: world.desk.cancel(found[0], found[1], world.now, request, MANAGER),
        )
        note_lost(world, patient_id, movement)


@act(who=WHO, points=(1, 26), cash=(1, 9_000))
def lowers_a_bill_and_pays(world: World, who: int, points: int, cash: int) -> None:
    """Points off a bill, and the purchase of the rest at the same visit."""
    redeems(world, who, points, bill=40_000)
    buys(world, who, cash, kind=0, number=9)


@act(who=WHO, points=(-110, 110), by=(0, 1))
def adjusts(world: World, who: int, points: int, by: int) -> None:
    """Points given or taken by a manager or the desk; many of them wait for a second person."""
    patient_id = PATIENTS[who]

    def adjust(request_id: str) -> object:
        return world.desk.adjust(points or 1, patient_id, world.now, request_id, (MANAGER, DESK)[by])

    adjusted = world.act("adjusts", patient_id, adjust, repeatable=False)
    if getattr(adjusted, "status", None) == "pending":
        world.known[patient_id].pending.append(getattr(adjusted, "adjustment_id", ""))


@act(who=WHO, which=WHICH, approve=(0, 3), by=(0, 3))
def decides(world: World, who: int, which: int, approve: int, by: int) -> None:
    """A second person says yes or no to a pending adjustment."""
    patient_id, uid = PATIENTS[who], MANAGER if by == 0 else OWNER
    adjustment_id = newest(world.known[patient_id].pending, which)
    if adjustment_id is None:
        return

    def decide(request_id: str) -> object:
        return world.desk.decide(
            adjustment_id, uid, approve=approve > 0, patient_id=patient_id, now=world.now, request_id=request_id
        )

    world.act("decides", patient_id, decide)


@act(who=WHO, which=WHICH, points=(1, 40))
def reissues(world: World, who: int, which: int, points: int) -> None:
    """A new life for what was lost."""
    patient_id = PATIENTS[who]
    lost_id = newest(world.known[patient_id].lost, which)
    if lost_id is not None:
        world.act(
            "reissues",
            patient_id,
            lambda request: world.desk.reissue(lost_id, points, patient_id, world.now, request),
        )


@act(who=WHO)
def expires(world: World, who: int) -> None:
    """The schedule's work, by itself."""
    patient_id = PATIENTS[who]
    before = set(world.books.ledger(patient_id).entries)
    if world.act("expires", patient_id, lambda _: world.desk.expire(world.now, patient_id), repeatable=False):
        entries = world.books.ledger(patient_id).entries
        world.known[patient_id].lost += [name for name in entries if name not in before and entries[name]["points"]]


@act(who=WHO, minutes=(1, 1_440))
def expires_near_an_end(world: World, who: int, minutes: int) -> None:
    """The schedule's work within the last day of points."""
    lots = world.books.ledger(PATIENTS[who]).open_lots().values()
    ends = [lot["expires_at"] for lot in lots if lot["expires_at"] > world.now]
    if ends:
        world.later(minutes=max(1, (min(ends) - world.now) // timedelta(minutes=1) - minutes))
        expires(world, who)


@act(who=WHO, points=(1, 8))
def changes_their_mind(world: World, who: int, points: int) -> None:
    """Points used off a bill, and given back before the patient has left."""
    redeems(world, who, points, bill=40_000)
    cancels(world, who, which=0)


@act(who=WHO)
def is_told(world: World, who: int) -> None:
    """A reminder reaches the patient."""
    world.outcomes["is_told"] += world.tell(PATIENTS[who])


@act(who=WHO, points=(1, 40), days=(60, 110))
def lets_points_run_out(world: World, who: int, points: int, days: int) -> None:
    """Nobody comes for a season, whatever they are told; what ran out is mourned, and some of it given back."""
    for passing in (days, 4, 12):
        world.later(days=passing)
        expires(world, who)
        is_told(world, who)
    reissues(world, who, which=0, points=points)
