"""Properties of every ledger, read from plain documents: for tests of whatever writes ledgers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from loyalty.domain.ledger.entry import GENESIS_HASH, hash_of
from tests.support.documents import lots_of

Fields = Mapping[str, Any]


def assert_proves_itself(account: Fields, entries: Iterable[Fields]) -> None:
    """An account is the sum of its entries and of its lots, and its entries are an unbroken chain that ends in it."""
    line = sorted(entries, key=lambda entry: int(entry["revision"]))
    assert [entry["revision"] for entry in line] == list(range(1, account["revision"] + 1))
    assert sum(entry["points"] for entry in line) == account["points"]
    assert (
        sum(lot["points_remaining"] for lot in lots_of(account).values()) - account["debt_points"] == account["points"]
    )
    assert sum(entry["wallet_minor"] for entry in line) == account["wallet_minor"]
    previous_hash = GENESIS_HASH
    for entry in line:
        assert entry["previous_hash"] == previous_hash
        assert entry["hash"] == hash_of(entry)
        previous_hash = entry["hash"]
    assert account["head_hash"] == previous_hash


def assert_nothing_has_expired(account: Fields, now: datetime) -> None:
    """Every open lot can still be used."""
    assert all(now < lot["expires_at"] for lot in lots_of(account).values())
