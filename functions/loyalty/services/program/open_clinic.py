"""Opening a clinic: its document, and the invite of its first owner, who goes on from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import Annotated

from annotated_types import MaxLen

from loyalty.domain.bounds import Email, Id, Name, Pattern, RequestId, Text
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.clinic import WholeClinic, WholeLocation
from loyalty.domain.program.invites import INVITE_LIFE, OPEN, Invite

# A look to begin with; the owner chooses the clinic's own.
BRAND = {"primary": "#2F5D50", "accent": "#B08D57", "tagline": "Points for looking after yourself"}
BY_COMMAND = "command"
MOST_LOCATIONS, MOST_KNOWN = 20, 100


@dataclass(frozen=True, slots=True)
class OpenLocation:
    """A location that the clinic begins with."""

    location_id: Id
    name: Name
    address: Text


@dataclass(frozen=True, slots=True)
class OpenClinic:
    """A clinic to open, its locations, and its first owner, who works at all of them.

    `known_location_ids` are those that a clinic which is there has already.
    """

    clinic_id: Id
    invite_id: RequestId
    name: Name
    time_zone: str
    currency: Annotated[str, Pattern(r"^[A-Z]{3}$")]
    locale: Annotated[str, Pattern(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")]
    owner_name: Name
    owner_email: Email
    locations: Annotated[tuple[OpenLocation, ...], MaxLen(MOST_LOCATIONS)] = ()
    known_location_ids: Annotated[tuple[Id, ...], MaxLen(MOST_KNOWN)] = ()

    @property
    def fields(self) -> dict[str, object]:
        """The clinic's document."""
        zone_and_money = {"time_zone": self.time_zone, "currency": self.currency, "locale": self.locale}
        return {"name": self.name, **zone_and_money, "brand": BRAND}


def open_clinic(store: Store, body: OpenClinic, now: datetime) -> bool:
    """Write the clinic with its locations, and an owner's invite that nobody answers for; true if the clinic is new.

    A clinic that is there keeps its documents: an owner is invited once more, to the locations that it has.
    """
    keys = ClinicKeys(body.clinic_id)
    begun = {keys.whole_location(each.location_id): WholeLocation(_fields_of(each)) for each in body.locations}
    invite = Invite(
        email=body.owner_email.lower(),
        name=body.owner_name,
        role="owner",
        location_ids=body.known_location_ids or tuple(each.location_id for each in body.locations),
        invited_by=None,
        invited_at=now,
        expires_at=now + INVITE_LIFE,
        state=OPEN,
        fingerprint=BY_COMMAND,
    )

    def decide(docs: Snapshots) -> Decision[bool]:
        is_new = docs.get(keys.whole_clinic) is None
        invited = Put(keys.invite(body.invite_id), invite)
        if not is_new:
            return Decision(is_new, (invited,))
        return Decision(
            is_new, (Put(keys.whole_clinic, WholeClinic(body.fields)), *starmap(Put, begun.items()), invited)
        )

    return store.transact((keys.whole_clinic,), decide)


def _fields_of(location: OpenLocation) -> dict[str, object]:
    return {"name": location.name, "address": location.address, "active": True}
