"""Time of 500 pushes beside that of one, where FCM answers each after 50 ms; FCM is played by a process of its own.

`python -m scripts.bench.push` is that process: it prints where it listens, and ends with its standard input.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from statistics import median

from loyalty.domain.reminders.pushing import Push, Verdict
from loyalty.push.fcm import THREAD_NAME, FcmPusher
from scripts.bench.figures import Figure, median_figure
from scripts.stack.fcm import LocalFcm, Reply

TIME_BAR, THREADS_BAR = 8, 100
MANY, ANSWER_SECONDS, PATIENCE_SECONDS = 500, 0.05, 60.0
_ONES = 7
_LOOK_SECONDS = 0.01


def measure(rounds: int) -> list[Figure]:
    """The ratio, and the threads that it took."""
    pushes = [_push(number) for number in range(MANY)]
    with _fcm() as endpoint:
        pusher = FcmPusher("demo-bench", endpoint)
        _seconds(pusher, pushes)  # what loads late has loaded
        with _count_threads() as most:
            ratios = [_seconds(pusher, pushes) / _one(pusher, pushes) for _ in range(rounds)]
        pusher.close()
    return [
        median_figure(f"{MANY} pushes ÷ one, {ANSWER_SECONDS * 1000:.0f} ms each", ratios, TIME_BAR),
        Figure("the best of them", min(ratios)),
        Figure("sending threads at most", max(most), THREADS_BAR),
    ]


def _one(pusher: FcmPusher, pushes: list[Push]) -> float:
    return median(_seconds(pusher, pushes[:1]) for _ in range(_ONES))


def _seconds(pusher: FcmPusher, pushes: list[Push]) -> float:
    began_at = time.perf_counter()
    outcomes = pusher.send(pushes, PATIENCE_SECONDS)
    took = time.perf_counter() - began_at
    if {outcome.verdict for outcome in outcomes} != {Verdict.ACCEPTED}:
        raise AssertionError("some push was not accepted")
    return took


def _push(number: int) -> Push:
    """A push to a token as long as they are."""
    today = date(2026, 11, 22)
    ends_at = datetime.now(UTC) + timedelta(days=6)
    return Push(f"{number:0160d}", f"{number:032d}", "urge", "calm", "en", today + timedelta(days=6), today, ends_at)


@contextmanager
def _fcm() -> Iterator[str]:
    command = [sys.executable, "-m", "scripts.bench.push"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        if server.stdout is None or server.stdin is None:
            raise AssertionError("the pipes were asked for")
        yield server.stdout.readline().strip()
        server.stdin.close()


@contextmanager
def _count_threads() -> Iterator[list[int]]:
    """Count the sending threads, again and again."""
    seen, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(_LOOK_SECONDS):
            seen.append(sum(thread.name.startswith(THREAD_NAME) for thread in threading.enumerate()))

    watcher = threading.Thread(target=look, name="watcher")
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


if __name__ == "__main__":
    with LocalFcm(lambda _: Reply(seconds=ANSWER_SECONDS)) as fcm:
        print(fcm.endpoint, flush=True)
        sys.stdin.read()
