"""What callers may send: the shape and bounds of every callable's body, strict, and nothing unnamed.

A worker serves one function, so each body is made ready when it is first needed (`defer_build`), not at import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from loyalty.domain.accrual import Tender
from loyalty.domain.rules import TenderKind
from loyalty.services.check_in import CheckIn
from loyalty.services.get_receipt import GetReceipt
from loyalty.services.issue_code import IssueCode
from loyalty.services.join_clinic import JoinClinic
from loyalty.services.record_purchase import RecordPurchase

T = TypeVar("T")

# Ids become parts of database paths: no slash, no dots alone, and never Firestore's reserved __name__.
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=128)]
RequestId = Annotated[str, StringConstraints(pattern=ID_PATTERN, min_length=16, max_length=64)]
AmountMinor = Annotated[int, Field(ge=1, le=100_000_000)]


class Body(BaseModel):
    """A callable's body."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    def ids(self) -> dict[str, str]:
        """The ids it names, for the log."""
        return {name: value for name, value in self if name.endswith("_id")}

    def named(self) -> dict[str, Any]:
        """Every field by its name."""
        return dict(self)

    def into(self, kind: Callable[..., T]) -> T:
        """The service's request, whose fields are named alike."""
        return kind(**self.named())


class JoinClinicBody(Body):
    """`join_clinic`."""

    request_id: RequestId
    clinic_id: Id
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]

    def value(self) -> JoinClinic:
        """The service's request."""
        return JoinClinic(self.request_id, self.clinic_id, self.name)


class IssueCodeBody(Body):
    """`issue_code`."""

    clinic_id: Id
    location_id: Id
    image: Literal["svg", "png"] = "svg"

    def value(self) -> IssueCode:
        """The service's request."""
        return IssueCode(self.clinic_id, self.location_id)


class CheckInBody(Body):
    """`check_in`."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    code: Annotated[str, StringConstraints(min_length=1, max_length=1024)]

    def value(self) -> CheckIn:
        """The service's request."""
        return CheckIn(self.request_id, self.clinic_id, self.location_id, self.code)


class TenderBody(BaseModel):
    """One part of what was paid."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    kind: Annotated[TenderKind, Strict(strict=False)]
    amount_minor: AmountMinor


class RecordPurchaseBody(Body):
    """`record_purchase`."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    tenders: Annotated[list[TenderBody], Field(min_length=1, max_length=6)]
    service_ids: Annotated[list[Id], Field(max_length=20)] = []
    receipt_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] | None = None
    confirmed_duplicate: bool = False

    def value(self) -> RecordPurchase:
        """The service's request."""
        return RecordPurchase(
            request_id=self.request_id,
            clinic_id=self.clinic_id,
            location_id=self.location_id,
            patient_id=self.patient_id,
            visit_id=self.visit_id,
            tenders=tuple(Tender(part.kind, part.amount_minor) for part in self.tenders),
            service_ids=tuple(self.service_ids),
            receipt_number=self.receipt_number,
            confirmed_duplicate=self.confirmed_duplicate,
        )


class GetReceiptBody(Body):
    """`get_receipt`."""

    clinic_id: Id
    patient_id: Id
    request_id: RequestId

    def value(self) -> GetReceipt:
        """The service's request."""
        return GetReceipt(self.clinic_id, self.patient_id, self.request_id)
