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
    """The documents of one read, as they stood then."""

    def get(self, key: Key[D]) -> D | None:
        """The document's value, or None where there is none. Raises DocumentInvalid for one that breaks its shape."""

    def require(self, key: Key[D]) -> D:
        """The document's value. Raises DocumentMissing where there is none."""


@dataclass(frozen=True, slots=True)
class Put(Generic[D]):
    """A document to write whole: created if there was none, replaced if nobody changed it since it was read."""

    key: Key[D]
    value: D


@dataclass(frozen=True, slots=True)
class Remove(Generic[D]):
    """A document to remove if it is there, and nobody changed it since it was read. It must have been read."""

    key: Key[D]


@dataclass(frozen=True, slots=True)
class Decision(Generic[T_co]):
    """The answer of a decision and its writes, which are saved all or not at all."""

    answer: T_co
    writes: tuple[Put[Any] | Remove[Any], ...] = ()


class Store(Protocol):
    """The store of documents."""

    def transact(
        self,
        reads: Sequence[Key[Any]],
        decide: Callable[[Snapshots], Decision[T]],
        at_hand: Mapping[Key[Any], Any] | None = None,
    ) -> T:
        """Read the documents together, decide, and save the decision: one read and one commit if nobody interferes.

        If all of them are `at_hand`, as a query of the same store gave them, the first try uses those and reads
        nothing.

        `decide` is pure and may run several times. When the outcome of a commit is unknown it runs again on fresh
        documents, so it must recognize its own work by the entry, visit or account that its request id names. Raises
        all that `decide` raises, Contention when others kept interfering, StoreUnavailable when nothing answered.
        """
