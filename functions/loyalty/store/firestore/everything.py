"""Everything that a clinic owns, as of an instant, in Firestore: the port `EveryDocument`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.proof.downloads import KeptDocument
from loyalty.errors.proof import DownloadOver
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable
from loyalty.store.firestore.lossless import line_of

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot

PAGE = 300


class FirestoreEverything:
    """See the protocol `EveryDocument`. A page is read as it is asked for, so that large documents never pile up."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def now(self, clinic_id: str) -> datetime:
        """See `EveryDocument`: to the microsecond that it can be asked for; this machine's clock may be ahead."""
        with refuse_unavailable():
            at: Any = self._client.document(f"clinics/{clinic_id}").get().read_time
        self._usage.add(documents_read=1)
        return datetime(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, tzinfo=UTC)

    def clinic(self, clinic_id: str, as_of: datetime) -> KeptDocument | None:
        """See `EveryDocument`."""
        with refuse_unavailable(), _refuse_what_is_over():
            found = self._client.document(f"clinics/{clinic_id}").get(read_time=as_of)
        self._usage.add(documents_read=1)
        return _kept(found) if found.exists else None

    def collections(self, clinic_id: str, as_of: datetime) -> Sequence[str]:
        """See `EveryDocument`."""
        with refuse_unavailable(), _refuse_what_is_over():
            found = self._client.document(f"clinics/{clinic_id}").collections(read_time=as_of)
            return sorted(collection.id for collection in found)

    def below(self, clinic_id: str, collection: str, after: str, as_of: datetime) -> Iterator[KeptDocument]:
        """See `EveryDocument`."""
        within = self._client.collection(f"clinics/{clinic_id}/{collection}").recursive()
        last = after
        while True:
            query = within.start_after({"__name__": self._client.document(last)}) if last else within
            read = 0
            try:
                with refuse_unavailable(), _refuse_what_is_over():
                    for found in query.limit(PAGE).stream(read_time=as_of):
                        read, last = read + 1, found.reference.path
                        yield _kept(found)
            finally:  # also where nobody asks for the rest of the page
                self._usage.add(documents_read=read)
            if read < PAGE:
                return


@contextmanager
def _refuse_what_is_over() -> Iterator[None]:
    """Turn the database's no to an instant that it does not remember into DownloadOver."""
    from google.api_core.exceptions import FailedPrecondition, InvalidArgument  # noqa: PLC0415 - loaded with the client

    try:
        yield
    except (FailedPrecondition, InvalidArgument) as error:
        raise DownloadOver from error


def _kept(snapshot: DocumentSnapshot[Any]) -> KeptDocument:
    path, fields = snapshot.reference.path, snapshot.to_dict() or {}
    return KeptDocument(path, fields, line_of(path, fields))
