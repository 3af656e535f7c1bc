"""Codes in the QR: a signed text that names patient, clinic, location and a nonce, and the second it was made.

The text is base32 without padding over itsdangerous' timestamped signature. It holds `A-Z` and `2-7` only, so it
survives keyboard scanners with another layout or Caps Lock on, and the QR stays in its compact alphanumeric mode. Case
does not matter when it is read, but only the one canonical spelling is accepted: any changed character is refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadData, HMACAlgorithm, TimestampSigner
from itsdangerous.encoding import base64_decode, base64_encode

from loyalty.errors.checkout import CodeNotGenuine

SALT = b"clinic-loyalty.code.v2"
# RFC 2104, section 5: no less than half of the hash. Every byte here is two characters for a scanner to type.
_SIGNATURE_BYTES = 16
# Newest last: a code is signed with the last key, and the one before still verifies while phones renew.
KEYS_IN_USE = 2
_LONGEST = 1024


@dataclass(frozen=True, slots=True)
class CodePayload:
    """A code's patient, the clinic and location it is for, and its one use. `issued_at` is a whole second."""

    clinic_id: str
    location_id: str
    patient_id: str
    nonce: str
    issued_at: datetime


class _Shortened(HMACAlgorithm):
    """HMAC-SHA-256-128: the first half of HMAC-SHA-256."""

    default_digest_method = staticmethod(hashlib.sha256)

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return super().get_signature(key, value)[:_SIGNATURE_BYTES]


class _SignerAt(TimestampSigner):
    """A timestamp signer whose clock is passed in."""

    default_digest_method = staticmethod(hashlib.sha256)

    def __init__(self, keys: Sequence[str], second: int = 0) -> None:
        super().__init__(list(keys), salt=SALT, key_derivation="hmac", algorithm=_Shortened())
        self._second = second

    def get_timestamp(self) -> int:
        return self._second


class Codes:
    """The maker and reader of codes, with the platform's signing keys, oldest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys or not all(keys):
            raise ValueError("at least one signing key is needed, and none may be empty")
        self._keys = tuple(keys)[-KEYS_IN_USE:]

    def make(self, payload: CodePayload) -> str:
        """The code's text, signed with the newest key."""
        value = ",".join((payload.clinic_id, payload.location_id, payload.patient_id, payload.nonce))
        signed = _SignerAt(self._keys, int(payload.issued_at.timestamp())).sign(value)
        return base64.b32encode(signed).decode().rstrip("=")

    def read(self, text: str) -> CodePayload:
        """Read a scanned text. Raises CodeNotGenuine unless one of the keys in use signed exactly this text."""
        signed = _signed_bytes(text)
        try:
            value, issued_at = _SignerAt(self._keys).unsign(signed, return_timestamp=True)
            clinic_id, location_id, patient_id, nonce = value.decode("ascii").split(",")
        except (BadData, ValueError) as error:
            raise CodeNotGenuine from error
        return CodePayload(clinic_id, location_id, patient_id, nonce, issued_at.astimezone(UTC))


def _signed_bytes(text: str) -> bytes:
    """The signed bytes of a text; base32 and the signature's base64 must both be canonical."""
    if not text.isascii() or len(text) > _LONGEST:
        raise CodeNotGenuine
    spelled = text.upper()
    try:
        signed = base64.b32decode(spelled + "=" * (-len(spelled) % 8))
        signature = signed.rpartition(b".")[2]
        canonical = base64_encode(base64_decode(signature)) == signature
    except (binascii.Error, BadData) as error:
        raise CodeNotGenuine from error
    if not canonical or base64.b32encode(signed).decode().rstrip("=") != spelled:
        raise CodeNotGenuine
    return signed
