"""Drafts: the content of a rule before it is published. A fingerprint names a draft: one of its content and base."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from loyalty.domain.fields import canonical_json

# Rules whose drafts change points or money of patients: they are previewed before they are published. A draft of any
# other rule is only told in words.
PREVIEWED = frozenset({"earning", "expiry", "redemption", "banking", "tiers", "memberships"})


def fingerprint_of(rule: str, base_version: int, content: Mapping[str, Any]) -> str:
    """The fingerprint of a draft: SHA-256, in hexadecimal, of the canonical JSON of its rule, base and content.

    `base_version` is the live version that the draft was made from, 0 if none was live. The content must have been
    found valid: only what a document can hold has a canonical form.
    """
    return hashlib.sha256(canonical_json([rule, base_version, content])).hexdigest()
