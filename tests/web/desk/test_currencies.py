"""Amounts in Chromium and in Node: every currency in every locale is read as it is written there."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from playwright.sync_api import Browser

from tests.support.counts import count

ROOT = Path(__file__).parent.parent.parent.parent
MODULE = ROOT / "web" / "shared" / "points" / "every-currency.fixture.ts"
PUBLISHED = json.loads((ROOT / "tests" / "vectors" / "currencies.json").read_text())
DIGITS = {code: int(digits) for digits, codes in PUBLISHED.items() for code in codes}
AMOUNTS = count(2, 1_000)
MISREAD = """([digits, count]) => {
  const amounts = tried.spreadAmounts(count);
  const wrong = tried.LOCALES.flatMap((locale) => tried.misread(locale, digits, amounts));
  return [tried.LOCALES.length, wrong.slice(0, 5)];
}"""


def test_every_currency_in_every_locale_is_read_in_chromium_as_it_is_written(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=bundled())
    locales, wrong = page.evaluate(MISREAD, [DIGITS, AMOUNTS])
    page.close()
    assert wrong == []
    assert (len(DIGITS) >= 162, locales >= 40) == (True, True)


def test_every_currency_in_every_locale_is_read_in_node_as_it_is_written() -> None:
    script = f"{bundled()};console.log(JSON.stringify(({MISREAD})({json.dumps([DIGITS, AMOUNTS])})))"
    ran = subprocess.run(["node", "-"], input=script, capture_output=True, text=True, check=True, cwd=ROOT)
    locales, wrong = json.loads(ran.stdout)
    assert wrong == []
    assert (len(DIGITS) >= 162, locales >= 40) == (True, True)


def bundled() -> str:
    """The module as one script."""
    return subprocess.run(
        ["node", ROOT / "tests" / "web" / "bundle.mjs", MODULE], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
