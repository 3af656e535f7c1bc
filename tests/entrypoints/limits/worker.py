"""A worker as production has it: functions-framework under gunicorn, one process a function, watched from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path

FUNCTIONS = Path(__file__).parents[3] / "functions"
PATIENCE_SECONDS = 60
MIB = 1024 * 1024


@dataclass(frozen=True)
class Answered:
    """An answer: its HTTP status, and its text."""

    status: int
    text: str


@dataclass(frozen=True)
class Worker:
    """A served function: its port, and the process that answers."""

    port: int
    process_ids: tuple[int, ...]

    @property
    def peak_bytes(self) -> int:
        """The most memory that its largest process ever had."""
        return max(_peak_of(process_id) for process_id in self.process_ids)

    def send(self, head: str, pieces: Iterable[bytes] = (), *, whole: bool = True) -> Answered | None:
        """Send a request in chunks, as far as the worker takes them, and read the answer; None where it hung up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(head.encode())
            try:
                for piece in pieces:
                    connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
                if whole:
                    connection.sendall(b"0\r\n\r\n")
            except OSError:
                pass
            return _answer_of(connection)


@contextmanager
def serving_worker(target: str, environment: Mapping[str, str]) -> Iterator[Worker]:
    """Serve one function from a process of its own, with only this environment, until the test is over."""
    port = _free_port()
    process = subprocess.Popen(
        [FUNCTIONS / "venv" / "bin" / "python", "-m", "functions_framework", "--target", target, "--port", str(port)],
        cwd=FUNCTIONS,
        env={"PATH": os.environ["PATH"], "K_SERVICE": target, "THREADS": "4", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_listening(port, process)
        yield Worker(port, (process.pid, *_children_of(process.pid)))
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _answer_of(connection: socket.socket) -> Answered | None:
    answer = HTTPResponse(connection)
    try:
        answer.begin()
        return Answered(answer.status, answer.read().decode())
    except (OSError, HTTPException):
        return None


def _wait_until_listening(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and _children_of(process.pid):
                return
        time.sleep(0.1)
    raise AssertionError("the worker did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children_of(process_id: int) -> tuple[int, ...]:
    at = Path(f"/proc/{process_id}/task/{process_id}/children")
    return tuple(map(int, at.read_text().split()))


def _peak_of(process_id: int) -> int:
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024
