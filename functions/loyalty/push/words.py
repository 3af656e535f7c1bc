"""The words of a reminder in the patient's language, with its date if it says one."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from loyalty.domain.reminders.pushing import Push
from loyalty.domain.reminders.texts import DATE, notice_text


def words_of(push: Push) -> tuple[str, str]:
    """The title and the body of a push."""
    text = notice_text(push.voice, push.kind, push.locale, push.expires_on, push.today)
    if DATE not in text.body:
        return text.title, text.body
    return text.title, text.body.replace(DATE, _day(push.expires_on, push.locale, weekday=text.weekday))


@lru_cache(maxsize=512)
def _day(day: date, locale: str, *, weekday: bool) -> str:
    """A date as people say it: "Saturday", or "December 20". It is cached, as many patients' points end on one day."""
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - not loaded by whoever pushes nothing

    if weekday:
        return format_date(day, "EEEE", locale=locale)
    return format_skeleton("MMMMd", day, locale=locale)
