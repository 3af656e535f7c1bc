"""A clinic with tiers and memberships, and what is done there to a patient's tier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ports import DueAccount
from loyalty.domain.program.memberships import Status
from loyalty.services.membership.memberships import ChangeMembership, MembershipChanged, change_membership
from loyalty.services.membership.refresh_tier import Refreshed, refresh_tier
from loyalty.services.membership.subscriptions import SubscriptionEvent
from loyalty.services.membership.treatments import CompleteTreatment, TreatmentCompleted, complete_treatment
from loyalty.services.preconditions import Caller
from loyalty.store.codec import entry_of
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT, Fields, clinic_documents, rule
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments, memory_store


def tier(
    tier_id: str,
    ratio: tuple[int, int] = (1, 1),
    measure: str | None = None,
    at_least: int = 0,
    name: str | None = None,
) -> Fields:
    """A tier as its rule says it."""
    multiplier = {"numerator": ratio[0], "denominator": ratio[1]}
    named = {"tier_id": tier_id, "name": name or tier_id.capitalize(), "multiplier": multiplier}
    return {**named, "perks": [f"Perks of {tier_id}"], "measure": measure, "at_least": at_least}


def plan(plan_id: str, price_minor: int, period: str, tier_id: str, bonus_points: int = 0) -> Fields:
    """A plan as its rule says it."""
    named = {"plan_id": plan_id, "name": plan_id.capitalize(), "price_minor": price_minor, "period": period}
    return {**named, "tier_id": tier_id, "bonus_points": bonus_points, "perks": [], "active": True}


LADDER = (
    tier("base"),
    tier("silver", (3, 2), "spend_minor", 100_000),
    tier("gold", (3, 1), "spend_minor", 300_000),
    tier("platinum", (4, 1)),
)
PLANS = (plan("monthly", 9_900, "month", "gold", 500), plan("yearly", 99_000, "year", "platinum", 700))


def tiers_rule(*tiers: Fields, **changes: object) -> Fields:
    """`rules/tiers`."""
    usual: Fields = {"window_days": 365, "grace_days": 30, "downgrade": "to_reached", "upgrade": "next_purchase"}
    return rule(tiers=list(tiers or LADDER), **{**usual, **changes})


def memberships_rule(*plans: Fields, grace_days: int = 7) -> Fields:
    """`rules/memberships`."""
    return rule(plans=list(plans or PLANS), grace_days=grace_days)


def tiered_documents(**changes: object) -> dict[str, Fields]:
    """The tests' clinic with tiers and memberships."""
    rules = {"clinics/bella/rules/tiers": tiers_rule(**changes), "clinics/bella/rules/memberships": memberships_rule()}
    return {**clinic_documents(), **rules}


class TierDesk(LedgerDesk):
    """A desk at a clinic with tiers, in a dictionary."""

    def __init__(self, **changes: object) -> None:
        """The tiers' rule with these changes; the usual patient has joined."""
        self.documents = MemoryDocuments(tiered_documents(**changes))
        super().__init__(memory_store(self.documents))
        self.join(now=NOW - timedelta(days=1))

    def change(
        self,
        act: str,
        plan_id: str | None = None,
        now: datetime = NOW,
        *,
        request_id: str | None = None,
        event_id: str | None = None,
        confirmed_duplicate: bool = False,
    ) -> MembershipChanged:
        """Do something to the patient's membership."""
        ids = request_id or self.next_id(), "bella", CALABASAS, PATIENT
        body = ChangeMembership(*ids, cast("Any", act), plan_id, event_id, confirmed_duplicate)
        return change_membership(self.store, body, Caller(DESK, now))

    def treat(self, completed_on: date, now: datetime = NOW, treatment_id: str | None = None) -> TreatmentCompleted:
        """Tell that a treatment is completed."""
        name = treatment_id or self.next_id()
        body = CompleteTreatment(name, "bella", CALABASAS, PATIENT, "peel", completed_on)
        return complete_treatment(self.store, body, Caller(DESK, now))

    def night(self, now: datetime) -> Refreshed:
        """The schedule looks at the account."""
        return refresh_tier(self.store, "bella", PATIENT, now)

    def account(self, patient_id: str = PATIENT) -> Account:
        """The account as it stands."""
        at = ClinicKeys("bella").account(patient_id)
        return self.store.transact((at,), lambda docs: Decision(docs.require(at)))

    def below(self, collection: str, patient_id: str = PATIENT) -> dict[str, dict[str, Any]]:
        """The documents of a collection of the patient's, by id."""
        prefix = f"clinics/bella/patients/{patient_id}/{collection}/"
        found = self.documents.all().items()
        return {path.removeprefix(prefix): fields for path, fields in found if path.startswith(prefix)}

    def entries(self, patient_id: str = PATIENT) -> list[Entry]:
        """The ledger, oldest first."""
        found = (entry_of(name, fields) for name, fields in self.below("entries", patient_id).items())
        return sorted(found, key=lambda entry: entry.revision)


class OneDue:
    """The port of due accounts for one account, found once each run."""

    def __init__(self, desk: TierDesk) -> None:
        self._desk = desk

    def due(self, now: datetime) -> Iterator[DueAccount]:
        """See `DueAccounts`."""
        due_at = self._desk.account().tier_due_at
        if due_at is not None and due_at <= now:
            yield DueAccount("bella", PATIENT, {})

    def count_due(self, now: datetime, most: int) -> int:
        """See `DueAccounts`."""
        return min(most, len(list(self.due(now))))


def subscription_event(
    number: int, created: datetime, status: Status = Status.ACTIVE, **changes: object
) -> SubscriptionEvent:
    """An event of a payment provider about the patient's monthly subscription; by default a month from `created` on."""
    said: dict[str, Any] = {
        "event_id": f"evt-{number:04d}",
        "what": "customer.subscription.updated",
        "occurred_at": created,
        "clinic_id": "bella",
        "patient_id": PATIENT,
        "location_id": CALABASAS,
        "plan_id": "monthly",
        "subscription_id": "sub-0001",
        "status": status.value,
        "price_minor": 9_900,
        "currency": "usd",
        "period": "month",
        "started_at": datetime(2026, 1, 5, 18, tzinfo=UTC),
        "months_from_at": datetime(2026, 1, 5, 18, tzinfo=UTC),
        "period_starts_at": created,
        "period_ends_at": created + timedelta(days=31),
        "ended_at": created if status == Status.ENDED else None,
    }
    return SubscriptionEvent(**{**said, **changes})
