"""A sender that can be killed: `python -m tests.support.delivering PROJECT NOW after-claim|after-push`.

It delivers what is due and ends itself by kill -9: between the claims and the pushes, or between the pushes and their
mark on the notices. FIRESTORE_EMULATOR_HOST and FCM_ENDPOINT say where the rest of the world is.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime

from loyalty.domain.reminders.pushing import Outcome, Push
from loyalty.entrypoints.reminders import deliver_due
from loyalty.push.fcm import FcmPusher


def _die(project_id: str, now: datetime, *, having_pushed: bool) -> None:
    send = FcmPusher.send

    def send_and_die(self: FcmPusher, pushes: Sequence[Push], seconds: float) -> list[Outcome]:
        if having_pushed:
            send(self, pushes, seconds)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")

    FcmPusher.send = send_and_die  # type: ignore[method-assign]
    deliver_due(project_id, now, 30)


if __name__ == "__main__":
    _die(sys.argv[1], datetime.fromisoformat(sys.argv[2]), having_pushed=sys.argv[3] == "after-push")
