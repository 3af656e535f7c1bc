"""Facts of a past: what is recorded beside the entries, as the timeline of an account takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.checkout.appointments import CANCELLED, Appointment, state_after
from loyalty.domain.ledger.entry import Actor
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.events import UNDONE, MembershipEvent
from loyalty.domain.membership.treatments import Treatment
from loyalty.domain.ports import RecordsBeside
from loyalty.domain.program.memberships import DESK
from loyalty.domain.proof.replaying.timeline import (
    AppointmentFact,
    Fact,
    GrantFact,
    MembershipFact,
    PlacedFact,
    TreatmentFact,
)

GRANT = "grant"
ACCEPTED = "accepted"
_SALES = frozenset({"enrolled", "changed"})


def facts_of(records: RecordsBeside, zone: ZoneInfo) -> Iterator[Fact]:
    """The facts of a patient's records: memberships, grants, treatments."""
    yield from _memberships(records.membership_events, zone)
    for change in records.tier_changes:
        if change.because == GRANT:
            yield GrantFact(change.recorded_at, change.granted)
        else:
            yield PlacedFact(change.recorded_at, business_date(change.recorded_at, zone))
    for treatment in records.treatments:
        yield from _treatments(treatment)


def holds_of(appointment_id: str, appointment: Appointment, zone: ZoneInfo) -> Iterator[AppointmentFact]:
    """The answers to an appointment that hold points until its visit, or no longer."""
    for answer in appointment.answers:
        if state_after(answer) not in (ACCEPTED, CANCELLED):
            continue
        on = business_date(answer.said_at, zone)
        actor, request = Actor(answer.said_by, "patient"), answer.request
        cause = Cause(request.request_id, request, actor, None, on, answer.said_at)
        visit_on = business_date(answer.visit_at, zone) if answer.visit_at else None
        yield AppointmentFact(answer.said_at, appointment_id, visit_on, cause)


def _memberships(events: Iterable[MembershipEvent], zone: ZoneInfo) -> Iterator[MembershipFact]:
    """Each event in its order; an undoing with the latest act that was undone and that no other undoing has."""
    undone: list[MembershipEvent] = []
    for event in sorted(events, key=lambda event: event.recorded_at):
        said, on = event.membership, business_date(event.recorded_at, zone)
        occurred_on = business_date(event.occurred_at, zone)
        if event.what == UNDONE:
            made = next((one for one in reversed(undone) if _is_of(one, event)), None)
            if made is not None:
                undone.remove(made)
                yield MembershipFact(event.recorded_at, on, "undone", made.membership, occurred_on, made.before)
            continue
        if event.what != event.told:
            undone.append(event)
        if said.source == DESK:
            yield MembershipFact(event.recorded_at, on, "act", said, occurred_on, is_sale=event.told in _SALES)
        else:
            yield MembershipFact(event.recorded_at, on, "event", said, occurred_on)


def _is_of(made: MembershipEvent, undoing: MembershipEvent) -> bool:
    return made.membership.membership_id == undoing.membership.membership_id


def _treatments(treatment: Treatment) -> Iterator[TreatmentFact]:
    yield TreatmentFact(treatment.recorded_at, treatment.completed_on)
    for withdrawal in treatment.withdrawals:
        yield TreatmentFact(withdrawal.withdrawn_at, treatment.completed_on, -1)
    if treatment.withdrawals and not treatment.withdrawn:
        # It came back with the last move; when, its record does not say.
        yield TreatmentFact(treatment.withdrawals[-1].withdrawn_at, treatment.completed_on)
