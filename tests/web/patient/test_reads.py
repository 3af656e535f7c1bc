"""The cost of an open phone: the documents that Firestore sends it, each of which is billed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Request, expect

from tests.web.conftest import Profile
from tests.web.pages import Phone
from tests.web.patient.screens import eventually
from tests.web.world import World

# The library reads the answers of its channel piece by piece; these keep a copy of every piece.
KEEP_ANSWERS = """() => {
  window.answers = [];
  const isChannel = (address) => String(address).includes("/Listen/channel");
  const fetched = window.fetch.bind(window);
  window.fetch = async (address, options) => {
    const response = await fetched(address, options);
    if (!isChannel(address.url ?? address) || !response.body) return response;
    const [own, copy] = response.body.tee();
    const slot = window.answers.push("") - 1;
    void (async () => {
      const decoder = new TextDecoder();
      for (const reader = copy.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) return;
        window.answers[slot] += decoder.decode(value, { stream: true });
      }
    })();
    return new Response(own, { status: response.status, headers: response.headers });
  };
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (isChannel(address)) {
      const slot = window.answers.push("") - 1;
      this.addEventListener("readystatechange", () => {
        if (this.readyState > 2) window.answers[slot] = this.responseText;
      });
    }
    return open.call(this, method, address, ...rest);
  };
}"""
SENT = re.compile(r'"documentChange"')


def documents_sent(page: Page) -> int:
    """The number of documents that Firestore has sent the page so far."""
    return sum(len(SENT.findall(answer)) for answer in page.evaluate("window.answers"))


def test_a_checkout_costs_each_open_phone_one_billed_read(profile: Profile, world: World, hosting_url: str) -> None:
    patients = [world.patient(), world.patient()]
    pages: list[Page] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    for patient in patients:
        context = profile(viewport={"width": 390, "height": 844})
        context.add_init_script(f"({KEEP_ANSWERS})()")
        pages.append(context.new_page())
        Phone(pages[-1], hosting_url).sign_in(patient)
        expect(pages[-1].get_by_text("You earn 10")).to_be_visible()
    before = [documents_sent(page) for page in pages]
    assert min(before) > 0
    for page in pages:
        page.on("request", note)
    world.buy(patients[0], cash=45_000)
    expect(pages[0].locator("points-figure .unseen")).to_have_text("4,500")
    world.buy(patients[0], cash=45_100)
    expect(pages[0].locator("points-figure .unseen")).to_have_text("9,010")
    eventually(pages[0], lambda: documents_sent(pages[0]) >= before[0] + 3)
    # Each credit is one, and so is the day's first check-in, which the account remembers.
    assert [documents_sent(page) - known for page, known in zip(pages, before, strict=True)] == [3, 0]
    assert [url for url in asked if "/Listen/channel" not in url and not url.startswith(hosting_url)] == []
