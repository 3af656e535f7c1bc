"""Shows of the demo: each plays a part of it and prints what was seen."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console

from scripts.demo import change, later
from scripts.demo.checkout import play, repeat
from scripts.demo.clients import Addresses, Client
from scripts.demo.phone import Phone
from scripts.demo.timeline import timeline
from scripts.seed.clinic import DESKS, MANAGER, Person


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


def show_change(out: Console, addresses: Addresses, patient: Person) -> None:
    """Let a manager change what purchases earn, and take it back, with a phone that follows; tell both.

    Raises DemoFailedError, RefusedError or httpx.HTTPError where anything is not as it must be.
    """
    with Client(addresses, MANAGER) as manager, Phone(addresses, patient) as phone:
        out.print("", change.story(change.play(manager, phone)))


def show_later(out: Console, now: datetime) -> None:
    """Let time go on for points that nobody uses, and tell what the phone was told."""
    out.print("", later.story(later.play(now)))
