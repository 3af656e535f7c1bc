"""Memberships at the desk and at a provider, treatments, and the schedule that gives months; for clinics with tiers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from loyalty.domain.program.memberships import Status
from loyalty.services.membership.memberships import ChangeMembership, change_membership
from loyalty.services.membership.refresh_tier import refresh_tier
from loyalty.services.membership.subscriptions import take_in_subscription
from loyalty.services.membership.treatments import CompleteTreatment, complete_treatment
from loyalty.services.preconditions import Caller
from tests.simulation.acts.acting import WHO, entering, newest
from tests.simulation.world import PATIENTS, World
from tests.support.clinic import CALABASAS, DESK
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
        period_ends_at=begun + timedelta(days=31),
    )
    world.act("hears", patient_id, lambda _: take_in_subscription(world.desk.store, event, world.now))


@act(who=WHO, days=(0, 30))
def treats(world: World, who: int, days: int) -> None:
    """A treatment of some days ago is noted."""
    patient_id, on = PATIENTS[who], (world.now - timedelta(days=days)).date()

    def treat(request_id: str) -> object:
        body = CompleteTreatment(request_id, "bella", CALABASAS, patient_id, "peel", on)
        return complete_treatment(world.desk.store, body, Caller(DESK, world.now))

    world.act("treats", patient_id, treat)


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
