"""The demo: the whole stack, a clinic in it, a checkout by three real clients, a change of a rule, and what time does.

    python -m scripts.demo

Exit status 0 when everything shown is as it must be; else 1, with a sentence. With a terminal on its input it then
keeps the pages up until Ctrl-C.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime

import httpx
from rich.console import Console

from scripts.demo.clients import Addresses, DemoFailedError, RefusedError
from scripts.demo.show import show, show_change, show_later
from scripts.demo.timeline import console
from scripts.seed.history import PATIENTS
from scripts.seed.seed import seed, sign_ins
from scripts.stack import PROJECT
from scripts.stack.ports import TakenPortError
from scripts.stack.stack import Stack, StackError, stay_up


def main() -> int:
    """Start, seed, play, tell; stay up with a terminal."""
    out = console()
    try:
        return _demo(out)
    except (StackError, TakenPortError, DemoFailedError) as problem:
        print(problem, file=sys.stderr)
    except (RefusedError, httpx.HTTPError) as problem:
        print(f"The checkout went wrong: {problem}", file=sys.stderr)
    return 1


def _demo(out: Console) -> int:
    started = time.monotonic()
    out.print("Starting the emulators …")
    with Stack() as stack:
        os.environ.update(stack.env)
        up = time.monotonic()
        seeded = seed(PROJECT, datetime.now(UTC))
        ready = time.monotonic()
        out.print(f"Up in {up - started:.1f} s; a clinic of {seeded.written} documents in {ready - up:.1f} s.")
        addresses, patient = Addresses.of(stack.env), PATIENTS[0].person
        show(out, addresses, patient)
        show_change(out, addresses, patient)
        show_later(out, datetime.now(UTC))
        if not sys.stdin.isatty():
            return 0
        out.print(sign_ins(seeded))
        return stay_up(stack)


if __name__ == "__main__":
    sys.exit(main())
