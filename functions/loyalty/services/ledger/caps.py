"""Daily caps of what a member of staff may adjust, by role: counted in the same commit as the adjustment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loyalty.domain.documents import Put, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.adjustments import AdjustedToday
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.program.clinic import Staff
from loyalty.errors.ledger import DailyCapReached


def count_points_against_cap(
    docs: Snapshots, keys: ClinicKeys, staff: Staff, uid: str, points: int, cause: Cause
) -> tuple[Put[Any], ...]:
    """Count adjusted points, given or taken, against the day's cap. Raises DailyCapReached."""
    today = _today(docs, keys, uid, cause)
    most = docs.require(keys.adjustments).daily_caps[staff.role]
    if today.points + abs(points) > most:
        raise DailyCapReached(used=today.points, most=most, asked=abs(points))
    return (Put(keys.adjusted_today(uid), replace(today, points=today.points + abs(points))),)


def count_wallet_against_cap(
    docs: Snapshots, keys: ClinicKeys, staff: Staff, uid: str, amount_minor: int, cause: Cause
) -> tuple[Put[Any], ...]:
    """Count granted wallet money against the day's cap. Raises DailyCapReached."""
    today = _today(docs, keys, uid, cause)
    most = docs.require(keys.adjustments).wallet_daily_caps_minor[staff.role]
    if today.wallet_minor + amount_minor > most:
        raise DailyCapReached(used=today.wallet_minor, most=most, asked=amount_minor)
    return (Put(keys.adjusted_today(uid), replace(today, wallet_minor=today.wallet_minor + amount_minor)),)


def _today(docs: Snapshots, keys: ClinicKeys, uid: str, cause: Cause) -> AdjustedToday:
    """The adjustments of today; those of an earlier day no longer count."""
    known = docs.get(keys.adjusted_today(uid))
    return known if known and known.business_date == cause.business_date else AdjustedToday(cause.business_date)
