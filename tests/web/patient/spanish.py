"""Spanish pages as tests look at them: every text that is on the page, and every English one that must not be."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.world import PASSWORD, Person

WEB = Path(__file__).parents[3] / "web"
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
FILLED = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")
# Words that both languages have, and names of what a clinic sells.
ALIKE = {"control", "personal", "local", "general", "total", "final"}

TEXTS = """() => {
  const spoken = ["aria-label", "alt", "title", "placeholder", "aria-valuetext"];
  const inside = (root) => [...root.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.textContent.trim()];
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("style, script, noscript, [lang=en]")) return [];
    const said = spoken.map((name) => node.getAttribute(name) ?? "");
    return [...said, ...(node.shadowRoot ? inside(node.shadowRoot) : []), ...inside(node)];
  });
  return [document.title, ...inside(document.body)].filter((text) => /[a-z]{2}/i.test(text));
}"""


def english() -> set[str]:
    """The English of the page, from its modules of words: every text, and of those that are filled in every piece."""
    files = [*WEB.glob("patient/**/*.en.ts"), *WEB.glob("shared/**/*.en.ts")]
    found: set[str] = set()
    for file in files:
        words = file.read_text().partition("spoken(")[2]
        for plain, template in LITERAL.findall(words):
            found.update(piece.strip(" .,;:·") for piece in (FILLED.split(template) if template else [plain]))
    return {piece for piece in found if re.fullmatch(r"[A-Za-z].*[A-Za-z.?]{2}", piece) and piece.lower() not in ALIKE}


def english_on(page: Page) -> list[str]:
    """The English pieces on the page now, with the text around each."""
    pieces = sorted(english(), key=len, reverse=True)
    assert len(pieces) > 200
    told: list[str] = page.evaluate(TEXTS)
    assert told
    return [
        f"{piece!r} in {text!r}"
        for text in told
        for piece in pieces
        if len(piece) > 3 and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text)
    ]


def fill_sign_in(page: Page, person: Person) -> None:
    """Fill the sign-in form and send it."""
    page.get_by_label("Correo electrónico").fill(person.email)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Iniciar sesión").click()


def sign_in_in_spanish(page: Page, person: Person) -> None:
    """Sign in and wait for the home screen."""
    fill_sign_in(page, person)
    expect(page.get_by_role("button", name="Mostrar mi código")).to_be_visible()
