"""The rate of each caller: so many calls a second in the long run, and so many seconds' calls at once.

It is counted in the worker's memory, so it costs no database. Each worker counts for itself: with `n` of them a caller
has at most `n` times as much.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from loyalty import config
from loyalty.errors.access import TooManyCalls

# So many seconds' calls are answered at once: a desk that is opened, scans and prints asks some dozen.
AT_ONCE_SECONDS = 12
MOST_REMEMBERED = 10_000
_ROUNDING = 1e-6  # what sums of seconds may be off by


class Callers:
    """The callers of a worker, each with the instant until which their calls use up their rate."""

    def __init__(
        self,
        most_remembered: int = MOST_REMEMBERED,
        clock: Callable[[], float] = time.monotonic,
        at_once_seconds: float = AT_ONCE_SECONDS,
    ) -> None:
        """Nobody has called. Whoever called longest ago is forgotten first, which frees them sooner, never later."""
        self._most, self._clock, self._at_once_seconds = most_remembered, clock, at_once_seconds
        self._used_until: OrderedDict[str, float] = OrderedDict()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        """The number of callers that are remembered."""
        return len(self._used_until)

    def require_room(self, uid: str, per_second: float) -> None:
        """Count a call of a caller. Raises TooManyCalls, which counts nothing."""
        with self._turn:
            now = self._clock()
            used_until = max(self._used_until.get(uid, now), now) + 1 / per_second
            wait_seconds = used_until - now - self._at_once_seconds
            if wait_seconds > _ROUNDING:
                raise TooManyCalls(retry_after_seconds=math.ceil(wait_seconds))
            self._used_until[uid] = used_until
            self._used_until.move_to_end(uid)
            if len(self._used_until) > self._most:
                self._used_until.popitem(last=False)


class Joining:
    """The port `NewAccounts`: a clinic has a tenth of a caller's rate, and 300 new accounts at once."""

    def __init__(self, clinics: Callers, per_second: Callable[[], float]) -> None:
        """Count in these clinics, by a caller's rate."""
        self._clinics, self._per_second = clinics, per_second

    def count(self, clinic_id: str) -> None:
        """See `NewAccounts`."""
        self._clinics.require_room(clinic_id, self._per_second() / 10)


CALLERS = Callers()
JOINING = Joining(Callers(at_once_seconds=300), config.calls_per_second)
