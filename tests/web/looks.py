"""A page looked at in one state after another: whom it leaves out, whether its HTML is valid, and a photograph.

With SCREENSHOTS in the environment, and in a soak, every state is photographed too, into .cache/screenshots.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

from tests.support.counts import soaking

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / ".cache" / "screenshots"
PHOTOGRAPHED = soaking() or "SCREENSHOTS" in os.environ
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = json.dumps({"runOnly": TAGS, "resultTypes": ["violations"]})
VIOLATIONS = f"""async () => (await axe.run(document, {RULES})).violations
  .flatMap(({{ id, nodes }}) => nodes.map(({{ target, failureSummary: why }}) => `${{id}} ${{target}} ${{why}}`))"""
SMALL_TARGETS = """() => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    each.shadowRoot ? [each, ...inside(each.shadowRoot)] : [each]);
  const all = inside(document).filter((each) => each.matches("button, input, select, summary"));
  const measured = all.map((each) => [each.outerHTML, each.getBoundingClientRect()]);
  return measured.filter(([, box]) => box.height > 0 && (box.height < 56 || box.width < 56)).map(([text]) => text);
}"""
# What the components have drawn, each by itself: a page as the server sends it holds none of it.
DRAWN = """() => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    each.shadowRoot ? [[each.localName, each.shadowRoot.innerHTML], ...inside(each.shadowRoot)] : []);
  return inside(document);
}"""
VALIDATE = ["node", str(Path(__file__).with_name("html.mjs"))]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES: tuple[ViewportSize, ...] = ({"width": 320, "height": 640}, {"width": 1280, "height": 800})
TABLET: ViewportSize = {"width": 768, "height": 1024}
# Every scheme and every size once; a soak, and whoever wants the photographs, sees every scheme in every size.
VIEWS = list(product(SCHEMES, SIZES)) if PHOTOGRAPHED else list(zip(SCHEMES, SIZES, strict=True))


class Look:
    """A page walked through once; at each state it is examined in every scheme and size of `VIEWS`."""

    def __init__(self, page: Page, name: str, *more: ViewportSize) -> None:
        """Screenshots are named `name`, then the width, the scheme and the state; `more` sizes are looked at, too."""
        self.page = page
        self._views = [*VIEWS, *product(SCHEMES[: 2 if PHOTOGRAPHED else 1], more)]
        self.name = name
        self._found: list[str] = []
        self._drawn: dict[str, str] = {}
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    @property
    def found(self) -> list[str]:
        """Everything that is wrong with what was looked at."""
        return [
            *self._found,
            *html_problems({f"{each} {turn}": html for turn, (html, each) in enumerate(self._drawn.items())}),
        ]

    def at(self, state: str) -> None:
        """Look at the page as it is now."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        for component, html in self.page.evaluate(DRAWN):
            self._drawn.setdefault(html, f"{state} {component}")
        for scheme, size in self._views:
            self.page.emulate_media(color_scheme=scheme)
            self.page.set_viewport_size(size)
            view = f"{size['width']}-{scheme}"
            if PHOTOGRAPHED:
                self.page.screenshot(path=SCREENSHOTS / f"{self.name}-{view}-{state}.png")
            self._found += [f"{state} {view}: {each}" for each in self.page.evaluate(VIOLATIONS)]
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                self._found.append(f"{state} {view}: wider than the screen")

    def note(self, state: str, wrong: Iterable[str]) -> None:
        """The faults that a test itself finds in a state."""
        self._found += [f"{state}: {each}" for each in wrong]

    def expect_large_targets(self, state: str) -> None:
        """Check that everything to press is at least 56 px in both directions."""
        self.note(state, (f"small {target}" for target in self.page.evaluate(SMALL_TARGETS)))


def html_problems(documents: dict[str, str]) -> list[str]:
    """The messages of html-validate about documents or pieces of them, by name."""
    told = subprocess.run(VALIDATE, input=json.dumps(documents), capture_output=True, text=True, check=True, cwd=ROOT)
    return told.stdout.splitlines()
