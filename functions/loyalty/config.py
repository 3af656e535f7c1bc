"""The only place that reads the environment: secrets, and two settings; each read is a function, for import has none.

The settings are no parameters of the SDK, since a deployment would ask for each of them.
"""

from __future__ import annotations

import os

from firebase_functions.params import SecretParam

CODE_SIGNING_KEYS = SecretParam(
    "CODE_SIGNING_KEYS",
    description="Keys that sign patients' codes, by commas, newest last: the last signs, the last two verify.",
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
    """True where calls must carry a valid App Check token: `ENFORCE_APP_CHECK=true` in `functions/.env`."""
    return os.environ.get("ENFORCE_APP_CHECK", "") == "true"


def fcm_endpoint() -> str:
    """The origin of a stand-in for FCM, which wants no credentials; empty where pushes go to Google."""
    return os.environ.get("FCM_ENDPOINT", "").strip()
