"""Open a clinic: its document, and the invite of its first owner, who sets up the rest in the managers' page.

    python -m scripts.clinic open CLINIC --owner "Nora Diaz" --email nora@clinic.com --name "Bella Riva"
        [--location "Calabasas: 4100 Sycamore Terrace"]… [--time-zone America/Los_Angeles] [--currency USD]
        [--locale en-US] [--pages https://PROJECT.web.app]

It prints the address that the owner opens within seven days: their sign-in must prove the e-mail address. Run again, it
leaves the clinic as it is and invites the owner once more.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
import unicodedata
from datetime import UTC, datetime
from typing import Annotated

import typer
from google.cloud.firestore import Client

from loyalty.entrypoints.bodies import read_body
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.base import Refusal
from loyalty.services.program.open_clinic import OpenClinic, open_clinic
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, store_of

app = typer.Typer(add_completion=False)

Owner = Annotated[str, typer.Option(help="The first owner's name.")]
Email = Annotated[str, typer.Option(help="The first owner's e-mail address, which their sign-in must prove.")]
Name = Annotated[str, typer.Option(help="The clinic's name.")]
Zone = Annotated[str, typer.Option(help="The IANA name of the clinic's time zone: its business dates are of it.")]
Currency = Annotated[str, typer.Option(help="The clinic's currency, as three letters: it never changes.")]
Locale = Annotated[str, typer.Option(help="How the pages write dates and amounts.")]
Places = Annotated[
    list[str] | None,
    typer.Option("--location", help='A location, as "NAME: ADDRESS"; once for each. The owner works at all.'),
]
Pages = Annotated[str | None, typer.Option(help="The address of the pages; by default https://PROJECT.web.app.")]


@app.command("open")
def opened(  # noqa: PLR0913, PLR0917 - a clinic has as many
    clinic: ClinicId,
    owner: Owner,
    email: Email,
    name: Name,
    time_zone: Zone = "America/Los_Angeles",
    currency: Currency = "USD",
    locale: Locale = "en-US",
    location: Places = None,
    pages: Pages = None,
    project: Project = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Write the clinic and its owner's invite; exit status 1, and nothing written, where something cannot be."""
    client = client_of(project)
    body: dict[str, object] = {
        "clinic_id": clinic,
        "invite_id": secrets.token_hex(16),
        "name": name,
        "time_zone": time_zone,
    }
    body |= {"currency": currency, "locale": locale, "owner_name": owner, "owner_email": email}
    body |= {"locations": list(map(_location, location or ())), "known_location_ids": known_locations(client, clinic)}
    try:
        asked = read_body(OpenClinic, body)
        PARSERS["Clinic"](f"clinics/{clinic}", asked.fields)
        is_new = open_clinic(store_of(client), asked, datetime.now(UTC))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    address = f"{pages or _pages_of(client.project)}/manager?invite={asked.invite_id}"
    if as_json:
        print(json.dumps({"clinic_id": clinic, "is_new": is_new, "invite_id": asked.invite_id, "address": address}))
        return
    print(f"Clinic {clinic} is {'open' if is_new else 'there already, and stays as it is'}.")
    print(f"{asked.owner_name} opens {address} within seven days, and signs in as {asked.owner_email}.")


def known_locations(client: Client, clinic_id: str) -> list[str]:
    """The ids of the open locations of a clinic that is there."""
    return [each.id for each in client.collection(f"clinics/{clinic_id}/locations").stream() if each.get("active")]


def _location(text: str) -> dict[str, str]:
    """A location of "NAME: ADDRESS"; its id says its name."""
    name, _, address = text.partition(":")
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return {"location_id": re.sub(r"[^a-z0-9]+", "-", letters).strip("-"), "name": name, "address": address}


def _pages_of(project: str) -> str:
    emulated = os.environ.get("HOSTING_EMULATOR_HOST")
    return f"http://{emulated}" if emulated else f"https://{project}.web.app"
