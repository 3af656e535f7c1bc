"""Codes for patients: the app asks for one to show at a location."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.qr_image import Image, png, svg
from loyalty.services.preconditions import Caller, require_active_location, require_own_account


@dataclass(frozen=True, slots=True)
class IssueCode:
    """A code for the caller to show at a location; `image` is the picture's form."""

    clinic_id: Id
    location_id: Id
    image: Literal["svg", "png"] = "svg"


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code's text, picture and lifetime: it can be scanned while `now < expires_at`."""

    text: str
    clinic_id: str
    location_id: str
    issued_at: datetime
    expires_at: datetime
    lifetime_seconds: int
    image: Image


def issue_code(store: Store, codes: Codes, body: IssueCode, caller: Caller, nonce: str) -> IssuedCode:
    """Sign a code for the caller at a location; `nonce` is fresh and unguessable. Writes nothing.

    Refuses AccountNotFound, AccountInactive, LocationNotFound, LocationInactive.
    """
    keys = ClinicKeys(body.clinic_id)
    clinic_id, draw = body.clinic_id, png if body.image == "png" else svg

    def decide(docs: Snapshots) -> Decision[IssuedCode]:
        require_own_account(docs, keys, caller)
        require_active_location(docs, keys, body.location_id)
        lifetime = docs.require(keys.check_in).code_lifetime
        issued_at = caller.now.replace(microsecond=0)
        text = codes.make(CodePayload(clinic_id, body.location_id, caller.uid, nonce, issued_at))
        return Decision(
            IssuedCode(
                text=text,
                clinic_id=clinic_id,
                location_id=body.location_id,
                issued_at=issued_at,
                expires_at=issued_at + lifetime,
                lifetime_seconds=int(lifetime.total_seconds()),
                image=draw(text),
            )
        )

    reads = (
        keys.account(caller.uid),
        keys.location(body.location_id),
        keys.check_in,
    )
    return store.transact(reads, decide)
