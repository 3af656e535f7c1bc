"""How the pages look and whom they leave out: every state, light and dark, on a small phone and on a wide desk.

Screenshots of every state are written to .cache/screenshots, to be looked at.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Profile
from tests.web.pages import Desk, Phone, sign_in
from tests.web.world import World

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / ".cache" / "screenshots"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = json.dumps({"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
VIOLATIONS = f"""async () => (await axe.run(document, {RULES})).violations
  .flatMap(({{ id, nodes }}) => nodes.map(({{ target, failureSummary: why }}) => `${{id}} ${{target}} ${{why}}`))"""
SMALL_TARGETS = """() => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    each.shadowRoot ? [each, ...inside(each.shadowRoot)] : [each]);
  const all = inside(document).filter((each) => each.matches("button, input"));
  const measured = all.map((each) => [each.outerHTML, each.getBoundingClientRect()]);
  return measured.filter(([, box]) => box.height > 0 && (box.height < 56 || box.width < 56)).map(([text]) => text);
}"""
SCHEMES = ("light", "dark")
SIZES = ((320, 640), (1280, 800))


class Look:
    """One page in one scheme and size: each state is photographed and held against the rules of accessibility."""

    def __init__(self, page: Page, name: str) -> None:
        """Screenshots are named `name`, then the state."""
        self.page = page
        self.name = name
        self.found: list[str] = []

    def at(self, state: str) -> None:
        """Look at the page as it is now, when it has come to rest."""
        self.page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{self.name}-{state}.png")
        self.page.evaluate(AXE)
        self.found += [f"{state}: {violation}" for violation in self.page.evaluate(VIOLATIONS)]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.found.append(f"{state}: wider than the screen")

    def expect_large_targets(self, state: str) -> None:
        """Whatever is pressed is at least 56 px in both directions."""
        self.found += [f"{state}: small {target}" for target in self.page.evaluate(SMALL_TARGETS)]


@pytest.fixture(params=[(scheme, size) for scheme in SCHEMES for size in SIZES], ids=str)
def seen(request: pytest.FixtureRequest, profile: Profile) -> tuple[Page, Page, str]:
    """A page for a phone and one for a desk, in a scheme and size, with a name for the screenshots."""
    scheme, (width, height) = request.param
    size = {"width": width, "height": height}
    pages = [profile(color_scheme=scheme, viewport=size, reduced_motion="reduce").new_page() for _ in ("phone", "desk")]
    return pages[0], pages[1], f"{width}-{scheme}"


def test_everybody_can_use_the_patient_page(seen: tuple[Page, Page, str], world: World, hosting_url: str) -> None:
    page, _, name = seen
    look = Look(page, f"patient-{name}")
    patient = world.patient()
    now = datetime.now(UTC)
    phone = Phone(page, hosting_url)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    look.at("1-sign-in")
    phone.sign_in(patient)
    expect(page.get_by_text("You earn 10 %")).to_be_visible()
    look.at("2-no-points")
    world.give_lots(
        patient, *((points, now + timedelta(days=days)) for points, days in ((1950, 5), (1999, 21), (4900, 160)))
    )
    phone.expect_balance("8,849")
    look.at("3-home")
    page.get_by_role("button", name="Show my code").click()
    phone.code.wait_for()
    look.at("4-code")
    world.give_lots(patient, (13_349, now + timedelta(days=160)))
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    look.at("5-credited")
    assert look.found == []


def test_everybody_can_use_the_desk(seen: tuple[Page, Page, str], world: World, hosting_url: str) -> None:
    other, page, name = seen
    look = Look(page, f"desk-{name}")
    phone, desk = Phone(other, hosting_url), Desk(page, hosting_url)
    phone.sign_in(world.patient("Inês Carvalho-Montgomery"))
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    look.at("1-sign-in")
    sign_in(page, world.manager())
    calabasas = page.get_by_role("button", name="Calabasas")
    calabasas.wait_for()
    look.at("2-location")
    calabasas.click()
    expect(page.get_by_role("heading", name="Ready to scan")).to_be_visible()
    look.at("3-ready")
    look.expect_large_targets("3-ready")
    page.keyboard.press("?")
    look.at("4-shortcuts")
    page.keyboard.press("Escape")
    text = phone.show_code()
    desk.scan(text)
    desk.expect_patient("Inês Carvalho-Montgomery")
    desk.type("450+4.555")
    desk.enter()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("5-wrong-amount")
    look.expect_large_targets("5-wrong-amount")
    page.keyboard.press("Backspace")
    look.at("6-amount")
    desk.enter()
    desk.expect_credited("4,500")
    look.at("7-receipt")
    look.expect_large_targets("7-receipt")
    desk.scan(text)
    desk.expect_told("Already scanned")
    look.at("8-used-code")
    assert look.found == []
