"""Every RPC of the store fails in every way, before it is applied or after: each request ends as its own entries, once.

There is no query on the path of a request: what is read is read by name, in one BatchGetDocuments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from google.api_core import exceptions
from google.cloud import firestore

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.base import Contention, StoreUnavailable
from loyalty.services.checkout.visits import CheckedIn
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import Clockwork, TransactionalStore
from tests.simulation.machine import GENEROUS, clinic
from tests.simulation.replay import replayed
from tests.simulation.world import FEW_TRIES, Ticks
from tests.support.clinic import NOW, PATIENT
from tests.support.emulator import all_documents, put_documents
from tests.support.ledger import LedgerDesk, lines, tenders

ERRORS = (
    exceptions.Aborted,
    exceptions.ServiceUnavailable,
    exceptions.DeadlineExceeded,
    exceptions.InternalServerError,
    exceptions.Unknown,
    exceptions.Cancelled,
    exceptions.ResourceExhausted,
)
ONCE, FOR_THE_WHOLE_CALL = 1, 10**6
# What a payment of every tender, a redemption, a refund of it all and a banking leave in the ledger. A redemption
# belongs to the next payment of its visit, so its points go back with the refund of that.
ENTRIES = {
    "pay": ["pay", "pay.points", "pay.wallet"],
    "redeem": ["redeem"],
    "refund": ["refund", "refund.points", "refund.wallet"],
    "bank": ["bank"],
}


UNCAPPED = {**GENEROUS["/rules/redemption"], "most_points_per_visit": None, "confirm_above_points": None}


@dataclass
class Fault:
    """So many times an RPC ends in an error, though, where it says so, it was applied."""

    error: type[exceptions.GoogleAPICallError]
    rpc: str
    applied: bool
    times: int = 0
    struck: int = 0

    def meets(self, rpc: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the RPC gives
        """The RPC, or the error."""
        if rpc != self.rpc or not self.times:
            return call()
        self.times -= 1
        self.struck += 1
        if self.applied:
            call()
        raise self.error("the network, or the database, had a bad moment")


@dataclass
class FaultyClient:
    """Firestore's own client, whose RPCs meet a fault just above the wire."""

    client: firestore.Client
    fault: Fault

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the client's own
        return getattr(self.client, name)

    @property
    def _firestore_api(self) -> FaultyApi:
        return FaultyApi(self.client._firestore_api, self.fault)


@dataclass
class FaultyApi:
    """The stubs of the RPCs."""

    api: Any
    fault: Fault

    def batch_get_documents(self, request: Any, **options: Any) -> Iterator[Any]:  # noqa: ANN401
        """BatchGetDocuments."""
        return iter(self.fault.meets("read", lambda: list(self.api.batch_get_documents(request, **options))))

    def commit(self, request: Any, **options: Any) -> Any:  # noqa: ANN401
        """Commit."""
        return self.fault.meets("commit", lambda: self.api.commit(request, **options))


@pytest.fixture
def database(project_id: str) -> firestore.Client:
    client = shared_client(project_id)
    put_documents(client, clinic({**GENEROUS, "/rules/redemption": UNCAPPED}))
    return client


def desk_over(client: Any) -> LedgerDesk:  # noqa: ANN401 - a client, or one that fails
    ticks = Ticks()
    clockwork = Clockwork(ticks.monotonic, ticks.sleep, lambda _, most: most)
    return LedgerDesk(TransactionalStore(FirestoreDocuments(client, Usage()), Codec(PARSERS), FEW_TRIES, clockwork))


@pytest.mark.parametrize("times", [ONCE, FOR_THE_WHOLE_CALL], ids=["once", "for the whole call"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("rpc", ["read", "commit"])
def test_a_request_whose_rpcs_fail_ends_in_its_own_entries_once_when_it_is_repeated(
    database: firestore.Client,
    rpc: str,
    when: str,
    times: int,
) -> None:
    healthy, expected = desk_over(database), ["first", "filled"]
    healthy.join()
    visit = healthy.scan()
    healthy.pay(*tenders(cash=100_000), visit=visit, request_id="first")
    healthy.credit(2_000, request_id="filled")
    for error in ERRORS:
        fault = Fault(error, rpc, when == "after")
        for act, call in _calls(desk_over(FaultyClient(database, fault)), visit, error.__name__).items():
            fault.times, fault.struck = times, 0
            answer = _asked(call)
            assert fault.struck
            assert answer is not None or times == FOR_THE_WHOLE_CALL
            fault.times = 0
            assert call() == (answer or call())
            expected += [f"{error.__name__}-{entry}" for entry in ENTRIES[act]]
        if error is not ERRORS[0]:
            expected.append(f"{error.__name__}-refund.redemption-1")
    books = replayed(all_documents(database), NOW)
    assert sorted(books.ledger(PATIENT).entries) == sorted(expected)


def _calls(desk: LedgerDesk, visit: CheckedIn, name: str) -> dict[str, Callable[[], Any]]:
    paid = {"points": 28, "wallet": 30, "card": 700}
    return {
        "pay": lambda: desk.pay(*tenders(**paid), visit=visit, request_id=f"{name}-pay"),
        "redeem": lambda: desk.redeem(10, 900, visit=visit, request_id=f"{name}-redeem"),
        "refund": lambda: desk.refund(f"{name}-pay", lines(**paid), request_id=f"{name}-refund"),
        "bank": lambda: desk.bank(20, request_id=f"{name}-bank"),
    }


def _asked(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - the answer
    """The answer, or None where a refusal says to repeat."""
    try:
        return call()
    except (Contention, StoreUnavailable):
        return None
