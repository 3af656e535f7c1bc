"""The sums towards tiers are proved from the entries: an account that says otherwise is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from loyalty.domain.fields import fields_of
from loyalty.domain.program.day_texts import day_of, text_of
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
    day = day_of(account["days"][0])
    account["days"][0] = text_of(replace(day, **{field: getattr(day, field) + 1}))
    (found,) = findings(desk, account)
    assert (found.code, found.field) == ("account-differs", f"days.{day.on}")


def test_a_day_that_is_missing_or_invented_is_found(desk: TierDesk) -> None:
    account = account_of(desk)
    gone = account["days"].pop(0)
    (found,) = findings(desk, account)
    assert found.field == f"days.{day_of(gone).on}"
    invented = account_of(desk)
    invented["days"].append(text_of(replace(day_of(gone), on=date(2026, 10, 1))))
    (found,) = findings(desk, invented)
    assert found.field == "days.2026-10-01"


def test_a_day_that_cannot_be_read_is_found(desk: TierDesk) -> None:
    for broken in ("", "2026-11-22", 7, None, "2026-11-22 - 1 1 x 0 1/0 0"):
        account = account_of(desk)
        account["days"][0] = broken
        assert {finding.code for finding in findings(desk, account)} == {"account-differs"}


def test_days_as_maps_of_an_older_version_are_sound_and_become_texts(desk: TierDesk) -> None:
    account = account_of(desk)
    texts = account["days"]
    account["days"] = [fields_of(day_of(text)) for text in texts]
    assert findings(desk, account) == []
    desk.documents.put(f"clinics/bella/patients/{PATIENT}", account)
    assert desk.account().days == tuple(map(day_of, texts))
    desk.pay(*tenders(cash=5_000), now=NOW + timedelta(days=6))
    assert account_of(desk)["days"][: len(texts)] == texts


def test_days_that_are_two_years_old_may_be_gone(desk: TierDesk) -> None:
    desk.pay(*tenders(cash=1_000), now=NOW + timedelta(days=740))
    account = account_of(desk)
    assert [str(day_of(day).on) for day in account["days"]] == ["2028-12-01"]
    assert findings(desk, account) == []
