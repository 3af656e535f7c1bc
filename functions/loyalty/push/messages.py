"""Messages as FCM takes them. Each carries the notice's name, so that a repeat replaces the first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from loyalty.domain.reminders.pushing import Push
from loyalty.push.words import words_of

if TYPE_CHECKING:
    from firebase_admin.messaging import Message

# FCM keeps no message longer.
LONGEST_SECONDS = 28 * 24 * 3600


def message_of(push: Push, now: datetime) -> Message:
    """The message of a push: words, the notice's name and its kind, and no data of the patient.

    A phone that is off gets it later, unless it is useless by then.
    """
    from firebase_admin import messaging  # noqa: PLC0415 - see the package's docstring

    title, body = words_of(push)
    seconds = max(0, min(LONGEST_SECONDS, int((push.ends_at - now).total_seconds())))
    message = messaging.Message(
        data={"notice": push.name, "kind": push.kind},
        notification=messaging.Notification(title, body),
        android=messaging.AndroidConfig(
            collapse_key=push.name, ttl=seconds, notification=messaging.AndroidNotification(tag=push.name)
        ),
        apns=messaging.APNSConfig(
            headers={
                "apns-collapse-id": push.name,
                "apns-expiration": str(int(push.ends_at.astimezone(UTC).timestamp())),
            },
            payload=messaging.APNSPayload(messaging.Aps(thread_id=push.name)),
        ),
        webpush=messaging.WebpushConfig(
            headers={"Topic": push.name, "TTL": str(seconds)},
            notification=messaging.WebpushNotification(title, body, tag=push.name),
        ),
    )
    # If the token is passed to the constructor, the SDK warns that it will be replaced by installation ids.
    message.token = push.token
    return message
