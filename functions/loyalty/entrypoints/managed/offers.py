"""Offers to an audience, as managers write them. The security rules have the same bounds."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from loyalty.domain.reminders.audience import Audience, DaysAgo, Members, NotSeenDays
from loyalty.domain.reminders.offers import TargetedOffer
from loyalty.entrypoints.managed.shapes import Day, DocumentId, Edited


class AudienceDocument(Edited):
    """The `audience` of an offer."""

    model_config = ConfigDict(extra="forbid")

    service_id: DocumentId | None
    from_days: DaysAgo | None
    to_days: DaysAgo | None
    not_since: bool
    tier_ids: Annotated[list[DocumentId], Field(max_length=20)]
    from_points: Annotated[int, Field(ge=1, le=10_000_000)] | None
    not_seen_days: NotSeenDays | None
    members: Members | None

    def value(self) -> Audience:
        """The value that decisions read."""
        return Audience(**{**dict(self), "tier_ids": tuple(self.tier_ids)})


class TargetedOfferDocument(Edited):
    """`clinics/{clinic}/targeted_offers/{offer}`; without unknown fields, so no misspelt limit is ignored."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    starts_on: Day | None
    ends_on: Day | None
    service_id: DocumentId | None
    active: bool
    audience: AudienceDocument
    holdout_bp: Annotated[int, Field(ge=0, le=5000)]
    change_id: str | None = None

    @model_validator(mode="after")
    def _goes_together(self) -> TargetedOfferDocument:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("ends_on must not be before starts_on")
        problem = self.audience.value().problem
        if problem is not None:
            raise ValueError(problem)
        return self

    def value(self) -> TargetedOffer:
        """The value that decisions read."""
        return TargetedOffer(
            title=self.title,
            text=self.text,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            service_id=self.service_id,
            active=self.active,
            audience=self.audience.value(),
            holdout_bp=self.holdout_bp,
        )
