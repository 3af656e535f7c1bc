"""The database as the functions reach it: one codec, one client, and a store for each call or run.

It brings the store and the engine with it, so it is imported by the first call, or by `ready`, never at discovery.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import firebase_admin

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore

CODEC = Codec(PARSERS)


@dataclass(frozen=True, slots=True)
class Backend:
    """The database as one call or run reaches it: its store, its documents, its client, and the count of its use."""

    store: TransactionalStore
    documents: FirestoreDocuments
    client: Any  # Firestore's, which only the store knows by its name
    usage: Usage


def backend_of(usage: Usage, project_id: str | None = None) -> Backend:
    """The backend of a project, by default of the one that the functions run in; what it does is counted in `usage`."""
    client = shared_client(project_id or firebase_admin.get_app().project_id)
    documents = FirestoreDocuments(client, usage)
    return Backend(TransactionalStore(documents, CODEC), documents, client, usage)
