"""The callables of appointments: the desk answers, the patient accepts. (To ask and to withdraw are client writes.)

A worker serves one function, so each imports its body and its service with its first call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from loyalty.entrypoints.calls import Call, answers

if TYPE_CHECKING:
    from loyalty.entrypoints import bodies_appointments as bodies


def _body(name: str) -> Callable[[], Any]:
    """A class of bodies, when it is needed."""

    def loaded() -> Any:  # noqa: ANN401 - one of the classes there
        from loyalty.entrypoints import bodies_appointments

        return getattr(bodies_appointments, name)

    return loaded


@answers(_body("AnswerAppointmentBody"))
def answer_appointment(call: Call[bodies.AnswerAppointmentBody]) -> object:
    """The desk accepts, proposes another time, or declines."""
    from loyalty.services import appointments as service

    return service.answer_appointment(call.store, call.body.into(service.AnswerAppointment), call.caller)


@answers(_body("AcceptProposalBody"))
def accept_proposal(call: Call[bodies.AcceptProposalBody]) -> object:
    """The patient accepts the time that the clinic proposed."""
    from loyalty.services import appointments as service

    return service.accept_proposal(call.store, call.body.into(service.AcceptProposal), call.caller)
