"""Drafts of a clinic's rules, and what becomes of them."""

from __future__ import annotations

from tests.support.clinic import OWNER, Fields, staff
from tests.support.publishing import content_of
from tests.support.tiers import TierDesk

EARNING = "clinics/bella/rules/earning"
OTHER_MANAGER = "staff-other-manager"


def earning(desk: TierDesk, **changes: object) -> Fields:
    """The live content of earning, with changes."""
    return content_of(desk.documents.all()[EARNING], **changes)


def rule_of(desk: TierDesk, name: str, **changes: object) -> Fields:
    return content_of(desk.documents.all()[f"clinics/bella/rules/{name}"], **changes)


def release_of(desk: TierDesk, release_id: str | None) -> Fields:
    return desk.documents.all()[f"clinics/bella/releases/{release_id}"]


def alone(desk: TierDesk) -> None:
    """The manager is the only one who manages."""
    desk.documents.put(f"clinics/bella/staff/{OWNER}", staff("owner", active=False))
