"""The alternative that the product is measured against: the server SDK's own transactions, around the same decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from google.cloud import firestore

from loyalty.domain.documents import Decision, Key, Put, Snapshots
from loyalty.store.codec import Codec, Loaded
from loyalty.store.documents import Found

T = TypeVar("T")


class StockStore:
    """A store as the SDK's documentation would write it; see `loyalty.domain.documents.Store`."""

    def __init__(self, client: firestore.Client, codec: Codec) -> None:
        self._client = client
        self._codec = codec

    def transact(
        self,
        reads: Sequence[Key[Any]],
        decide: Callable[[Snapshots], Decision[T]],
        at_hand: Mapping[Key[Any], Any] | None = None,  # noqa: ARG002 - stock transactions read for themselves
    ) -> T:
        """Read, decide and write inside a transaction; the SDK tries five times and then raises ValueError."""

        @firestore.transactional
        def run(transaction: firestore.Transaction) -> T:
            references = {key.path: self._client.document(key.path) for key in reads}
            snapshots = {
                one.reference.path: one
                for one in self._client.get_all(list(references.values()), transaction=transaction)
            }
            found = {key: Found(snapshots[key.path].to_dict()) for key in reads}
            decision = decide(Loaded(found, self._codec))
            for put in (each for each in decision.writes if isinstance(each, Put)):
                path, fields = put.key.path, dict(self._codec.fields_of(put))
                if snapshots[path].exists:
                    transaction.update(references[path], fields)
                else:
                    transaction.create(references[path], fields)
            return decision.answer

        answer: T = run(self._client.transaction())
        return answer
