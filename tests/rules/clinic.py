"""The clinic that the cases of the rules happen in: its people, its documents, and another clinic next door."""

from datetime import UTC, datetime, timedelta

from tests.rules.documents import NOW, Document

CLINIC = "clinics/harbor"
ELSEWHERE = "clinics/elsewhere"
UNBORN = "clinics/unborn"
CLOSED_BOOKS = "clinics/closed_books"  # a clinic with a closed day
CHANGING = "clinics/changing"  # a clinic that tells its patients what is coming
LONG_AGO = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)

NOBODY = None
GUEST = "guest"  # signed in anonymously
ANA = "ana"
BEN = "ben"
DESK = "desk"  # at the north location
FORMER_DESK = "former_desk"
MANAGER = "manager"
OTHER_MANAGER = "other_manager"
FORMER_MANAGER = "former_manager"
OWNER = "owner"
OTHER_OWNER = "other_owner"
DESK_ELSEWHERE = "desk_elsewhere"
MANAGER_ELSEWHERE = "manager_elsewhere"
OWNER_ELSEWHERE = "owner_elsewhere"
# Signed in by a password, for an address that they have not shown to be theirs.
UNPROVEN = "unproven"
UNPROVEN_OWNER = "unproven_owner"
UNPROVEN_DESK = "unproven_desk"
# With an id so long that a request has just room for its own, and one that is longer still.
LONG_ID = "l" * 124
LONGER_ID = "l" * 125

ROLES = ("front_desk", "manager", "owner")
MANAGERS = {"a manager": MANAGER, "an owner": OWNER}


def staff(role: str, *, active: bool = True, by: str | None = None) -> Document:
    """The document of a member of staff who works at the north location; `by` is who appointed them, if anybody."""
    signed: Document = {"appointed_by": by} if by is not None else {}
    return {
        **signed,
        "name": "Robin",
        "role": role,
        "location_ids": ["north"],
        "active": active,
        "weekly_quota": {"check_ins": 40},
    }


CLINIC_DOCUMENT: Document = {
    "name": "Harbor Dermatology",
    "time_zone": "America/Los_Angeles",
    "currency": "USD",
    "locale": "en-US",
    "brand": {"primary": "#2F5D50", "accent": "#8a5a00", "tagline": "Your skin, remembered"},
}
LOCATION: Document = {"name": "North", "address": "1 Quay Road", "active": True}
SERVICE: Document = {"name": "Peel", "minutes": 45, "price_minor": 18_000, "active": True}
REWARD: Document = {
    "name": "Hydrating facial",
    "cost_points": 18_000,
    "stock": 40,
    "starts_on": "2026-03-01",
    "ends_on": "2026-05-31",
    "tier_ids": ["gold"],
    "active": True,
}
OFFER: Document = {
    "title": "A calm start to spring",
    "text": "A second peel within six weeks is ours to give.",
    "starts_on": "2026-03-01",
    "ends_on": "2026-05-31",
    "tier_ids": ["gold"],
    "from_points": 2_000,
    "service_id": "peel",
    "active": True,
}
AUDIENCE: Document = {
    "service_id": "peel",
    "from_days": 56,
    "to_days": 84,
    "not_since": True,
    "tier_ids": ["gold"],
    "from_points": 500,
    "not_seen_days": 30,
    "members": "no",
}
TARGETED_OFFER: Document = {
    "title": "Time for another",
    "text": "A second peel in the same season keeps what the first one did.",
    "starts_on": "2026-03-01",
    "ends_on": "2026-05-31",
    "service_id": "peel",
    "active": True,
    "audience": AUDIENCE,
    "holdout_bp": 1000,
}
PAIR: Document = {
    "service_id": "peel",
    "title": "After one peel",
    "alt_before": "A cheek with uneven colour",
    "alt_after": "The same cheek, even in colour",
    "consent_on": "2026-02-01",
    "consent_until_on": None,
    "withdrawn_at": None,
    "active": True,
    "position": 10,
}
IMAGE: Document = {"type": "image/webp", "bytes": b"RIFF"}
# The rules go by the emulator's clock; a night that passes over the tests changes nothing.
_TODAY = datetime.now(UTC).date()
LAST_DAY_BEGUN = _TODAY.isoformat()
DAYS_LEFT = (_TODAY + timedelta(days=3)).isoformat()
PAIRS: dict[str, Document] = {
    "shown": PAIR,
    "days_left": {**PAIR, "consent_until_on": DAYS_LEFT},
    "over": {**PAIR, "consent_until_on": LAST_DAY_BEGUN},
    "withdrawn": {**PAIR, "withdrawn_at": LONG_AGO},
    "put_away": {**PAIR, "active": False},
}

EARNING: Document = {"eligible_tenders": ["cash"], "rate_bp": 1000, "minor_per_point": 1}
EXPIRY: Document = {"life_unit": "months", "life_count": 12, "grace_days": 3}
REMINDERS: Document = {
    "nudge_days": 28,
    "urge_days": 7,
    "send_hour": 10,
    "quiet_from_hour": 20,
    "quiet_until_hour": 8,
    "holidays": ["2026-12-25"],
    "voice": "calm",
    "extension_days": 14,
    "appointment_margin_days": 14,
    "holdout_bp": 500,
}
CHECK_IN: Document = {"code_lifetime_seconds": 60, "any_location": False, "visit_hours": 12}
REDEMPTION: Document = {
    "minimum_points": 500,
    "increment_points": 100,
    "minor_per_100_points": 100,
    "most_points_per_visit": 20_000,
    "most_bill_bp": 5000,
    "combinable": True,
    "confirm_above_points": 10_000,
    "confirm_minutes": 5,
}
BANKING: Document = {
    "minimum_points": 1000,
    "increment_points": 500,
    "minor_per_100_points": 110,
    "tier_bonus_bp": {"gold": 1000},
    "undo_minutes": 30,
    "banked_life_days": None,
    "granted_life_days": 365,
}
ADJUSTMENTS: Document = {
    "reasons": ["goodwill", "data-entry"],
    "daily_caps": {"front_desk": 500, "manager": 5000, "owner": 50_000},
    "wallet_daily_caps_minor": {"front_desk": 0, "manager": 10_000, "owner": 100_000},
    "approval_above_points": 2000,
    "most_reissued_points_per_year": 5000,
}
GOVERNANCE: Document = {"purchase_minor": 2_500_000, "notice_days": 14}
TIERS: Document = {
    "tiers": [
        {
            "tier_id": "base",
            "name": "Base",
            "multiplier": {"numerator": 1, "denominator": 1},
            "perks": [],
            "measure": None,
            "at_least": 0,
        },
        {
            "tier_id": "silver",
            "name": "Silver",
            "multiplier": {"numerator": 3, "denominator": 2},
            "perks": ["A skin analysis, once a year"],
            "measure": "spend_minor",
            "at_least": 100_000,
        },
    ],
    "window_days": 365,
    "grace_days": 30,
    "downgrade": "one_step",
    "upgrade": "next_purchase",
}
MEMBERSHIPS: Document = {
    "plans": [
        {
            "plan_id": "gold-monthly",
            "name": "Gold",
            "price_minor": 9900,
            "period": "month",
            "tier_id": "gold",
            "bonus_points": 500,
            "perks": ["Two facials, each half-price"],
            "active": True,
        }
    ],
    "grace_days": 7,
}
DEVICE: Document = {"token": "dQw4w9:APA91b-x_y", "platform": "web", "updated_at": NOW}
PREFERENCES: Document = {"push": True, "nudge": True, "urge": False, "locale": "en", "updated_at": NOW}

APPOINTMENT: Document = {
    "patient_id": ANA,
    "service_id": "peel",
    "location_id": "north",
    "wished_on": ["2026-03-02", "2026-03-09"],
    "asked_at": LONG_AGO,
    "state": "requested",
}

_FIRST = {"version": 1, "updated_at": LONG_AGO, "updated_by": OWNER, "note": "as we opened"}
_AT_NORTH: Document = {"location_id": "north"}
_AT_SOUTH: Document = {"location_id": "south"}

DOCUMENTS: dict[str, Document] = {
    CLINIC: CLINIC_DOCUMENT,
    f"{CLINIC}/locations/north": LOCATION,
    f"{CLINIC}/locations/closed": {**LOCATION, "active": False},
    f"{CLINIC}/services/peel": SERVICE,
    f"{CLINIC}/services/retired": {**SERVICE, "active": False},
    f"{CLINIC}/rewards/facial": REWARD,
    f"{CLINIC}/reward_costs/facial": {"cost_minor": 3_000},
    f"{CLINIC}/reward_stock/facial": {"taken": 3},
    f"{CLINIC}/offers/spring": OFFER,
    f"{CLINIC}/targeted_offers/{'a' * 32}": TARGETED_OFFER,
    f"{CLINIC}/targeted_offers/{'a' * 32}/placed/{ANA}": {"group": "offered"},
    f"{CLINIC}/offer_placings/{'a' * 32}": {"offered": 1, "held_out": 0},
    f"{CLINIC}/offers_lately/{ANA}": {"noticed_on": "2026-01-05"},
    f"{CLINIC}/patients/{ANA}/offers/{'a' * 32}": {"title": "Time for another"},
    **{f"{CLINIC}/gallery/{name}": pair for name, pair in PAIRS.items()},
    **{f"{CLINIC}/gallery/{name}/images/before": IMAGE for name in PAIRS},
    f"{CLINIC}/gallery/shown/images/after": IMAGE,
    f"{CLINIC}/gallery_consents/shown": {"form": "C-2026-016", "where": ""},
    f"{CLINIC}/rewards/lost": {**REWARD, "change_id": "lost"},
    f"{CLINIC}/changes/again": {
        "path": "rewards/facial",
        "before": REWARD,
        "after": {**REWARD, "active": False, "change_id": "again"},
        "by": OWNER,
        "at": LONG_AGO,
        "note": "",
    },
    f"{CLINIC}/changes/one": {"path": "rewards/facial", "before": None, "after": REWARD, "by": OWNER, "at": LONG_AGO},
    f"{CLINIC}/adjustments/one": {"private_note": "as Dr. Lee asked", "requested_by": OTHER_MANAGER},
    f"{CLINIC}/adjustments/of_the_desk": {"status": "pending", "requested_by": DESK},
    f"{CLINIC}/adjustments/of_a_former_desk": {"status": "pending", "requested_by": FORMER_DESK},
    f"{CLINIC}/patients/{ANA}/closings/one": {"active": False, "text": "a stranger used it"},
    f"{CLINIC}/exceptions/2026-01-05": {"found_count": 1},
    f"{CLINIC}/usual_bills/north": {"amount_minor": 45_000},
    f"{CLINIC}/approvals/one": {"status": "waiting", "requested_by": DESK},
    f"{CLINIC}/alone_today/{DESK}": {"done": {"purchase": 4500}},
    f"{CLINIC}/ledger_days/2026-01-05": {"closing": 4500},
    f"{CLINIC}/audits/one": {"wrong": 0},
    f"{CLINIC}/placings/tiers-1": {"done": 0},
    f"{CLINIC}/rule_drafts/earning": {
        "content": EARNING,
        "base_version": 1,
        "note": "",
        "edited_by": OTHER_MANAGER,
        "edited_at": LONG_AGO,
    },
    f"{CLINIC}/releases/one": {"rule": "earning", "state": "waiting", "asked_by": MANAGER},
    f"{CLINIC}/previews/one": {"state": "running"},
    f"{CLINIC}/previews/one/pages/1": {"patients": []},
    f"{CLINIC}/audits/one/pages/1": {"findings": []},
    f"{CLINIC}/account_proofs/{ANA}": {"revision": 3},
    f"{CLINIC}/proof_progress/nightly": {"after": ANA},
    f"{CLINIC}/receipt_numbers/one": {"entry_id": "north"},
    f"{CLINIC}/adjusted_today/{DESK}": {"points": 200},
    f"{CLINIC}/lookups/one": {"asked_by": DESK, "letters": 3},
    f"{CLINIC}/lookups_lately/{DESK}": {"lookups": 3},
    f"{CLINIC}/past_reads/one": {"read_by": DESK, "what": "purchases"},
    f"{CLINIC}/invites/one": {"email": "robin@people.example", "role": "front_desk", "state": "open"},
    f"{CLINIC}/downloads/one": {"downloaded_by": OWNER},
    f"{CLINIC}/views/one": {"viewed_by": MANAGER, "part": None},
    f"{CLINIC}/staff/{DESK}": staff("front_desk", by=MANAGER),
    f"{CLINIC}/staff/{FORMER_DESK}": staff("front_desk", active=False),
    f"{CLINIC}/staff/{MANAGER}": staff("manager"),
    f"{CLINIC}/staff/{OTHER_MANAGER}": staff("manager"),
    f"{CLINIC}/staff/{FORMER_MANAGER}": staff("manager", active=False),
    f"{CLINIC}/staff/{OWNER}": staff("owner"),
    f"{CLINIC}/staff/{OTHER_OWNER}": staff("owner"),
    f"{CLINIC}/staff/{UNPROVEN_OWNER}": staff("owner"),
    f"{CLINIC}/staff/{UNPROVEN_DESK}": staff("front_desk"),
    f"{CLINIC}/rules/earning": {**EARNING, **_FIRST},
    f"{CLINIC}/rules/earning/history/1": {**EARNING, **_FIRST},
    f"{CLINIC}/rules/expiry": {**EXPIRY, **_FIRST},
    f"{CLINIC}/rules/expiry/history/1": {**EXPIRY, **_FIRST},
    # Brought in from another system, without a history.
    f"{CLINIC}/rules/reminders": {**REMINDERS, **_FIRST},
    f"{CLINIC}/patients/{ANA}": {"name": "Ana", "points": 4500, "active": True},
    f"{CLINIC}/patients/{ANA}/entries/north": _AT_NORTH,
    f"{CLINIC}/patients/{ANA}/entries/south": _AT_SOUTH,
    f"{CLINIC}/patients/{ANA}/visits/north": _AT_NORTH,
    f"{CLINIC}/patients/{ANA}/visits/south": _AT_SOUTH,
    f"{CLINIC}/patients/{ANA}/reversals/north": _AT_NORTH,
    f"{CLINIC}/patients/{ANA}/reversals/south": _AT_SOUTH,
    f"{CLINIC}/patients/{ANA}/notices/2026-01-05": {"kind": "nudge", "state": "pending"},
    f"{CLINIC}/patients/{ANA}/devices/phone": {**DEVICE, "updated_at": LONG_AGO},
    f"{CLINIC}/patients/{ANA}/preferences/reminders": {**PREFERENCES, "updated_at": LONG_AGO},
    f"{CLINIC}/patients/{BEN}": {"name": "Ben", "points": 0, "active": False},
    f"{CLINIC}/patients/{BEN}/devices/phone": {**DEVICE, "updated_at": LONG_AGO},
    f"{CLINIC}/patients/{UNPROVEN}": {"name": "Una", "points": 0, "active": True},
    f"{CLINIC}/patients/{LONG_ID}": {"name": "Lou", "points": 0, "active": True},
    f"{CLINIC}/patients/{LONGER_ID}": {"name": "Lee", "points": 0, "active": True},
    f"{CLINIC}/appointments/requested": APPOINTMENT,
    f"{CLINIC}/appointments/proposed": {**APPOINTMENT, "state": "proposed", "visit_at": LONG_AGO, "answers": []},
    f"{CLINIC}/appointments/accepted": {**APPOINTMENT, "state": "accepted", "visit_at": LONG_AGO, "answers": []},
    f"{CLINIC}/appointments/{ANA}-1-0": {**APPOINTMENT, "state": "declined"},
    f"{CLINIC}/appointments/{ANA}-2-0": {**APPOINTMENT, "state": "withdrawn"},
    f"{CLINIC}/appointments/{ANA}-2-1": APPOINTMENT,
    f"{CLINIC}/appointments/{ANA}-3-0": {**APPOINTMENT, "state": "accepted", "visit_at": LONG_AGO},
    f"{CLINIC}/appointments/{ANA}-3-1": {**APPOINTMENT, "state": "proposed", "visit_at": LONG_AGO},
    f"{CLINIC}/appointments/south": {**APPOINTMENT, "location_id": "south"},
    # The clinic next door calls a location of its own "north" too.
    ELSEWHERE: CLINIC_DOCUMENT,
    f"{ELSEWHERE}/locations/north": LOCATION,
    f"{ELSEWHERE}/staff/{DESK_ELSEWHERE}": staff("front_desk"),
    f"{ELSEWHERE}/staff/{MANAGER_ELSEWHERE}": staff("manager"),
    f"{ELSEWHERE}/staff/{OWNER_ELSEWHERE}": staff("owner"),
    CLOSED_BOOKS: {**CLINIC_DOCUMENT, "closed_until_on": "2026-01-05"},
    CHANGING: {
        **CLINIC_DOCUMENT,
        "coming": {"release": {"rule": "redemption", "what": ["worth-lower"], "effective_at": LONG_AGO}},
    },
    f"{CLOSED_BOOKS}/staff/{OWNER}": staff("owner"),
    f"{CHANGING}/staff/{OWNER}": staff("owner"),
    # Staff of a clinic whose own document was never made.
    f"{UNBORN}/staff/{OWNER}": staff("owner"),
}
