"""The log lines of the functions, read as whoever runs a project reads them: each key is known, no value is a person's.

A line holds ids, codes, dates and counts. A name, a service, a text, an amount, a token or an address would be under a
key that is not listed here, or would not have the form of its key's values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from loyalty.entrypoints.bodies import LOGGED_IDS

# A word of letters, digits and a few signs: an id, a code, a date, an instant, a digest. Nothing with a blank or an @.
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,127}|")
SENTENCE = re.compile(r"[A-Za-z][A-Za-z ,.'_-]{0,99}")
# Nobody reads these in any line, wherever they stand: a token, an address, money as a page writes it.
NEVER = re.compile(r"eyJ[\w-]{8,}\.|[\w.+-]+@[\w-]+\.\w|[$€£]\s?\d|Bearer ", re.IGNORECASE)


def _is_word(value: object) -> bool:
    return value is None or (isinstance(value, str) and WORD.fullmatch(value) is not None)


def _is_count(value: object) -> bool:
    return value is None or isinstance(value, bool | int | float)


def _are_counts(value: object) -> bool:
    """A number for each word, as the closing sums of a whole clinic, or notices by how they ended."""
    return value is None or (
        isinstance(value, dict) and all(_is_word(key) and _is_count(each) for key, each in value.items())
    )


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_word, value))


KEYS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(
        LOGGED_IDS | {"uid", "call", "outcome", "code", "alert", "severity", "type", "placing_id", "schedule"}, _is_word
    ),
    **dict.fromkeys(("now", "business_date", "digest", "previous_digest", "status", "rule"), _is_word),
    **dict.fromkeys(("milliseconds", "round_trips", "documents_read", "documents_written", "seconds"), _is_count),
    **dict.fromkeys(
        ("accounts", "entries", "days", "closed_days", "findings", "whole", "complete", "found"), _is_count
    ),
    **dict.fromkeys(("pushes", "removed_devices", "finished", "done", "changed", "left", "cut_short"), _is_count),
    **dict.fromkeys(("total", "expired", "extended", "refreshed", "placed", "written", "changes", "months"), _is_count),
    **dict.fromkeys(("closing", "refused", "rule_versions", "states"), _are_counts),
    # A sweep counts its notices; a delivery counts them by how they ended.
    "notices": lambda value: _is_count(value) or _are_counts(value),
    "suppressed": _is_count,
    **dict.fromkeys(("codes", "clinics"), _are_words),
    "message": lambda text: SENTENCE.fullmatch(text) is not None,
    # What was wrong with a body, in the validator's words: it quotes no value.
    "field": lambda text: isinstance(text, str),
    "problem": lambda text: isinstance(text, str),
    "stack_trace": lambda text: isinstance(text, str),
}


def lines_of(text: str) -> Iterator[dict[str, Any]]:
    """The functions' lines in a log, or in what a test printed: JSON with a severity, after the emulator's own sign."""
    for line in text.splitlines():
        said = line.lstrip("> ")
        if said.startswith('{"severity"'):
            try:
                found = json.loads(said)
            except ValueError:  # cut in two by another process
                continue
            yield found


def problems_of(line: dict[str, Any]) -> list[str]:
    """What a line should not say: the key, never the value, since this is printed."""
    wrong = [key for key, value in line.items() if key not in KEYS or not KEYS[key](value)]
    return wrong + [f"{key} (an address, a token or money)" for key, value in line.items() if NEVER.search(str(value))]


def problems_in(text: str) -> set[str]:
    """What the lines of a text should not say, each with the line's message."""
    return {f"{line.get('message', '')!s:.40}: {wrong}" for line in lines_of(text) for wrong in problems_of(line)}
