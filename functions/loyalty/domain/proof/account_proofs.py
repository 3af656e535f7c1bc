"""Kept proofs: what was proved of an account, so that the next night goes on from there and not from its first entry.

A kept proof holds the state of the audit's own model after the entry of a revision. It is tied to the last day that was
closed then: if that closing is another one now, the proof is not trusted, and the account is proved from its first
entry. So a kept proof is a saving of work and never a proof by itself: every account is proved whole again within the
clinic's `proof_days`, and its kept proof is compared then.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from loyalty.domain.fields import canonical_json, maps_of
from loyalty.domain.ledger.entry import GENESIS_HASH

# The version of the model: a proof that another one kept is passed over, without a finding.
MODEL = 1
# A document holds a megabyte at most; the proof of a longer state is not kept.
MOST_BYTES = 900_000
_AT = "$at"


@dataclass(frozen=True, slots=True)
class AccountProof:
    """What was proved of an account up to a revision: the head's hash, and the model's state, packed.

    `closed_on` and `closed_digest` are those of the last closed day of that night. `findings` counts what was wrong
    with the account; then there is no state. `whole_at` is the night that proved it from its first entry. `seal` is a
    digest of all other fields.
    """

    patient_id: str
    revision: int
    head_hash: str
    model: int
    state: bytes
    closed_on: date | None
    closed_digest: str
    findings: int
    proved_at: datetime
    whole_at: datetime
    seal: str = ""


def sealed(proof: AccountProof) -> AccountProof:
    """The proof with its seal."""
    return replace(proof, seal=_seal_of(maps_of(proof)))


def without_state(patient_id: str, findings: int, now: datetime) -> AccountProof:
    """The proof of an account that is not as it should be, or too long to be kept: the next begins at its start."""
    return sealed(AccountProof(patient_id, 0, GENESIS_HASH, MODEL, b"", None, GENESIS_HASH, findings, now, now))


def is_as_sealed(proof: AccountProof) -> bool:
    """True if a kept proof is as it was written."""
    try:
        return proof.seal == _seal_of(maps_of(proof))
    except (TypeError, ValueError, RecursionError):
        return False


def _seal_of(fields: Mapping[str, Any]) -> str:
    content = {name: value for name, value in fields.items() if name != "seal"}
    content["state"] = hashlib.sha256(content["state"]).hexdigest()
    return hashlib.sha256(canonical_json(content)).hexdigest()


def packed(state: object) -> bytes | None:
    """A state of the model as bytes; None if it is too long, or holds what no sound document does."""
    try:
        text = json.dumps(state, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_instant_map)
        content = zlib.compress(text.encode(), 6)
    except (TypeError, ValueError, RecursionError):
        return None
    return content if len(content) <= MOST_BYTES else None


def unpacked(content: bytes) -> Any:  # noqa: ANN401 - the model's own state
    """The state of the model that was packed. Raises ValueError for other bytes."""
    try:
        return json.loads(zlib.decompress(content), object_hook=_instant_of)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _instant_map(value: object) -> dict[str, str]:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} is not kept")
    return {_AT: value.astimezone(UTC).isoformat(timespec="microseconds")}


def _instant_of(fields: dict[str, Any]) -> object:
    return datetime.fromisoformat(fields[_AT]) if fields.keys() == {_AT} else fields
