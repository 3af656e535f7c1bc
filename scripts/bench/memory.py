"""Firestore's two RPCs in memory: documents are kept as the bytes of its messages, so the real codecs do their work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from google.cloud.firestore_v1.field_path import parse_field_path
from google.cloud.firestore_v1.types import BatchGetDocumentsRequest, BatchGetDocumentsResponse, CommitRequest, Document

Message = Any  # protobuf makes its classes at run time


class MemoryClient:
    """A client of which `FirestoreWire` asks no more than this."""

    _database_string = "projects/demo-memory/databases/(default)"
    _rpc_metadata: tuple[tuple[str, str], ...] = ()

    def __init__(self) -> None:
        self._firestore_api = self.api = MemoryApi()


class MemoryApi:
    """The stubs: commits are serialized and answers are parsed as for a connection; conditions are not checked.

    What a server would do with a commit is left to `apply`, so that it is not measured.
    """

    def __init__(self) -> None:
        self._documents: dict[str, bytes] = {}
        self._pending: list[bytes] = []

    def batch_get_documents(self, request: object, **_: object) -> Iterator[object]:
        """The answers, parsed from their bytes."""
        self.apply()
        for name in BatchGetDocumentsRequest.pb(request).documents:
            answer = BatchGetDocumentsResponse.pb(BatchGetDocumentsResponse())
            if name in self._documents:
                answer.found.ParseFromString(self._documents[name])
            else:
                answer.missing = name
            yield BatchGetDocumentsResponse.wrap(answer)

    def commit(self, request: object, **_: object) -> None:
        """Keep the bytes of a commit."""
        self._pending.append(CommitRequest.pb(request).SerializeToString())

    def apply(self) -> None:
        """Apply the commits so far; of a write with a mask, the changes alone."""
        for pending in self._pending:
            for write in CommitRequest.pb(CommitRequest.deserialize(pending)).writes:
                self._documents[write.update.name] = self._after(write).SerializeToString()
        self._pending.clear()

    def _after(self, write: Message) -> Message:
        if not write.HasField("update_mask"):
            return write.update
        after = Document.pb(Document())
        after.ParseFromString(self._documents[write.update.name])
        for path in write.update_mask.field_paths:
            _replace(after.fields, write.update.fields, list(parse_field_path(path)))
        return after


def _replace(fields: Message, written: Message, path: list[str]) -> None:
    for name in path[:-1]:
        fields = fields[name].map_value.fields
        written = written[name].map_value.fields if name in written else {}
    if path[-1] in written:
        fields[path[-1]].CopyFrom(written[path[-1]])
    else:
        fields.pop(path[-1], None)
