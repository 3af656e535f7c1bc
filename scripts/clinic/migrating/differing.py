"""Differences between a document and what a migration makes of it: those that mean something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# What a field that is not there means: its default. Writing it down says nothing new.
_NOTHING: tuple[object, ...] = (None, 0, "", [], {}, False)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field by its names from outside in, and its value before and after; None for a field that is not there."""

    names: tuple[str, ...]
    before: Any
    after: Any

    @property
    def field(self) -> str:
        """The field without the ids between: `wallet_lots.banked_from`."""
        return self.names[0] if len(self.names) == 1 else f"{self.names[0]}.{self.names[-1]}"


def differences(before: Any, after: Any, names: tuple[str, ...] = ()) -> Iterator[Difference]:  # noqa: ANN401
    """The fields that differ, the innermost; a field that is left out differs from no default."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in sorted({*before, *after}, key=str):
            yield from differences(before.get(name), after.get(name), (*names, str(name)))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from differences(one, other, names)
    elif before != after and not (before is None and after in _NOTHING):
        yield Difference(names, before, after)
