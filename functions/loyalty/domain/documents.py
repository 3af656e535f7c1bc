"""The port to documents: keys that name them, snapshots that read them, decisions that write them, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

D = TypeVar("D")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Key(Generic[D]):
    """A document's name: the kind of value it holds, and its path."""

    kind: type[D]
    path: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The documents' ids on the path, the clinic's first."""
        return tuple(self.path.split("/")[1::2])


class Snapshots(Protocol):
    """Documents as they stood at one read."""

    def get(self, key: Key[D]) -> D | None:
        """The document's value, or None where there is none. Raises DocumentInvalid for one that breaks its shape."""

    def require(self, key: Key[D]) -> D:
        """The document's value. Raises DocumentMissing where there is none."""


@dataclass(frozen=True, slots=True)
class Put(Generic[D]):
    """A document to write whole: replaced if it stood still since it was read, created if there was none."""

    key: Key[D]
    value: D


@dataclass(frozen=True, slots=True)
class Decision(Generic[T_co]):
    """What a decision answers, and what it writes: all or nothing."""

    answer: T_co
    writes: tuple[Put[Any], ...] = ()


class Store(Protocol):
    """Where documents are kept."""

    def transact(
        self,
        reads: Sequence[Key[Any]],
        decide: Callable[[Snapshots], Decision[T]],
        at_hand: Mapping[Key[Any], Any] | None = None,
    ) -> T:
        """Read the documents together, decide, and save what was decided: one read and one commit, left alone.

        Where all of them are `at_hand`, as a query of the same store gave them, the first try decides on those and
        reads nothing.

        `decide` is pure and may run several times. When the outcome of a commit is unknown it runs again on fresh
        documents, so it must recognise its own work by the entry, visit or account that its request id names. Raises
        whatever `decide` raises, Contention when others kept interfering, StoreUnavailable when nothing answered.
        """
