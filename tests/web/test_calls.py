"""Calls of both pages: to their own address, without asking leave first, to a server that was made ready before."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.web.conftest import Profile
from tests.web.pages import Desk, Phone
from tests.web.test_checkout import checkout
from tests.web.world import World

CALL = re.compile(r"/(?:call|us-west1)/")
# A browser asks leave for this one: the body is JSON, and goes to another origin.
ASKED_FROM_ELSEWHERE = """(url) => fetch(url, {
  method: "POST", headers: { "content-type": "application/json" }, body: '{"data": {}}',
}).then(() => {}, () => {})"""


def requests_of(page: Page) -> list[tuple[str, str]]:
    """What the page asks of functions, and the browser's own questions for leave, of which Playwright tells nothing."""
    asked: list[tuple[str, str]] = []

    def note(event: dict[str, dict[str, str]]) -> None:
        request = event["request"]
        if CALL.search(request["url"]):
            asked.append((request["method"], request["url"]))

    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", note)
    session.send("Network.enable")
    return asked


def names(asked: list[tuple[str, str]]) -> list[str]:
    """What was called, by the last part of its address."""
    return [url.rpartition("/")[2] for _, url in asked]


def test_a_checkout_sends_no_options_request_to_a_function_and_every_call_to_the_pages_own_address(
    world: World, phone: Phone, desk: Desk, hosting_url: str
) -> None:
    by_phone, by_desk = requests_of(phone.page), requests_of(desk.page)
    phone.page.reload()
    patient = world.patient()
    phone.sign_in(patient)
    desk.sign_in(world.staff())
    checkout(phone, desk, patient.name)
    assert set(names(by_phone)) >= {"ready", "issue_code"}
    assert set(names(by_desk)) >= {"ready", "check_in", "record_purchase"}
    for method, url in (*by_phone, *by_desk):
        assert method in {"GET", "POST"}
        assert url.startswith(f"{hosting_url}/call/")


def test_an_options_request_to_a_function_would_be_seen(
    profile: Profile, hosting_url: str, functions_host: str, stack_project: str
) -> None:
    page = profile(bypass_csp=True, played=[functions_host]).new_page()
    asked = requests_of(page)
    page.goto(f"{hosting_url}/desk")
    url = f"http://{functions_host}/{stack_project}/us-west1/counter/check_in"
    page.evaluate(ASKED_FROM_ELSEWHERE, url)
    assert ("OPTIONS", url) in asked


def test_the_phone_makes_the_server_ready_when_it_is_opened_and_the_desk_when_somebody_signs_in(
    world: World, phone: Phone, desk: Desk
) -> None:
    by_phone, by_desk = requests_of(phone.page), requests_of(desk.page)
    phone.page.reload()
    expect(phone.page.get_by_label("E-mail")).to_be_visible()
    assert names(by_phone) == ["ready"]
    expect(desk.page.get_by_label("E-mail")).to_be_visible()
    assert by_desk == []
    desk.sign_in(world.staff())
    assert names(by_desk).count("ready") == 1
