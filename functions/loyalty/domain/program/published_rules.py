"""Rule documents as they are published by the functions: every field of them, checked already, and their history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PublishedRule:
    """A rule document as it is published, every field of it, checked already."""

    fields: Mapping[str, Any]

    @property
    def version(self) -> int:
        """Its version, from 1."""
        return int(self.fields["version"])


@dataclass(frozen=True, slots=True)
class PastRule(PublishedRule):
    """The same, as the history of the rule keeps it for ever."""
