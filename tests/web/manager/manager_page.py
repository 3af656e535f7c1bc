"""The managers' page as a manager uses it; clicks and keys are counted."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.web.pages import QUICK, Pace, sign_in
from tests.web.world import Person

MOST_TABS = 60


class ManagerPage:
    """The managers' page, at a person's pace; `clicks` counts what they pressed, and `keys` what they typed."""

    def __init__(self, page: Page, url: str, pace: Pace = QUICK, place: str = "program") -> None:
        """Open the page at a place; at the first one without."""
        self.page = page
        self.pace = pace
        self.clicks = 0
        self.keys = 0
        page.goto(f"{url}/manager#{place}")

    def sign_in(self, person: Person, *, heading: str = "Program") -> None:
        """Sign in, and wait for the place."""
        sign_in(self.page, person)
        expect(self.page.get_by_role("heading", name=heading, level=1)).to_be_visible()

    def rule(self, title: str) -> Locator:
        """The paragraph of a rule."""
        return self.page.get_by_role("region", name=title)

    def button(self, word: str) -> Locator:
        """The one button of the sheet, by its word."""
        return self.page.get_by_role("dialog").get_by_role("button", name=word)

    def click(self, found: Locator) -> None:
        """A person aims, and clicks."""
        self.page.wait_for_timeout(self.pace.aim)
        found.click()
        self.clicks += 1

    def tab_to(self, name: str) -> None:
        """A person goes on by Tab until a button has the focus."""
        button = self.page.get_by_role("button", name=name, exact=True)
        for _ in range(MOST_TABS):
            if button.evaluate("(each) => each.getRootNode().activeElement === each"):
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not reached by keys")

    def type(self, text: str) -> None:
        """A person types where the caret is."""
        for key in text:
            self.press(key)

    def press(self, key: str) -> None:
        """A person presses a key."""
        self.page.wait_for_timeout(self.pace.person if self.pace.aim else 0)
        self.page.keyboard.press(key)
        self.keys += 1
