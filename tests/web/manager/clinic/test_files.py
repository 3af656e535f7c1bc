"""Files: an owner takes everything out by one button, and it comes in again with an equal digest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from google.cloud.firestore import Client
from playwright.sync_api import BrowserContext, Page, Route, expect

from loyalty.store.firestore.client import shared_client
from scripts.clinic.restore import RestoreError, restore_clinic
from tests.support.clinic import CALABASAS
from tests.support.emulator import all_documents
from tests.support.stack import clear_documents
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.world import World

EVERYTHING = "Everything, as files"
PART = re.compile(r"/office/download_part$")


@pytest.fixture
def empty(firestore_host: str) -> Iterator[Client]:
    """Another project, with nothing in it."""
    own = f"demo-{uuid4().hex[:16]}"
    yield shared_client(own)
    clear_documents(firestore_host, own)


@pytest.fixture
def context(profile: Profile, own_world: World) -> BrowserContext:
    """A browser of somebody at a clinic of the test's own, with a purchase in it."""
    made = profile(reduced_motion="reduce", accept_downloads=True)
    give_clinic(made, own_world)
    return made


def files(context: BrowserContext, hosting_url: str, world: World, role: str = "owner") -> Page:
    """The page, at its files, of somebody of that role."""
    page = context.new_page()
    opened = ManagerPage(page, hosting_url, place="clinic/files")
    opened.sign_in(world.staff(CALABASAS, role=role), heading="Clinic")
    expect(page.get_by_role("heading", name="Files", level=2)).to_be_visible()
    return page


def unzipped(page: Page, folder: Path) -> tuple[str, Path]:
    """The name of what an owner downloads, and the folder of its files."""
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("button", name=EVERYTHING).click()
    kept = folder / "downloaded.zip"
    coming.value.save_as(kept)
    with ZipFile(kept) as opened:
        opened.extractall(folder / "files")
    return coming.value.suggested_filename, folder / "files"


def test_what_an_owner_takes_out_comes_in_again_with_an_equal_digest(
    context: BrowserContext, hosting_url: str, own_world: World, stack_project: str, empty: Client, tmp_path: Path
) -> None:
    page = files(context, hosting_url, own_world)
    name, folder = unzipped(page, tmp_path)
    assert re.fullmatch(rf"{own_world.clinic_id}-\d{{4}}-\d\d-\d\d\.zip", name)
    expect(page.get_by_role("status").filter(has_text=name)).to_be_visible()
    manifest = json.loads((folder / "manifest.json").read_text())
    done = restore_clinic(empty, folder)
    assert done.audited.progress.digest == manifest["ledger_digest"]
    within = f"clinics/{own_world.clinic_id}"
    everything = all_documents(shared_client(stack_project))
    kept = {path: fields for path, fields in everything.items() if f"{path}/".startswith(f"{within}/")}
    restored = all_documents(empty)
    assert set(restored) <= set(kept)
    assert len(restored) == manifest["files"]["documents.jsonl"]["rows"] > 20


def test_a_download_that_breaks_off_is_named_incomplete_and_is_no_export(
    context: BrowserContext, hosting_url: str, own_world: World, empty: Client, tmp_path: Path
) -> None:
    page = files(context, hosting_url, own_world)
    asked = list[str]()

    def break_off(route: Route) -> None:
        """The first answer says that there is more; the next is refused."""
        asked.append(route.request.url)
        if len(asked) > 1:
            refusal = {"status": "PERMISSION_DENIED", "message": "no", "details": {"code": "role-not-allowed"}}
            route.fulfill(status=403, json={"error": refusal})
            return
        answer = route.fetch()
        part = answer.json()["result"]
        rows = part["manifest"]["rows"]
        cursor = {"as_of": part["as_of"], "collection": "patients", "after": "", "digest": "0" * 64, "rows": rows}
        route.fulfill(response=answer, json={"result": {**part, "cursor": cursor, "manifest": None}})

    page.route(PART, break_off)
    name, folder = unzipped(page, tmp_path)
    assert name.endswith("-incomplete.zip")
    expect(page.get_by_role("alert")).to_contain_text("It broke off. What came until then is in")
    with pytest.raises(RestoreError, match="holds no whole export"):
        restore_clinic(empty, folder)
    assert all_documents(empty) == {}


def test_a_manager_who_is_no_owner_is_told_who_can(context: BrowserContext, hosting_url: str, own_world: World) -> None:
    page = files(context, hosting_url, own_world, role="manager")
    expect(page.get_by_text("Only owners take everything out.")).to_be_visible()
    expect(page.get_by_role("button", name=EVERYTHING)).to_have_count(0)


def test_everybody_can_use_the_files(profile: Profile, hosting_url: str, world: World) -> None:
    page = profile(reduced_motion="reduce").new_page()
    look, opened = Look(page, "manager-files"), ManagerPage(page, hosting_url, place="clinic/files")
    opened.sign_in(world.staff(CALABASAS, role="owner"), heading="Clinic")
    expect(page.get_by_role("button", name=EVERYTHING)).to_be_visible()
    look.at("files")
    look.expect_large_targets("files")
    assert look.found == []
