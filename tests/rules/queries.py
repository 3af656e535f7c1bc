"""Reads the queries out of the code: Python by its own parser, TypeScript by its own compiler.

A query that cannot be read to its last field is an error, so that none slips past: write it so that it can be.
"""

import ast
import atexit
import json
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.rules.indexes import DOWN, UP, Query

READER = Path(__file__).with_name("read_queries.mjs")
ASKING = {"where", "order_by", "collection_group"}
OPERATORS = {"array-contains": "array_contains", "array-contains-any": "array_contains_any", "not-in": "not_in"}


class UnreadableQueryError(Exception):
    """A query names its collection, a field or a direction in a way that only running it would tell."""


def in_python(paths: Iterable[Path]) -> list[Query]:
    """Every query in these modules."""
    return [query for path in paths for query in queries_of_python(path.read_text(encoding="utf-8"), _place(path))]


def in_typescript(paths: Iterable[Path]) -> list[Query]:
    """Every query in these modules."""
    reader = _reader()
    assert reader.stdin
    assert reader.stdout
    print(json.dumps([str(path) for path in paths]), file=reader.stdin, flush=True)
    return [_from_typescript(found) for found in json.loads(reader.stdout.readline())]


@cache
def _reader() -> subprocess.Popen[str]:
    """One for all: its compiler takes a second to start."""
    reader = subprocess.Popen(["node", READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(reader.communicate)
    return reader


def _place(path: Path) -> str:
    """Rooms of several layers have one name, so the folder is named too."""
    return f"{path.parent.name}/{path.name}"


def queries_of_python(source: str, name: str) -> Iterator[Query]:
    """Every query in this text, of each function and of the module around them."""
    tree = ast.parse(source, name)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for scope in (tree, *functions):
        yield from _Scope(scope, tree, name).queries()


class _Scope:
    """One function, or a module without its functions: its calls, and what its names stand for."""

    def __init__(self, scope: ast.AST, module: ast.Module, name: str) -> None:
        self._name = name
        self._nodes = list(_walk_own(scope))
        assigned = [*_assignments(module.body), *_assignments(self._nodes)]
        self._values = {target: [value for key, value in assigned if key == target] for target, _ in assigned}

    def queries(self) -> Iterator[Query]:
        calls = [node for node in self._nodes if isinstance(node, ast.Call)]
        inner = {id(call.func.value) for call in calls if isinstance(call.func, ast.Attribute)}
        for call in calls:
            if id(call) not in inner and _methods(call) & ASKING:
                yield self._query(call)

    def _query(self, call: ast.Call) -> Query:
        place = f"{self._name}:{call.lineno}"
        collection, group = None, False
        filters: list[tuple[str, str]] = []
        orders: list[tuple[str, str]] = []
        backwards = False
        for method, step in self._chain(call):
            match method:
                case "collection" | "collection_group":
                    collection, group = self._last_segment(step.args[0], place), method == "collection_group"
                case "where":
                    filters += self._filters(step, place)
                case "order_by":
                    orders.append((self._text(step.args[0], place), _direction(step)))
                case "limit_to_last":
                    backwards = True
        if collection is None:
            raise UnreadableQueryError(f"{place}: which collection is asked?")
        return Query(place, collection, group, tuple(filters), _as_sent(orders, backwards=backwards))

    def _chain(self, node: ast.expr, seen: frozenset[int] = frozenset()) -> list[tuple[str, ast.Call]]:
        """The calls from the client to this one; a name goes on with what was last assigned to it before."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return [*self._chain(node.func.value, seen), (node.func.attr, node)]
        if isinstance(node, ast.Name):
            before = [
                value
                for value in self._values.get(node.id, [])
                if id(value) not in seen and value.lineno <= node.lineno
            ]
            if before:
                return self._chain(before[-1], seen | {id(value) for value in before[-1:]})
        return []

    def _filters(self, step: ast.Call, place: str) -> Iterator[tuple[str, str]]:
        given = next((keyword.value for keyword in step.keywords if keyword.arg == "filter"), None)
        yield from self._filter(given, place) if given else [self._compared(step.args, place)]

    def _filter(self, node: ast.expr, place: str) -> Iterator[tuple[str, str]]:
        called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and called == "FieldFilter":
            yield self._compared(node.args, place)
        elif isinstance(node, ast.Call) and called == "And" and isinstance(node.args[0], ast.List):
            for part in node.args[0].elts:
                yield from self._filter(part, place)
        else:
            raise UnreadableQueryError(f"{place}: {ast.unparse(node)} is neither a FieldFilter nor an And of a list")

    def _compared(self, args: list[ast.expr], place: str) -> tuple[str, str]:
        return self._text(args[0], place), self._text(args[1], place)

    def _text(self, node: ast.expr, place: str) -> str:
        if isinstance(node, ast.Name) and len(self._values.get(node.id, [])) == 1:
            return self._text(self._values[node.id][0], place)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        raise UnreadableQueryError(f"{place}: {ast.unparse(node)} is not a text that stands there")

    def _last_segment(self, node: ast.expr, place: str) -> str:
        last = node.values[-1] if isinstance(node, ast.JoinedStr) else node
        segment = self._text(last, place).rpartition("/")
        if isinstance(node, ast.JoinedStr) and not segment[1]:
            raise UnreadableQueryError(f"{place}: {ast.unparse(node)} does not end with a collection's name")
        return segment[2]


def _walk_own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function or module, less those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _walk_own(child)


def _assignments(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


def _methods(call: ast.expr) -> set[str]:
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        return {call.func.attr, *_methods(call.func.value)}
    return set()


def _direction(step: ast.Call) -> str:
    given = [*(keyword.value for keyword in step.keywords if keyword.arg == "direction"), *step.args[1:]]
    return DOWN if given and "DESCENDING" in ast.unparse(given[0]) else UP


def _from_typescript(found: dict[str, object]) -> Query:
    if found.get("unreadable"):
        raise UnreadableQueryError(f"{found['place']}: {found['unreadable']}")
    filters = tuple((field, OPERATORS.get(op, op)) for field, op in _pairs(found["filters"]))
    orders = tuple((field, DOWN if way == "desc" else UP) for field, way in _pairs(found["orders"]))
    sent = _as_sent(orders, backwards=bool(found["backwards"]))
    return Query(str(found["place"]), str(found["collection"]), bool(found["group"]), filters, sent)


def _as_sent(orders: Iterable[tuple[str, str]], *, backwards: bool) -> tuple[tuple[str, str], ...]:
    """The orders as a client sends them: for the last of a list it asks for the first of the list backwards."""
    turned = {UP: DOWN, DOWN: UP} if backwards else {UP: UP, DOWN: DOWN}
    return tuple((field, turned[way]) for field, way in orders)


def _pairs(found: object) -> list[tuple[str, str]]:
    assert isinstance(found, list)
    return [(str(first), str(second)) for first, second in found]
