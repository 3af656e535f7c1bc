"""Firebase Cloud Messaging as the port `Pusher`: it sends messages side by side, and each answer becomes a verdict."""

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
from loyalty.push.wire import FcmWire

if TYPE_CHECKING:
    from firebase_admin.exceptions import FirebaseError
    from firebase_admin.messaging import Message
    from google.auth.credentials import Credentials

GOOGLE = "https://fcm.googleapis.com"
MOST_THREADS = 100
THREAD_NAME = "push"
LONGEST_RETRY_AFTER = timedelta(days=1)


class FcmPusher:
    """See the protocol `Pusher`. A process has one, which keeps its connections between batches.

    With `endpoint`, an origin, it calls a stand-in of FCM there, and no credentials are looked for or sent.
    """

    def __init__(self, project_id: str, endpoint: str = "", threads: int = MOST_THREADS) -> None:
        self._threads = min(threads, MOST_THREADS)
        self._keys = _Keys(_credentials(stand_in=bool(endpoint)))
        self._wire = FcmWire(endpoint or GOOGLE, self._keys.headers)
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
            # Built here, while the threads wait for answers, so that each can send its next message at once.
            messages = (message_of(push, now) for push in pushes)
            return list(threads.map(lambda message: self._send_one(message, ends_at), messages))

    def close(self) -> None:
        """Close the connections."""
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
    """The outcome of a message that was not accepted.

    It is LATER if the next try may succeed, or if the deployment's own rights or keys are missing.
    """
    from firebase_admin import exceptions, messaging  # noqa: PLC0415 - see the package's docstring

    if isinstance(error, messaging.UnregisteredError | messaging.SenderIdMismatchError):
        return Outcome(Verdict.DEAD)
    if isinstance(error, exceptions.InvalidArgumentError):
        return Outcome(Verdict.DEAD if _is_about_token(error) else Verdict.REFUSED)
    return Outcome(Verdict.LATER, _retry_after(error))


def _is_about_token(error: FirebaseError) -> bool:
    """True if the invalid argument is the registration token; FCM says so in a field violation, or only in words."""
    if "registration token" in str(error).casefold():
        return True
    try:
        details: list[dict[str, Any]] = json.loads(error.http_response.content)["error"].get("details", [])
    except (AttributeError, ValueError, KeyError, TypeError):
        return False
    violations = [violation for detail in details for violation in detail.get("fieldViolations", [])]
    return any(violation.get("field") == "message.token" for violation in violations)


def _retry_after(error: FirebaseError) -> timedelta | None:
    """The wait that the answer asks for, in seconds or until a date; at most a day."""
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
    """The credentials, renewed by one thread before many use them, as otherwise each would renew them."""

    def __init__(self, credentials: Credentials) -> None:
        self.credentials = credentials
        self._lock = threading.Lock()

    def renew(self) -> None:
        """Renew the credentials if they are no longer valid. Raises GoogleAuthError."""
        from google.auth.transport.requests import Request  # noqa: PLC0415 - see the package's docstring

        with self._lock:
            if not self.credentials.valid:
                self.credentials.refresh(Request())

    def headers(self) -> dict[str, str]:
        """The headers that name the sender."""
        said: dict[str, str] = {}
        self.credentials.apply(said)
        return said


def _credentials(*, stand_in: bool) -> Credentials:
    """The deployment's own credentials; for a stand-in of FCM, a fake token."""
    if stand_in:
        from google.oauth2.credentials import Credentials as Bearer  # noqa: PLC0415 - see the package's docstring

        return Bearer("stand-in")
    from firebase_admin import credentials  # noqa: PLC0415 - see the package's docstring

    own: Credentials = credentials.ApplicationDefault().get_credential()
    return own


def _service(project_id: str, origin: str, keys: _Keys, wire: FcmWire) -> Any:  # noqa: ANN401 - the SDK has no types
    """The messaging of firebase-admin with our own connections; it has no setting for them, hence the underscores."""
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
