"""The seed: a clinic with two locations, its staff, a dozen patients and their year, in the emulators, in one go.

The documents are one commit: they stand whole or not at all, and seeding what is seeded changes nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.services.checkout.codes import Codes
from loyalty.store.codec import Codec
from loyalty.store.documents import Conflict, Documents, Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore
from scripts.seed.clinic import CLINIC_ID, PASSWORD, STAFF, Person, clinic_documents
from scripts.seed.draft import Draft
from scripts.seed.gallery import gallery_documents
from scripts.seed.history import LONGEST_AGO, PATIENTS, play
from scripts.seed.users import import_users

EMULATORS = ("FIRESTORE_EMULATOR_HOST", "FIREBASE_AUTH_EMULATOR_HOST")
_CLINIC_PATH = f"clinics/{CLINIC_ID}"
_THROW_AWAY_KEY = "signs only codes that were scanned long ago"
_TIMEOUT = 30.0  # seconds


class NotAnEmulatorError(Exception):
    """The seed's passwords are known to everybody: it goes into the emulators of a `demo-` project, or nowhere."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """A seeded clinic and its sign-ins, all with the same password. `written` is 0 where it stood already."""

    clinic_id: str
    staff: tuple[Person, ...]
    patients: tuple[Person, ...]
    password: str
    written: int


def seed(project_id: str, now: datetime) -> Seeded:
    """Write the clinic with its history until `now`, and its users; a clinic that stands is left as it is.

    Refuses (NotAnEmulatorError) any project that is not a `demo-` one in both emulators.
    """
    _require_emulators(project_id)
    patients = tuple(patient.person for patient in PATIENTS)
    import_users(project_id, (*STAFF, *patients))
    written = _write_once(FirestoreDocuments(shared_client(project_id), Usage()), now)
    return Seeded(CLINIC_ID, STAFF, patients, PASSWORD, written)


def draft_clinic(now: datetime) -> Draft:
    """Every document of the clinic as it is at `now`, written by the services into a draft."""
    draft = Draft()
    opened_at = now - timedelta(days=LONGEST_AGO)
    for path, fields in clinic_documents(opened_at).items():
        draft.put(path, fields)
    for path, fields in gallery_documents(opened_at.date().isoformat()).items():
        draft.put(f"{_CLINIC_PATH}/gallery/{path}", fields)
    store = TransactionalStore(draft, Codec(PARSERS))
    for patient in PATIENTS:
        play(store, Codes([_THROW_AWAY_KEY]), patient, now)
    return draft


def _write_once(documents: Documents, now: datetime) -> int:
    """Write the clinic, unless it stands, also by another seed just now; returns how many documents were written."""
    if _stands(documents):
        return 0
    writes = draft_clinic(now).creations()
    try:
        documents.commit(writes, _TIMEOUT)
    except Conflict:
        if _stands(documents):
            return 0
        raise
    return len(writes)


def _stands(documents: Documents) -> bool:
    return documents.read([_CLINIC_PATH], _TIMEOUT)[0].fields is not None


def _require_emulators(project_id: str) -> None:
    missing = [name for name in EMULATORS if not os.environ.get(name)]
    if missing:
        raise NotAnEmulatorError(f"Only emulators are seeded, and {missing[0]} names none: start them first.")
    if not project_id.startswith("demo-"):
        raise NotAnEmulatorError(f"Only a `demo-` project is seeded, and {project_id} is not one.")


def sign_ins(seeded: Seeded) -> str:
    """The people who can sign in, a line each."""
    people = (*seeded.staff, *seeded.patients)
    lines = [f"  {person.role:10}  {person.name:18}  {person.email}" for person in people]
    return "\n".join([f"Sign-ins, all with the password {seeded.password}:", *lines])
