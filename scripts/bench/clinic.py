"""A clinic to measure in, with a fresh patient and an open visit for each call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast

from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.ledger.record_purchase import RecordPurchase
from loyalty.services.preconditions import Caller
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage, Write
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore
from scripts.bench.memory import MemoryClient
from scripts.seed.clinic import CALABASAS, CLINIC_ID, DESKS, clinic_documents

CODEC = Codec(PARSERS)


class BenchClinic:
    """The seeded clinic's own documents, in a project of the emulator that nothing else knows, or in memory.

    `changes` are fields to change in some of them, by path below the clinic.
    """

    def __init__(
        self,
        project_id: str,
        changes: Mapping[str, Mapping[str, Any]] | None = None,
        memory: MemoryClient | None = None,
    ) -> None:
        self.project_id = project_id
        self.client = cast("Any", memory or shared_client(project_id))
        self._store = TransactionalStore(FirestoreDocuments(self.client, Usage()), CODEC)
        self._codes = Codes(["a-key-for-measuring"])
        self._numbers = count(1)
        self._visits: dict[str, str] = {}
        documents = clinic_documents(datetime.now(UTC))
        for path, fields in (changes or {}).items():
            documents[f"clinics/{CLINIC_ID}/{path}"] |= fields
        writes = [Write(path, fields) for path, fields in documents.items()]
        FirestoreDocuments(self.client, Usage()).commit(writes, timeout=30)

    def caller(self) -> Caller:
        """The front desk, now."""
        return Caller(DESKS[CALABASAS].uid, datetime.now(UTC))

    def patient(self) -> str:
        """A patient who has just joined and been checked in."""
        now = datetime.now(UTC)
        patient_id = f"patient-{next(self._numbers)}"
        join_clinic(self._store, JoinClinic(self._id(), CLINIC_ID, "Ana Ruiz"), Caller(patient_id, now))
        code = self._codes.make(CodePayload(CLINIC_ID, CALABASAS, patient_id, self._id(), now.replace(microsecond=0)))
        visit = check_in(self._store, self._codes, CheckIn(self._id(), CLINIC_ID, CALABASAS, code), self.caller())
        self._visits[patient_id] = visit.visit_id
        return patient_id

    def purchase(self, patient_id: str) -> RecordPurchase:
        """A purchase at the patient's visit."""
        return RecordPurchase(
            request_id=self._id(),
            clinic_id=CLINIC_ID,
            location_id=CALABASAS,
            patient_id=patient_id,
            visit_id=self._visits[patient_id],
            tenders=(Tender(TenderKind.CASH, 45_000),),
            confirmed_duplicate=True,
        )

    def _id(self) -> str:
        return f"bench-request-{next(self._numbers):010d}"
