"""What callers may send about a checkout: shapes and bounds, strict, and nothing unnamed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.entrypoints.bodies import AmountMinor, Body, Id, RequestId


class JoinClinicBody(Body):
    """`join_clinic`."""

    request_id: RequestId
    clinic_id: Id
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class IssueCodeBody(Body):
    """`issue_code`."""

    clinic_id: Id
    location_id: Id
    image: Literal["svg", "png"] = "svg"

    def named(self) -> dict[str, Any]:
        """Every field by its name, but for the picture, which is drawn afterwards."""
        return {"clinic_id": self.clinic_id, "location_id": self.location_id}


class CheckInBody(Body):
    """`check_in`."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    code: Annotated[str, StringConstraints(min_length=1, max_length=1024)]


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
    service_ids: Annotated[list[Id], Field(max_length=20, default_factory=list)]
    receipt_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] | None = None
    confirmed_duplicate: bool = False

    def named(self) -> dict[str, Any]:
        """Every field by its name, the tenders as the service takes them."""
        tenders = tuple(Tender(part.kind, part.amount_minor) for part in self.tenders)
        return {**dict(self), "tenders": tenders, "service_ids": tuple(self.service_ids)}


class GetReceiptBody(Body):
    """`get_receipt`."""

    clinic_id: Id
    patient_id: Id
    request_id: RequestId
