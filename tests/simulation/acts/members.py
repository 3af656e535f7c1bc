"""Memberships at the desk and at a provider, treatments, and the schedule that gives months; for clinics with tiers."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from loyalty.domain.program.memberships import Status
from loyalty.services.membership.memberships import ChangeMembership, change_membership
from loyalty.services.membership.refresh_tier import refresh_tier
from loyalty.services.membership.subscriptions import take_in_subscription
from loyalty.services.membership.treatments import CompleteTreatment, complete_treatment
from loyalty.services.membership.withdraw_treatment import WithdrawTreatment, withdraw_treatment
from loyalty.services.preconditions import Caller
from loyalty.services.proof.move_zone import move_zone
from tests.simulation.acts.acting import WHICH, WHO, entering, newest
from tests.simulation.model import check
from tests.simulation.world import PATIENTS, World
from tests.support.clinic import CALABASAS, DESK
from tests.support.memory import MemoryDocuments
from tests.support.ports.pages import MemoryPages
from tests.support.tiers import subscription_event

MEMBERS, act = entering()
PLANS = ("monthly", "yearly")
SAID = (Status.ACTIVE, Status.ACTIVE, Status.PAST_DUE, Status.PAUSED, Status.CANCELLED, Status.ENDED)


def _change(world: World, who: int, name: str, plan_id: str | None = None, event_id: str | None = None) -> None:
    patient_id = PATIENTS[who]

    def change(request_id: str) -> object:
        ids = request_id, "bella", CALABASAS, patient_id
        body = ChangeMembership(*ids, cast("Any", name), plan_id, event_id, confirmed_duplicate=True)
        return change_membership(world.desk.store, body, Caller(DESK, world.now))

    if world.act(f"{name} membership", patient_id, change) and name != "undo":
        world.known[patient_id].membership_acts.append(world.done[-1].request_id)


@act(who=WHO, plan=(0, 1))
def enrols(world: World, who: int, plan: int) -> None:
    """A membership begins, paid."""
    _change(world, who, "enrol", PLANS[plan])


def _require_member(world: World, who: int) -> None:
    """Somebody who never was a member becomes one first."""
    if not world.known[PATIENTS[who]].membership_acts:
        enrols(world, who, 0)


@act(who=WHO)
def renews(world: World, who: int) -> None:
    """One period more is paid."""
    _require_member(world, who)
    _change(world, who, "renew")


@act(who=WHO, plan=(0, 1))
def changes_plan(world: World, who: int, plan: int) -> None:
    """Another plan from now on."""
    _require_member(world, who)
    _change(world, who, "change", PLANS[plan])


@act(who=WHO, days=(0, 40))
def rests(world: World, who: int, days: int) -> None:
    """A pause, some days, and on again."""
    _require_member(world, who)
    _change(world, who, "pause")
    world.later(days=days)
    _change(world, who, "resume")


@act(who=WHO)
def leaves(world: World, who: int) -> None:
    """The membership is cancelled."""
    _require_member(world, who)
    _change(world, who, "cancel")


@act(who=WHO)
def thinks_better_of_it(world: World, who: int) -> None:
    """The latest act is undone."""
    event_id = newest(world.known[PATIENTS[who]].membership_acts, 0)
    if event_id is not None:
        _change(world, who, "undo", event_id=event_id)


@act(who=WHO, plan=(0, 1), points=(2, 6))
def banks_a_months_points_and_undoes(world: World, who: int, plan: int, points: int) -> None:
    """An enrolment whose points become money before it is undone."""
    enrols(world, who, plan)
    patient_id = PATIENTS[who]
    world.act("banks a month", patient_id, lambda request: world.desk.bank(points * 10, patient_id, world.now, request))
    thinks_better_of_it(world, who)


@act(who=WHO, number=(0, 40), said=(0, 5), late=(0, 9), second=(0, 2))
def hears(world: World, who: int, number: int, said: int, late: int, second: int) -> None:
    """A provider's event: late, out of order, one of several of a second, or the same once more."""
    patient_id, at = PATIENTS[who], (world.now - timedelta(days=late)).replace(microsecond=0)
    begun = at - timedelta(days=number % 3, hours=second)
    event = subscription_event(
        number + 100 * len(world.done),
        at,
        SAID[said],
        patient_id=patient_id,
        subscription_id=f"sub-{patient_id}-{number % 2}",
        started_at=begun,
        months_from_at=begun,
        period_starts_at=begun,
        period_ends_at=_a_month_after(begun),
    )
    world.act("hears", patient_id, lambda _: take_in_subscription(world.desk.store, event, world.now))


def _a_month_after(begun: datetime) -> datetime:
    """The same day of the next month, or its last, as a provider counts."""
    following = begun.replace(day=1) + timedelta(days=32)
    return following.replace(day=min(begun.day, monthrange(following.year, following.month)[1]))


FOREIGN: tuple[dict[str, object], ...] = (
    {"clinic_id": "another"},
    {"patient_id": "nobody"},
    {"plan_id": "a-plan-of-another"},
    {"currency": "eur"},
)


@act(who=WHO, what=(0, 3))
def hears_of_others(world: World, who: int, what: int) -> None:
    """A provider's event of a subscription that is not the clinic's is refused, and changes nothing."""
    patient_id, at = PATIENTS[who], world.now.replace(microsecond=0)
    changes = {"patient_id": patient_id, "subscription_id": f"sub-other-{what}", **FOREIGN[what]}
    event = subscription_event(9_000 + len(world.done), at, **cast("Any", changes))
    answer = world.act(
        "hears_of_others", patient_id, lambda _: take_in_subscription(world.desk.store, event, world.now)
    )
    check(answer is None, "a subscription of others is not taken in", event)
    world.outcomes["hears of others"] += 1


@act(who=WHO, days=(0, 30))
def treats(world: World, who: int, days: int) -> None:
    """A treatment of some days ago is noted."""
    patient_id, on = PATIENTS[who], (world.now - timedelta(days=days)).date()

    def treat(request_id: str) -> object:
        body = CompleteTreatment(request_id, "bella", CALABASAS, patient_id, "peel", on)
        return complete_treatment(world.desk.store, body, Caller(DESK, world.now))

    if world.act("treats", patient_id, treat):
        world.known[patient_id].treatments.append(world.done[-1].request_id)


@act(who=WHO, which=WHICH, to=WHO)
def withdraws(world: World, who: int, which: int, to: int) -> None:
    """A treatment is taken back, or moved to the patient who had it."""
    patient_id, to_id = PATIENTS[who], PATIENTS[to] if to != who else None
    if not world.known[patient_id].treatments:
        treats(world, who, 0)
    treatment_id = newest(world.known[patient_id].treatments, which)
    if treatment_id is None:
        return

    def withdraw(request_id: str) -> object:
        body = WithdrawTreatment(request_id, "bella", CALABASAS, patient_id, treatment_id, to_id)
        return withdraw_treatment(world.desk.store, body, Caller(DESK, world.now))

    if world.act("withdraws", patient_id, withdraw) and to_id is not None:
        world.known[to_id].treatments.append(treatment_id)


@act(who=WHO, days=(0, 40))
def gives_months(world: World, who: int, days: int) -> None:
    """Days pass, and the schedule gives the months that began."""
    world.later(days=days)
    patient_id = PATIENTS[who]
    world.act(
        "gives_months",
        patient_id,
        lambda _: refresh_tier(world.desk.store, "bella", patient_id, world.now),
        repeatable=False,
    )


@act(bonus=(1, 4))
def plans_change(world: World, bonus: int) -> None:
    """A manager changes what a plan gives, for those who agree to it from now on."""
    plans = [{**plan, "bonus_points": 10 * bonus} for plan in world.books.rules["memberships"]["plans"]]
    world.new_rule("memberships", plans=plans)


ZONES = ("America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Honolulu", "Europe/Berlin")


@act(zone=(0, 3))
def moves_to_another_zone(world: World, zone: int) -> None:
    """The clinic's days that are over are closed, and its calendar is another from then on."""
    documents = world.documents.kept
    assert isinstance(documents, MemoryDocuments)
    move_zone(world.desk.store, MemoryPages(documents), "bella", ZoneInfo(ZONES[zone]), world.now)
    world.audit()
    world.outcomes["moves to another zone"] += 1
