"""What every callable's body is made of: strict, and nothing unnamed.

A worker serves one function, so each body is made ready when it is first needed (`defer_build`), not at import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

T = TypeVar("T")

# Ids become parts of database paths: no slash, no dots alone, and never Firestore's reserved __name__.
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=128)]
RequestId = Annotated[str, StringConstraints(pattern=ID_PATTERN, min_length=16, max_length=64)]
AmountMinor = Annotated[int, Field(ge=1, le=100_000_000)]


class Body(BaseModel):
    """A callable's body."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    def ids(self) -> dict[str, str]:
        """The ids it names, for the log."""
        return {name: value for name, value in self if name.endswith("_id")}

    def named(self) -> dict[str, Any]:
        """Every field by its name."""
        return dict(self)

    def into(self, kind: Callable[..., T]) -> T:
        """The service's request, whose fields are named alike."""
        return kind(**self.named())
