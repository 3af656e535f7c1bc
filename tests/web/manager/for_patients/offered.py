"""The place *For patients* as a manager uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.web.manager.manager_page import ManagerPage
from tests.web.pages import QUICK, Pace

CLICKS_OF_A_REWARD = 4


class Offered(ManagerPage):
    """One kind of things that patients see, with the phone beside."""

    def __init__(self, page: Page, url: str, pace: Pace = QUICK, kind: str = "rewards") -> None:
        """Open the place at a kind."""
        super().__init__(page, url, pace, place=f"for-patients/{kind}")

    def table(self) -> Locator:
        """The first table of what is shown."""
        return self.page.get_by_role("table").first

    def row(self, name: str) -> Locator:
        """The row of a name."""
        return self.page.get_by_role("row").filter(has=self.page.get_by_role("button", name=f"Edit {name}"))

    def cell(self, field: str, name: str) -> Locator:
        """A field that is edited in the table."""
        return self.page.get_by_label(f"{field}: {name}", exact=True)

    def phone(self) -> Locator:
        """The glass of the phone beside."""
        return self.page.locator("live-phone .glass")

    def done(self, sentence: str) -> Locator:
        """The sentence of what was done just now, beside the button that takes it back."""
        return self.page.locator("undo-bar").get_by_text(sentence)

    def choose(self, *names: str) -> None:
        """Choose rows."""
        for name in names:
            self.page.get_by_role("checkbox", name=f"Choose {name}").check()

    def save(self) -> None:
        """Save all that was typed."""
        self.page.get_by_role("button", name="Save", exact=False).click()

    def make_a_reward_for_gold(self, name: str, ends_on: str) -> None:
        """A reward for Gold, twenty pieces, until a date (as `MMDDYYYY`): from any place of the page."""
        page = self.page
        self.click(page.get_by_role("navigation", name="Places").get_by_role("link", name="For patients"))
        self.click(page.get_by_role("button", name="New reward"))
        self.type(name)
        self.press("Tab")
        self.type("5000")
        self.press("Tab")
        self.type("20")
        page.get_by_label("Until", exact=True).focus()
        self.type(ends_on)
        self.click(page.get_by_role("checkbox", name="Gold"))
        self.click(page.get_by_role("button", name="Save"))
