"""The seeded people as users of the Auth emulator: one request for all of them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

import httpx

from scripts.seed.clinic import CLINIC_ID, PASSWORD, Person

_AS_ADMINISTRATOR = {"Authorization": "Bearer owner"}  # how the emulator knows one
_THERE_ALREADY = "existing account"


def import_users(project_id: str, people: Sequence[Person]) -> None:
    """Create these people's sign-ins; who has one keeps it, and stays signed in.

    Their claims only tell a page what to show first.
    """
    address = f"http://{os.environ['FIREBASE_AUTH_EMULATOR_HOST']}/identitytoolkit.googleapis.com/v1"
    answer = httpx.post(
        f"{address}/projects/{project_id}/accounts:batchCreate",
        json={"users": [_user(person) for person in people], "allowOverwrite": False},
        headers=_AS_ADMINISTRATOR,
        timeout=30,
    )
    answer.raise_for_status()
    refused = [error for error in answer.json().get("error", []) if _THERE_ALREADY not in error["message"]]
    if refused:
        raise ValueError(f"the Auth emulator refused users: {refused}")


def _user(person: Person) -> dict[str, Any]:
    return {
        "localId": person.uid,
        "email": person.email,
        "emailVerified": True,
        "rawPassword": PASSWORD,
        "displayName": person.name,
        "customAttributes": json.dumps({"clinic_id": CLINIC_ID, "role": person.role}),
    }
