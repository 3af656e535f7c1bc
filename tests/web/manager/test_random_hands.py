"""Nobody breaks the clinic by pressing anything: the books hold, the rules can be read, and every write is kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from google.cloud.firestore import Client
from playwright.sync_api import ConsoleMessage, Response

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.proof import FirestorePages
from tests.support.clinic import CALABASAS
from tests.support.counts import count, soaking
from tests.web.conftest import Profile
from tests.web.manager.manager_page import ManagerPage
from tests.web.manager.random_hands import press_anything, until
from tests.web.own_clinic import give_clinic
from tests.web.world import World

ACTS, MINUTES, SEEDS = 120, 5, count(1, 20)
# What managers write themselves, each with its change.
KEPT = ("locations", "services", "rewards", "offers", "targeted_offers", "gallery", "staff")
RULES = {
    "earning": "EarningRule",
    "expiry": "ExpiryRule",
    "reminders": "RemindersRule",
    "check_in": "CheckInRule",
    "redemption": "RedemptionRule",
    "banking": "BankingRule",
    "adjustments": "AdjustmentsRule",
    "governance": "GovernanceRule",
    "tiers": "TiersRule",
    "memberships": "MembershipsRule",
}


@pytest.mark.parametrize("role", ["manager", "owner"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_a_manager_presses_the_books_hold_and_every_write_is_kept(
    profile: Profile, hosting_url: str, own_world: World, stack_project: str, seed: int, role: str
) -> None:
    context = profile(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    give_clinic(context, own_world)
    page, told = context.new_page(), list[str]()
    page.on("console", lambda message: told.extend(_error(message)))
    page.on("response", lambda response: told.extend(_failure(response)))
    page.on("dialog", lambda dialog: dialog.accept())
    for amount in (45_000, 9_900):
        own_world.buy(own_world.patient(), cash=amount)
    person, client = own_world.staff(CALABASAS, role=role), shared_client(stack_project)
    before = _kept(client, own_world.clinic_id)
    ManagerPage(page, hosting_url, place="today").sign_in(person, heading="Today")
    done = press_anything(page, hosting_url, seed, until(60.0 * MINUTES if soaking() else None, ACTS))
    assert done >= ACTS
    page.close()
    assert told == []
    audited = audit_clinic(FirestorePages(client), own_world.clinic_id, most_of_a_code=None)
    assert audited.accounts > 0
    assert list(audited.findings) == []
    _all_can_be_read(client, own_world.clinic_id)
    changed = {
        path: fields for path, fields in _kept(client, own_world.clinic_id).items() if before.get(path) != fields
    }
    assert [
        path for path, fields in changed.items() if not _has_change(client, own_world.clinic_id, path, fields)
    ] == []


def _error(message: ConsoleMessage) -> list[str]:
    """What a page says went wrong; a refusal that a call answers is no fault of the page."""
    is_fault = message.type == "error" and "Failed to load resource" not in message.text
    return [message.text] if is_fault else []


def _failure(response: Response) -> list[str]:
    return [f"{response.status} {response.url}"] if response.status >= 500 else []


def _kept(client: Client, clinic_id: str) -> dict[str, dict[str, Any]]:
    root = client.document(f"clinics/{clinic_id}")
    found = {f"{kind}/{each.id}": each.to_dict() or {} for kind in KEPT for each in root.collection(kind).stream()}
    return {"": root.get().to_dict() or {}, **found}


def _has_change(client: Client, clinic_id: str, path: str, fields: dict[str, Any]) -> bool:
    change = client.document(f"clinics/{clinic_id}/changes/{fields.get('change_id', 'none')}").get().to_dict() or {}
    return (change.get("path"), change.get("after")) == (path, fields)


def _all_can_be_read(client: Client, clinic_id: str) -> None:
    root = client.document(f"clinics/{clinic_id}")
    PARSERS["Clinic"](f"clinics/{clinic_id}", root.get().to_dict() or {})
    kinds = {"locations": "Location", "staff": "Staff", "rewards": "Reward", "targeted_offers": "TargetedOffer"}
    for collection, kind in kinds.items():
        for each in root.collection(collection).stream():
            PARSERS[kind](re.sub("^.*/documents/", "", each.reference.path), each.to_dict() or {})
    for rule in root.collection("rules").stream():
        PARSERS[RULES[rule.id]](rule.reference.path, rule.to_dict() or {})
