"""The demo: the whole stack, a clinic in it, one checkout played by three real clients, and what time does then.

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

from scripts import demo_later as later
from scripts.demo_checkout import play, repeat
from scripts.demo_clients import Addresses, Client, DemoFailedError, RefusedError
from scripts.demo_later import story
from scripts.demo_phone import Phone
from scripts.demo_timeline import console, timeline
from scripts.seed import seed, sign_ins
from scripts.seed_clinic import DESKS, MANAGER, Person
from scripts.seed_history import PATIENTS
from scripts.stack import PROJECT, Stack, StackError, stay_up
from scripts.stack_ports import TakenPortError


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
        show(out, Addresses.of(stack.env), PATIENTS[0].person)
        show_later(out, datetime.now(UTC))
        if not sys.stdin.isatty():
            return 0
        out.print(sign_ins(seeded))
        return stay_up(stack)


def show(out: Console, addresses: Addresses, patient: Person) -> None:
    """Play two checkouts of a patient, of which the first wakes the functions, and the repeats; tell them all.

    They happen where the patient usually goes.

    Raises DemoFailedError, RefusedError or httpx.HTTPError where anything is not as it must be.
    """
    with (
        Client(addresses, DESKS[patient.location_ids[0]]) as desk,
        Client(addresses, MANAGER) as manager,
        Phone(addresses, patient) as phone,
    ):
        cold, warm = play(phone, desk), play(phone, desk)
        out.print(timeline(cold, warm, repeat(warm, desk, manager, phone)))


def show_later(out: Console, now: datetime) -> None:
    """Let time go on for points that nobody uses, and tell what the phone was told."""
    out.print("", story(later.play(now)))


if __name__ == "__main__":
    sys.exit(main())
