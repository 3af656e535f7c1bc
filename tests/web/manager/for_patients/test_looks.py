"""What patients see, for everybody who keeps it: by sight, by ear, on a phone; and what an opening of it costs."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.stack import stack_variable
from tests.web.catalogue import Catalogue
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.for_patients.offered import Offered
from tests.web.manager.manager_page import ManagerPage
from tests.web.patient.test_reads import KEEP_ANSWERS, documents_sent

MOST_READ = 150
TOO_WIDE = """() => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    each.shadowRoot ? [each, ...inside(each.shadowRoot)] : [each]);
  const isWide = document.documentElement.scrollWidth > innerWidth;
  return !isWide ? [] : inside(document.body).filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 200));
}"""
SETTLED = 1_000  # milliseconds after which all that a screen asks for is here


def test_everybody_can_use_what_patients_see(profile: Profile, hosting_url: str, world: Catalogue) -> None:
    page = profile(reduced_motion="reduce").new_page()
    look, at = Look(page, "manager-for-patients"), Offered(page, hosting_url)
    at.sign_in(world.manager(), heading="For patients")
    expect(at.phone()).to_contain_text("Lip mask")
    look.at("rewards")
    look.expect_large_targets("rewards")
    page.get_by_role("button", name="New reward").click()
    page.keyboard.type("A candle")
    at.choose("Lip mask")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").first).to_be_visible()
    look.at("a new reward")
    look.expect_large_targets("a new reward")
    page.get_by_label("Costs", exact=True).fill("500")
    at.save()
    expect(at.done("Saved: A candle.")).to_be_visible()
    look.at("saved")
    for kind, shown in (("Services", "Photofacial"), ("Offers", "No offers at present")):
        page.get_by_role("link", name=kind, exact=True).click()
        expect(at.phone()).to_contain_text(shown)
        look.at(kind.lower())
        look.expect_large_targets(kind)
    assert "\n".join(look.found) == ""


def test_at_twice_the_size_of_text_nothing_is_wider_than_the_screen(
    profile: Profile, hosting_url: str, world: Catalogue
) -> None:
    page = profile(viewport={"width": 640, "height": 650}, reduced_motion="reduce").new_page()
    at = Offered(page, hosting_url)
    at.sign_in(world.manager(), heading="For patients")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.get_by_role("button", name="Edit Lip mask").click()
    expect(page.get_by_label("Costs the clinic")).to_be_visible()
    assert page.evaluate(TOO_WIDE) == []


def test_an_opening_reads_its_own_kind_and_nothing_of_patients(
    profile: Profile, hosting_url: str, world: Catalogue
) -> None:
    assert stack_variable("FIRESTORE_EMULATOR_HOST")
    for number in range(40):
        world.put_reward(f"reward-{number}", f"Reward {number}", 1_000 + number, stock=5)
        world.put(f"reward_stock/reward-{number}", taken=1)
        world.put(f"reward_costs/reward-{number}", cost_minor=100)
    page = profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce").new_page()
    page.add_init_script(f"({KEEP_ANSWERS})()")
    at = Offered(page, hosting_url, kind="rewards")
    page.goto(f"{hosting_url}/manager#today")
    ManagerPage.sign_in(at, world.manager(), heading="Today")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    page.wait_for_timeout(SETTLED)
    before = documents_sent(page)
    page.get_by_role("navigation", name="Places").get_by_role("link", name="For patients").click()
    expect(page.get_by_role("button", name="Edit Reward 39")).to_be_visible()
    expect(at.phone()).to_contain_text("Reward 3")
    page.wait_for_timeout(SETTLED)
    assert 3 * 40 < documents_sent(page) - before <= MOST_READ
