"""Time, clients that repeat themselves, databases that fail, desks that are faster, managers that change rules."""

from __future__ import annotations

from collections.abc import Callable

from tests.simulation.acts.acting import OWNER, WHICH, WHO, act, made_entry, newest
from tests.simulation.acts.points import adjusts, redeems
from tests.simulation.acts.sales import buys, refunds
from tests.simulation.world import PATIENTS, World, conflict, crash, lose_the_answer, nothing
from tests.support.ledger import lines, tenders


@act(minutes=(1, 600))
def minutes_pass(world: World, minutes: int) -> None:
    """From a few minutes to past midnight."""
    world.later(minutes=minutes)


@act(days=(1, 40))
def days_pass(world: World, days: int) -> None:
    """From a day to past the end of a lot."""
    world.later(days=days)


@act(which=WHICH)
def repeats(world: World, which: int) -> None:
    """A call made again with the same id and body."""
    done = newest(world.done, which)
    if done is not None:
        world.repeat(done)


@act(which=WHICH, other=(0, 6))
def reuses_request_id(world: World, which: int, other: int) -> None:
    """Another call under the id of one that made an entry."""
    done = next(
        (done for done in world.done[-1 - which :: -1] if made_entry(world, done.patient_id, done.request_id)), None
    )
    if done is not None:
        world.reuse(done, _other_calls(world, done.patient_id)[other])


def _other_calls(world: World, patient_id: str) -> tuple[Callable[[str], object], ...]:
    """Calls that nobody made before: their numbers are no others'."""
    desk, now, visit = world.desk, world.now, world.visit(patient_id)
    return (
        lambda request: desk.pay(*tenders(cash=30_001), visit=visit, now=now, request_id=request),
        lambda request: desk.refund("no-purchase", lines(cash=1), patient_id, now, request),
        lambda request: desk.redeem(1000, 1, patient_id, now, visit, request),
        lambda request: desk.bank(1000, patient_id, now, request),
        lambda request: desk.adjust(3, patient_id, now, request, OWNER),
        lambda request: desk.credit(901, None, patient_id, now, request),
        lambda request: desk.reissue("no-expiry", 41, patient_id, now, request),
    )


@act(who=WHO, which=WHICH)
def takes_id_of_pending(world: World, who: int, which: int) -> None:
    """A purchase under the request id of an adjustment that waits: whichever is first is the entry of that name."""
    patient_id = PATIENTS[who]
    if not world.known[patient_id].pending:
        adjusts(world, who, points=110, by=0)
    adjustment_id = newest(world.known[patient_id].pending, which)
    if adjustment_id is not None and not made_entry(world, patient_id, adjustment_id):
        visit = world.visit(patient_id)
        world.act(
            "takes_id_of_pending",
            patient_id,
            lambda _: world.desk.pay(*tenders(cash=900), visit=visit, now=world.now, request_id=adjustment_id),
            repeatable=False,
        )


@act(trouble=(0, 5), who=WHO, points=(2, 6))
def trouble_is_near(world: World, trouble: int, who: int, points: int) -> None:
    """The next commit meets trouble: an answer lost, a crash, a conflict, or another desk that is faster."""
    rivals = (
        lambda: buys(world, who, 1_234, 0, 9),
        lambda: redeems(world, who, points, 30_000),
        lambda: refunds(world, who, 0, 0),
    )
    before = (lose_the_answer, conflict, *rivals)
    if trouble == 0:
        world.trouble = (nothing, crash if points % 2 else lose_the_answer)
    else:
        world.trouble = (before[trouble - 1], nothing)


@act(rate=(1, 4), life=(1, 3))
def rules_change(world: World, rate: int, life: int) -> None:
    """A manager changes what money earns and how long points live from now on."""
    world.new_rule("earning", rate_bp=250 * rate)
    world.new_rule("expiry", life_count=world.books.documents["/rules/expiry"]["life_count"] * life)
