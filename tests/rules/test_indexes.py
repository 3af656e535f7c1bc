"""Every query of the functions and the pages has the index that production will ask for."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from loyalty.domain.proof.previews import Preview, PreviewPage
from loyalty.domain.proof.reports import FindingsPage
from tests.rules.indexes import DOWN, MEMBER, UP, Indexes, Query
from tests.rules.planted_queries import PLANTED, PLANTED_INDEXES
from tests.rules.queries import UnreadableQueryError, in_python, in_typescript, queries_of_python

ROOT = Path(__file__).parents[2]
PYTHON = [*(ROOT / "functions" / "loyalty").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
TYPESCRIPT = [path for path in (ROOT / "web").rglob("*.ts") if not {"node_modules", "dist"} & set(path.parts)]
WRITTEN = (ROOT / "firestore.indexes.json").read_text(encoding="utf-8")
DAY = Query("close_day.py:1", "entries", group=True, filters=(("clinic_id", "=="), ("business_date", "==")), orders=())
BOUGHT_HERE = Query(
    "documents.ts:1",
    "entries",
    group=False,
    filters=(("kind", "=="), ("location_id", "==")),
    orders=(("recorded_at", DOWN),),
)
SWEEP = Query("sweep.py:1", "patients", group=True, filters=(("due_at", "<="),), orders=(("due_at", UP),))

SAMPLE = Indexes(
    """{
      "indexes": [
        {"collectionGroup": "entries", "queryScope": "COLLECTION", "fields": [
          {"fieldPath": "location_id", "order": "ASCENDING"}, {"fieldPath": "revision", "order": "DESCENDING"}]},
        {"collectionGroup": "offers", "queryScope": "COLLECTION_GROUP", "fields": [
          {"fieldPath": "tags", "arrayConfig": "CONTAINS"}, {"fieldPath": "ends_on", "order": "ASCENDING"},
          {"fieldPath": "__name__", "order": "ASCENDING"}]}
      ],
      "fieldOverrides": [
        {"collectionGroup": "patients", "fieldPath": "due_at", "indexes": [
          {"order": "ASCENDING", "queryScope": "COLLECTION_GROUP"}]},
        {"collectionGroup": "patients", "fieldPath": "lots", "indexes": []}
      ]
    }"""
)


def test_previews_and_their_pages_are_deleted_by_firestore_itself_after_their_end_and_nothing_else_is() -> None:
    overrides = json.loads(WRITTEN)["fieldOverrides"]
    ending = {(each["collectionGroup"], each["fieldPath"]) for each in overrides if each.get("ttl")}
    assert ending == {("previews", "ends_at"), ("pages", "ends_at")}
    have_an_end = [
        kind for kind in (Preview, PreviewPage, FindingsPage) if "ends_at" in {one.name for one in fields(kind)}
    ]
    assert have_an_end == [Preview, PreviewPage]


def _query(
    collection: str, *filters: tuple[str, str], group: bool = False, orders: tuple[tuple[str, str], ...] = ()
) -> Query:
    return Query("sample.py:1", collection, group, filters, orders)


def test_every_query_of_the_functions_and_the_scripts_is_served() -> None:
    assert PYTHON
    assert [missing for query in in_python(PYTHON) if (missing := Indexes(WRITTEN).missing(query))] == []


def test_every_query_of_the_pages_is_served() -> None:
    assert TYPESCRIPT
    assert [missing for query in in_typescript(TYPESCRIPT) if (missing := Indexes(WRITTEN).missing(query))] == []


def test_the_search_for_patients_whose_points_are_due_is_served() -> None:
    assert Indexes(WRITTEN).missing(SWEEP) is None


def test_the_search_for_what_a_patient_paid_at_a_location_is_served() -> None:
    assert Indexes(WRITTEN).missing(BOUGHT_HERE) is None


def test_the_search_for_the_entries_of_a_clinics_day_is_served() -> None:
    assert Indexes(WRITTEN).missing(DAY) is None
    since = replace(DAY, filters=(("clinic_id", "=="), ("business_date", ">=")), orders=(("business_date", UP),))
    assert Indexes(WRITTEN).missing(since) is None


@pytest.mark.parametrize(
    ("collection", "fields"),
    [
        (
            "patients",
            ["lots", "wallet_lots", "confirmation", "recent_purchases", "reissued", "progress", "joined_with"],
        ),
        ("entries", ["draws", "lot", "wallet_draws", "wallet_lot", "purchase", "why", "request", "hash"]),
        ("reversals", ["refunded_minor"]),
    ],
)
def test_what_is_never_asked_for_is_not_indexed(collection: str, fields: list[str]) -> None:
    assert [field for field in fields if not Indexes(WRITTEN).missing(_query(collection, (field, "==")))] == []


@pytest.mark.parametrize(
    "query",
    [
        _query("entries"),
        _query("entries", orders=(("recorded_at", DOWN),)),
        _query("entries", ("location_id", "==")),
        _query("entries", ("location_id", "=="), ("kind", "in")),
        _query("entries", ("recorded_at", ">="), ("recorded_at", "<"), orders=(("recorded_at", DOWN),)),
        _query("entries", ("location_id", "=="), ("revision", ">"), orders=(("revision", DOWN),)),
        _query("entries", ("location_id", "=="), orders=(("revision", DOWN), ("__name__", DOWN))),
        _query("patients", ("due_at", "<="), group=True, orders=(("due_at", UP),)),
        _query("offers", ("tags", "array_contains"), group=True, orders=(("ends_on", UP),)),
        _query("offers", ("tags", "array_contains")),
    ],
    ids=str,
)
def test_a_query_with_its_index_is_served(query: Query) -> None:
    assert SAMPLE.missing(query) is None


@pytest.mark.parametrize(
    "query",
    [
        _query("entries", ("location_id", "=="), orders=(("recorded_at", UP),)),
        _query("entries", ("kind", "=="), ("revision", ">")),
        _query("entries", orders=(("kind", UP), ("revision", UP))),
        _query("entries", ("revision", ">"), ("points", "<")),
        _query("entries", ("location_id", "=="), ("kind", "=="), orders=(("revision", UP),)),
        _query("entries", ("location_id", "=="), group=True),
        _query("entries", ("location_id", "=="), ("revision", ">")),
        _query("entries", ("location_id", "=="), orders=(("revision", UP), ("__name__", UP))),
        _query("entries", ("location_id", "=="), group=True, orders=(("revision", DOWN),)),
        _query("entries", group=True, orders=(("recorded_at", UP),)),
        _query("patients", ("due_at", "<=")),
        _query("patients", ("lots", "==")),
        _query("offers", ("tags", "array_contains"), group=True, orders=(("ends_on", DOWN),)),
        _query("offers", ("tags", "=="), group=True, orders=(("ends_on", UP),)),
        _query("offers", ("tags", "array_contains"), orders=(("ends_on", UP),)),
    ],
    ids=str,
)
def test_a_query_without_its_index_is_named(query: Query) -> None:
    assert "sample.py:1" in (SAMPLE.missing(query) or "")


@pytest.mark.parametrize(("query", "judgement"), PLANTED, ids=str)
def test_a_planted_query_is_judged_right(query: Query, judgement: str) -> None:
    needed = PLANTED_INDEXES.missing(query)
    assert (needed or "served").removeprefix("planted.py:1: ") == judgement


def test_an_index_that_no_query_reads_is_named() -> None:
    (idle,) = SAMPLE.idle([_query("entries", ("location_id", "=="), orders=(("revision", DOWN),))])
    assert (idle.collection, idle.scope) == ("offers", "COLLECTION_GROUP")


def test_every_composite_index_is_read_by_a_query() -> None:
    assert Indexes(WRITTEN).idle([*in_python(PYTHON), *in_typescript(TYPESCRIPT)]) == []


@pytest.mark.parametrize(
    ("code", "query"),
    [
        (
            'client.collection_group("patients").where(filter=FieldFilter("due_at", "<=", now)).order_by("due_at")',
            ("patients", True, (("due_at", "<="),), (("due_at", UP),)),
        ),
        (
            'list(client.collection(f"clinics/{clinic}/patients").where("name", "==", name).stream())',
            ("patients", False, (("name", "=="),), ()),
        ),
        (
            'client.document(path).collection("entries").order_by("revision", direction=Query.DESCENDING)',
            ("entries", False, (), (("revision", DOWN),)),
        ),
        (
            'client.document(path).collection("entries").order_by("revision").limit_to_last(20)',
            ("entries", False, (), (("revision", DOWN),)),
        ),
        (
            'client.collection("visits").where(filter=And([FieldFilter("a", "==", 1), FieldFilter("b", ">", 2)]))',
            ("visits", False, (("a", "=="), ("b", ">")), ()),
        ),
    ],
)
def test_a_query_is_read_out_of_python(code: str, query: tuple[object, ...]) -> None:
    (found,) = queries_of_python(f"def ask(client):\n    return {code}\n", "sample.py")
    assert (found.collection, found.group, found.filters, found.orders) == query
    assert found.place == "sample.py:2"


def test_a_query_made_in_steps_is_read_with_all_of_them() -> None:
    source = """
DUE = "due_at"

def due(client, clinic):
    query = client.collection_group("patients").where(DUE, "<=", 1)
    if clinic:
        query = query.where("clinic_id", "==", clinic)
    return query.order_by(DUE).stream()
"""
    last = list(queries_of_python(source, "sample.py"))[-1]
    assert last.filters == (("due_at", "<="), ("clinic_id", "=="))
    assert last.orders == (("due_at", UP),)


@pytest.mark.parametrize(
    "code",
    [
        'query.where("name", "==", name)',
        'client.collection(path).where("name", "==", name)',
        'client.collection(f"clinics/{name}").where("name", "==", name)',
        'client.collection("patients").where(field, "==", name)',
        'client.collection("patients").where(filter=Or([FieldFilter("a", "==", 1)]))',
        'client.collection("patients").order_by(field)',
    ],
)
def test_a_query_that_cannot_be_read_out_of_python_is_an_error(code: str) -> None:
    with pytest.raises(UnreadableQueryError, match=r"sample\.py:2"):
        list(queries_of_python(f"def ask(client, query, path, field, name):\n    {code}\n", "sample.py"))


def _typescript(folder: Path, code: str) -> list[Query]:
    module = folder / "sample.ts"
    names = "and, collection, collectionGroup, limit, limitToLast, or, orderBy as sorted, query, where"
    module.write_text(f'import {{ {names} }} from "firebase/firestore";\n{code}\n', encoding="utf-8")
    return in_typescript([module])


def test_a_query_is_read_out_of_typescript(tmp_path: Path) -> None:
    code = """
      const entries = collection(db, "clinics", clinic, "patients", uid, "entries");
      const mine = query(entries, where("location_id", "==", here), sorted("revision", "desc"), limit(20));
      const due = query(collectionGroup(db, "patients"), where("tags", "array-contains", tag));
      const named = query(collection(db, `clinics/${clinic}/services`));
      const last = query(entries, sorted("revision"), limitToLast(20));
      const kept = query(documents.collection("rules", rule, "history"), where("version", "<", below));
    """
    mine, due, named, last, kept = _typescript(tmp_path, code)
    assert mine == Query("sample.ts:4", "entries", False, (("location_id", "=="),), (("revision", DOWN),))  # noqa: FBT003
    assert due == Query("sample.ts:5", "patients", True, (("tags", "array_contains"),))  # noqa: FBT003
    assert SAMPLE.missing(due) == f"sample.ts:5: tags {MEMBER} of patients, indexed by itself in COLLECTION_GROUP"
    assert named.collection == "services"
    assert last.orders == (("revision", DOWN),)
    assert (kept.collection, kept.filters) == ("history", (("version", "<"),))


def test_a_search_of_the_rest_interface_is_read_out_of_typescript(tmp_path: Path) -> None:
    code = """
      const MOST = 20;
      const mine = {
        from: [{ collectionId: "entries" }],
        where: every(equal("kind", kind), equal("location_id", here)),
        orderBy: [newestFirst("recorded_at"), newestFirst("__name__")],
        limit: MOST,
        startAt,
      };
      const waiting = { from: [{ collectionId: "adjustments" }], where: equal("status", "pending"), limit: 3 };
    """
    mine, waiting = _typescript(tmp_path, code)
    assert replace(mine, place=BOUGHT_HERE.place) == replace(
        BOUGHT_HERE, orders=(("recorded_at", DOWN), ("__name__", DOWN))
    )
    assert (waiting.collection, waiting.filters, waiting.orders) == ("adjustments", (("status", "=="),), ())


def test_the_searches_of_the_desks_sheets_are_all_read() -> None:
    found = in_typescript([ROOT / "web" / "desk" / "firestore" / "queries.ts"])
    assert [query.collection for query in found] == ["appointments"]


def test_a_query_that_is_not_firestores_is_passed_over(tmp_path: Path) -> None:
    module = tmp_path / "dialog.ts"
    code = 'import { query } from "lit/decorators.js";\nquery("dialog");\nconst words = { from: "from" };\n'
    module.write_text(code, encoding="utf-8")
    assert in_typescript([module]) == []


@pytest.mark.parametrize(
    "code",
    [
        'query(somewhere, where("name", "==", 1));',
        'query(collection(db, path), where("name", "==", 1));',
        'query(collection(db, "patients"), ...constraints);',
        'query(collection(db, "patients"), where(field, "==", 1));',
        'query(collection(db, "patients"), or(where("a", "==", 1), where("b", "==", 1)));',
        'const search = { from: [{ collectionId: name }], where: equal("a", "b"), limit: 2 };',
        'const search = { from: [{ collectionId: "a", allDescendants: true }], where: equal("a", "b"), limit: 2 };',
        'const search = { from: [{ collectionId: "a" }], where: { op: "EQUAL" }, limit: 2 };',
        'const search = { from: [{ collectionId: "a" }], where: equal("a", "b") };',
        'const search = { from: [{ collectionId: "a" }], where: equal("a", "b"), limit: most() };',
        'const search = { from: [{ collectionId: "a" }], where: equal("a", "b"), limit: 2, ...more };',
        'const search = { from: [{ collectionId: "a" }], where: equal("a", "b"), orderBy: [by("c")], limit: 2 };',
    ],
)
def test_a_query_that_cannot_be_read_out_of_typescript_is_an_error(tmp_path: Path, code: str) -> None:
    with pytest.raises(UnreadableQueryError, match=r"sample\.ts:2"):
        _typescript(tmp_path, code)
