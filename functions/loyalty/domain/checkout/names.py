"""Names: patients are found by the beginning of a name, and little of it is shown.

A name is folded into parts without case, accents and punctuation. An account keeps `name_keys`, the beginnings of each
part and of the whole name, so that one question to one index answers three to eight typed letters exactly. Letters
beyond those are compared here.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

SHORTEST_KEY, LONGEST_KEY = 3, 8
MOST_PARTS = 6
# Latin letters that Unicode does not take apart, and the plain letters that people type for them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = frozenset("'’ʼ`´")


@dataclass(frozen=True, slots=True)
class NamedPatient:
    """The part of an account that answers a search by name."""

    patient_id: str
    name: str
    active: bool
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class TypedName:
    """The typed beginning of a name: the key to ask the index for, and every word."""

    key: str
    words: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """True if each word begins a part of the name, or all words together begin the name."""
        parts = fold(name)
        begun = all(any(part.startswith(word) for part in parts) for word in self.words)
        return begun or "".join(parts).startswith("".join(self.words))


def fold(text: str) -> tuple[str, ...]:
    """Fold a name into its parts without case, accents and punctuation: "O'Brien-Núñez" is obrien, nunez."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_PLAIN)
    return tuple("".join(map(_plain_letter, plain)).split())


def _plain_letter(letter: str) -> str:
    if letter.isalnum():
        return letter
    return "" if letter in _APOSTROPHES or unicodedata.category(letter).startswith("M") else " "


@lru_cache(maxsize=1_024)
def name_keys(name: str) -> tuple[str, ...]:
    """The beginnings that find a name, three to eight letters each."""
    parts = fold(name)[:MOST_PARTS]
    lengths = range(SHORTEST_KEY, LONGEST_KEY + 1)
    return tuple(sorted({word[:end] for word in (*parts, "".join(parts)) for end in lengths if len(word) >= end}))


def typed_name(letters: str) -> TypedName:
    """The search that typed letters ask for. Raises ValueError for fewer than three letters."""
    words = fold(letters)
    longest = max(words, key=len, default="")
    key = longest if len(longest) >= SHORTEST_KEY else "".join(words)
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a name is looked for by {SHORTEST_KEY} letters or more")
    return TypedName(key[:LONGEST_KEY], words)


def mask(name: str) -> str:
    """Mask a name for people who need not know it: "Ana Ruiz" is "Ana R."."""
    first, *others = name.split() or [""]
    return f"{first} {others[-1][0].upper()}." if others else first


def joined_month(patient: NamedPatient, zone: ZoneInfo) -> str:
    """The month in which the patient joined, `YYYY-MM`, by the clinic's calendar."""
    return patient.joined_at.astimezone(zone).strftime("%Y-%m")
