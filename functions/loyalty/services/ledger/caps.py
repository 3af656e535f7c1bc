"""How much a member of staff may adjust in a day, by their role: counted beside them, in the same commit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loyalty.domain.documents import AdjustedToday, Put, Snapshots, Staff, adjusted_today_key, adjustments_key
from loyalty.domain.ledger.posting import Cause
from loyalty.errors import DailyCapReached


def within_points_cap(
    docs: Snapshots, clinic_id: str, staff: Staff, uid: str, points: int, cause: Cause
) -> tuple[Put[Any], ...]:
    """The count after adjusting so many points, given or taken. Raises DailyCapReached."""
    today = _today(docs, clinic_id, uid, cause)
    most = docs.require(adjustments_key(clinic_id)).daily_caps[staff.role]
    if today.points + abs(points) > most:
        raise DailyCapReached(used=today.points, most=most, asked=abs(points))
    return (Put(adjusted_today_key(clinic_id, uid), replace(today, points=today.points + abs(points))),)


def within_wallet_cap(
    docs: Snapshots, clinic_id: str, staff: Staff, uid: str, amount_minor: int, cause: Cause
) -> tuple[Put[Any], ...]:
    """The count after granting so much wallet money. Raises DailyCapReached."""
    today = _today(docs, clinic_id, uid, cause)
    most = docs.require(adjustments_key(clinic_id)).wallet_daily_caps_minor[staff.role]
    if today.wallet_minor + amount_minor > most:
        raise DailyCapReached(used=today.wallet_minor, most=most, asked=amount_minor)
    return (Put(adjusted_today_key(clinic_id, uid), replace(today, wallet_minor=today.wallet_minor + amount_minor)),)


def _today(docs: Snapshots, clinic_id: str, uid: str, cause: Cause) -> AdjustedToday:
    """What they adjusted today; what they did on an earlier day counts no more."""
    known = docs.get(adjusted_today_key(clinic_id, uid))
    return known if known and known.business_date == cause.business_date else AdjustedToday(cause.business_date)
