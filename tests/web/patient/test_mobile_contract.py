"""docs/mobile.md is what the page asks Firestore for: every screen is opened, and the two are compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, Request, expect

from tests.web.acts import Acts
from tests.web.catalogue import Catalogue
from tests.web.pages import Phone
from tests.web.patient.screens import open_screen
from tests.web.world import Person

DOCS = (Path(__file__).parents[3] / "docs" / "mobile.md").read_text()
SCREENS = ("History", "Rewards", "Offers", "Appointments", "Gallery", "Bank points", "Wallet", "Reminders")
OPERATORS = {"EQUAL": "==", "GREATER_THAN": ">", "LESS_THAN": "<"}
# What numbers depend on where one is, and are no part of the contract.
SETTLED = 1_000  # milliseconds in which a screen has asked for all that it needs
RANGES = re.compile(r"(revision [<>]|revision desc limit) \d+")


class Asked:
    """The queries of a page to Firestore, in the words of the docs."""

    def __init__(self, page: Page, clinic_id: str, uid: str) -> None:
        """Note from now on."""
        self.reads: set[str] = set()
        self._names = {clinic_id: "{clinic}", uid: "{patient}"}
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/Listen/channel" not in request.url or not request.post_data:
            return
        for name, text in parse_qsl(request.post_data):
            if name.endswith("___data__") and (target := json.loads(text).get("addTarget")):
                self.reads |= set(self._described(target))

    def _described(self, target: dict[str, Any]) -> list[str]:
        if "documents" in target:
            return [self._path(name) for name in target["documents"]["documents"]]
        return [RANGES.sub(r"\1 …", self._query(target["query"]["parent"], target["query"]["structuredQuery"]))]

    def _path(self, name: str) -> str:
        path = name.split("/documents/")[1]
        path = re.sub(r"gallery/[^/]+/images/\w+", "gallery/{pair}/images/{side}", path)
        return "/".join(self._names.get(part, part) for part in path.split("/"))

    def _query(self, parent: str, query: dict[str, Any]) -> str:
        where, (source,) = query.get("where", {}), query["from"]
        every = where["compositeFilter"]["filters"] if "compositeFilter" in where else [where]
        said = [self._path(f"{parent}/{source['collectionId']}")]
        if filters := [self._filter(each) for each in every if each]:
            said.append("where " + ", ".join(filters))
        orders = [each["field"]["fieldPath"] for each in query.get("orderBy", []) if each["direction"] == "DESCENDING"]
        said.extend(f"order {name} desc" for name in orders if name != "__name__")
        return " ".join([*said, f"limit {query['limit']}"] if "limit" in query else said)

    def _filter(self, each: dict[str, Any]) -> str:
        if "unaryFilter" in each:
            return f"{each['unaryFilter']['field']['fieldPath']} == null"
        field = each["fieldFilter"]
        ((_, value),) = field["value"].items()
        text = str(value).lower() if isinstance(value, bool) else self._names.get(str(value), str(value))
        return f"{field['field']['fieldPath']} {OPERATORS[field['op']]} {text}"


def documented() -> set[str]:
    """The first column of the table of reads, as text."""
    section = DOCS.split("## Reads\n")[1].split("\n## ")[0]
    return {row.split("|")[1].strip().replace("`", "") for row in section.splitlines() if row.startswith("| `")}


@pytest.fixture(scope="module")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic that has everything there is to read."""
    made = Catalogue(stack_project, auth_host, functions_host)
    made.hang_gallery()
    yield made
    made.close()


def test_the_page_reads_what_its_contract_says_and_nothing_else(
    phone: Phone, world: Catalogue, patient: Person, acts: Acts
) -> None:
    asked = Asked(phone.page, world.clinic_id, patient.uid)
    acts.pay(cash=45_000)
    phone.sign_in(patient)
    phone.expect_balance("4,500")
    for name in SCREENS:
        open_screen(phone.page, name)
        phone.page.get_by_role("link", name="Back to your points").wait_for()
        phone.page.wait_for_timeout(SETTLED)
        phone.page.go_back()
        expect(phone.page.get_by_role("button", name="Show my code")).to_be_visible()
    assert sorted(asked.reads) == sorted(documented())
