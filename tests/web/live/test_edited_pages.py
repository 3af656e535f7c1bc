"""Whatever document the security rules let a manager write, no page breaks: it stands, or says what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Locator, Page, expect

from tests.rules.cases.edited import edits, published
from tests.rules.documents import Document
from tests.rules.emulator import Project
from tests.support.clinic import CALABASAS
from tests.support.counts import count
from tests.web.catalogue import Catalogue
from tests.web.conftest import Profile
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.pages import Desk, Phone
from tests.web.patient.screens import open_screen

BRAND = {"primary": "#2F5D50", "accent": "#8a5a00", "tagline": "Your skin, remembered"}
EDITED = (
    "",
    f"locations/{CALABASAS}",
    "services/photofacial",
    "rewards/lip-mask",
    "rewards/hydrating-facial",
    "offers/winter",
    "rule_drafts/earning",
    "rule_drafts/tiers",
)
# The screen of the phone that shows a document, beside its first one.
SCREENS = {"services": "Appointments", "rewards": "Rewards", "offers": "Offers"}
# Of the documents that the rules let through, so many are opened.
OPENED = count(12, 150)
UNREAD = re.compile("cannot be read|could not be read")


@dataclass
class Pages:
    """A phone, a desk and the managers' page of one clinic, signed in; `broken` is what any of them threw."""

    phone: Page
    desk: Page
    manager: Page
    broken: list[str]

    def open(self, name: str) -> None:
        """Open all of them anew: each stands, or says what it cannot read."""
        self._open(self.phone, self.phone.get_by_role("button", name="Show my code"))
        screen = SCREENS.get(name.partition("/")[0])
        if screen:
            open_screen(self.phone, screen)
            expect(self.phone.get_by_role("heading", level=1)).to_be_visible()
            self.phone.get_by_role("link", name="Back to your points").click()
        self._open(self.desk, self.desk.get_by_role("heading", name="Ready to scan"))
        self._open(self.manager, self.manager.get_by_role("heading", name="Program", level=1))

    def _open(self, page: Page, stands: Locator) -> None:
        page.reload()
        told = page.get_by_role("alert").or_(page.get_by_text(UNREAD))
        expect(stands.or_(told).first).to_be_visible()


@pytest.fixture
def clinic(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic of this test's own, with one of everything that is edited."""
    made = Catalogue(stack_project, auth_host, functions_host)
    made.change("", brand=BRAND)
    limits: dict[str, Any] = {"starts_on": None, "ends_on": None, "tier_ids": [], "active": True}
    made.put("offers/winter", title="Winter glow", text="Tell us.", from_points=None, service_id=None, **limits)
    for name in ("earning", "tiers"):
        content = {field: value for field, value in made.read(f"rules/{name}").items() if field != "updated_at"}
        made.put(
            f"rule_drafts/{name}", content=content, base_version=1, note="", edited_by="m", edited_at=datetime.now(UTC)
        )
    yield made
    made.close()


def _pages(profile: Profile, clinic: Catalogue, url: str) -> Pages:
    broken: list[str] = []

    def page() -> Page:
        context = profile(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        give_clinic(context, clinic)
        made = context.new_page()
        made.on("pageerror", lambda error: broken.append(str(error)))
        return made

    pages = Pages(page(), page(), page(), broken)
    patient = clinic.patient()
    clinic.buy(patient, cash=45_000)
    Phone(pages.phone, url).sign_in(patient)
    Desk(pages.desk, url).sign_in(clinic.staff())
    ManagerPage(pages.manager, url).sign_in(clinic.manager())
    return pages


def test_no_document_that_the_rules_let_through_breaks_a_page(
    profile: Profile, clinic: Catalogue, hosting_url: str, stack_project: str, firestore_host: str
) -> None:
    pages = _pages(profile, clinic, hosting_url)
    sound: dict[str, Document] = {name: clinic.read(name) for name in EDITED}
    manager, owner = clinic.manager().uid, clinic.staff(CALABASAS, role="owner").uid
    taken: list[str] = []

    @settings(
        max_examples=count(300, 5_000),
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        deadline=None,
        database=None,
    )
    @given(name=st.sampled_from(EDITED), data=st.data())
    def edited(name: str, data: st.DataObject) -> None:
        path = f"clinics/{clinic.clinic_id}/{name}".rstrip("/")
        uid = owner if name == "" else manager
        written = published(path, sound[name], data.draw(edits(sound[name])), uid)
        if len(taken) == OPENED or not project.allows(uid, written):
            return
        taken.append(name)
        try:
            pages.open(name)
            assert pages.broken == [], written
        finally:
            project.restore({each.path for each in written.writes}, {path: sound[name]})

    with httpx.Client(base_url=f"http://{firestore_host}", timeout=60) as client:
        project = Project(client, stack_project)
        edited()
    assert len(taken) == OPENED
    assert len(set(taken)) >= 4, "of every kind, some are let through"
