"""A database of documents in a dictionary: the same port as Firestore, for thousands of runs, and faults on demand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.store.codec import Codec
from loyalty.store.documents import Conflict, Fields, Found, Usage, Write
from loyalty.store.transaction import Clockwork, Patience, TransactionalStore

# Most of what documents hold: looked up here first, for thousands of runs.
CANNOT_CHANGE = frozenset({str, int, bool, type(None), datetime})


class MemoryDocuments:
    """Documents with versions; `before_commit` and `after_commit` let a test interfere or lose an answer."""

    def __init__(self, documents: dict[str, Any] | None = None) -> None:
        self.usage = Usage()
        self.before_commit: Callable[[], None] = lambda: None
        self.after_commit: Callable[[], None] = lambda: None
        self._lock = threading.Lock()
        self._clock = 0
        self._documents: dict[str, tuple[Fields, int]] = {}
        for path, fields in (documents or {}).items():
            self.put(path, fields)

    def put(self, path: str, fields: Fields) -> None:
        """Write a document unconditionally, as an administrator."""
        self._clock += 1
        self._documents[path] = (_copied(fields), self._clock)

    def all(self) -> dict[str, dict[str, Any]]:
        """Every document, by path."""
        with self._lock:
            return {path: _copied(fields) for path, (fields, _) in self._documents.items()}

    def read(self, paths: Sequence[str], timeout: float) -> list[Found]:  # noqa: ARG002
        """See `Documents`. What is found is not copied: nobody changes what they read."""
        with self._lock:
            self.usage.round_trips += 1
            self.usage.documents_read += len(paths)
            found = [self._documents.get(path) for path in paths]
        return [Found(None) if item is None else Found(*item) for item in found]

    def commit(self, writes: Sequence[Write], timeout: float) -> None:  # noqa: ARG002
        """See `Documents`."""
        self.before_commit()
        with self._lock:
            self.usage.round_trips += 1
            for write in writes:
                current = self._documents.get(write.path)
                if (None if current is None else current[1]) != write.version:
                    raise Conflict(write.path)
            for write in writes:
                if write.removes:
                    del self._documents[write.path]
                else:
                    self.put(write.path, write.fields)
            self.usage.documents_written += len(writes)
        self.after_commit()


def _copied(value: Any) -> Any:  # noqa: ANN401 - whatever a document holds
    """A value that shares no map and no list with another; everything else in a document cannot change."""
    if type(value) in CANNOT_CHANGE:
        return value
    if isinstance(value, Mapping):
        return {name: item if type(item) in CANNOT_CHANGE else _copied(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(item) for item in value]
    return value


def memory_store(documents: MemoryDocuments, patience: Patience | None = None) -> TransactionalStore:
    """A store over a dictionary that never really waits."""
    return TransactionalStore(documents, Codec(PARSERS), patience, Clockwork(sleep=lambda _: None))
