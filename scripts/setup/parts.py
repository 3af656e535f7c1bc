"""Parts that set-up brings: each is brought once for the inputs it came from, or is named as missing."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts import CACHE, ROOT

LOG = CACHE / "setup.log"
STAMPS = CACHE / "stamps"


class MissingPartError(Exception):
    """A part is missing and set-up cannot bring it; the message is one sentence naming the part and the mend."""


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """A hash of these files' places and contents and of these words: the same until one of them changes."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for word in words:
        digest.update(f"{word}\0".encode())
    return digest.hexdigest()


@dataclass(frozen=True)
class Part:
    """A part that set-up brings; brought again when the fingerprint of its inputs changes or a product is gone."""

    name: str
    fingerprint: str
    products: tuple[Path, ...]
    bring: Callable[[], None]

    def is_here(self) -> bool:
        """True where it was brought, to its end, from these very inputs, and is still there."""
        stamp = self._stamp()
        return (
            stamp.is_file()
            and stamp.read_text() == self.fingerprint
            and all(product.exists() for product in self.products)
        )

    def ensure(self) -> bool:
        """Bring it if it is not here, saying so, and the seconds taken; True when there was work."""
        if self.is_here():
            return False
        print(f"set-up: {self.name} …", flush=True)
        started = time.monotonic()
        self._stamp().unlink(missing_ok=True)  # an interrupted bringing leaves no stamp behind
        self.bring()
        print(f"set-up: {self.name}: {time.monotonic() - started:.1f} s", flush=True)
        self.mark()
        return True

    def mark(self) -> None:
        """Remember that it stands as these inputs want it."""
        self._stamp().parent.mkdir(parents=True, exist_ok=True)
        self._stamp().write_text(self.fingerprint)

    def _stamp(self) -> Path:
        return STAMPS / self.name.lower().replace(" ", "-")


def run(command: list[str | Path], *, mend: str, env: Mapping[str, str] | None = None) -> None:
    """Run a step's command in the project's folder, its output to the log; refuse with its last word and the mend."""
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise MissingPartError(f"`{command[0]}` cannot be run ({error.strerror}): {mend}.") from error
    said = (done.stdout + done.stderr).decode(errors="replace")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("a") as log:
        log.write(f"\n$ {' '.join(map(str, command))}\n{said}")
    if done.returncode:
        spoken = " ".join([Path(command[0]).name, *map(str, command[1:4])])
        where = os.path.relpath(LOG, ROOT)
        raise MissingPartError(f"`{spoken}` failed ({telling_line(said)}): {mend}. All it said is in {where}.")


def telling_line(said: str) -> str:
    """The line of a failed command's output that tells most: the first that is or speaks of an error, else the last."""
    lines = [re.sub(r"\x1b\[\d*m", "", line).strip() for line in said.splitlines()]
    lines = [line for line in lines if line] or ["it said nothing"]
    for sign in (r"^(npm )?(error|err!)\b.*[^:]$", r"\b(error|cannot|could not|failed)\b.*[^:]$"):
        if telling := [line for line in lines if re.search(sign, line, re.IGNORECASE)]:
            return telling[0][:300].rstrip(".")
    return lines[-1][:300]
