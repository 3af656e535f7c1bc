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
STRIPE_WEBHOOK_SECRETS = SecretParam(
    "STRIPE_WEBHOOK_SECRETS",
    description="Secrets that sign a payment provider's events, by commas: any of them verifies.",
)
RECORDS_SECRETS = SecretParam(
    "RECORDS_SECRETS",
    description="Secrets that sign what the clinic's records system sends, by commas: any of them verifies.",
)


def code_signing_keys() -> tuple[str, ...]:
    """The signing keys, oldest first."""
    return _listed(CODE_SIGNING_KEYS)


def stripe_webhook_secrets() -> tuple[str, ...]:
    """What a payment provider signs its events with."""
    return _listed(STRIPE_WEBHOOK_SECRETS)


def records_secrets() -> tuple[str, ...]:
    """What the clinic's records system signs with."""
    return _listed(RECORDS_SECRETS)


def _listed(secret: SecretParam) -> tuple[str, ...]:
    return tuple(part.strip() for part in secret.value.split(",") if part.strip())


def enforce_app_check() -> bool:
    """Whether calls must carry a valid App Check token."""
    return bool(ENFORCE_APP_CHECK.value)


def fcm_endpoint() -> str:
    """The origin of a stand-in for FCM; empty where pushes go to Google."""
    return str(FCM_ENDPOINT.value).strip()
