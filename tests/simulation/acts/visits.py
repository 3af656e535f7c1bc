"""Accepted visits, which hold points until they are over: accepted, moved, cancelled by the desk or the patient."""

from __future__ import annotations

from datetime import datetime, timedelta

from loyalty.services.checkout.change_appointment import (
    CancelAppointment,
    ChangeAppointment,
    cancel_appointment,
    change_appointment,
)
from loyalty.services.preconditions import Caller
from tests.simulation.acts.acting import WHICH, WHO, act, newest
from tests.simulation.acts.points import adjusts, manager_cancels, redeems
from tests.simulation.world import CLINIC, PATIENTS, World
from tests.support.appointments import answer, asked
from tests.support.clinic import CALABASAS, DESK


@act(who=WHO, days=(1, 90))
def is_expected(world: World, who: int, days: int) -> None:
    """A patient asks for a visit, and the desk accepts it."""
    patient_id, visit_at = PATIENTS[who], world.now + timedelta(days=days)
    appointment_id = f"visit-{len(world.done)}-{len(world.known[patient_id].appointments)}-{who}"
    world.put(f"{CLINIC}/appointments/{appointment_id}", asked(patient_id))

    def accept(request_id: str) -> object:
        ids = {"patient_id": patient_id, "appointment_id": appointment_id}
        return answer(world.desk.store, "accepted", request_id, visit_at, now=world.now, **ids)

    if world.act("is_expected", patient_id, accept):
        world.known[patient_id].appointments.append(appointment_id)


@act(who=WHO, which=WHICH, days=(1, 90))
def moves_a_visit(world: World, who: int, which: int, days: int) -> None:
    """The desk moves a visit."""
    _change(world, who, which, world.now + timedelta(days=days))


@act(who=WHO, which=WHICH)
def cancels_a_visit(world: World, who: int, which: int) -> None:
    """The desk cancels a visit."""
    _change(world, who, which, None)


def _change(world: World, who: int, which: int, visit_at: datetime | None) -> None:
    patient_id = PATIENTS[who]
    appointment_id = newest(world.known[patient_id].appointments, which)
    if appointment_id is None:
        return

    def change(request_id: str) -> object:
        body = ChangeAppointment(request_id, "bella", CALABASAS, patient_id, appointment_id, visit_at)
        return change_appointment(world.desk.store, body, Caller(DESK, world.now))

    world.act("moves_a_visit" if visit_at else "cancels_a_visit", patient_id, change)


@act(who=WHO, which=WHICH)
def cannot_come(world: World, who: int, which: int) -> None:
    """The patient cancels their visit."""
    patient_id = PATIENTS[who]
    appointment_id = newest(world.known[patient_id].appointments, which)
    if appointment_id is None:
        return

    def cancel(request_id: str) -> object:
        return cancel_appointment(
            world.desk.store, CancelAppointment(request_id, "bella", appointment_id), Caller(patient_id, world.now)
        )

    world.act("cannot_come", patient_id, cancel)


@act(who=WHO, points=(1, 8), days=(30, 90), late=(0, 80))
def spends_held_points_and_cancels(world: World, who: int, points: int, days: int, late: int) -> None:
    """Points that a visit holds are used off a bill, often all; the visit is cancelled, then the use of the points."""
    is_expected(world, who, days)
    if points > 2:
        points = _leaves_steps(world, who)
    redeems(world, who, points, bill=40_000)
    world.later(days=late)
    cannot_come(world, who, which=0)
    manager_cancels(world, who, which=0)


def _leaves_steps(world: World, who: int) -> int:
    """Take away what no redemption could use at once; return the steps of five that are left."""
    left = world.books.ledger(PATIENTS[who]).available(world.now)
    over = max(left - 60, left % 5)
    if over:
        adjusts(world, who, -over, by=0)
    return world.books.ledger(PATIENTS[who]).available(world.now) // 5
