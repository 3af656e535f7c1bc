"""Firestore behind the port of documents: the only module that imports google.cloud.firestore, and it does so late.

Loading the client takes as long as loading the rest of a function, so a worker loads it with its first call, once for
all its threads.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from loyalty.errors import StoreUnavailable
from loyalty.store.documents import Conflict, Fields, Found, Interrupted, Usage, Write

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot

_lock = threading.Lock()
_clients: dict[str | None, Client] = {}


def shared_client(project: str | None = None) -> Client:
    """The process's one client of a project (by default, of the project it runs in)."""
    with _lock:
        if project not in _clients:
            from google.cloud import firestore  # noqa: PLC0415 - see the module's docstring

            _clients[project] = firestore.Client(project=project)
        return _clients[project]


class FirestoreDocuments:
    """One call's view of the database; counts what it uses. Neither reads nor commits are retried here."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def read(self, paths: Sequence[str], timeout: float) -> list[Found]:
        """The documents at these paths, in order, by one BatchGetDocuments."""
        self._usage.add(documents_read=len(paths))
        references = [self._client.document(path) for path in paths]
        with _translated():
            snapshots = {
                snapshot.reference.path: snapshot
                for snapshot in self._client.get_all(references, retry=None, timeout=timeout)
            }
        return [_found(snapshots[path]) for path in paths]

    def commit(self, writes: Sequence[Write], timeout: float) -> None:
        """All writes or none, by one Commit.

        Of a document that stands, only the changes are sent: an account holds every open lot, and a purchase adds one.
        The condition on its version makes the outcome the same as writing it whole.
        """
        batch = self._client.batch()
        for write in writes:
            reference = self._client.document(write.path)
            if write.version is None:
                batch.create(reference, dict(write.fields))
            else:
                option = self._client.write_option(last_update_time=write.version)
                batch.update(reference, self._changes(write), option=option)
        self._usage.add(documents_written=len(writes))
        with _translated():
            batch.commit(retry=None, timeout=timeout)

    def _changes(self, write: Write) -> dict[str, Any]:
        """What to update, by field path; the whole document where nothing changed, since no update may be empty."""
        changes = {self._client.field_path(*path): value for path, value in _changes(write.before or {}, write.fields)}
        return changes or dict(write.fields)


def _changes(before: Fields, after: Fields, within: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each field, at any depth of maps, that is new, changed or gone."""
    from google.cloud.firestore import DELETE_FIELD  # noqa: PLC0415 - loaded with the client

    for name in before.keys() - after.keys():
        yield (*within, name), DELETE_FIELD
    for name, value in after.items():
        known = before.get(name, DELETE_FIELD)
        if isinstance(value, Mapping) and isinstance(known, Mapping):
            yield from _changes(known, value, (*within, name))
        elif known != value:
            yield (*within, name), value


def _found(snapshot: DocumentSnapshot[Any]) -> Found:
    return Found(snapshot.to_dict(), snapshot.update_time) if snapshot.exists else Found(None)


@contextmanager
def _translated() -> Iterator[None]:
    """Firestore's errors as the port's; those that repeating cannot mend (no permission, bad argument) pass."""
    from google.api_core import exceptions  # noqa: PLC0415 - loaded with the client

    hopeless = (
        exceptions.InvalidArgument,
        exceptions.Forbidden,
        exceptions.Unauthorized,
        exceptions.MethodNotImplemented,
    )
    conflicts = (exceptions.Aborted, exceptions.AlreadyExists, exceptions.FailedPrecondition, exceptions.NotFound)
    try:
        yield
    except hopeless:
        raise
    except conflicts as error:
        raise Conflict(str(error)) from error
    except (exceptions.GoogleAPICallError, exceptions.RetryError) as error:
        raise Interrupted(str(error)) from error


@contextmanager
def answering() -> Iterator[None]:
    """Around queries: what repeating may mend becomes StoreUnavailable; a condition that did not hold passes."""
    from google.api_core import exceptions  # noqa: PLC0415 - loaded with the client

    try:
        yield
    except (exceptions.ServerError, exceptions.TooManyRequests, exceptions.RetryError) as error:
        raise StoreUnavailable from error
