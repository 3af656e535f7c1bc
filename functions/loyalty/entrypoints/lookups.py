"""The callables for a patient without a phone: look for them by name, and open their visit.

A worker serves one function, so each imports its body, its service and its queries with its first call.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import firebase_admin

from loyalty.entrypoints.endpoint import Call, answers, late
from loyalty.store.firestore.client import shared_client

if TYPE_CHECKING:
    from loyalty.entrypoints import bodies_lookups as bodies

LOOKUP_ID_BYTES = 12


@answers(late("bodies_lookups", "FindPatientsBody"))
def find_patients(call: Call[bodies.FindPatientsBody]) -> object:
    """The desk looks for a patient by the beginning of a name."""
    from loyalty.services.checkout import find_patients as service
    from loyalty.store.firestore.checkout import FirestorePatientNames

    names = FirestorePatientNames(shared_client(firebase_admin.get_app().project_id), call.usage)
    lookup_id = secrets.token_hex(LOOKUP_ID_BYTES)
    return service.find_patients(call.store, names, call.body.into(service.FindPatients), call.caller, lookup_id)


@answers(late("bodies_lookups", "OpenVisitBody"))
def open_visit(call: Call[bodies.OpenVisitBody]) -> object:
    """The desk opens the visit of a patient whom a lookup found."""
    from loyalty.services.checkout import open_visit as service

    return service.open_visit(call.store, call.body.into(service.OpenVisit), call.caller)
