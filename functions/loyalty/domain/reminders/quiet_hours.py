"""Quiet hours: the times at which reminders may be sent, by the clinic's clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import ONE_DAY, instant_at
from loyalty.domain.program.rules import RemindersRule


def sendable_at(now: datetime, rule: RemindersRule, zone: ZoneInfo) -> datetime:
    """The instant to send at: `now`, or in quiet hours the next send hour of a day that is no holiday."""
    local = now.astimezone(zone)
    day, hour = local.date(), local.hour
    if hour < rule.quiet_from_hour and day.isoformat() not in rule.holidays:
        return now if rule.quiet_until_hour <= hour else instant_at(day, rule.send_hour, zone)
    day += ONE_DAY
    while day.isoformat() in rule.holidays:
        day += ONE_DAY
    return instant_at(day, rule.send_hour, zone)
