"""The stack: the Firebase emulators, started, waited for, and ended to the last process."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, NoReturn, Self

from scripts import CACHE, FCM_PORT, NODE_MODULES, ROOT
from scripts.stack import PROJECT, REGION
from scripts.stack.emulated import write_emulated
from scripts.stack.environment import emulators_environment
from scripts.stack.fcm import LocalFcm, tell
from scripts.stack.ports import addresses, refuse_taken_ports
from scripts.stack.processes import MARK, end

WHOLE = ("auth", "firestore", "functions", "hosting", "pubsub")
DATA_ONLY = ("auth", "firestore")
CHECKOUT_MARK = f"{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}:"

_READY = "All emulators ready!"
_NOT_LOADED = "Failed to load function definition"
_TELLING = re.compile(r"error|⚠|fatal|cannot|failed|exception|denied|in use", re.IGNORECASE)
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_serial = count(1)


class StackError(Exception):
    """The stack did not come up; the message ends with the lines of its log that matter."""


class Stack:
    """The emulators, as a context: ready when entered; gone when left, also by an error, Ctrl-C, SIGTERM or SIGHUP.

    `env` is what leads a client, a test or an SDK to them; the `_url` attributes are addresses for people and pages.
    """

    def __init__(
        self,
        only: Sequence[str] = WHOLE,
        *,
        config: Path = ROOT / "firebase.json",
        log: Path = CACHE / "emulators.log",
        program: Path = NODE_MODULES / ".bin" / "firebase",
        patience_seconds: float = 240,
        grace_seconds: float = 5,
    ) -> None:
        """Describe a stack of these emulators, at the ports that `config` (a firebase.json) fixes for them."""
        self.only = tuple(only)
        self.config = config
        self.log = log
        self.mark = f"{CHECKOUT_MARK}{os.getpid()}:{next(_serial)}:"
        self.addresses = addresses(json.loads(config.read_text())["emulators"], self.only)
        self._program = program
        self._patience_seconds = patience_seconds
        self._grace_seconds = grace_seconds
        self._leader: subprocess.Popen[bytes] | None = None
        self._handlers: dict[signal.Signals, Any] = {}

    @property
    def auth_url(self) -> str:
        """The address of the Auth emulator."""
        return f"http://{self.addresses['auth']}"

    @property
    def firestore_url(self) -> str:
        """The address of the Firestore emulator."""
        return f"http://{self.addresses['firestore']}"

    @property
    def functions_url(self) -> str:
        """The address of the callables: this, a slash and the callable's name."""
        return f"http://{self.addresses['functions']}/{PROJECT}/{REGION}"

    @property
    def hosting_url(self) -> str:
        """The address of the pages."""
        return f"http://{self.addresses['hosting']}"

    @property
    def env(self) -> dict[str, str]:
        """The environment variables that lead a process to this stack, and mark it as belonging to it."""
        variables = {
            "FIREBASE_AUTH_EMULATOR_HOST": "auth",
            "FIRESTORE_EMULATOR_HOST": "firestore",
            "FUNCTIONS_EMULATOR_HOST": "functions",
            "HOSTING_EMULATOR_HOST": "hosting",
            "PUBSUB_EMULATOR_HOST": "pubsub",
        }
        hosts = {variable: str(self.addresses[name]) for variable, name in variables.items() if name in self.addresses}
        return hosts | {"GCLOUD_PROJECT": PROJECT, "EMULATORS_LOG": str(self.log), MARK: self.mark}

    def __enter__(self) -> Self:
        """Start, and wait until everything is ready; TakenPortError or StackError when it cannot be."""
        refuse_taken_ports(self.addresses, self.config)
        self._take_signals()
        try:
            self._start()
            self._wait_until_ready()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End every process of the stack."""
        self._stop()

    def _start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        config = write_emulated(self.config)
        command: list[str | Path] = [self._program, "emulators:start", "--project", PROJECT, "--config", config]
        with self.log.open("wb") as log:
            self._leader = subprocess.Popen(
                [*command, "--only", ",".join(self.only), "--non-interactive"],
                cwd=self.log.parent,  # the emulators' own debug logs go where they are started
                env=emulators_environment() | {MARK: self.mark},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is ours to answer: the terminal must not send it to them too
            )

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + self._patience_seconds
        while _READY not in (said := self.log.read_text(errors="replace")):
            if self._leader is None or self._leader.poll() is not None:
                raise StackError(self._what_happened("The emulators ended at once", said))
            if time.monotonic() > deadline:
                raise StackError(self._what_happened(f"No answer in {self._patience_seconds:.0f} s", said))
            time.sleep(0.1)
        if _NOT_LOADED in said:
            raise StackError(self._what_happened("The functions cannot be loaded", said))

    def _what_happened(self, summary: str, said: str) -> str:
        lines = [line.rstrip() for line in said.splitlines() if line.strip()]
        telling = [line for line in lines if _TELLING.search(line)] or lines
        return "\n  ".join([f"{summary}; the last that matters of {self.log}:", *telling[-12:]])

    def _stop(self) -> None:
        if self._handlers:
            _ignore_signals()
        try:
            if self._leader:
                end(self._leader, self.mark, grace_seconds=self._grace_seconds)
        finally:
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            self._handlers.clear()

    def _take_signals(self) -> None:
        if threading.current_thread() is threading.main_thread():
            self._handlers = {number: signal.signal(number, _leave) for number in _SIGNALS}


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Turn the first signal into an exception, so that what is open is closed on the way out, and heed no second."""
    _ignore_signals()
    raise SystemExit(128 + number)


def _ignore_signals() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def run_inside(stack: Stack, command: Sequence[str]) -> int:
    """Run a command with the stack's environment and return its status; it is ended with the stack."""
    child = subprocess.Popen(command, env=os.environ | stack.env)
    try:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(10)


def stay_up(stack: Stack) -> int:
    """Say where the pages are, keep them there, and print what would be pushed, until Ctrl-C, which is no failure."""
    url = stack.hosting_url
    print(f"Pages: {url} (patient), {url}/desk (front desk), {url}/manager (managers). Ctrl-C ends them.", flush=True)
    try:
        with LocalFcm(tell, FCM_PORT):
            while True:
                signal.pause()
    except SystemExit:
        return 0
