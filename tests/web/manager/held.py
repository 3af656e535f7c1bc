"""Requests that are on their way for as long as a test wants: what a page shows meanwhile can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route


@contextmanager
def held(page: Page, address: str) -> Iterator[None]:
    """Every request to an address is held back meanwhile, and goes on afterwards."""
    routes: list[Route] = []

    def hold(route: Route) -> None:
        routes.append(route)

    page.route(address, hold)
    try:
        yield
    finally:
        for route in routes:
            route.continue_()
        page.unroute(address)
