"""Turns: calls of one process on the same document go one after another, in the order they came.

Without turns the calls of one instance would spoil each other's commits, and each spoiled commit is wasted work. Turns
are a courtesy, not a lock: other instances know nothing of them, and a call that has waited long enough goes ahead out
of turn. Only speed depends on them, since every commit is conditional on what it read.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class _Waiter:
    """One call in a queue, and the thread it runs in."""

    thread: int = field(default_factory=threading.get_ident)
    may_go: threading.Event = field(default_factory=threading.Event)


class Turns:
    """The queues by name; a queue exists while a call waits in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queues: dict[Hashable, deque[_Waiter]] = {}

    @contextmanager
    def turn(self, name: Hashable, longest_wait: float) -> Iterator[None]:
        """Wait until all earlier calls have left, but at most `longest_wait` seconds; a nested turn never waits."""
        waiter = _Waiter()
        queue = self._join(name, waiter)
        waiter.may_go.wait(longest_wait)
        try:
            yield
        finally:
            self._leave(name, queue, waiter)

    def _join(self, name: Hashable, waiter: _Waiter) -> deque[_Waiter]:
        with self._lock:
            queue = self._queues.setdefault(name, deque())
            if not queue or any(other.thread == waiter.thread for other in queue):
                waiter.may_go.set()
            queue.append(waiter)
            return queue

    def _leave(self, name: Hashable, queue: deque[_Waiter], waiter: _Waiter) -> None:
        with self._lock:
            queue.remove(waiter)
            if queue:
                queue[0].may_go.set()
            else:
                del self._queues[name]
