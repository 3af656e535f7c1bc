"""The sums towards tiers are proved from the entries: an account that says otherwise is found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from loyalty.domain.proof.account_audit import AccountAudit
from loyalty.domain.proof.findings import Finding
from tests.support.clinic import NOW, PATIENT
from tests.support.ledger import lines, tenders
from tests.support.tiers import TierDesk


def findings(desk: TierDesk, account: dict[str, Any]) -> list[Finding]:
    """The findings of an audit of these entries and an account."""
    audit = AccountAudit("bella", PATIENT)
    entries = sorted(desk.below("entries").items(), key=lambda entry: int(entry[1]["revision"]))
    found = [finding for name, fields in entries for finding in audit.entry(name, fields)]
    return [*found, *audit.account(account)]


@pytest.fixture
def desk() -> TierDesk:
    made = TierDesk()
    first = made.pay(*tenders(cash=120_000))
    made.pay(*tenders(cash=5_000, card=7_000), now=NOW + timedelta(days=2))
    made.refund(first.entry_id, lines(cash=20_000), now=NOW + timedelta(days=3))
    made.redeem(500, now=NOW + timedelta(days=3))
    made.bank(1_000, now=NOW + timedelta(days=3))
    made.change("enrol", "monthly", now=NOW + timedelta(days=4))
    made.treat((NOW + timedelta(days=4)).date(), now=NOW + timedelta(days=5))
    return made


def account_of(desk: TierDesk) -> dict[str, Any]:
    return desk.documents.all()[f"clinics/bella/patients/{PATIENT}"]


def test_an_account_that_counts_what_its_entries_say_is_sound(desk: TierDesk) -> None:
    assert findings(desk, account_of(desk)) == []


@pytest.mark.parametrize("field", ["spend_minor", "purchases", "points", "spent_points"])
def test_a_day_that_counts_one_more_than_its_entries_is_found(desk: TierDesk, field: str) -> None:
    account = account_of(desk)
    account["days"][0][field] += 1
    (found,) = findings(desk, account)
    assert (found.code, found.field) == ("account-differs", f"days.{account['days'][0]['on']}")


def test_a_day_that_is_missing_or_invented_is_found(desk: TierDesk) -> None:
    account = account_of(desk)
    gone = account["days"].pop(0)
    (found,) = findings(desk, account)
    assert found.field == f"days.{gone['on']}"
    invented = account_of(desk)
    invented["days"].append({**gone, "on": "2026-10-01"})
    (found,) = findings(desk, invented)
    assert found.field == "days.2026-10-01"


def test_days_that_are_two_years_old_may_be_gone(desk: TierDesk) -> None:
    desk.pay(*tenders(cash=1_000), now=NOW + timedelta(days=740))
    account = account_of(desk)
    assert [day["on"] for day in account["days"]] == ["2028-12-01"]
    assert findings(desk, account) == []
