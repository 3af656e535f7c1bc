"""Names: patients are found by the words of a name, in any order, and little of it is shown.

A name is folded into words without case, accents and punctuation; each Han character is a word of its own. An account
keeps `name_keys`: the beginnings of each word and of the whole name, short words whole, the beginnings of every two
words together, and all words. So whatever is typed is one key, and the index decides by all of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import combinations
from zoneinfo import ZoneInfo

# Letters of a beginning: alone, and of each of two words together.
SHORTEST_KEY, LONGEST_KEY, LONGEST_OF_TWO = 3, 24, 8
SHORTEST_WORD = 2
MOST_PARTS = 6
# Letters of the key of all words; an index holds no more of a text than 1,500 bytes.
LONGEST_WHOLE = 160
# Latin letters that Unicode does not take apart, and the plain letters that people type for them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_CLOSED = "!"  # of no folded name
_APOSTROPHES = frozenset("'’ʼ`´")
_HAN = ((0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))


@dataclass(frozen=True, slots=True)
class NamedPatient:
    """The part of an account that answers a search by name; `seen_on` is the date of the last visit."""

    patient_id: str
    name: str
    active: bool
    joined_at: datetime
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class TypedName:
    """The typed words of a name: the keys to ask the index for, of the whole name and of its beginning."""

    whole: str
    key: str
    words: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """True if each word begins another part of the name; a short word alone is a whole part."""
        parts = fold(name)
        if len(self.words) > 1:
            return _begin(self.words, parts)
        (word,) = self.words
        if len(word) < SHORTEST_KEY:
            return word in parts
        return _begin(self.words, parts) or "".join(parts).startswith(word)

    def is_whole(self, name: str) -> bool:
        """True if the words are all of the name."""
        return self.whole == _whole_key(fold(name))


def _begin(words: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """True if each word begins a part that no other word begins."""
    if not words:
        return True
    return any(
        part.startswith(words[0]) and _begin(words[1:], (*parts[:at], *parts[at + 1 :]))
        for at, part in enumerate(parts)
        if part not in parts[:at]
    )


def fold(text: str) -> tuple[str, ...]:
    """Fold a name into its parts without case, accents and punctuation: "O'Brien-Núñez" is obrien, nunez."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_PLAIN)
    return tuple("".join(map(_plain_letter, plain)).split())


def _plain_letter(letter: str) -> str:
    if _is_han(letter):
        return f" {letter} "
    if letter.isalnum():
        return letter
    return "" if letter in _APOSTROPHES or unicodedata.category(letter)[0] in "MC" else " "


def _is_han(letter: str) -> bool:
    return letter > "\u3004" and any(first <= ord(letter) <= last for first, last in _HAN)


@lru_cache(maxsize=1_024)
def name_keys(name: str) -> tuple[str, ...]:
    """The keys that find a name, in order."""
    words = fold(name)
    parts = words[:MOST_PARTS]
    keys = {_whole_key(words)} if words else set()
    keys.update(part for part in parts if len(part) < SHORTEST_KEY)
    for word in (*parts, "".join(words)):
        keys.update(word[:end] for end in range(SHORTEST_KEY, min(len(word), LONGEST_KEY) + 1))
    for one, other in combinations(parts, 2):
        keys.update(_pair_key(begun, word) for begun in _beginnings(one) for word in _beginnings(other))
    return tuple(sorted(keys))


def closed_key(key: str) -> str:
    """The key of a closed account for a key: a lookup of those who can be helped never reads it."""
    return f"{_CLOSED}{key}"


def _beginnings(part: str) -> Iterator[str]:
    return (part[:end] for end in range(1, min(len(part), LONGEST_OF_TWO) + 1))


def _pair_key(one: str, other: str) -> str:
    """The key of two words together, whichever comes first."""
    return f"{min(one, other)} {max(one, other)}"


def _whole_key(words: Iterable[str]) -> str:
    return f"={' '.join(sorted(words))}"[:LONGEST_WHOLE]


def typed_name(letters: str) -> TypedName:
    """The search that typed letters ask for.

    Raises ValueError for fewer than three letters, unless they are one whole word of two, or a Han character.
    """
    words = fold(letters)
    typed = "".join(words)
    is_word = len(words) == 1 and len(typed) >= SHORTEST_WORD
    if not is_word and len(typed) < SHORTEST_KEY and not any(map(_is_han, typed)):
        raise ValueError(f"a name is looked for by {SHORTEST_KEY} letters or more, or by a whole word of two")
    one, *others = sorted(words, key=len, reverse=True)
    key = _pair_key(one[:LONGEST_OF_TWO], others[0][:LONGEST_OF_TWO]) if others else one[:LONGEST_KEY]
    return TypedName(_whole_key(words), key, words)


def mask(name: str) -> str:
    """Mask a name for people who need not know it: "Ana Ruiz" is "Ana R."."""
    first, *others = name.split() or [""]
    return f"{first} {others[-1][0].upper()}." if others else first


def joined_month(patient: NamedPatient, zone: ZoneInfo) -> str:
    """The month in which the patient joined, `YYYY-MM`, by the clinic's calendar."""
    return patient.joined_at.astimezone(zone).strftime("%Y-%m")
