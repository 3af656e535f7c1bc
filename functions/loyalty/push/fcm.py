"""Firebase Cloud Messaging as the port `Pusher`: messages built, sent side by side, and every answer made a verdict."""

from __future__ import annotations

import email.utils
import json
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from loyalty.domain.reminders.pushing import Outcome, Push, Verdict
from loyalty.push.messages import message_of
from loyalty.push.wire import Wire

if TYPE_CHECKING:
    from firebase_admin.exceptions import FirebaseError
    from firebase_admin.messaging import Message
    from google.auth.credentials import Credentials

GOOGLE = "https://fcm.googleapis.com"
MOST_THREADS = 100
THREAD_NAME = "push"
LONGEST_RETRY_AFTER = timedelta(days=1)


class FcmPusher:
    """See the protocol `Pusher`. One serves a process: its connections are kept between batches.

    With `endpoint`, an origin, it speaks to a stand-in of FCM there, and no credentials are looked for or sent.
    """

    def __init__(self, project_id: str, endpoint: str = "", threads: int = MOST_THREADS) -> None:
        self._threads = min(threads, MOST_THREADS)
        self._keys = _Keys(_credentials(stand_in=bool(endpoint)))
        self._wire = Wire(endpoint or GOOGLE, self._keys.headers)
        self._service = _service(project_id, endpoint or GOOGLE, self._keys, self._wire)

    def send(self, pushes: Sequence[Push], seconds: float) -> list[Outcome]:
        """See `Pusher`."""
        from google.auth.exceptions import GoogleAuthError  # noqa: PLC0415 - see the package's docstring

        if not pushes:
            return []
        ends_at, now = time.monotonic() + seconds, datetime.now(UTC)
        try:
            self._keys.renew()
        except GoogleAuthError:
            return [Outcome(Verdict.LATER)] * len(pushes)
        with ThreadPoolExecutor(min(self._threads, len(pushes)), thread_name_prefix=THREAD_NAME) as threads:
            # Written here, while others wait for their answers: a thread that has one should send the next at once.
            messages = (message_of(push, now) for push in pushes)
            return list(threads.map(lambda message: self._send_one(message, ends_at), messages))

    def close(self) -> None:
        """Let the connections go."""
        self._wire.close()

    def _send_one(self, message: Message, ends_at: float) -> Outcome:
        from firebase_admin.exceptions import FirebaseError  # noqa: PLC0415 - see the package's docstring

        if time.monotonic() >= ends_at:
            return Outcome(Verdict.LATER)
        try:
            self._service.send(message)
        except FirebaseError as error:
            return outcome_of(error)
        return Outcome(Verdict.ACCEPTED)


def outcome_of(error: FirebaseError) -> Outcome:
    """The verdict on a message that was not accepted.

    What may be otherwise next time is LATER, and so is what the deployment's own rights or keys keep from being sent.
    """
    from firebase_admin import exceptions, messaging  # noqa: PLC0415 - see the package's docstring

    if isinstance(error, messaging.UnregisteredError | messaging.SenderIdMismatchError):
        return Outcome(Verdict.DEAD)
    if isinstance(error, exceptions.InvalidArgumentError):
        return Outcome(Verdict.DEAD if _is_about_token(error) else Verdict.REFUSED)
    return Outcome(Verdict.LATER, _retry_after(error))


def _is_about_token(error: FirebaseError) -> bool:
    """Whether an invalid argument is the registration token; FCM says so in a field violation, or in words alone."""
    if "registration token" in str(error).casefold():
        return True
    try:
        details: list[dict[str, Any]] = json.loads(error.http_response.content)["error"].get("details", [])
    except (AttributeError, ValueError, KeyError, TypeError):
        return False
    violations = [violation for detail in details for violation in detail.get("fieldViolations", [])]
    return any(violation.get("field") == "message.token" for violation in violations)


def _retry_after(error: FirebaseError) -> timedelta | None:
    """How long the answer asks to wait, in seconds or until a date; no longer than a day."""
    said = error.http_response.headers.get("retry-after") if error.http_response is not None else None
    if not said:
        return None
    if said.strip().isdigit():
        wait = timedelta(seconds=min(int(said), int(LONGEST_RETRY_AFTER.total_seconds())))
    else:
        try:
            wait = email.utils.parsedate_to_datetime(said).astimezone(UTC) - datetime.now(UTC)
        except ValueError:
            return None
    return min(max(wait, timedelta(0)), LONGEST_RETRY_AFTER)


class _Keys:
    """The credentials, renewed by one thread before many use them: each would renew them for itself."""

    def __init__(self, credentials: Credentials) -> None:
        self.credentials = credentials
        self._lock = threading.Lock()

    def renew(self) -> None:
        """Make them good for some minutes. Raises GoogleAuthError."""
        from google.auth.transport.requests import Request  # noqa: PLC0415 - see the package's docstring

        with self._lock:
            if not self.credentials.valid:
                self.credentials.refresh(Request())

    def headers(self) -> dict[str, str]:
        """What says who sends."""
        said: dict[str, str] = {}
        self.credentials.apply(said)
        return said


def _credentials(*, stand_in: bool) -> Credentials:
    """The deployment's own; for a stand-in of FCM, a word that opens nothing."""
    if stand_in:
        from google.oauth2.credentials import Credentials as Bearer  # noqa: PLC0415 - see the package's docstring

        return Bearer("stand-in")
    from firebase_admin import credentials  # noqa: PLC0415 - see the package's docstring

    own: Credentials = credentials.ApplicationDefault().get_credential()
    return own


def _service(project_id: str, origin: str, keys: _Keys, wire: Wire) -> Any:  # noqa: ANN401 - the SDK has no types
    """firebase-admin's messaging with connections of our own: it offers no setting for them, hence the underscores."""
    import firebase_admin  # noqa: PLC0415 - see the package's docstring
    from firebase_admin import credentials, messaging  # noqa: PLC0415

    class _Given(credentials.Base):
        def get_credential(self) -> Credentials:
            return keys.credentials

    app = firebase_admin.App(THREAD_NAME, _Given(), {"projectId": project_id})
    service: Any = messaging._MessagingService(app)  # noqa: SLF001
    service._fcm_url = f"{origin}/v1/projects/{project_id}/messages:send"  # noqa: SLF001
    service._client = wire  # noqa: SLF001
    return service
