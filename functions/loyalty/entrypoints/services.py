"""The services: one function serves many calls, so that each call keeps the worker warm for the others.

`counter` serves every call that a person waits for, at the desk and on the phone: a patient who shows a code warms the
worker for the desk that will scan it. `office` serves calls that read much, and rare ones of managers; a preview
reads a year of a clinic, so it has five minutes and a gibibyte.

All services together need at most ten CPUs while an update runs them twice: a new project has a quota of twenty.
"""

from __future__ import annotations

import os

from loyalty import config
from loyalty.entrypoints import checkout, ledger, membership, program, proof, reminders
from loyalty.entrypoints.endpoint import serve

COUNTER, counter = serve(
    "counter", (*checkout.CALLS, *ledger.CALLS, *membership.CALLS), secrets=(config.CODE_SIGNING_KEYS,), max_instances=2
)
OFFICE, office = serve(
    "office",
    (*program.OFFICE_CALLS, *membership.OFFICE_CALLS, *proof.OFFICE_CALLS, *reminders.OFFICE_CALLS),
    secrets=(config.STRIPE_WEBHOOK_SECRETS, config.RECORDS_SECRETS),
    max_instances=1,
    timeout_sec=300,
    memory=1024,
)

# In production a worker loads all its modules at start, not with its first call. Discovery sets no K_SERVICE.
if loaded := {"counter": COUNTER, "office": OFFICE}.get(os.environ.get("K_SERVICE", "")):
    loaded.load()
