"""Steps of set-up, in their order: Python, Node, the emulators, the settings, the pages, the browser."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from scripts import CACHE, FCM_PORT, FUNCTIONS_VENV, NODE_MODULES, ROOT, VENV
from scripts.setup import chromium, emulators
from scripts.setup.parts import MissingPartError, Part, fingerprint, run

__all__ = ["MissingPartError", "bring_all"]

OLDEST_NODE = (20, 19)  # what the page builder asks for
RUNTIME = "python3.11"  # the name by which the Firebase CLI calls the functions' Python
SECRETS = ROOT / "functions" / ".secret.local"
LOCAL_PARAMETERS = ROOT / "functions" / ".env.local"  # only the emulators read it
WEB = ROOT / "web"


def bring_all(*, with_chromium: bool) -> None:
    """Bring every part in order, one set-up at a time; MissingPartError names the first that cannot be brought."""
    started = time.monotonic()
    with _take_turn():
        check_node()
        with ThreadPoolExecutor(max_workers=3) as hands:
            worked = list(hands.map(Part.ensure, parts()))
        ensure_secret(SECRETS)
        ensure_endpoint(LOCAL_PARAMETERS)
        emulators.bring()
        worked.append(pages().ensure())
        if with_chromium:
            chromium.bring()
    if any(worked):
        print(f"set-up: done in {time.monotonic() - started:.1f} s", flush=True)


def parts() -> list[Part]:
    """The parts that are installed from a list of pinned packages."""
    development = ROOT / "requirements-dev.txt"
    production = ROOT / "functions" / "requirements.txt"
    lock = ROOT / "package-lock.json"
    return [
        Part(
            name="Python for development",
            fingerprint=fingerprint([development], sys.version, _python()),
            products=(VENV / "bin" / "python", emulators.java_home() / "bin" / "java"),
            bring=lambda: make_venv(VENV, development),
        ),
        Part(
            name="Python for the functions",
            fingerprint=fingerprint([production], sys.version, _python()),
            products=(FUNCTIONS_VENV / "bin" / RUNTIME,),
            bring=lambda: make_venv(FUNCTIONS_VENV, production),
        ),
        Part(
            name="Node packages",
            fingerprint=fingerprint([lock, ROOT / ".npmrc"]),
            products=(NODE_MODULES / ".bin" / "firebase", NODE_MODULES / ".bin" / "vite"),
            bring=install_node_packages,
        ),
    ]


def pages() -> Part:
    """The built pages, anew whenever a source of theirs or a package changed."""
    sources = [file for file in WEB.rglob("*") if file.is_file() and WEB / "dist" not in file.parents]
    return Part(
        name="Pages",
        fingerprint=fingerprint([*sources, ROOT / "package.json", ROOT / "package-lock.json"]),
        products=(WEB / "dist" / "index.html",),
        bring=lambda: run(["npm", "run", "build"], mend="mend the page source it names"),
    )


def check_node() -> None:
    """Refuse a machine without Node and npm, or with a Node too old for the page builder and the Firebase CLI."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        raise MissingPartError("Node 20 and its npm are missing: install them, and put `node` and `npm` on the PATH.")
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    version = tuple(int(number) for number in re.findall(r"\d+", told)[:2])
    if version < OLDEST_NODE:
        oldest = ".".join(map(str, OLDEST_NODE))
        raise MissingPartError(f"Node {oldest} or newer is needed and `{node}` is {told}: install a newer one.")


def make_venv(folder: Path, requirements: Path) -> None:
    """Make a virtual environment afresh, of exactly the pinned packages; pip keeps to the machine's own settings."""
    no_venv = "install Python's venv (on Debian: `apt-get install python3-venv`)"
    run([_python(), "-m", "venv", "--clear", folder], mend=no_venv)
    runtime = folder / "bin" / RUNTIME
    if not runtime.exists():
        runtime.symlink_to("python3")
    no_index = "check that pip reaches its package index, and run it again"
    quickly = ["--no-deps", "--disable-pip-version-check"]  # the list is whole: there is nothing to resolve
    run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", *quickly, "-r", requirements], mend=no_index)


def install_node_packages() -> None:
    """Install what package-lock.json pins; no package's own script is run, none is needed."""
    no_registry = "check that npm reaches its registry, and run it again"
    run(["npm", "ci", "--ignore-scripts", "--no-progress"], mend=no_registry)


SECRET_NAMES = ("CODE_SIGNING_KEYS", "STRIPE_WEBHOOK_SECRETS", "RECORDS_SECRETS")
# The clinics that a secret is for: every clinic of the emulators, and two with their own, one of them with two.
SECRETS_FOR = dict.fromkeys(SECRET_NAMES[1:], ("*", "one-clinic", "two-clinic", "two-clinic"))


def ensure_secret(file: Path) -> None:
    """Write this machine's own secrets, each unless there is one: a new signing key would refuse every code shown."""
    already = file.read_text() if file.exists() else ""
    for name in SECRETS_FOR:  # an earlier version's are no clinic's
        already = re.sub(rf"^{name}=[^:\n]*(?:\n|\Z)", "", already, flags=re.MULTILINE)
    missing = [name for name in SECRET_NAMES if not re.search(rf"^{name}=.", already, re.MULTILINE)]
    if not missing:
        return
    if already and not already.endswith("\n"):
        already += "\n"
    file.touch(mode=0o600)
    file.write_text(already + "".join(f"{name}={_own_secret(name)}\n" for name in missing))


def _own_secret(name: str) -> str:
    """A random text, or one for each clinic that the name has secrets for."""
    clinics = SECRETS_FOR.get(name, ())
    return ",".join(f"{clinic}:{secrets.token_urlsafe(32)}" for clinic in clinics) or secrets.token_urlsafe(32)


def ensure_endpoint(file: Path) -> None:
    """Lead the functions in the emulators to this machine's stand-in for FCM, unless they are led somewhere already."""
    already = file.read_text() if file.exists() else ""
    if re.search(r"^FCM_ENDPOINT=.", already, re.MULTILINE):
        return
    others = [line for line in already.splitlines() if not line.startswith("FCM_ENDPOINT=")]
    file.write_text("\n".join([*others, f"FCM_ENDPOINT=http://127.0.0.1:{FCM_PORT}", ""]))


@contextmanager
def _take_turn() -> Iterator[None]:
    """Wait until no other set-up of this checkout is at work."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _python() -> str:
    """The machine's Python, also when this one runs inside an environment that is about to be made afresh."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))
