"""Processes of a started stack: found by a mark, and ended to the last.

The Firebase CLI starts each emulator and each functions worker in a session of its own, so that no signal to one
process group reaches them all, and workers outlive a parent that was killed. What they all share is the environment
they inherit: a mark in it finds them, whoever their parent is by now.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MARK = "LOYALTY_STACK"
_PROC = Path("/proc")


def find_marked(beginning: str) -> list[int]:
    """The ids of the living processes, other than this one, whose environment has a MARK that begins so."""
    wanted = f"{MARK}={beginning}"
    found = _find_in_proc(wanted) if (_PROC / "self" / "environ").exists() else _find_by_ps(wanted)
    return [pid for pid in found if pid != os.getpid()]


def end(leader: subprocess.Popen[bytes], mark: str, *, grace_seconds: float) -> None:
    """Ask the leader to end, kill it and whatever carries the mark after the grace; returns when none is left."""
    if leader.poll() is None:
        leader.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            leader.wait(grace_seconds)
    if leader.poll() is None:
        leader.kill()
    leader.wait()
    kill_marked(mark)


def kill_marked(beginning: str, *, patience_seconds: float = 10) -> int:
    """Kill all that is marked so, and what they start meanwhile, until none is left; returns how many there were."""
    killed: set[int] = set()
    deadline = time.monotonic() + patience_seconds
    while left := find_marked(beginning):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Processes {left} of the stack cannot be killed: end them by hand.")
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        killed.update(left)
        time.sleep(0.02)
    return len(killed)


def _find_in_proc(wanted: str) -> Iterator[int]:
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError):  # ended meanwhile, or another user's
                entries = (folder / "environ").read_bytes().split(b"\0")
                if any(entry.startswith(wanted.encode()) for entry in entries):
                    yield int(folder.name)


def _find_by_ps(wanted: str) -> Iterator[int]:
    """Find them without /proc (macOS): `ps -E` shows the environment after the command."""
    listed = subprocess.run(
        ["ps", "-A", "-E", "-ww", "-o", "pid=,command="], capture_output=True, text=True, check=False
    )
    for line in listed.stdout.splitlines():
        if f" {wanted}" in line:
            yield int(line.split()[0])
