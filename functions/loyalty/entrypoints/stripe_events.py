"""Stripe's events about subscriptions: their shape, as far as a membership needs it.

https://docs.stripe.com/api/events/object and https://docs.stripe.com/api/subscriptions/object; newer versions of the
API keep the period on the subscription's items, older ones on the subscription itself: both are read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from loyalty.domain.program.memberships import Status
from loyalty.entrypoints.managed.shapes import DocumentId as Id
from loyalty.services.membership.subscriptions import SubscriptionEvent

SUBSCRIPTION = "customer.subscription."
# Instants are whole seconds since 1970, up to the year 9999.
Seconds = Annotated[int, Field(ge=0, le=253_402_300_799)]
STATUS = {
    "active": Status.ACTIVE,
    "trialing": Status.PAST_DUE,  # nothing is paid yet
    "past_due": Status.PAST_DUE,
    "paused": Status.PAUSED,
    "unpaid": Status.ENDED,
    "incomplete": Status.ENDED,
    "incomplete_expired": Status.ENDED,
    "canceled": Status.ENDED,
}


class EventPart(BaseModel):
    """A part of an event; unknown fields are ignored, since the provider may add some at any time."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class Recurring(EventPart):
    """The interval at which a price is paid."""

    interval: Literal["month", "year"]
    interval_count: Literal[1] = 1


class Price(EventPart):
    """The price of an item."""

    unit_amount: Annotated[int, Field(ge=0, le=100_000_000)]
    currency: Annotated[str, Field(pattern=r"^[a-z]{3}$")]
    recurring: Recurring


class Item(EventPart):
    """The one item of a subscription."""

    price: Price
    discounts: list[Any] = []
    quantity: Literal[1] = 1
    current_period_start: Seconds | None = None
    current_period_end: Seconds | None = None


class Items(EventPart):
    """The items of a subscription: one, for a membership."""

    data: Annotated[list[Item], Field(min_length=1, max_length=1)]


class Metadata(EventPart):
    """The clinic's own ids, set when the subscription is made."""

    clinic_id: Id
    patient_id: Id
    location_id: Id
    plan_id: Id


class Subscription(EventPart):
    """A subscription after an event."""

    id: Id
    status: Literal[
        "active", "trialing", "past_due", "paused", "unpaid", "incomplete", "incomplete_expired", "canceled"
    ]
    start_date: Seconds
    billing_cycle_anchor: Seconds | None = None
    current_period_start: Seconds | None = None
    current_period_end: Seconds | None = None
    cancel_at: Seconds | None = None
    cancel_at_period_end: bool = False
    pause_collection: dict[str, Any] | None = None
    discount: dict[str, Any] | None = None
    discounts: list[Any] = []
    ended_at: Seconds | None = None
    items: Items
    metadata: Metadata

    @property
    def is_discounted(self) -> bool:
        """True if less may be paid than the price; API versions differ in where they say so."""
        return bool(self.discount or self.discounts or any(item.discounts for item in self.items.data))

    def membership_status(self, ends: int) -> Status:
        """The status of its membership, whose period ends at an instant."""
        status = STATUS[self.status]
        if status in (Status.ACTIVE, Status.PAST_DUE) and self.pause_collection is not None:
            return Status.PAUSED
        ending = self.cancel_at_period_end or (self.cancel_at is not None and self.cancel_at <= ends)
        return Status.CANCELLED if status == Status.ACTIVE and ending else status

    def ended(self, status: Status) -> int | None:
        """The second at which it ended, or will."""
        return self.cancel_at if status == Status.CANCELLED else self.ended_at


def names_ours(event: dict[str, Any]) -> bool:
    """True if an event is about a subscription that names any of the clinic's own ids, however broken it is."""
    found: object = event
    for name in ("data", "object", "metadata"):
        found = found.get(name) if isinstance(found, dict) else None
    return isinstance(found, dict) and any(name in found for name in Metadata.model_fields)


class Data(EventPart):
    """The subject of an event."""

    object: Subscription


class StripeEvent(EventPart):
    """An event about a subscription."""

    id: Id
    type: str
    created: Seconds
    data: Data

    def value(self) -> SubscriptionEvent | None:
        """The service's event; None where the subscription names no period."""
        subscription = self.data.object
        (item,) = subscription.items.data
        starts = item.current_period_start or subscription.current_period_start
        ends = item.current_period_end or subscription.current_period_end
        if starts is None or ends is None or ends <= starts:
            return None
        status = subscription.membership_status(ends)
        ended = subscription.ended(status)
        return SubscriptionEvent(
            event_id=self.id,
            what=self.type,
            occurred_at=_instant(self.created),
            clinic_id=subscription.metadata.clinic_id,
            patient_id=subscription.metadata.patient_id,
            location_id=subscription.metadata.location_id,
            plan_id=subscription.metadata.plan_id,
            subscription_id=subscription.id,
            status=status.value,
            price_minor=item.price.unit_amount,
            currency=item.price.currency,
            period=item.price.recurring.interval,
            started_at=_instant(subscription.start_date),
            months_from_at=_instant(subscription.billing_cycle_anchor or subscription.start_date),
            period_starts_at=_instant(starts),
            period_ends_at=_instant(ends),
            ended_at=None if ended is None else _instant(ended),
            discounted=subscription.is_discounted,
        )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
