"""Our messages write the same as the client library, and read back the same as the library reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.cloud import firestore
from google.cloud.firestore_v1 import _helpers
from google.cloud.firestore_v1.types import Document
from hypothesis import given
from hypothesis import strategies as st

from loyalty.store.documents import Conflict, Usage, Write
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.firestore.wire import fields_from, write_fields

PATH = "clinics/bella/rules/wire"
TIMEOUT = 30.0
AWKWARD = ("plain", "with.dot", "with`tick", "with\\slash", "ünïcode", "0digit", "a b")
FIRST, LAST = datetime(1, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001 - hypothesis adds the zone

_names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.binary(max_size=20)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_names, _values, max_size=4))
def test_fields_become_the_messages_that_the_library_makes_and_come_back_the_same(fields: dict[str, Any]) -> None:
    ours, theirs = Document.pb(Document()), Document(fields=_helpers.encode_dict(fields))
    write_fields(ours.fields, fields)
    assert ours == Document.pb(theirs)
    assert fields_from(ours.fields) == fields == _helpers.decode_dict(theirs.fields, None)


def test_what_no_document_holds_is_not_written() -> None:
    with pytest.raises(TypeError, match="timedelta"):
        write_fields(Document.pb(Document()).fields, {"life": timedelta(days=1)})


@pytest.fixture
def client(project_id: str) -> firestore.Client:
    return shared_client(project_id)


@pytest.mark.parametrize("name", AWKWARD)
def test_a_change_reaches_the_one_field_it_names_however_it_is_named(client: firestore.Client, name: str) -> None:
    documents = FirestoreDocuments(client, Usage())
    held = {"other": 1, "map": {name: {"kept": 1, "changed": 1}, "other": 2}, name: [1], "gone": {name: 1}}
    documents.commit([Write(PATH, held)], TIMEOUT)
    (found,) = documents.read([PATH], TIMEOUT)
    changed = {"other": 1, "map": {name: {"kept": 1, "changed": 2}, "other": 2}, name: [1, {}], "gone": {}}
    documents.commit([Write(PATH, changed, found.version, found.fields)], TIMEOUT)
    assert client.document(PATH).get().to_dict() == documents.read([PATH], TIMEOUT)[0].fields == changed


def test_of_two_writes_neither_stands_where_ones_condition_does_not_hold(client: firestore.Client) -> None:
    documents = FirestoreDocuments(client, Usage())
    documents.commit([Write(PATH, {"points": 5})], TIMEOUT)
    (found,) = documents.read([PATH], TIMEOUT)
    client.document(PATH).update({"points": 6})
    for stale in (Write(PATH, {"points": 7}, found.version, found.fields), Write(PATH, {"points": 7})):
        with pytest.raises(Conflict):
            documents.commit([Write(f"{PATH}-2", {}), stale], TIMEOUT)
    assert [one.fields for one in documents.read([PATH, f"{PATH}-2"], TIMEOUT)] == [{"points": 6}, None]


def test_a_document_is_removed_where_it_is_as_it_was_read_and_stays_otherwise(client: firestore.Client) -> None:
    documents = FirestoreDocuments(client, Usage())
    documents.commit([Write(PATH, {"points": 5})], TIMEOUT)
    (found,) = documents.read([PATH], TIMEOUT)
    client.document(PATH).update({"points": 6})
    with pytest.raises(Conflict):
        documents.commit([Write(f"{PATH}-2", {}), Write(PATH, {}, found.version, removes=True)], TIMEOUT)
    (again,) = documents.read([PATH], TIMEOUT)
    assert again.fields == {"points": 6}
    documents.commit([Write(f"{PATH}-2", {}), Write(PATH, {}, again.version, removes=True)], TIMEOUT)
    assert [one.fields for one in documents.read([PATH, f"{PATH}-2"], TIMEOUT)] == [None, {}]
