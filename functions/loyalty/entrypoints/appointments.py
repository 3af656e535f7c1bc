"""The callables of appointments: the desk answers, the patient accepts. (To ask and to withdraw are client writes.)

A worker serves one function, so each imports its body and its service with its first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import firebase_admin

from loyalty.entrypoints.endpoint import Call, answers, late
from loyalty.store.firestore.client import shared_client

if TYPE_CHECKING:
    from loyalty.entrypoints import bodies_appointments as bodies


@answers(late("bodies_appointments", "AnswerAppointmentBody"))
def answer_appointment(call: Call[bodies.AnswerAppointmentBody]) -> object:
    """The desk accepts, proposes another time, or declines."""
    from loyalty.services.checkout import appointments as service

    return service.answer_appointment(call.store, call.body.into(service.AnswerAppointment), call.caller)


@answers(late("bodies_appointments", "AcceptProposalBody"))
def accept_proposal(call: Call[bodies.AcceptProposalBody]) -> object:
    """The patient accepts the time that the clinic proposed."""
    from loyalty.services.checkout import appointments as service

    return service.accept_proposal(call.store, call.body.into(service.AcceptProposal), call.caller)


@answers(late("bodies_appointments", "ListRequestsBody"))
def list_requests(call: Call[bodies.ListRequestsBody]) -> object:
    """What waits for an answer at a location."""
    from loyalty.services.checkout import list_requests as service
    from loyalty.store.firestore.checkout import FirestoreOpenRequests

    open_requests = FirestoreOpenRequests(shared_client(firebase_admin.get_app().project_id), call.usage)
    return service.list_requests(call.store, open_requests, call.body.into(service.ListRequests), call.caller)
