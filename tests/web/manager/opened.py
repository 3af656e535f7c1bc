"""The managers' page, freshly opened, with its bill: the documents that Firestore sends it, and its counts."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Request

from tests.web.manager.manager_page import ManagerPage
from tests.web.patient.test_reads import KEEP_ANSWERS, documents_sent


class Opened:
    """The page at a place, nobody signed in."""

    def __init__(self, context: BrowserContext, url: str, place: str) -> None:
        """Open it."""
        context.add_init_script(f"({KEEP_ANSWERS})()")
        self._counts = 0
        page = context.new_page()
        page.on("request", self._note)
        self.at = ManagerPage(page, url, place=place)

    def _note(self, request: Request) -> None:
        self._counts += ":runAggregationQuery" in request.url

    def reads(self) -> int:
        """The reads that are billed so far, when no more come."""
        page, known = self.at.page, -1
        while known != (known := documents_sent(page)):
            page.wait_for_timeout(700)
        return known + self._counts
