"""Indexes that Firestore's production needs for a query, against those that firestore.indexes.json makes.

The emulator serves every query, indexed or not. The rules here are Google's for the Standard edition, and in doubt a
query counts as not served:

- An index is read forwards only: a query that sorts the other way needs an index of its own.
- What a query does not say is added as in `StructuredQuery.order_by`: the fields it ranges over, by name, then the
  document's name, all in the direction of the last order that it says.
- The fields compared for equality come first in a composite index, in any order and direction; an array's field is
  held as CONTAINS, and serves membership alone.
- A collection and a collection group have indexes of their own.
- Every field is indexed by itself, up, down and by membership, within its collection, unless an override of the field,
  of a map around it or of all fields (`*`) says otherwise. Such indexes are merged for equalities, never for a sort.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UP, DOWN, MEMBER = "ASCENDING", "DESCENDING", "CONTAINS"
BY_ITSELF = frozenset({("COLLECTION", UP), ("COLLECTION", DOWN), ("COLLECTION", MEMBER)})
EQUALITIES = {"==": UP, "in": UP, "array_contains": MEMBER, "array_contains_any": MEMBER}
DOCUMENT_ID = "__name__"

Sorted = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Query:
    """A query as the code asks it: `filters` are (field, operator), `orders` are (field, direction)."""

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
        """The fields compared for equality or membership, and how an index holds each; a field of several values that
        is sorted by, too, is read in its order instead."""
        sorted_by = {field for field, _ in self.orders}
        return {
            field: EQUALITIES[op]
            for field, op in self.filters
            if op in EQUALITIES and field != DOCUMENT_ID and (op == "==" or field not in sorted_by)
        }

    @property
    def sorting(self) -> Sorted:
        """The order in which an index is read, as asked and then as Firestore adds to it; ends with the document's
        name. What one value alone is asked of needs no order."""
        ranged = sorted({field for field, op in self.filters if op not in EQUALITIES})
        last = self.orders[-1][1] if self.orders else UP
        asked = dict(self.orders)
        whole = {**asked, **{field: last for field in (*ranged, DOCUMENT_ID) if field not in asked}}
        return tuple(one for one in whole.items() if one[0] not in self.equalities)


@dataclass(frozen=True)
class Composite:
    """A composite index; its fields end with the document's name."""

    collection: str
    scope: str
    fields: Sorted

    def serves(self, query: Query) -> bool:
        """Its first fields are those compared for equality, and its others the sorting."""
        split = len(query.equalities)
        same_place = (self.collection, self.scope) == (query.collection, query.scope)
        held = {(field, _equality(mode)) for field, mode in self.fields[:split]}
        return same_place and held == set(query.equalities.items()) and self.fields[split:] == query.sorting


class Indexes:
    """The indexes that a firestore.indexes.json makes, besides those that Firestore makes by itself."""

    def __init__(self, text: str) -> None:
        written = json.loads(text)
        self._composites = [
            Composite(one["collectionGroup"], one["queryScope"], _fields(one["fields"])) for one in written["indexes"]
        ]
        self._overrides = {
            (one["collectionGroup"], one["fieldPath"]): frozenset(
                (each["queryScope"], _mode(each)) for each in one["indexes"]
            )
            for one in written["fieldOverrides"]
        }

    def missing(self, query: Query) -> str | None:
        """The index that this query needs and does not have, as a sentence; None if it is served."""
        if any(composite.serves(query) for composite in self._composites):
            return None
        needed = [*query.equalities.items(), *query.sorting]
        if _needs_composite(query):
            held = ", ".join(f"{field} {mode}" for field, mode in needed)
            return f"{query.place}: a composite index on {query.collection} ({query.scope}): {held}"
        alone = [one for one in needed if one[0] != DOCUMENT_ID]
        lacking = (
            f"{query.place}: {field} {mode} of {query.collection}, indexed by itself in {query.scope}"
            for field, mode in alone
            if (query.scope, mode) not in self._by_itself(query.collection, field)
        )
        return next(lacking, None)

    def idle(self, queries: Sequence[Query]) -> list[Composite]:
        """The composite indexes that none of these queries reads."""
        return [composite for composite in self._composites if not any(map(composite.serves, queries))]

    def _by_itself(self, collection: str, field: str) -> frozenset[tuple[str, str]]:
        """The indexes of one field: as its own override says, or that of the nearest map around it, or that of all."""
        parts = field.split(".")
        around = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
        found = (self._overrides.get((collection, each)) for each in (*around, "*"))
        return next((override for override in found if override is not None), BY_ITSELF)


def _needs_composite(query: Query) -> bool:
    """An index of one field ends with the document's name in that field's direction, which is up for equalities."""
    *fields, (_, name) = query.sorting
    if not fields:
        return name != UP
    return bool(query.equalities) or len(fields) > 1 or fields[0][1] != name


def _fields(written: Iterable[dict[str, str]]) -> Sorted:
    """The fields of a composite index; the document's name, where it is not said, goes as the last field does."""
    fields = tuple((one["fieldPath"], _mode(one)) for one in written)
    if fields[-1][0] == DOCUMENT_ID:
        return fields
    last = fields[-1][1]
    return *fields, (DOCUMENT_ID, UP if last == MEMBER else last)


def _mode(written: dict[str, str]) -> str:
    return written.get("order") or written["arrayConfig"]


def _equality(mode: str) -> str:
    return MEMBER if mode == MEMBER else UP
