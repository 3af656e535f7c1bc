"""Documents of a clinic that people edit: itself, its locations, staff and rewards, a patient's wishes.

The security rules have the same bounds, so a page cannot write a document that would be refused here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from loyalty.domain.program.clinic import PROOF_DAYS, Clinic, Location, Quota, Staff
from loyalty.domain.program.rules import Reward
from loyalty.domain.reminders.notices import Preferences
from loyalty.entrypoints.managed.shapes import Day, DocumentId, Edited, Role, Zone

MOST_LOCATIONS = 100
Expected = Annotated[int, Field(ge=0, le=1000)] | None


class ClinicDocument(Edited):
    """`clinics/{clinic}`."""

    name: str
    time_zone: Zone
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    closed_until_on: Day | None = None
    proof_days: Annotated[int, Field(ge=1, le=90)] | None = None

    def value(self) -> Clinic:
        """The value that decisions read."""
        return Clinic(self.name, self.time_zone, self.currency, self.closed_until_on, self.proof_days or PROOF_DAYS)


class LocationDocument(Edited):
    """`clinics/{clinic}/locations/{location}`."""

    name: str
    active: bool

    def value(self) -> Location:
        """The value that decisions read."""
        return Location(self.name, self.active)


class QuotaDocument(Edited):
    """The `weekly_quota` of a staff document; nothing is expected of a measure that is left out."""

    check_ins: Expected = None
    enrolments: Expected = None
    redemptions: Expected = None

    def value(self) -> Quota:
        """The value that reports read."""
        return Quota(self.check_ins, self.enrolments, self.redemptions)


class StaffDocument(Edited):
    """`clinics/{clinic}/staff/{uid}`."""

    role: Role
    location_ids: Annotated[list[str], Field(max_length=MOST_LOCATIONS)]
    active: bool
    weekly_quota: QuotaDocument = QuotaDocument()
    appointed_by: str | None = None

    def value(self) -> Staff:
        """The value that decisions read."""
        quota = self.weekly_quota.value()
        return Staff(self.role, tuple(self.location_ids), self.active, quota, self.appointed_by)


class RewardDocument(Edited):
    """`clinics/{clinic}/rewards/{reward}`; without unknown fields, so no misspelt limit is ignored."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    cost_points: Annotated[int, Field(ge=1, le=10_000_000)]
    stock: Annotated[int, Field(ge=0, le=1_000_000)] | None
    starts_on: Day | None
    ends_on: Day | None
    tier_ids: Annotated[list[DocumentId], Field(max_length=20)]
    active: bool
    change_id: DocumentId | None = None

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> RewardDocument:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("ends_on must not be before starts_on")
        return self

    def value(self) -> Reward:
        """The value that decisions read."""
        return Reward(
            name=self.name,
            cost_points=self.cost_points,
            stock=self.stock,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            tier_ids=tuple(self.tier_ids),
            active=self.active,
        )


class PreferencesDocument(Edited):
    """`clinics/{clinic}/patients/{uid}/preferences/reminders`: the one document of these that the patient edits."""

    push: bool
    nudge: bool
    urge: bool
    locale: Literal["en", "es"]
    offers: bool = False

    def value(self) -> Preferences:
        """The value that decisions read."""
        return Preferences(self.push, self.nudge, self.urge, self.locale, self.offers)
