"""The only place that declares parameters and secrets; every read is a function, since values are absent at import."""

from __future__ import annotations

from firebase_functions.params import BoolParam, SecretParam, StringParam

CODE_SIGNING_KEYS = SecretParam(
    "CODE_SIGNING_KEYS",
    description="Keys that sign patients' codes, by commas, newest last: the last signs, the last two verify.",
)
ENFORCE_APP_CHECK = BoolParam(
    "ENFORCE_APP_CHECK",
    default=False,
    description="Refuse calls that carry no valid App Check token.",
)
FCM_ENDPOINT = StringParam(
    "FCM_ENDPOINT",
    default="",
    description="Where pushes are sent instead of to Google, without credentials: an origin. Empty in production.",
)


def code_signing_keys() -> tuple[str, ...]:
    """The signing keys, oldest first."""
    return tuple(key.strip() for key in CODE_SIGNING_KEYS.value.split(",") if key.strip())


def enforce_app_check() -> bool:
    """Whether calls must carry a valid App Check token."""
    return bool(ENFORCE_APP_CHECK.value)


def fcm_endpoint() -> str:
    """The origin of a stand-in for FCM; empty where pushes go to Google."""
    return str(FCM_ENDPOINT.value).strip()
