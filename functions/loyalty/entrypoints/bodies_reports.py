"""What callers may send to ask for reports: shapes and bounds, strict, and nothing unnamed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from loyalty.entrypoints.bodies import Body, Id
from loyalty.entrypoints.edited_shapes import Day


def _month(text: object) -> date:
    """A month's first day."""
    if not isinstance(text, str) or len(text) != len("YYYY-MM"):
        raise ValueError("a month is text, YYYY-MM")
    return date.fromisoformat(f"{text}-01")


def _within_reach(day: date) -> date:
    """No clinic's book is older or lasts longer, and the months around it are dates too."""
    if not date(2000, 1, 1) <= day <= date(2999, 12, 31):
        raise ValueError("it is of the years 2000 to 2999")
    return day


ReportDay = Annotated[Day, AfterValidator(_within_reach)]
Month = Annotated[date, BeforeValidator(_month), AfterValidator(_within_reach)]


class GetEngagementBody(Body):
    """`get_engagement`."""

    clinic_id: Id
    location_id: Id


class GetLocationTotalsBody(Body):
    """`get_location_totals`."""

    clinic_id: Id
    from_on: ReportDay
    to_on: ReportDay


class GetRevenueBody(Body):
    """`get_revenue`."""

    clinic_id: Id
    from_month: Month
    to_month: Month
