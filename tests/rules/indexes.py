"""Which queries Firestore's production serves with the indexes of firestore.indexes.json; the emulator serves them all.

Every field is indexed by itself, up, down and by membership, within its collection, unless an override says otherwise.
A query that sorts by, or ranges over, anything besides its one field needs a composite index.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

UP, DOWN, MEMBER = "ASCENDING", "DESCENDING", "CONTAINS"
BY_ITSELF = frozenset({UP, DOWN, MEMBER})
EQUALITIES = {"==": UP, "in": UP, "array_contains": MEMBER, "array_contains_any": MEMBER}
DOCUMENT_ID = "__name__"

Sorted = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Query:
    """What a query in the code asks for: `filters` are (field, operator), `orders` are (field, direction)."""

    place: str
    collection: str
    group: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    orders: Sorted = ()

    @property
    def scope(self) -> str:
        return "COLLECTION_GROUP" if self.group else "COLLECTION"

    @property
    def equalities(self) -> dict[str, str]:
        """How the index has to hold each field that is compared for equality or membership."""
        return {field: EQUALITIES[op] for field, op in self.filters if op in EQUALITIES and field != DOCUMENT_ID}

    @property
    def sorting(self) -> Sorted:
        """The order in which the index has to be read: as asked, then by what is ranged over."""
        ranged = [(field, UP) for field, op in self.filters if op not in EQUALITIES]
        asked = dict.fromkeys(field for field, _ in self.orders)
        wanted = [*self.orders, *(one for one in ranged if one[0] not in asked)]
        return tuple(one for one in dict.fromkeys(wanted) if one[0] not in {*self.equalities, DOCUMENT_ID})


@dataclass(frozen=True)
class _Composite:
    collection: str
    scope: str
    fields: Sorted

    def serves(self, query: Query) -> bool:
        """Whether its first fields are those compared for equality, and its others the sorting or its reverse."""
        split = len(query.equalities)
        same_place = (self.collection, self.scope) == (query.collection, query.scope)
        held = {(field, _equality(mode)) for field, mode in self.fields[:split]}
        sorting = self.fields[split:]
        return same_place and held == set(query.equalities.items()) and sorting in _both_ways(query.sorting)


class Indexes:
    """The indexes that a firestore.indexes.json makes, besides those that Firestore makes by itself."""

    def __init__(self, text: str) -> None:
        written = json.loads(text)
        self._composites = [
            _Composite(one["collectionGroup"], one["queryScope"], _fields(one["fields"])) for one in written["indexes"]
        ]
        self._overrides = {
            (one["collectionGroup"], one["fieldPath"]): {(each["queryScope"], _mode(each)) for each in one["indexes"]}
            for one in written["fieldOverrides"]
        }

    def missing(self, query: Query) -> str | None:
        """What this query needs and does not have, as a sentence; None if it is served."""
        if any(composite.serves(query) for composite in self._composites):
            return None
        needed = [*query.equalities.items(), *query.sorting]
        if query.sorting and len(needed) > 1:
            held = ", ".join(f"{field} {mode}" for field, mode in needed)
            return f"{query.place}: a composite index on {query.collection} ({query.scope}): {held}"
        return next(
            (self._lacking(query, field, mode) for field, mode in needed if self._lacks(query, field, mode)), None
        )

    def _lacks(self, query: Query, field: str, mode: str) -> bool:
        by_itself = {("COLLECTION", each) for each in BY_ITSELF}
        held = self._overrides.get((query.collection, field), by_itself)
        # An index on one field is read either way.
        return not any((query.scope, way) in held for way in {mode, *_either_way(mode)})

    def _lacking(self, query: Query, field: str, mode: str) -> str:
        return f"{query.place}: {field} {mode} of {query.collection}, indexed by itself in {query.scope}"


def _fields(written: Iterable[dict[str, str]]) -> Sorted:
    return tuple((one["fieldPath"], _mode(one)) for one in written if one["fieldPath"] != DOCUMENT_ID)


def _mode(written: dict[str, str]) -> str:
    return written.get("order") or written["arrayConfig"]


def _equality(mode: str) -> str:
    return MEMBER if mode == MEMBER else UP


def _either_way(mode: str) -> tuple[str, ...]:
    return (mode,) if mode == MEMBER else (UP, DOWN)


def _both_ways(sorting: Sorted) -> tuple[Sorted, Sorted]:
    return sorting, tuple((field, DOWN if mode == UP else UP) for field, mode in sorting)
