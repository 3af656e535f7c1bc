"""Changes by an insider with every key: entries sealed anew, accounts and closings changed; each has a finding."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from loyalty.domain.ledger.entry import GENESIS_HASH, hash_of
from loyalty.domain.proof.findings import Finding
from loyalty.services.proof.close_days import close_days
from tests.proof.history import ACCOUNT, ENDS, entries, findings
from tests.proof.history import documents as history
from tests.support.clinic import NOW
from tests.support.documents import with_part
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

Document = dict[str, Any]
LINE = {entry_id: dict(fields) for entry_id, fields in entries(history().all()).items()}
DAY = "clinics/bella/ledger_days/2026-11-22"


def first(kind: str, which: Callable[[Document], bool] = lambda _: True) -> str:
    """The first entry of a kind."""
    return next(entry_id for entry_id, fields in LINE.items() if fields["kind"] == kind and which(fields))


def sealed_anew(entry_id: str, change: Callable[[Document], None]) -> list[Finding]:
    """The findings if an entry was changed and every hash from it on was computed again."""
    kept, line = history(), copy.deepcopy(LINE)
    change(line[entry_id])
    previous = GENESIS_HASH
    for name, fields in line.items():
        fields["previous_hash"] = previous
        fields["hash"] = previous = hash_of(fields)
        kept.put(f"{ACCOUNT}/entries/{name}", fields)
    kept.put(ACCOUNT, kept.all()[ACCOUNT] | {"head_hash": previous})
    return list(findings(kept))


PURCHASE, REDEEMED, REFUND = first("accrual"), first("redemption"), first("reversal")
EXPIRED, REISSUED, BANKED = first("expiry"), first("reissue"), first("banking")
CANCELLED = first("reversal", lambda fields: fields["why"]["reason"] == "cancel")


def _add(*place: str | int, by: int) -> Callable[[Document], None]:
    def change(fields: Any) -> None:  # noqa: ANN401 - maps and lists within each other
        for step in place[:-1]:
            fields = fields[step]
        fields[place[-1]] += by

    return change


def _put(value: object, *place: str | int) -> Callable[[Document], None]:
    def change(fields: Any) -> None:  # noqa: ANN401
        for step in place[:-1]:
            fields = fields[step]
        fields[place[-1]] = value

    return change


def _all(*changes: Callable[[Document], None]) -> Callable[[Document], None]:
    def change(fields: Document) -> None:
        for one in changes:
            one(fields)

    return change


PLANTED: list[tuple[str, str, Callable[[Document], None]]] = [
    ("not-its-draws", PURCHASE, _add("points", by=1)),
    ("balance-wrong", PURCHASE, _add("points_after", by=1)),
    ("balance-wrong", REDEEMED, _add("wallet_minor_after", by=1)),
    ("below-zero", PURCHASE, _put(-1, "debt_points_after")),
    ("earned-otherwise", PURCHASE, _all(_add("points", by=1), _add("draws", 0, "points", by=1))),
    ("earned-otherwise", PURCHASE, _add("why", "rate_bp", by=1)),
    ("earned-otherwise", PURCHASE, _add("why", "eligible_minor", by=100)),
    ("earned-otherwise", PURCHASE, _put({"numerator": 1, "denominator": 3}, "why", "remainder_after")),
    ("lot-differs", REDEEMED, _add("draws", 0, "lot", "points_remaining", by=1)),
    ("lot-differs", PURCHASE, _put("another", "lot", "lot_id")),
    ("lot-out-of-bounds", REDEEMED, _put(-1, "draws", 0, "lot", "points_remaining")),
    ("lot-out-of-bounds", REDEEMED, _put(10**9, "draws", 0, "lot", "points_remaining")),
    ("lot-moved", CANCELLED, _put("2030-01-01", "draws", 0, "lot", "expires_on")),
    ("lot-moved", CANCELLED, _put(NOW + timedelta(days=900), "draws", 0, "lot", "expires_at")),
    ("drawn-after-expiry", REDEEMED, _put(NOW + timedelta(days=900), "recorded_at")),
    ("expired-early", EXPIRED, _put(NOW, "recorded_at")),
    ("undone-too-much", REFUND, _put("nothing-like-it", "reverses")),
    ("undone-too-much", REFUND, _add("why", "forgiven_points", by=1000)),
    ("undone-too-much", CANCELLED, _add("why", "lapsed_points", by=1)),
    ("undone-too-much", REISSUED, _put(PURCHASE, "linked_entry_id")),
    ("actor-missing", BANKED, _put("", "actor", "uid")),
    ("location-missing", PURCHASE, _put(None, "location_id")),
    ("rule-versions-missing", PURCHASE, _put({}, "why", "rule_versions")),
    ("rule-versions-missing", REFUND, _put({"earning": 0}, "why", "rule_versions")),
    ("cause-missing", BANKED, _put("", "request", "fingerprint")),
    ("cause-missing", REDEEMED, _put("", "why", "reason")),
    ("wrong-place", PURCHASE, _put("another", "clinic_id")),
    ("wrong-place", PURCHASE, _put("another-request-000", "request", "request_id")),
    ("malformed", PURCHASE, _put("gift", "kind")),
]


@pytest.mark.parametrize(
    ("code", "entry_id", "change"), PLANTED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_an_entry_may_not_say_is_found_at_the_entry_even_when_it_is_sealed_anew(
    code: str, entry_id: str, change: Callable[[Document], None]
) -> None:
    found = sealed_anew(entry_id, change)
    assert (code, entry_id) in {(finding.code, finding.entry_id) for finding in found}
    assert "day-wrong" in {finding.code for finding in found}


def test_an_innocent_change_that_is_sealed_anew_is_found_by_the_closing_of_its_day() -> None:
    found = sealed_anew(REDEEMED, _put("another-bill", "why", "visit_id"))
    assert {finding.code for finding in found} == {"day-wrong"}
    assert found[0].business_date == LINE[REDEEMED]["business_date"]


def test_two_entries_that_changed_places_are_found() -> None:
    kept, (one, other) = history(), list(LINE)[10:12]
    kept.put(f"{ACCOUNT}/entries/{one}", LINE[one] | {"revision": LINE[other]["revision"]})
    kept.put(f"{ACCOUNT}/entries/{other}", LINE[other] | {"revision": LINE[one]["revision"]})
    changed = {finding.entry_id for finding in findings(kept) if finding.code == "entry-changed"}
    assert changed == {one, other}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("points", 1_000_000),
        ("points", "many"),
        ("points", None),
        ("wallet_minor", 1),
        ("debt_points", 7),
        ("remainder", {"numerator": 1, "denominator": 7}),
        ("remainder", None),
        ("revision", 3),
        ("revision", 1_000),
        ("revision", "x"),
        ("head_hash", "0" * 64),
        ("due_at", None),
        ("due_at", "soon"),
        ("lots", {}),
        ("lots", []),
        ("lots", {"x": None}),
        ("lots", {"x": "5"}),
        ("wallet_lots", {"x": {"remaining_minor": 5}}),
        ("wallet_lots", 5),
    ],
)
def test_an_account_that_is_not_its_entries_is_found(field: str, value: object) -> None:
    kept = history()
    kept.put(ACCOUNT, kept.all()[ACCOUNT] | {field: value})
    found = findings(kept)
    assert found
    assert {(finding.patient_id, finding.business_date) for finding in found} == {(ACCOUNT.split("/")[-1], None)}


@pytest.mark.parametrize(
    ("name", "value"),
    [("points_remaining", 1), ("points_earned", 10**6), ("expires_on", "2031-01-01"), ("expiry_version", 9)],
)
def test_a_lot_of_an_account_that_is_not_as_its_entries_say_is_found(name: str, value: object) -> None:
    kept = history()
    account = kept.all()[ACCOUNT]
    lot_id = list(account["lots"])[-1]
    account["lots"][lot_id] = with_part(account["lots"][lot_id], name, value)
    kept.put(ACCOUNT, account)
    assert any((finding.field or "").startswith(f"lots.{lot_id}") for finding in findings(kept))


@pytest.mark.parametrize(
    "change",
    [
        _add("entries", by=1),
        _add("total", "closing", "points", by=1),
        _add("total", "opening", "wallet_minor", by=1),
        _add("locations", "calabasas", "movements", "accrual", "count", by=1),
        _put({}, "locations"),
        _put("0" * 64, "digest"),
        _put("f" * 64, "previous_digest"),
        _put("2020-01-01", "business_date"),
    ],
)
def test_a_closing_that_is_not_its_entries_is_found_on_its_day(change: Callable[[Document], None]) -> None:
    kept = history()
    day = kept.all()[DAY]
    change(day)
    kept.put(DAY, day)
    assert {(finding.code, finding.business_date) for finding in findings(kept)} == {("day-wrong", "2026-11-22")}


def test_a_closing_that_is_gone_is_found() -> None:
    gone = "clinics/bella/ledger_days/2027-01-05"
    kept = MemoryDocuments({path: fields for path, fields in history().all().items() if path != gone})
    assert {(one.code, one.business_date) for one in findings(kept)} == {("day-not-closed", "2027-01-05")}


def test_every_day_opens_as_the_one_before_it_closed_and_moves_as_its_entries() -> None:
    kept = history().all()
    days = [fields for path, fields in sorted(kept.items()) if "/ledger_days/" in path]
    for before, day in pairwise(days):
        assert day["previous_digest"] == before["digest"]
        assert day["total"]["opening"] == before["total"]["closing"]
        for place, book in day["locations"].items():
            for name in ("points", "wallet_minor"):
                moved = sum(kind[name] for kind in book["movements"].values())
                assert book["opening"][name] + moved == book["closing"][name], place
    accounts = [fields for path, fields in kept.items() if path.count("/") == 3 and "/patients/" in path]
    assert days[-1]["total"]["closing"] == {
        name: sum(account[name] for account in accounts) for name in ("points", "wallet_minor")
    }
    assert {"none", "calabasas"} <= set(days[-1]["locations"])


def test_a_day_is_closed_once_when_it_is_over_and_settled_and_never_again() -> None:
    kept = history()
    store, pages, before = memory_store(kept), MemoryPages(kept), kept.all()
    assert close_days(store, pages, "bella", ENDS) == 0
    # A quarter of an hour after midnight in Los Angeles, and not before.
    midnight = ENDS.replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=1)
    summer = midnight - timedelta(hours=1)
    assert close_days(store, pages, "bella", summer + timedelta(minutes=14)) == 0
    assert close_days(store, pages, "bella", summer + timedelta(minutes=16)) == 1
    before["clinics/bella"]["closed_until_on"] = ENDS.date().isoformat()
    assert {path: fields for path, fields in kept.all().items() if path in before} == before
