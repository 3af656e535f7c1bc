"""A patient without a phone at the desk: looked for by name, and their visit opened."""

from __future__ import annotations

from loyalty.services.checkout.find_patients import FindPatients, find_patients
from loyalty.services.checkout.open_visit import OpenVisit, open_visit
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments
from tests.support.ports.names import MemoryPatientNames


def found_by_lookup(desk: LedgerDesk, documents: MemoryDocuments) -> CheckedIn:
    """A visit that the desk opened for a patient without a phone."""
    looked = FindPatients("bella", CALABASAS, "ana")
    lookup_id, caller = desk.next_id(), Caller(DESK, NOW)
    find_patients(desk.store, MemoryPatientNames(documents), looked, caller, lookup_id)
    return open_visit(desk.store, OpenVisit(desk.next_id(), "bella", CALABASAS, PATIENT, lookup_id), caller)
