"""The project that a command works on: its client, its store, and the options that every command has."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from google.cloud.firestore import Client

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore
from scripts.stack import PROJECT

CODEC = Codec(PARSERS)
ClinicId = Annotated[str, typer.Argument(metavar="CLINIC", help="The clinic's id.")]
Project = Annotated[str | None, typer.Option(help="The project; by default the one that the environment names.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of lines for people.")]


def client_of(project: str | None) -> Client:
    """A client of the project, or of the emulators' own where nothing names one."""
    return shared_client(project or os.environ.get("GCLOUD_PROJECT") or PROJECT)


def store_of(client: Client) -> TransactionalStore:
    """The services' store."""
    return TransactionalStore(FirestoreDocuments(client, Usage()), CODEC)


def count_patients(client: Client, clinic_id: str) -> int:
    """The number of accounts of a clinic."""
    counted = client.collection(f"clinics/{clinic_id}/patients").count(alias="patients").get()
    return int(counted[0][0].value)
