"""The seeded clinic before its first patient: its documents, its people, its services, tiers and plans.

Everything here is invented. The passwords open nothing but an emulator.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

CLINIC_ID = "bella"
TIME_ZONE = "America/Los_Angeles"
CALABASAS, ENCINO = "calabasas", "encino"
PASSWORD = "local-demo"  # noqa: S105  of the Auth emulator, which forgets it with everything else

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """A person who signs in: staff, or a patient (`role` is `patient`, `location_ids` where they usually go)."""

    uid: str
    name: str
    role: str
    location_ids: tuple[str, ...]

    @property
    def email(self) -> str:
        """The address that they sign in with."""
        handle = self.uid.removeprefix("patient-").removeprefix("staff-").replace("-", ".")
        return f"{handle}@{CLINIC_ID}.example"


OWNER = Person("staff-owner", "Dr. Livia Moretti", "owner", (CALABASAS, ENCINO))
MANAGER = Person("staff-manager", "Grace Okafor", "manager", (CALABASAS, ENCINO))
DESKS = {
    CALABASAS: Person("staff-desk-calabasas", "Maya Chen", "front_desk", (CALABASAS,)),
    ENCINO: Person("staff-desk-encino", "Tomás Vela", "front_desk", (ENCINO,)),
}
STAFF = (OWNER, MANAGER, *DESKS.values())

# The sun over the water's edge: riva is the shore.
_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
    '<circle cx="32" cy="32" r="28.75" fill="none" stroke="#000" stroke-width="2.5"/><circle cx="32" cy="23" r="8"/>'
    '<path d="M11 37c7-5.5 14-5.5 21 0s14 5.5 21 0v2.6c-7 5.5-14 5.5-21 0s-14-5.5-21 0z"/>'
    '<path d="M17 46c5-4 10-4 15 0s10 4 15 0v2.4c-5 4-10 4-15 0s-10-4-15 0z"/></svg>'
)
_CLINIC: Fields = {
    "name": "Bella Riva Dermatology",
    "time_zone": TIME_ZONE,
    "currency": "USD",
    "locale": "en-US",
    "brand": {
        "primary": "#1F4D4A",
        "accent": "#B08D57",
        "tagline": "Skin, unhurried.",
        "logo": f"data:image/svg+xml;base64,{b64encode(_LOGO.encode()).decode()}",
        "typeface": "editorial",
        "voice": "calm",
    },
}
_LOCATIONS: dict[str, Fields] = {
    CALABASAS: {"name": "Calabasas", "address": "4100 Sycamore Terrace, Suite 210, Calabasas, CA 91302"},
    ENCINO: {"name": "Encino", "address": "17200 Alder Court, Floor 3, Encino, CA 91316"},
}


def _tier(
    tier_id: str, name: str, ratio: tuple[int, int], measure: str | None = None, at_least: int = 0, *perks: str
) -> Fields:
    multiplier = {"numerator": ratio[0], "denominator": ratio[1]}
    return {
        "tier_id": tier_id,
        "name": name,
        "multiplier": multiplier,
        "perks": list(perks),
        "measure": measure,
        "at_least": at_least,
    }


def _plan(plan_id: str, name: str, price_minor: int, period: str, tier_id: str, bonus_points: int) -> Fields:
    return {
        "plan_id": plan_id,
        "name": name,
        "price_minor": price_minor,
        "period": period,
        "tier_id": tier_id,
        "bonus_points": bonus_points,
        "perks": [],
        "active": True,
    }


_RULES: dict[str, Fields] = {
    "earning": {
        "eligible_tenders": ["cash"],
        "rate_bp": 1000,
        "minor_per_point": 1,
        "unusual_above_minor": 1_000_000,
        "note": "10 % of what is paid in cash.",
    },
    "expiry": {
        "life_unit": "months",
        "life_count": 6,
        "grace_days": 0,
        "note": "Points are with a patient for six months.",
    },
    "reminders": {
        "nudge_days": 28,
        "urge_days": 7,
        "send_hour": 10,
        "quiet_from_hour": 20,
        "quiet_until_hour": 8,
        "holidays": ["2026-11-26", "2026-12-25", "2027-01-01"],
        "voice": "calm",
        "extension_days": None,
        "appointment_margin_days": 14,
        "holdout_bp": 0,
        "note": "Four weeks before, then one; an appointment holds points until two weeks after it.",
    },
    "check_in": {
        "code_lifetime_seconds": 60,
        "any_location": False,
        "visit_hours": 12,
        "note": "A code lives a minute and is used where it was made for.",
    },
    "redemption": {
        "minimum_points": 500,
        "increment_points": 100,
        "minor_per_100_points": 100,
        "most_points_per_visit": 20_000,
        "most_bill_bp": 5000,
        "combinable": True,
        "confirm_above_points": 10_000,
        "confirm_minutes": 5,
        "note": "A point is a cent, for up to half of a bill; from $100 the patient says yes in the app.",
    },
    "banking": {
        "minimum_points": 1000,
        "increment_points": 500,
        "minor_per_100_points": 110,
        "tier_bonus_bp": {"gold": 500, "platinum": 1000},
        "undo_minutes": 30,
        "banked_life_days": None,
        "granted_life_days": 365,
        "cash_out_below_minor": None,
        "paid_in_never_ends": False,
        "note": "Banked points are worth a tenth more, and do not expire.",
    },
    "adjustments": {
        "reasons": ["goodwill", "correction", "complaint", "promotion", "data-entry"],
        "daily_caps": {"front_desk": 500, "manager": 5000, "owner": 50_000},
        "wallet_daily_caps_minor": {"front_desk": 0, "manager": 10_000, "owner": 100_000},
        "approval_above_points": 2000,
        "most_reissued_points_per_year": 5000,
        "note": "Small gestures at the desk; above 2,000 points two people decide.",
    },
    "tiers": {
        "tiers": [
            _tier("base", "Base", (1, 1)),
            _tier("silver", "Silver", (3, 2), "spend_minor", 300_000, "First choice of new evening hours"),
            _tier("gold", "Gold", (3, 1), None, 0, "A skin analysis every season", "A quiet room after each visit"),
            _tier("platinum", "Platinum", (4, 1), None, 0, "Everything of Gold", "A facial in the month you joined"),
        ],
        "window_days": 365,
        "grace_days": 30,
        "downgrade": "to_reached",
        "upgrade": "next_purchase",
        "note": "$3,000 of your own money in a year is Silver; members earn three and four times.",
    },
    "memberships": {
        "plans": [
            _plan("gold-monthly", "Gold", 9_900, "month", "gold", 500),
            _plan("gold-yearly", "Gold, by the year", 99_000, "year", "gold", 500),
            _plan("platinum-monthly", "Platinum", 19_900, "month", "platinum", 1_500),
        ],
        "grace_days": 7,
        "note": "A week's patience with a late payment.",
    },
}
# name, minutes, price_minor
_SERVICES: dict[str, tuple[str, int, int]] = {
    "consultation": ("Consultation", 30, 15_000),
    "wrinkle-relaxer": ("Wrinkle relaxer, one area", 20, 39_000),
    "lip-filler": ("Lip filler", 45, 75_000),
    "cheek-filler": ("Cheek filler", 60, 98_000),
    "photofacial": ("Photofacial", 40, 45_000),
    "laser-resurfacing": ("Laser resurfacing", 75, 140_000),
    "chemical-peel": ("Chemical peel", 30, 22_500),
    "microneedling": ("Microneedling", 60, 35_000),
    "skin-tightening": ("Skin tightening", 90, 120_000),
    "hydrating-facial": ("Hydrating facial", 50, 19_995),
}
_REWARDS: dict[str, Fields] = {
    "lip-mask": {"name": "Overnight lip mask", "cost_points": 1500, "stock": 60},
    "mineral-sunscreen": {"name": "Mineral sunscreen SPF 50", "cost_points": 3200, "stock": 40},
    "led-light-therapy": {"name": "LED light therapy, 20 minutes", "cost_points": 6500},
    "hydrating-facial": {"name": "Hydrating facial", "cost_points": 18_000},
    "vitamin-c-peel": {"name": "Vitamin C peel, for members", "cost_points": 15_000, "tier_ids": ["gold", "platinum"]},
}
_OFFERS: dict[str, Fields] = {
    "second-peel": {
        "title": "The second peel is lighter",
        "text": "Within eight weeks of your first chemical peel, the second is half its price. Tell us when you book.",
        "service_id": "chemical-peel",
    },
    "quiet-hour": {
        "title": "A quiet hour for members",
        "text": "On Thursday evenings both locations are open for Gold and Platinum alone. There is tea.",
        "tier_ids": ["gold", "platinum"],
    },
    "facial-within-reach": {
        "title": "Your points reach far",
        "text": "A hydrating facial is within reach of what you have gathered. Ask at the desk when it suits you.",
        "from_points": 10_000,
        "service_id": "hydrating-facial",
    },
}
# How long after the clinic was opened an offer ends, where it does.
_OPEN_FOR = {"second-peel": timedelta(days=500)}
_FOR_ALL: Fields = {"starts_on": None, "ends_on": None, "tier_ids": [], "from_points": None, "service_id": None}
_UNLIMITED: Fields = {"stock": None, "starts_on": None, "ends_on": None, "tier_ids": [], "active": True}

PRICES_MINOR = {service_id: price_minor for service_id, (_, _, price_minor) in _SERVICES.items()}


def clinic_documents(published_at: datetime) -> dict[str, Fields]:
    """Every document of the clinic but its patients, by path; its rules were published at that instant."""
    within: dict[str, Fields] = {"": dict(_CLINIC)}
    within |= {f"/locations/{location_id}": {**fields, "active": True} for location_id, fields in _LOCATIONS.items()}
    within |= {f"/staff/{person.uid}": _staff(person) for person in STAFF}
    within |= {f"/services/{service_id}": _service(*details) for service_id, details in _SERVICES.items()}
    within |= {f"/rewards/{reward_id}": {**_UNLIMITED, **fields} for reward_id, fields in _REWARDS.items()}
    within |= {f"/offers/{offer_id}": {**_FOR_ALL, **fields, "active": True} for offer_id, fields in _OFFERS.items()}
    for offer_id, open_for in _OPEN_FOR.items():
        within[f"/offers/{offer_id}"]["ends_on"] = (published_at + open_for).date().isoformat()
    for name, content in _RULES.items():
        signed = {"note": content["note"], "updated_by": MANAGER.uid}
        said = {each: value for each, value in content.items() if each != "note"}
        rule = {"version": 1, "updated_at": published_at, **said}
        within |= {f"/rules/{name}": rule, f"/rules/{name}/history/1": {**rule, **signed}}
    return {f"clinics/{CLINIC_ID}{path}": fields for path, fields in within.items()}


def _staff(person: Person) -> Fields:
    quota = {"check_ins": 40, "enrolments": 4, "redemptions": 12} if person.role == "front_desk" else {}
    return {
        "name": person.name,
        "role": person.role,
        "location_ids": list(person.location_ids),
        "active": True,
        "weekly_quota": quota,
    }


def _service(name: str, minutes: int, price_minor: int) -> Fields:
    return {"name": name, "minutes": minutes, "price_minor": price_minor, "active": True}
