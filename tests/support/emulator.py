"""The clinic in the Firestore emulator: the real client, the real store."""

from __future__ import annotations

from google.cloud import firestore

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore
from tests.support.clinic import Fields, clinic_documents


def clinic_in_firestore(project_id: str, clinic_id: str = "bella") -> firestore.Client:
    """A client of a project that holds the clinic's documents."""
    client = shared_client(project_id)
    put_documents(client, clinic_documents(clinic_id))
    return client


def put_documents(client: firestore.Client, documents: dict[str, Fields]) -> None:
    """Write documents as an administrator."""
    batch = client.batch()
    for path, fields in documents.items():
        batch.set(client.document(path), fields)
    batch.commit()


def all_documents(client: firestore.Client) -> dict[str, Fields]:
    """Every document of the project, by path."""
    return {
        snapshot.reference.path: snapshot.to_dict() or {}
        for collection in client.collections()
        for snapshot in collection.recursive().stream()
    }


def firestore_store(client: firestore.Client, usage: Usage | None = None) -> TransactionalStore:
    """A store on the emulator."""
    return TransactionalStore(FirestoreDocuments(client, usage or Usage()), Codec(PARSERS))
