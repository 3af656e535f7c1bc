"""Firestore behind the port of documents. Like all modules of this package it imports the client late.

The client takes as long to load as the rest of a function, so a worker loads it with its first call, once for all its
threads.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from loyalty.errors.base import StoreUnavailable
from loyalty.store.documents import Conflict, Found, Interrupted, Usage, Write

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot, Query

PAGE = 300

_lock = threading.Lock()
_clients: dict[str | None, Client] = {}


def shared_client(project: str | None = None) -> Client:
    """The one client that a process has for a project; by default, for the project it runs in."""
    with _lock:
        if project not in _clients:
            from google.cloud import firestore  # noqa: PLC0415 - see the module's docstring

            _clients[project] = firestore.Client(project=project)
        return _clients[project]


class FirestoreDocuments:
    """The database as one call sees it, with its usage counted. Neither reads nor commits are retried here."""

    def __init__(self, client: Client, usage: Usage) -> None:
        from loyalty.store.firestore.wire import FirestoreWire  # noqa: PLC0415 - loaded with the client

        self._wire = FirestoreWire(client)
        self._usage = usage

    def read(self, paths: Sequence[str], timeout: float) -> list[Found]:
        """The documents at these paths, in order, by one BatchGetDocuments."""
        self._usage.add(documents_read=len(paths))
        with _translate_errors():
            return self._wire.read(paths, timeout)

    def commit(self, writes: Sequence[Write], timeout: float) -> None:
        """Commit all writes or none, by one Commit.

        Only the changes of an existing document are sent: an account holds every open lot, and a purchase adds one. The
        condition on its version makes the result the same as if it were written whole.
        """
        self._usage.add(documents_written=len(writes))
        with _translate_errors():
            self._wire.commit(writes, timeout)


@contextmanager
def _translate_errors() -> Iterator[None]:
    """Turn Firestore's errors into the port's, except those that a repeat cannot fix (permission, bad argument)."""
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
def refuse_unavailable() -> Iterator[None]:
    """Turn the errors of queries that a repeat may fix into StoreUnavailable; a condition that did not hold passes."""
    from google.api_core import exceptions  # noqa: PLC0415 - loaded with the client

    try:
        yield
    except (exceptions.ServerError, exceptions.TooManyRequests, exceptions.RetryError) as error:
        raise StoreUnavailable from error


def in_pages(query: Query, usage: Usage) -> Iterator[list[DocumentSnapshot[Any]]]:
    """All that a query finds, page by page."""
    while True:
        with refuse_unavailable():
            page = list(query.limit(PAGE).stream())
        usage.add(documents_read=len(page))
        if page:
            yield page
        if len(page) < PAGE:
            return
        query = query.start_after(page[-1])
