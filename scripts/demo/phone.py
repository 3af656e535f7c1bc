"""The patient's phone of the demo: a Node process with Firebase's own SDK, and what it tells as it happens."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scripts import ROOT
from scripts.demo.clients import Addresses, DemoFailedError
from scripts.seed.clinic import CLINIC_ID, PASSWORD, Person
from scripts.stack import REGION

Event = dict[str, Any]
_PROGRAM = ROOT / "scripts" / "demo" / "phone.mjs"
_PATIENCE = 60.0  # seconds
_GONE: Event = {"event": "gone"}


class Phone:
    """A phone in a patient's hand, as a context: signed in and listening when entered, its process gone when left."""

    def __init__(self, addresses: Addresses, person: Person) -> None:
        self.person = person
        self.balance: Event = {}
        self._addresses = addresses
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        """Start it, sign in, and wait for the first balance on its screen."""
        self._process = subprocess.Popen(
            ["node", _PROGRAM], cwd=ROOT, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()
        try:
            self._say(self._settings())
            self.until("balance")
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End its process."""
        self._end()

    @property
    def process_id(self) -> int:
        """Its process, while it is there."""
        return self._process.pid

    def show_code(self, location_id: str, picture: Path) -> Event:
        """Show a fresh code for a location, and write its picture to the file."""
        self._say({"location_id": location_id, "picture": str(picture)})
        return self.until("code")

    def show_points(self, points: int) -> Event:
        """Wait until its screen shows so many points; nobody tells it but its listener."""
        return self.until("balance", lambda event: event["points"] == points)

    def until(self, kind: str, matches: Callable[[Event], bool] = lambda _: True) -> Event:
        """The next event of a kind that matches. DemoFailedError where it fails first, or nothing comes."""
        try:
            while True:
                event = self._find(self._events.get(timeout=_PATIENCE))
                if event["event"] == kind and matches(event):
                    return event
        except queue.Empty:
            raise DemoFailedError(f"The phone shows no such {kind} after {_PATIENCE:.0f} s.") from None

    def look(self) -> Event:
        """The balance on its screen now."""
        with suppress(queue.Empty):
            while True:
                self._find(self._events.get_nowait())
        return self.balance

    def _find(self, event: Event) -> Event:
        if event["event"] in {"failed", "gone"}:
            raise DemoFailedError(f"The phone failed: {event.get('problem', 'its process ended')}.")
        if event["event"] == "balance":
            self.balance = event
        return event

    def _settings(self) -> dict[str, Any]:
        hosts = {name: getattr(self._addresses, name) for name in ("auth", "firestore", "functions")}
        signing_in = {"email": self.person.email, "password": PASSWORD, "clinic_id": CLINIC_ID}
        return {"project": self._addresses.project, "region": REGION, "hosts": hosts, **signing_in}

    def _say(self, message: dict[str, Any]) -> None:
        assert self._process.stdin  # noqa: S101  it was opened as a pipe
        with suppress(BrokenPipeError):  # its last event says why it ended
            self._process.stdin.write(f"{json.dumps(message)}\n")
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout  # noqa: S101
        for line in self._process.stdout:
            self._events.put(json.loads(line))
        self._events.put(_GONE)

    def _end(self) -> None:
        self._process.kill()
        self._listening.join()
        self._process.communicate()  # closes what it was spoken to through
