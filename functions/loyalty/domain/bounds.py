"""Bounds of the values that cross the wire, said once: bodies are checked by them, docs and pages read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from annotated_types import Ge, Le, MaxLen, MinLen


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that the whole text fits."""

    text: str


@dataclass(frozen=True, slots=True)
class Stripped:
    """The text is cleaned before anything else is looked at: see `cleaned`."""


@dataclass(frozen=True, slots=True)
class Check:
    """A function that gives the value back, or raises ValueError with the reason why it is none."""

    function: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A date that is written in a form of its own: the form's name, and what reads it or raises ValueError."""

    form: str
    read: Callable[[str], date]


def cleaned(text: str) -> str:
    """The text as people see it: composed, without what cannot be seen or turns its direction, and without white space
    at both ends. Joiners stay between two characters, where scripts and emoji need them; a line ends as it did.
    """
    text = unicodedata.normalize("NFC", text)
    kept = "".join(each for each in text if each in _KEPT or unicodedata.category(each) not in _UNSEEN)
    return unicodedata.normalize("NFC", _LONE_JOINERS.sub("", kept)).strip()


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
_KEPT = frozenset(_JOINERS + "\n\t")
_LONE_JOINERS = re.compile(
    rf"(?<![^\s{_JOINERS}])[{_JOINERS}]+|[{_JOINERS}]+(?![^\s{_JOINERS}])|(?<=[{_JOINERS}])[{_JOINERS}]+"
)

# Ids become parts of database paths: no slash, no dots alone, and never Firestore's reserved __name__.
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
MOST_MINOR = 100_000_000
MOST_POINTS = 10_000_000

Id = Annotated[str, Pattern(ID_PATTERN), MaxLen(128)]
RequestId = Annotated[str, Pattern(ID_PATTERN), MinLen(16), MaxLen(64)]
# Entries are named by request ids, and parts of an act by a request id and a word.
_PARTS = r"(\.(points|wallet|expiry|paid-(cash|card|financing)))?"
EntryId = Annotated[str, Pattern(rf"^[A-Za-z0-9][A-Za-z0-9_-]*{_PARTS}$"), MaxLen(80)]
AmountMinor = Annotated[int, Ge(1), Le(MOST_MINOR)]
Points = Annotated[int, Ge(1), Le(MOST_POINTS)]
Text = Annotated[str, Stripped(), MinLen(1), MaxLen(200)]
Name = Annotated[str, Stripped(), MinLen(1), MaxLen(80)]
# Enough to tell an address from a slip; the e-mail that reaches it is the proof.
Email = Annotated[str, Stripped(), Pattern(r"^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$"), MaxLen(200)]
