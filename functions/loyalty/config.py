"""The only place that reads the environment: secrets, and two settings; each read is a function, for import has none.

The settings are no parameters of the SDK, since a deployment would ask for each of them.
"""

from __future__ import annotations

import os

from firebase_functions.params import SecretParam

EVERY_CLINIC = "*"
CALLS_PER_SECOND = 10

CODE_SIGNING_KEYS = SecretParam(
    "CODE_SIGNING_KEYS",
    description="Keys that sign patients' codes, by commas, newest last: the last signs, the last two verify.",
)
STRIPE_WEBHOOK_SECRETS = SecretParam(
    "STRIPE_WEBHOOK_SECRETS",
    description="Secrets that sign a payment provider's events: clinic:secret, by commas; *:secret is all clinics'.",
)
RECORDS_SECRETS = SecretParam(
    "RECORDS_SECRETS",
    description="Secrets that sign what a records system sends: clinic:secret, by commas; *:secret is all clinics'.",
)


def code_signing_keys() -> tuple[str, ...]:
    """The signing keys, oldest first."""
    return _listed(CODE_SIGNING_KEYS)


def stripe_webhook_secrets() -> tuple[tuple[str, str], ...]:
    """The clinics, and the secrets that payment providers sign their events with; a clinic may have several."""
    return _by_clinic(STRIPE_WEBHOOK_SECRETS)


def records_secrets() -> tuple[tuple[str, str], ...]:
    """The clinics, and the secrets that their records systems sign with; a clinic may have several."""
    return _by_clinic(RECORDS_SECRETS)


def _by_clinic(secret: SecretParam) -> tuple[tuple[str, str], ...]:
    """The pairs; a secret without a clinic signs for none."""
    pairs = (part.partition(":") for part in _listed(secret))
    return tuple((clinic_id.strip(), own.strip()) for clinic_id, _, own in pairs if clinic_id.strip() and own.strip())


def _listed(secret: SecretParam) -> tuple[str, ...]:
    return tuple(part.strip() for part in secret.value.split(",") if part.strip())


def fcm_endpoint() -> str:
    """The origin of a stand-in for FCM, which wants no credentials; empty where pushes go to Google."""
    return os.environ.get("FCM_ENDPOINT", "").strip()


def calls_per_second() -> float:
    """The calls a second that one caller has in the long run; `CALLS_PER_SECOND`, by default ten."""
    return float(os.environ.get("CALLS_PER_SECOND", "").strip() or CALLS_PER_SECOND)
