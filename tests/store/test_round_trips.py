"""Round trips over the wire, counted by an interceptor under the real client, on the emulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import grpc
import pytest
from google.cloud import firestore
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport
from google.cloud.firestore_v1.types import CommitRequest

from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from loyalty.store.documents import Usage
from tests.support.clinic import DESK, NOW, Desk, cash, clinic_documents
from tests.support.emulator import firestore_store, put_documents


class Calls(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):
    """Every RPC that leaves, by name, and what is committed."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.commits: list[CommitRequest] = []

    def _noted(self, proceed: Callable[[Any, Any], Any], details: Any, request: object) -> object:  # noqa: ANN401
        self.names.append(details.method.rpartition("/")[2])
        if isinstance(request, CommitRequest):
            self.commits.append(request)
        return proceed(details, request)

    intercept_unary_unary = _noted
    intercept_unary_stream = _noted


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def database(project_id: str, firestore_host: str, calls: Calls) -> Iterator[firestore.Client]:
    """A client of its own whose every RPC passes the interceptor."""
    client = firestore.Client(project=project_id)
    with grpc.insecure_channel(firestore_host) as channel:
        transport = FirestoreGrpcTransport(channel=grpc.intercept_channel(channel, calls))
        client._firestore_api_internal = FirestoreClient(transport=transport)
        put_documents(client, clinic_documents())
        yield client


def test_a_purchase_is_exactly_two_calls_to_firestore(database: firestore.Client, calls: Calls) -> None:
    usage = Usage()
    desk = Desk(firestore_store(database, usage))
    desk.join()
    body = desk.purchase(desk.scan(), cash(45_000))
    usage.round_trips = usage.documents_read = usage.documents_written = 0
    calls.names.clear()

    receipt = record_purchase(desk.store, body, Caller(DESK, NOW))

    assert receipt.points_after == 4_500
    assert calls.names == ["BatchGetDocuments", "Commit"]
    assert usage == Usage(round_trips=2, documents_read=15, documents_written=3)


def test_a_repeated_purchase_is_one_call(database: firestore.Client, calls: Calls) -> None:
    desk = Desk(firestore_store(database))
    desk.join()
    body = desk.purchase(desk.scan(), cash(45_000))
    first = record_purchase(desk.store, body, Caller(DESK, NOW))
    calls.names.clear()

    assert record_purchase(desk.store, body, Caller(DESK, NOW)) == first
    assert calls.names == ["BatchGetDocuments"]


def test_of_an_account_only_the_changes_are_sent(database: firestore.Client, calls: Calls) -> None:
    desk = Desk(firestore_store(database))
    desk.join()
    desk.sell(cash(10_000))
    second = desk.sell(cash(20_000))

    account, entry, alone = calls.commits[-1].writes
    assert set(account.update_mask.field_paths) == {
        "points",
        "revision",
        "head_hash",
        "days",
        "recent_purchases",
        f"lots.`{second.entry_id}`",
    }
    assert account.current_document.update_time is not None
    assert entry.current_document.exists is False
    assert alone.update.name.endswith(f"/alone_today/{DESK}")
    assert alone.current_document.update_time is not None
