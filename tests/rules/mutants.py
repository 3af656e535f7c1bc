"""Mutants of a rules file: the same text with one condition, one bound, one listed value or one method taken away.

A *condition* is what an `allow` or a deciding function rests on: the whole of it, each operand of `&&` and `||`, each
negation. Taking an operand of `&&` away makes it `true`, taking an operand of `||` away makes it `false`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """One changed text; `part` is the function or the collection it was changed in.

    `loosens` is whether more passes than before (True), less (False), or nobody knows (None); `touches` are the names
    of the part and in the line: hints, no more.
    """

    text: str
    line: int
    part: str
    change: str
    loosens: bool | None
    touches: frozenset[str]

    def __str__(self) -> str:
        return f"line {self.line} ({self.part}): {self.change}"


@dataclass(frozen=True)
class _Span:
    start: int
    end: int


@dataclass(frozen=True)
class _Edit:
    span: _Span
    replacement: str
    loosens: bool | None


def mutants(rules: str) -> Iterator[Mutant]:
    """Every mutant of these rules, in the order of the file."""
    code = without_comments(rules)
    lines = code.splitlines()
    for edit in sorted(_edits(code), key=lambda edit: edit.span.start):
        start, end = edit.span.start, edit.span.end
        line, part = rules.count("\n", 0, start), _part_at(code, start)
        touches = frozenset({part, *re.findall(r"\w+", lines[line])})
        change = f"{' '.join(code[start:end].split())!r} becomes {edit.replacement!r}"
        text = rules[:start] + edit.replacement + rules[end:]
        yield Mutant(text, line + 1, part, change, edit.loosens, touches)


def without_comments(rules: str) -> str:
    """The rules with spaces in the place of comments, so that every position stays."""
    return re.sub(r"//[^\n]*", lambda comment: " " * len(comment[0]), rules)


def allowed_if(code: str) -> Iterator[_Span]:
    """The places of each allow's condition."""
    for found in re.finditer(r"\bif\s+(?P<condition>[^;]+);", code):
        yield _Span(*found.span("condition"))


def _returned(code: str) -> Iterator[_Span]:
    """The places of the conditions of functions that decide; all other functions fetch a document."""
    for found in re.finditer(r"\breturn\s+(?!get\(|getAfter\()(?P<condition>[^;]+);", code):
        yield _Span(*found.span("condition"))


def _edits(code: str) -> Iterator[_Edit]:
    for span in allowed_if(code):
        yield _Edit(span, "true", loosens=True)
        yield _Edit(span, "false", loosens=False)
        yield from _operands(code, span)
    for span in _returned(code):
        operands = list(_operands(code, span))
        yield from operands or [_Edit(span, "true", loosens=True)]
    yield from _numbers(code)
    yield from _listed(code)
    yield from _methods(code)


def _operands(code: str, span: _Span) -> Iterator[_Edit]:
    span = _stripped(code, span)
    for operator, neutral in (("||", "false"), ("&&", "true")):
        operands = _split(code, span, operator)
        if len(operands) > 1:
            for operand in operands:
                yield _Edit(operand, neutral, loosens=neutral == "true")
                yield from _operands(code, operand)
            return
    if code[span.start] == "!":
        yield _Edit(_Span(span.start, span.start + 1), "", loosens=True)


def _stripped(code: str, span: _Span) -> _Span:
    """The span without the white space and the parentheses around the whole of it."""
    start, end = span.start, span.end
    while code[start].isspace():
        start += 1
    while code[end - 1].isspace():
        end -= 1
    if code[start] == "(" and _closing(code, start) == end - 1:
        return _stripped(code, _Span(start + 1, end - 1))
    return _Span(start, end)


def _split(code: str, span: _Span, operator: str) -> list[_Span]:
    """The spans between the operators that stand outside every bracket and every text."""
    pieces, start, at = [], span.start, span.start
    while at < span.end:
        if code[at] in "([{'":
            at = _closing(code, at)
        elif code.startswith(operator, at):
            pieces.append(_stripped(code, _Span(start, at)))
            start = at = at + len(operator)
            continue
        at += 1
    return [*pieces, _stripped(code, _Span(start, span.end))]


def _closing(code: str, at: int) -> int:
    """The place where the bracket or the text that opens at `at` closes."""
    if code[at] == "'":
        return code.index("'", at + 1)
    close = {"(": ")", "[": "]", "{": "}"}[code[at]]
    inside = at + 1
    while code[inside] != close:
        inside = (_closing(code, inside) if code[inside] in "([{'" else inside) + 1
    return inside


def _numbers(code: str) -> Iterator[_Edit]:
    """Each whole number, one less and one more."""
    bare = re.sub(r"'[^']*'", lambda text: "_" * len(text[0]), code)
    for found in re.finditer(r"(?<![\w-])\d+\b", bare):
        for step in (-1, 1):
            yield _Edit(_Span(*found.span()), str(int(found[0]) + step), loosens=None)


def _listed(code: str) -> Iterator[_Edit]:
    """Each text of a list, left out."""
    for found in re.finditer(r"\['[^\]]*'\]", code):
        texts = list(re.finditer(r"'[^']*'", found[0]))
        for left_out in texts:
            rest = ", ".join(text[0] for text in texts if text is not left_out)
            yield _Edit(_Span(*found.span()), f"[{rest}]", loosens=False)


def _methods(code: str) -> Iterator[_Edit]:
    """Each method of an allow that names or means several, left out."""
    for found in re.finditer(r"\ballow ([a-z, ]+):", code):
        methods = {"read": ["get", "list"]}.get(found[1], found[1].split(", "))
        if len(methods) > 1:
            for left_out in methods:
                rest = ", ".join(method for method in methods if method != left_out)
                yield _Edit(_Span(*found.span(1)), rest, loosens=False)


def _headings(code: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"\bfunction (?P<function>\w+)\(|\bmatch [^\n]*?(?P<collection>\w+)/\{", code):
        yield found.start(), found["function"] or found["collection"]


def _part_at(code: str, at: int) -> str:
    """The function whose body holds this place, or else the innermost collection."""
    holding = "all"
    for start, part in _headings(code):
        opening = code.index(" {\n", start) + 1
        if start < at < _closing(code, opening):
            holding = part
    return holding
