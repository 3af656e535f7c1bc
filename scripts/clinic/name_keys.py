"""Keys by which patients are found by name, given to accounts that were written before there were any.

    python -m scripts.clinic name-keys CLINIC [--project PROJECT]

Every write of an account by the functions keeps its keys; this is for accounts that nothing has changed since. It may
be run twice, at once with the functions, or be killed: an account that changes meanwhile got its keys by that change.
"""

from __future__ import annotations

from typing import Any

import typer
from google.api_core.exceptions import FailedPrecondition
from google.cloud.firestore import Client

from loyalty.domain.checkout.names import name_keys
from scripts.clinic.progress import show_progress
from scripts.clinic.project import ClinicId, Project, client_of

PAGE = 300
app = typer.Typer(add_completion=False)


def give_keys(client: Client, clinic_id: str) -> tuple[int, int]:
    """Give each account the keys it lacks; returns how many were seen, and how many were given keys."""
    seen = given = 0
    accounts = client.collection(f"clinics/{clinic_id}/patients").order_by("__name__").select(["name", "name_keys"])
    query = accounts.limit(PAGE)
    with show_progress("accounts", None) as tell:
        while page := list(query.stream()):
            given += sum(_give(client, account) for account in page)
            seen += len(page)
            tell(seen, f"{given} given keys")
            query = accounts.start_after(page[-1]).limit(PAGE)
    return seen, given


def _give(client: Client, account: Any) -> bool:  # noqa: ANN401 - the client library is not typed
    """Give an account its keys; True where it lacked them."""
    fields = account.to_dict() or {}
    keys = list(name_keys(str(fields["name"])))
    if fields.get("name_keys") == keys:
        return False
    try:
        account.reference.update({"name_keys": keys}, option=client.write_option(last_update_time=account.update_time))
    except FailedPrecondition:
        return False
    return True


@app.command("name-keys")
def give_name_keys(clinic: ClinicId, project: Project = None) -> None:
    """Give a clinic's accounts the keys they lack."""
    seen, given = give_keys(client_of(project), clinic)
    print(f"{seen} accounts, {given} of them given keys.")
