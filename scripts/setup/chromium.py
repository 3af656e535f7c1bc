"""The Chromium of the page tests: named, found on the machine, or installed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from scripts import VENV
from scripts.setup.parts import MissingPartError, run

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_IN_PLAYWRIGHT = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")


def find_chromium() -> Path | None:
    """The browser named by CHROMIUM_PATH, else the first on the PATH, else the newest in Playwright's cache."""
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        return Path(named)
    on_path = (shutil.which(name) for name in _NAMES)
    return next((Path(path) for path in on_path if path), None) or (_MAC if _MAC.exists() else _in_playwrights_cache())


def bring() -> None:
    """Make sure there is a Chromium; refuses with the mend when none is found and none can be installed."""
    found = find_chromium()
    if found and not os.access(found, os.X_OK):
        raise MissingPartError(f"CHROMIUM_PATH names {found}, which is not a program: name one, or unset it.")
    if found or _install():
        return
    raise MissingPartError(
        "Chromium, which the page tests drive, is missing and could not be installed: "
        "install it (on Debian: `apt-get install chromium`) or name one with CHROMIUM_PATH."
    )


def _install() -> bool:
    for install in (_by_apt, _by_playwright):
        try:
            install()
        except MissingPartError:
            continue
        if find_chromium():
            return True
    return False


def _by_apt() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise MissingPartError("Only root installs with apt-get.")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], mend="look at the package sources", env=env)
    run(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"], mend="install it by hand", env=env)


def _by_playwright() -> None:
    run([VENV / "bin" / "playwright", "install", "chromium"], mend="install Chromium by hand")


def _in_playwrights_cache() -> Path | None:
    usual = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "ms-playwright"
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or usual)
    found = sorted((path for pattern in _IN_PLAYWRIGHT for path in cache.glob(pattern)), key=_revision)
    return found[-1] if found else None


def _revision(path: Path) -> int:
    return max(int(part.removeprefix("chromium-")) for part in path.parts if part.removeprefix("chromium-").isdigit())
