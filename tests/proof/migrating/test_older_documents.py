"""Every sort of document that the version before wrote is read by this one, and written again it says the same.

What this version writes besides has the default that stands in docs/export.md, sort by sort.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from loyalty.domain.checkout.appointments import Appointment
from loyalty.domain.checkout.lookups import Lookup, LookupsLately
from loyalty.domain.checkout.visits import ReceiptNumber, Visit
from loyalty.domain.documents import Key, Put
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.adjustments import AdjustedToday, Adjustment
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.lot_texts import maps_of_longer
from loyalty.domain.ledger.redemption import RewardStock
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.tier_changes import TierChange
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.treatments import Treatment
from loyalty.domain.program import rules
from loyalty.domain.program.clinic import Clinic, Location, Staff
from loyalty.domain.program.memberships import MembershipsRule
from loyalty.domain.program.published_rules import PastRule
from loyalty.domain.program.tiers import TiersRule
from loyalty.domain.proof.ledger_days import LedgerDay
from loyalty.domain.proof.reports import AuditReport, BroughtBalance
from loyalty.domain.reminders.notices import Notice, Preferences
from scripts.clinic.migrating.differing import differences
from scripts.clinic.project import CODEC
from tests.proof.migrating.before import documents
from tests.support.clinic import Fields
from tests.support.documents import lots_of

PAGE = Path(__file__).parents[3] / "docs" / "export.md"
# The functions write these, and this codec both ways; people's documents are read by parsers that refuse a wrong shape.
WRITTEN: Mapping[str, type] = {
    "patients": Account,
    "entries": Entry,
    "visits": Visit,
    "reversals": Reversals,
    "notices": Notice,
    "membership_events": MembershipEvent,
    "treatments": Treatment,
    "tier_changes": TierChange,
    "adjustments": Adjustment,
    "appointments": Appointment,
    "ledger_days": LedgerDay,
    "audits": AuditReport,
    "lookups": Lookup,
    "lookups_lately": LookupsLately,
    "brought_balances": BroughtBalance,
    "receipt_numbers": ReceiptNumber,
    "adjusted_today": AdjustedToday,
    "reward_stock": RewardStock,
    "history": PastRule,
}
EDITED: Mapping[str, type] = {
    "clinics": Clinic,
    "locations": Location,
    "staff": Staff,
    "rewards": rules.Reward,
    "preferences": Preferences,
    "earning": rules.EarningRule,
    "expiry": rules.ExpiryRule,
    "reminders": rules.RemindersRule,
    "check_in": rules.CheckInRule,
    "redemption": rules.RedemptionRule,
    "banking": rules.BankingRule,
    "adjustments-rule": rules.AdjustmentsRule,
    "tiers": TiersRule,
    "memberships": MembershipsRule,
}
# Days become texts, a lookup finds a name by other keys, and the next end is kept for lists; an older visit counted its
# redemptions, which the account and the bill now do; and no older report said that it was complete, but nothing reads
# that.
SAID_OTHERWISE = {
    "patients": {"days", "name_keys", "ends_on"},
    "visits": {"redemptions", "redeemed_points"},
    "audits": {"complete"},
}
# Pages alone read and write these, and their shape is as before.
OF_PAGES = {"services", "offers", "gallery", "images", "devices"}


def sort_of(path: str) -> str:
    """The collection of a document; of a rule its name."""
    parts = path.split("/")
    if parts[-2] == "rules":
        return "adjustments-rule" if parts[-1] == "adjustments" else parts[-1]
    return parts[-2]


def by_sort() -> dict[str, list[tuple[str, Fields]]]:
    found = defaultdict(list)
    for path, fields in documents().all().items():
        found[sort_of(path)].append((path, fields))
    return dict(found)


def test_every_sort_of_document_is_in_the_export_of_before() -> None:
    assert by_sort().keys() == WRITTEN.keys() | EDITED.keys() | OF_PAGES


@pytest.mark.parametrize("sort", sorted(EDITED))
def test_a_document_that_people_edit_is_read(sort: str) -> None:
    for path, fields in by_sort()[sort]:
        assert CODEC.value_of(Key(EDITED[sort], path), fields) is not None


def written_again(sort: str, path: str, fields: Fields) -> Mapping[str, Any]:
    key: Key[Any] = Key(WRITTEN[sort], path)
    again = CODEC.fields_of(Put(key, CODEC.value_of(key, fields)))
    if sort != "patients":
        return again
    # Open lots become texts; the longer lives of open lots are said in them.
    return {**again, "lots": lots_of(again), "extended": maps_of_longer(again)}


@pytest.mark.parametrize("sort", sorted(WRITTEN))
def test_a_document_that_is_written_again_says_the_same(sort: str) -> None:
    changed = {
        difference.field
        for path, fields in by_sort()[sort]
        for difference in differences(fields, written_again(sort, path, fields))
    }
    assert changed == SAID_OTHERWISE.get(sort, set())


def added(before: Any, after: Any) -> Iterator[str]:  # noqa: ANN401 - whatever documents hold
    """The names that a document has when it is written again, and did not have."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from after.keys() - before.keys()
        for name in before.keys() & after.keys():
            yield from added(before[name], after[name])
    elif isinstance(before, list) and isinstance(after, list):
        for one, other in zip(before, after, strict=False):  # the keys of a name are others by now
            yield from added(one, other)


def rows() -> dict[str, str]:
    """The rows of the page's table about older documents, by sort."""
    text = PAGE.read_text(encoding="utf-8").partition("## Documents of an older version")[2].partition("\n## ")[0]
    found, sort = defaultdict[str, str](str), ""
    for named, said in re.findall(r"^\| (?:`([a-z_]+)` )?\|(.*)$", text, re.MULTILINE):
        sort = named or sort
        found[sort] += said
    return found


@pytest.mark.parametrize("sort", sorted(WRITTEN))
def test_the_page_names_every_field_that_older_documents_lack(sort: str) -> None:
    # What a patient's own client wrote has no answer yet, in any version.
    answered = (item for item in by_sort()[sort] if sort != "appointments" or "answers" in item[1])
    names = {name for path, fields in answered for name in added(fields, written_again(sort, path, fields))}
    assert {name for name in names if f"`{name}`" not in rows().get(sort, "")} == set()
