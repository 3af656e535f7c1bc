"""Queries with the judgement that each deserves: `served`, or the index that production would ask for.

Each is for one way in which a query and an index can miss each other: direction, scope, an override, a mode, order.
"""

from tests.rules.indexes import DOWN, UP, Indexes, Query, Sorted

PLANTED_INDEXES = Indexes(
    """{
      "indexes": [
        {"collectionGroup": "entries", "queryScope": "COLLECTION_GROUP", "fields": [
          {"fieldPath": "clinic_id", "order": "ASCENDING"}, {"fieldPath": "kind", "order": "ASCENDING"},
          {"fieldPath": "recorded_at", "order": "DESCENDING"}]},
        {"collectionGroup": "visits", "queryScope": "COLLECTION", "fields": [
          {"fieldPath": "location_id", "order": "DESCENDING"}, {"fieldPath": "checked_in_at", "order": "ASCENDING"}]},
        {"collectionGroup": "visits", "queryScope": "COLLECTION", "fields": [
          {"fieldPath": "opened_by", "order": "ASCENDING"}, {"fieldPath": "checked_in_at", "order": "DESCENDING"},
          {"fieldPath": "points", "order": "DESCENDING"}]},
        {"collectionGroup": "offers", "queryScope": "COLLECTION", "fields": [
          {"fieldPath": "tags", "arrayConfig": "CONTAINS"}, {"fieldPath": "ends_on", "order": "DESCENDING"},
          {"fieldPath": "__name__", "order": "ASCENDING"}]}
      ],
      "fieldOverrides": [
        {"collectionGroup": "patients", "fieldPath": "due_at", "indexes": [
          {"order": "ASCENDING", "queryScope": "COLLECTION_GROUP"}]},
        {"collectionGroup": "patients", "fieldPath": "name_keys", "indexes": [
          {"order": "ASCENDING", "queryScope": "COLLECTION"}]},
        {"collectionGroup": "entries", "fieldPath": "why", "indexes": []},
        {"collectionGroup": "entries", "fieldPath": "why.reason", "indexes": [
          {"order": "ASCENDING", "queryScope": "COLLECTION"}]},
        {"collectionGroup": "images", "fieldPath": "*", "indexes": []},
        {"collectionGroup": "images", "fieldPath": "taken_at", "indexes": [
          {"order": "DESCENDING", "queryScope": "COLLECTION"}]}
      ]
    }"""
)


def _in(collection: str, *filters: tuple[str, str], orders: Sorted = ()) -> Query:
    return Query("planted.py:1", collection, filters=filters, orders=orders)


def _across(collection: str, *filters: tuple[str, str], orders: Sorted = ()) -> Query:
    return Query("planted.py:1", collection, group=True, filters=filters, orders=orders)


_CLINIC, _KIND, _SINCE = ("clinic_id", "=="), ("kind", "=="), ("recorded_at", ">=")
_NEWEST, _OLDEST = ("recorded_at", DOWN), ("recorded_at", UP)
_HERE, _BY = ("location_id", "=="), ("opened_by", "==")
_EQUAL_KINDS = "a composite index on entries (COLLECTION_GROUP): clinic_id ASCENDING, kind ASCENDING"

PLANTED: list[tuple[Query, str]] = [
    # Direction of a composite index.
    (_across("entries", _CLINIC, _KIND, _SINCE, orders=(_NEWEST,)), "served"),
    (
        _across("entries", _CLINIC, _KIND, _SINCE, orders=(_OLDEST,)),
        f"{_EQUAL_KINDS}, recorded_at ASCENDING, __name__ ASCENDING",
    ),
    (_across("entries", _CLINIC, _KIND, _SINCE), f"{_EQUAL_KINDS}, recorded_at ASCENDING, __name__ ASCENDING"),
    (
        _across("entries", _CLINIC, _KIND, orders=(_NEWEST, ("__name__", UP))),
        f"{_EQUAL_KINDS}, recorded_at DESCENDING, __name__ ASCENDING",
    ),
    (_across("entries", _CLINIC, _KIND, orders=(_NEWEST, ("__name__", DOWN))), "served"),
    (_in("visits", _HERE, orders=(("checked_in_at", UP),)), "served"),  # an equality's own direction is free
    (_in("visits", _BY, orders=(("checked_in_at", DOWN), ("points", DOWN))), "served"),
    (_in("visits", _BY, ("points", "<"), orders=(("checked_in_at", DOWN),)), "served"),  # the range goes as the order
    (
        _in("visits", _BY, orders=(("checked_in_at", DOWN), ("points", UP))),
        "a composite index on visits (COLLECTION): "
        "opened_by ASCENDING, checked_in_at DESCENDING, points ASCENDING, __name__ ASCENDING",
    ),
    (
        _in("visits", _BY, orders=(("points", DOWN), ("checked_in_at", DOWN))),
        "a composite index on visits (COLLECTION): "
        "opened_by ASCENDING, points DESCENDING, checked_in_at DESCENDING, __name__ DESCENDING",
    ),
    (
        _in("visits", _BY, orders=(("checked_in_at", DOWN),)),  # an index of more fields is no index of fewer
        "a composite index on visits (COLLECTION): opened_by ASCENDING, checked_in_at DESCENDING, __name__ DESCENDING",
    ),
    # Scope.
    (
        _in("entries", _CLINIC, _KIND, _SINCE, orders=(_NEWEST,)),
        "a composite index on entries (COLLECTION): "
        "clinic_id ASCENDING, kind ASCENDING, recorded_at DESCENDING, __name__ DESCENDING",
    ),
    (
        _across("visits", _HERE, orders=(("checked_in_at", UP),)),
        "a composite index on visits (COLLECTION_GROUP): "
        "location_id ASCENDING, checked_in_at ASCENDING, __name__ ASCENDING",
    ),
    (_across("visits", _HERE), "location_id ASCENDING of visits, indexed by itself in COLLECTION_GROUP"),
    (_across("visits", orders=(("__name__", UP),)), "served"),
    # One field, by itself and by an override.
    (_in("visits", orders=(("checked_in_at", DOWN),)), "served"),
    (_in("visits", ("checked_in_at", ">"), ("checked_in_at", "<")), "served"),
    (_across("patients", ("due_at", "<="), orders=(("due_at", UP),)), "served"),
    (
        _across("patients", ("due_at", "<="), orders=(("due_at", DOWN),)),
        "due_at DESCENDING of patients, indexed by itself in COLLECTION_GROUP",
    ),
    (_in("patients", ("due_at", "<=")), "due_at ASCENDING of patients, indexed by itself in COLLECTION"),
    (_in("entries", ("why.rule", "==")), "why.rule ASCENDING of entries, indexed by itself in COLLECTION"),
    (_in("entries", ("why.reason", "in")), "served"),
    (_in("images", ("patient_id", "==")), "patient_id ASCENDING of images, indexed by itself in COLLECTION"),
    (_in("images", orders=(("taken_at", DOWN),)), "served"),
    # Modes: membership and several values.
    (_in("offers", ("tags", "array_contains_any"), orders=(("ends_on", DOWN), ("__name__", UP))), "served"),
    (
        _in("offers", ("tags", "array_contains"), orders=(("ends_on", DOWN),)),
        "a composite index on offers (COLLECTION): tags CONTAINS, ends_on DESCENDING, __name__ DESCENDING",
    ),
    (
        _in("offers", ("tags", "=="), orders=(("ends_on", DOWN), ("__name__", UP))),
        "a composite index on offers (COLLECTION): tags ASCENDING, ends_on DESCENDING, __name__ ASCENDING",
    ),
    (
        _in("patients", ("name_keys", "array_contains")),
        "name_keys CONTAINS of patients, indexed by itself in COLLECTION",
    ),
    (_across("entries", _CLINIC, ("kind", "in"), orders=(_NEWEST,)), "served"),
    (
        _across("entries", _CLINIC, ("kind", "in"), orders=(("kind", DOWN),)),
        "a composite index on entries (COLLECTION_GROUP): clinic_id ASCENDING, kind DESCENDING, __name__ DESCENDING",
    ),
    (
        _across("entries", _CLINIC, ("kind", "not_in")),
        f"{_EQUAL_KINDS}, __name__ ASCENDING",
    ),
    # Equalities alone are merged, in the order of names; any other order is not.
    (_in("visits", _HERE, ("state", "in"), ("tags", "array_contains")), "served"),
    (
        _in("visits", _HERE, orders=(("__name__", DOWN),)),
        "a composite index on visits (COLLECTION): location_id ASCENDING, __name__ DESCENDING",
    ),
    (_in("visits", orders=(("__name__", DOWN),)), "a composite index on visits (COLLECTION): __name__ DESCENDING"),
]
