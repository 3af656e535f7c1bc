"""A small clinic for tests: two locations, staff of each kind, seven rules, three rewards, and one patient."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from loyalty.domain.documents import Store
from loyalty.domain.ledger.receipt import Receipt
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.services.preconditions import Caller

NOW = datetime(2026, 11, 22, 18, 4, 5, 123456, tzinfo=UTC)
CALABASAS, ENCINO = "calabasas", "encino"
DESK, DISABLED, MANAGER, ELSEWHERE = "staff-desk", "staff-disabled", "staff-manager", "staff-encino"
OWNER = "staff-owner"
PATIENT = "patient-ana"
KEYS = ("a-key-that-tests-sign-with",)

Fields = dict[str, Any]


def rule(version: int = 1, **content: object) -> Fields:
    """A rule document with its envelope."""
    return {"version": version, "updated_at": NOW, "updated_by": MANAGER, "note": "as agreed", **content}


def reward(name: str, cost_points: int, **limits: object) -> Fields:
    """A reward's document, without any limit but those named."""
    unlimited: Fields = {"stock": None, "starts_on": None, "ends_on": None, "tier_ids": [], "active": True}
    return {"name": name, "cost_points": cost_points, **unlimited, **limits}


def staff(role: str, *location_ids: str, active: bool = True) -> Fields:
    """A staff document."""
    return {"name": role, "role": role, "location_ids": list(location_ids), "active": active, "weekly_quota": {}}


REDEMPTION = rule(
    minimum_points=100,
    increment_points=50,
    minor_per_100_points=100,
    most_points_per_visit=20_000,
    most_bill_bp=5000,
    combinable=True,
    confirm_above_points=10_000,
    confirm_minutes=5,
)
BANKING = rule(
    minimum_points=500,
    increment_points=100,
    minor_per_100_points=110,
    tier_bonus_bp={"gold": 1000},
    undo_minutes=30,
    banked_life_days=None,
    granted_life_days=90,
)
REMINDERS = rule(
    nudge_days=28,
    urge_days=7,
    send_hour=10,
    quiet_from_hour=20,
    quiet_until_hour=8,
    holidays=[],
    voice="calm",
    extension_days=None,
    appointment_margin_days=None,
    holdout_bp=0,
)
ADJUSTMENTS = rule(
    reasons=["goodwill", "correction", "complaint"],
    daily_caps={"front_desk": 200, "manager": 5000, "owner": 50_000},
    wallet_daily_caps_minor={"front_desk": 0, "manager": 5000, "owner": 100_000},
    approval_above_points=1000,
    most_reissued_points_per_year=2000,
)


# Bounds that no test of anything else reaches.
GOVERNANCE = rule(
    purchase_minor=1_000_000_000_000,
    pay_in_minor=1_000_000_000_000,
    refund_otherwise_minor=1_000_000_000_000,
    late_refund_minor=1_000_000_000_000,
    unpaid_enrolments=1000,
)


def clinic_documents(clinic_id: str = "bella") -> dict[str, Fields]:
    """Every document of the clinic but its patients, by path."""
    within: dict[str, Fields] = {
        "": {"name": "Bella", "time_zone": "America/Los_Angeles", "currency": "USD", "locale": "en-US"},
        f"/locations/{CALABASAS}": {"name": "Calabasas", "address": "1 Park Rd", "active": True},
        f"/locations/{ENCINO}": {"name": "Encino", "address": "2 Oak St", "active": True},
        "/locations/closed": {"name": "Malibu", "address": "3 Sea Ln", "active": False},
        f"/staff/{DESK}": staff("front_desk", CALABASAS, "closed"),
        f"/staff/{ELSEWHERE}": staff("front_desk", ENCINO),
        f"/staff/{DISABLED}": staff("front_desk", CALABASAS, active=False),
        f"/staff/{MANAGER}": staff("manager", CALABASAS, ENCINO),
        f"/staff/{OWNER}": staff("owner", CALABASAS, ENCINO),
        "/rules/earning": rule(eligible_tenders=["cash"], rate_bp=1000, minor_per_point=1),
        "/rules/expiry": rule(life_unit="months", life_count=6, grace_days=0),
        "/rules/reminders": REMINDERS,
        "/rules/check_in": rule(code_lifetime_seconds=60, any_location=False, visit_hours=12),
        "/rules/redemption": REDEMPTION,
        "/rules/banking": BANKING,
        "/rules/adjustments": ADJUSTMENTS,
        "/rules/governance": GOVERNANCE,
        "/rewards/hydrating-facial": reward("Hydrating facial", 2000),
        "/rewards/lip-mask": reward("Lip mask", 300, stock=2),
        "/rewards/members-peel": reward("Members' peel", 1000, tier_ids=["gold"]),
    }
    return {f"clinics/{clinic_id}{path}": fields for path, fields in within.items()}


def cash(amount_minor: int) -> tuple[Tender, ...]:
    """A payment in cash."""
    return (Tender(TenderKind.CASH, amount_minor),)


@dataclass
class Desk:
    """A front desk at work on a store: what several steps of a test would otherwise repeat."""

    store: Store
    clinic_id: str = "bella"
    codes: Codes = field(default_factory=lambda: Codes(KEYS))
    steps: int = 0
    location_id: str = CALABASAS

    def next_id(self) -> str:
        """A request id or nonce of this test's own, the same in every run."""
        self.steps += 1
        return f"request-{self.steps:012d}"

    def join(self, patient_id: str = PATIENT, now: datetime = NOW) -> None:
        """The patient opens an account."""
        join_clinic(
            self.store, JoinClinic(self.next_id(), self.clinic_id, "Ana Ruiz"), Caller(patient_id, now, is_known=True)
        )

    def code(self, patient_id: str = PATIENT, location_id: str = CALABASAS, now: datetime = NOW) -> str:
        """A genuine code."""
        return self.codes.make(
            CodePayload(self.clinic_id, location_id, patient_id, self.next_id(), now.replace(microsecond=0))
        )

    def scan(self, patient_id: str = PATIENT, now: datetime = NOW) -> CheckedIn:
        """The desk scans the patient's code."""
        code = self.code(patient_id, self.location_id, now)
        body = CheckIn(self.next_id(), self.clinic_id, self.location_id, code)
        return check_in(self.store, self.codes, body, Caller(DESK, now))

    def purchase(self, visit: CheckedIn, tenders: tuple[Tender, ...], request_id: str | None = None) -> RecordPurchase:
        """The body of a purchase at a visit; the same amount twice is meant."""
        return RecordPurchase(
            request_id=request_id or self.next_id(),
            clinic_id=self.clinic_id,
            location_id=visit.location_id,
            patient_id=visit.patient.patient_id,
            visit_id=visit.visit_id,
            tenders=tenders,
            confirmed_duplicate=True,
        )

    def sell(self, tenders: tuple[Tender, ...], patient_id: str = PATIENT, now: datetime = NOW) -> Receipt:
        """Scan and record: a whole checkout."""
        return record_purchase(self.store, self.purchase(self.scan(patient_id, now), tenders), Caller(DESK, now))
