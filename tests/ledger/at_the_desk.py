"""The desk of the tests of acts: what they look at, and change as a manager would."""

from __future__ import annotations

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from tests.support.clinic import PATIENT
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments

BO = "patient-bo"


def account(desk: LedgerDesk, patient_id: str = PATIENT) -> Account:
    """The patient's account as it stands."""
    at = ClinicKeys(desk.clinic_id).account(patient_id)
    return desk.store.transact((at,), lambda docs: Decision(docs.require(at)))


def change_rule(documents: MemoryDocuments, name: str, **changes: object) -> None:
    """Publish other values of a rule."""
    path = f"clinics/bella/rules/{name}"
    documents.put(path, {**documents.all()[path], **changes})
