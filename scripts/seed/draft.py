"""A draft of a database: the services write a year into it in no time, and it is then committed in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loyalty.store.documents import Conflict, Fields, Found, Write


@dataclass
class Draft:
    """Documents in a dictionary, for one writer: the port of `loyalty.store.documents`."""

    documents: dict[str, Fields] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def read(self, paths: Sequence[str], timeout: float) -> list[Found]:  # noqa: ARG002  nothing to wait for
        """See `Documents`."""
        return [Found(self.documents.get(path), self.versions.get(path)) for path in paths]

    def commit(self, writes: Sequence[Write], timeout: float) -> None:  # noqa: ARG002
        """See `Documents`."""
        for write in writes:
            if self.versions.get(write.path) != write.version:
                raise Conflict(write.path)
        for write in writes:
            self.put(write.path, write.fields)

    def put(self, path: str, fields: Fields) -> None:
        """Write a document, whatever was there."""
        self.documents[path] = fields
        self.versions[path] = self.versions.get(path, 0) + 1

    def creations(self) -> list[Write]:
        """The whole draft as one commit that creates every document of it."""
        return [Write(path, fields) for path, fields in self.documents.items()]
