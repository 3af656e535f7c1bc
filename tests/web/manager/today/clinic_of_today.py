"""A clinic with a past for the managers' first place: closed days, a proof, and whatever is to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.support.clinic import CALABASAS
from tests.web.catalogue import Catalogue, here_today
from tests.web.manager.manager_page import ManagerPage
from tests.web.world import Person


class ClinicOfToday(Catalogue):
    """The clinic of the page tests with fifty-six closed days, the last of them proved last night."""

    def __init__(self, project: str, auth_host: str, functions_host: str) -> None:
        """Close the days, and prove them."""
        super().__init__(project, auth_host, functions_host)
        self.change("rules/adjustments", **{"daily_caps.front_desk": 100_000, "daily_caps.manager": 100_000})
        self.change("rules/expiry", life_unit="days", life_count=10)
        for age in range(1, 57):
            self._close_day(age)
        self.prove_night()

    def prove_night(self, *, findings: int = 0, hours_ago: float = 7, complete: bool = True) -> None:
        """The report of a night."""
        at = datetime.now(UTC) - timedelta(hours=hours_ago)
        report = {"entries": 61_204, "accounts": 812, "days": 3, "findings_count": findings, "complete": complete}
        self.put("audits/last", audited_at=at, **report)

    def find_exceptions(self, *found: dict[str, Any]) -> None:
        """The exceptions of yesterday."""
        on = (here_today() - timedelta(days=1)).isoformat()
        self.put("exceptions/last", business_date=on, found_count=len(found), found=list(found))

    def wait_for_a_correction(self, by: Person, patient: Person, points: int = 5_000, text: str = "long wait") -> str:
        """A member of staff gives more points than one person may: its id."""
        return self.adjust(by, patient, points, text, note="she called twice")

    def ask_long_ago(self, patient: Person, *, days: int = 2) -> None:
        """A request that nobody answered for days."""
        self.change(f"appointments/{self.ask_for(patient, '2027-01-12')}", asked_at=_ago(days))

    def release(self, state: str, asked_by: str, *, due_in: timedelta | None = None, **more: object) -> str:
        """A change of the earning rule that waits, or is scheduled for an instant from now."""
        release_id = uuid4().hex
        due = datetime.now(UTC) + due_in if due_in else None
        of = {"rule": "earning", "base_version": 1, "note": "winter", "state": state, "asked_by": asked_by}
        when = {"asked_at": _ago(1), "effective_at": due, "due_at": due}
        content = {"eligible_tenders": ["cash"], "rate_bp": 1_200, "minor_per_point": 1, "unusual_above_minor": None}
        nothing = ("appointed_by", "effective_on", "effective_time", "preview_id", "restores", "agreed_by", "agreed_at")
        fields = {"clinic_id": self.clinic_id, "content": content, "fingerprint": "f", "reasons": [], "of_owner": False}
        self.put(f"releases/{release_id}", **of, **when, **fields, **dict.fromkeys(nothing), **more)
        return release_id

    def forget_what_waits(self) -> None:
        """Nothing waits."""
        for collection in ("adjustments", "approvals", "appointments", "releases"):
            for each_id in self.ids(collection):
                self.remove(f"{collection}/{each_id}")

    def beyond_bound(self, clerk: Person, patient: Person) -> None:
        """A member of staff takes in more than one person may alone, and asks for a second yes."""
        ids = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": patient.uid}
        body = {"clinic_id": self.clinic_id, **ids, "amount_minor": 600_000, "tender": "cash", "text": "paid in"}
        self.call("request_approval", clerk, **ids, act="add_to_wallet", body=body)

    def _close_day(self, age: int) -> None:
        on = here_today() - timedelta(days=age)
        given = 3_000 + (age * 7_919) % 4_000
        used = 2_000 + (age * 6_101) % 2_500
        movements = {
            "accrual": {"count": 12, "points": given, "wallet_minor": 0},
            "redemption": {"count": 4, "points": -used, "wallet_minor": 0},
        }
        closing = {"points": 412_000 - age * 1_150, "wallet_minor": 184_000 - age * 900}
        total = {"opening": closing, "movements": movements, "closing": closing}
        self.put(f"ledger_days/{on.isoformat()}", business_date=on.isoformat(), entries=16, total=total)


def _ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def arrive(page: ManagerPage, person: Person) -> None:
    """Sign in, and wait until everything is read."""
    page.sign_in(person, heading="Today")
    expect(page.page.locator("today-place .ghost")).to_have_count(0)


def waiting(page: Page) -> Locator:
    """The rows of what waits."""
    return page.get_by_role("region", name="Waiting for you").locator("waiting-row")
