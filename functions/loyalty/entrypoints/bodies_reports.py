"""What callers may send to ask for reports: shapes and bounds, strict, and nothing unnamed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from loyalty.domain.membership.revenue import month_of
from loyalty.entrypoints.bodies import Body, Id
from loyalty.entrypoints.managed.shapes import Day


def _month(text: object) -> date:
    if not isinstance(text, str):
        raise ValueError("a month is text, YYYY-MM")  # noqa: TRY004 - pydantic reports ValueError
    return month_of(text)


Month = Annotated[date, BeforeValidator(_month)]


class GetEngagementBody(Body):
    """`get_engagement`."""

    clinic_id: Id
    location_id: Id
    own: bool = False


class ListReceiptsBody(Body):
    """`list_receipts`."""

    clinic_id: Id
    location_id: Id


class GetLocationTotalsBody(Body):
    """`get_location_totals`."""

    clinic_id: Id
    from_on: Day
    to_on: Day


class GetRevenueBody(Body):
    """`get_revenue`."""

    clinic_id: Id
    from_month: Month
    to_month: Month
