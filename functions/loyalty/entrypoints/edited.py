"""The documents that people edit, validated whenever one is read: an invalid one decides nothing and is named.

The security rules hold the same bounds, so a page cannot write what would be refused here. A worker serves one function
and reads some of them only, so each is made ready when it is first needed (`defer_build`), not at import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from loyalty.domain.documents import Clinic, Location, Staff
from loyalty.domain.rules import NEVER_EARNING, CheckInRule, EarningRule, ExpiryRule, RemindersRule, TenderKind
from loyalty.errors import DocumentInvalid

LONGEST_LIFE = {"months": 60, "days": 1825}
MOST_LOCATIONS = 100


def _zone(name: object) -> ZoneInfo:
    if not isinstance(name, str):
        raise ValueError("a time zone is the text of an IANA name")  # noqa: TRY004 - pydantic reports ValueError
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("there is no such time zone") from error


def _earning_only(tenders: list[TenderKind]) -> list[TenderKind]:
    if NEVER_EARNING & set(tenders):
        raise ValueError("points, wallet money and insurance never earn")
    if len(set(tenders)) < len(tenders):
        raise ValueError("a tender is named twice")
    return tenders


def _tender(name: object) -> TenderKind:
    return TenderKind(name)  # type: ignore[arg-type]  # ValueError for anything else


Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]


class Edited(BaseModel):
    """A document that people edit."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class ClinicDocument(Edited):
    """`clinics/{clinic}`."""

    name: str
    time_zone: Zone
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

    def value(self) -> Clinic:
        """The value decisions read."""
        return Clinic(self.name, self.time_zone, self.currency)


class LocationDocument(Edited):
    """`clinics/{clinic}/locations/{location}`."""

    name: str
    active: bool

    def value(self) -> Location:
        """The value decisions read."""
        return Location(self.name, self.active)


class StaffDocument(Edited):
    """`clinics/{clinic}/staff/{uid}`."""

    role: Literal["front_desk", "manager", "owner"]
    location_ids: Annotated[list[str], Field(max_length=MOST_LOCATIONS)]
    active: bool

    def value(self) -> Staff:
        """The value decisions read."""
        return Staff(self.role, tuple(self.location_ids), self.active)


class RuleDocument(Edited):
    """What every rule document carries; nothing unnamed, so a misspelt field is not silently without effect."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1)]
    updated_at: datetime
    updated_by: str
    note: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class EarningDocument(RuleDocument):
    """`rules/earning`."""

    eligible_tenders: Annotated[list[Annotated[TenderKind, BeforeValidator(_tender)]], AfterValidator(_earning_only)]
    rate_bp: Annotated[int, Field(ge=0, le=10_000)]
    minor_per_point: Annotated[int, Field(ge=1, le=10_000)]

    def value(self) -> EarningRule:
        """The value decisions read."""
        return EarningRule(self.version, tuple(self.eligible_tenders), self.rate_bp, self.minor_per_point)


class ExpiryDocument(RuleDocument):
    """`rules/expiry`."""

    life_unit: Literal["months", "days"]
    life_count: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _life_is_bounded(self) -> ExpiryDocument:
        longest = LONGEST_LIFE[self.life_unit]
        if self.life_count > longest:
            raise ValueError(f"points live at most {longest} {self.life_unit}")
        return self

    def value(self) -> ExpiryRule:
        """The value decisions read."""
        return ExpiryRule(self.version, self.life_unit, self.life_count)


class RemindersDocument(RuleDocument):
    """`rules/reminders`."""

    nudge_days: Annotated[int, Field(ge=2, le=90)]
    urge_days: Annotated[int, Field(ge=1, le=60)]
    send_hour: Annotated[int, Field(ge=8, le=20)]

    @model_validator(mode="after")
    def _nudge_comes_first(self) -> RemindersDocument:
        if self.urge_days >= self.nudge_days:
            raise ValueError("urge_days must be fewer than nudge_days")
        return self

    def value(self) -> RemindersRule:
        """The value decisions read."""
        return RemindersRule(self.version, self.nudge_days, self.urge_days, self.send_hour)


class CheckInDocument(RuleDocument):
    """`rules/check_in`."""

    code_lifetime_seconds: Annotated[int, Field(ge=15, le=300)]
    any_location: bool
    visit_hours: Annotated[int, Field(ge=1, le=24)]

    def value(self) -> CheckInRule:
        """The value decisions read."""
        lifetime = timedelta(seconds=self.code_lifetime_seconds)
        return CheckInRule(self.version, lifetime, self.any_location, timedelta(hours=self.visit_hours))


def _parser(document: Any) -> Callable[[str, Mapping[str, Any]], Any]:  # noqa: ANN401 - any of the classes above
    def parse(path: str, fields: Mapping[str, Any]) -> Any:  # noqa: ANN401
        try:
            return document.model_validate(dict(fields)).value()
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or "the document"
            raise DocumentInvalid(document=path, field=field, problem=first["msg"]) from error

    return parse


PARSERS: dict[type, Callable[[str, Mapping[str, Any]], Any]] = {
    Clinic: _parser(ClinicDocument),
    Location: _parser(LocationDocument),
    Staff: _parser(StaffDocument),
    EarningRule: _parser(EarningDocument),
    ExpiryRule: _parser(ExpiryDocument),
    RemindersRule: _parser(RemindersDocument),
    CheckInRule: _parser(CheckInDocument),
}
