"""Firestore's own messages: reads, finds and commits are written as them, without the client library's values.

The library builds each value of a document through three layers (its own, proto-plus, protobuf), which costs a commit a
third of its processor time, and it copies all that it reads twice. Its connection and its stubs are used as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from google.cloud.firestore import Client, Query
from google.cloud.firestore_v1.field_path import render_field_path
from google.cloud.firestore_v1.types import (
    BatchGetDocumentsRequest,
    BatchGetDocumentsResponse,
    CommitRequest,
    RunQueryRequest,
    RunQueryResponse,
)

from loyalty.store.documents import Fields, Found, Write

Message = Any  # protobuf makes its classes at run time

_GONE = object()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLAIN = {
    str: "string_value",
    bool: "boolean_value",
    int: "integer_value",
    float: "double_value",
    bytes: "bytes_value",
}


class FirestoreWire:
    """The RPCs that read and commit documents, over a client's own connection; none is retried here."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._database = str(client._database_string)  # noqa: SLF001 - not to be had otherwise
        self._documents = f"{self._database}/documents/"

    def read(self, paths: Sequence[str], timeout: float) -> list[Found]:
        """The documents at these paths, in order, by one BatchGetDocuments; of a path named twice, one for each."""
        request = BatchGetDocumentsRequest.pb(BatchGetDocumentsRequest())
        request.database = self._database
        request.documents.extend(self._documents + path for path in paths)
        answers = self._client._firestore_api.batch_get_documents(  # noqa: SLF001 - the client's stubs
            BatchGetDocumentsRequest.wrap(request), retry=None, timeout=timeout, metadata=self._metadata
        )
        found: dict[str, tuple[Fields | None, Any]] = {}
        for answer in answers:
            message = BatchGetDocumentsResponse.pb(answer)
            if message.WhichOneof("result") == "missing":
                found[message.missing] = (None, None)
            else:
                document = message.found
                found[document.name] = (fields_from(document.fields), document.update_time)
        return [Found(*found[self._documents + path]) for path in paths]

    def commit(self, writes: Sequence[Write], timeout: float) -> None:
        """Commit all writes or none, by one Commit."""
        request = CommitRequest.pb(CommitRequest())
        request.database = self._database
        for write in writes:
            self._add(request.writes.add(), write)
        self._client._firestore_api.commit(  # noqa: SLF001 - the client's stubs
            CommitRequest.wrap(request), retry=None, timeout=timeout, metadata=self._metadata
        )

    def find(self, query: Query) -> Iterator[tuple[str, dict[str, Any]]]:
        """The documents that a query finds, each with its path, by one RunQuery."""
        asked, _, _ = query._prep_stream()  # noqa: SLF001 - what the library itself would send
        answers = self._client._firestore_api.run_query(  # noqa: SLF001 - the client's stubs
            RunQueryRequest({name: value for name, value in asked.items() if value is not None}),
            metadata=self._metadata,
        )
        for answer in answers:
            document = RunQueryResponse.pb(answer).document
            if document.name:
                yield document.name.removeprefix(self._documents), fields_from(document.fields)

    @property
    def _metadata(self) -> list[tuple[str, str]]:
        metadata: list[tuple[str, str]] = self._client._rpc_metadata  # noqa: SLF001 - what its own calls carry
        return metadata

    def _add(self, message: Message, write: Write) -> None:
        if write.removes:
            message.delete = self._documents + write.path
            message.current_document.update_time.CopyFrom(write.version)
            return
        message.update.name = self._documents + write.path
        if write.version is None:
            message.current_document.exists = False
            write_fields(message.update.fields, write.fields)
            return
        message.current_document.update_time.CopyFrom(write.version)
        changes = list(_changes(write.before or {}, write.fields))
        if not changes:  # without a mask the document is written whole: no update may be empty
            write_fields(message.update.fields, write.fields)
        for path, value in changes:
            message.update_mask.field_paths.append(render_field_path(path))
            if value is not _GONE:
                _write_at(message.update.fields, path, value)


def write_fields(message: Message, fields: Fields) -> None:
    """Write fields into a message's map of values. Raises TypeError for a type that no document of ours holds."""
    for name, value in fields.items():
        _write_value(message[name], value)


def fields_from(message: Message) -> dict[str, Any]:
    """The fields of a message's map of values. A geopoint or reference, which we never store, stays a message."""
    return {name: value.string_value or _read(value) for name, value in message.items()}


def _changes(before: Fields, after: Fields, within: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The fields, at any depth of maps, that are new, changed or gone."""
    for name in before.keys() - after.keys():
        yield (*within, name), _GONE
    for name, value in after.items():
        known = before.get(name, _GONE)
        if known == value:
            continue
        if isinstance(value, Mapping) and isinstance(known, Mapping):
            yield from _changes(known, value, (*within, name))
        else:
            yield (*within, name), value


def _write_at(message: Message, path: tuple[str, ...], value: Any) -> None:  # noqa: ANN401 - whatever a field holds
    for name in path[:-1]:
        message = message[name].map_value.fields
    _write_value(message[path[-1]], value)


def _write_value(message: Message, value: Any) -> None:  # noqa: ANN401 - whatever a field holds
    if plain := _PLAIN.get(type(value)):
        setattr(message, plain, value)
        return
    match value:
        case None:
            message.null_value = 0
        case datetime():
            message.timestamp_value.FromDatetime(value)
        case Mapping():
            message.map_value.SetInParent()  # an empty map is a value too
            write_fields(message.map_value.fields, value)
        case list() | tuple():
            message.array_value.SetInParent()
            values = message.array_value.values
            for item in value:
                if type(item) is str:  # an account has hundreds of days
                    values.add(string_value=item)
                else:
                    _write_value(values.add(), item)
        case str():  # one of an enumeration
            message.string_value = value
        case _:
            raise TypeError(f"no document holds a {type(value).__name__}")


def _instant_of(message: Message) -> datetime:
    at = message.timestamp_value
    return _EPOCH + timedelta(seconds=at.seconds, microseconds=at.nanos // 1000)


def _list_of(message: Message) -> list[Any]:
    return [item.string_value or _read(item) for item in message.array_value.values]


def _read(message: Message) -> Any:  # noqa: ANN401 - whatever a field holds
    """A value of any kind. Most are texts, and an account has a thousand of them: only empty ones come here."""
    return _READERS[message.WhichOneof("value_type")](message)


_READERS: Mapping[str, Callable[[Message], Any]] = {
    **{kind: attrgetter(kind) for kind in (*_PLAIN.values(), "geo_point_value", "reference_value")},
    "null_value": lambda _: None,
    "timestamp_value": _instant_of,
    "map_value": lambda message: fields_from(message.map_value.fields),
    "array_value": _list_of,
}
