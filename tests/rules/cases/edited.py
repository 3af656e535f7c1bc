"""Documents as managers may leave them: any field with any value, in the batch that a page would commit."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.rules.changes import with_change
from tests.rules.documents import NOW, Commit, Document, Write
from tests.support.clinic import CALABASAS

OF_THE_ENVELOPE = {"edited_by", "edited_at", "change_id"}
texts = st.sampled_from(
    ["", "x", "x" * 80, "\u202e", "\u0000", "en-aa-bb", "en", "localtime", "Etc/GMT+8", "UTC", "America/Nowhere"]
)
days = st.sampled_from(["0001-01-01", "1900-02-29", "2026-02-30", "2026-11-22", "9999-12-31"])
numbers = st.sampled_from(
    [-1, 0, 1, 2, 7, 28, 59, 60, 90, 100, 1_000, 1_825, 10_000, 1_000_000, 10_000_000, 100_000_000]
)
odd = st.none() | st.booleans() | st.sampled_from([1.5, 1.0, 2**62]) | texts | days | numbers
values = (
    odd
    | st.lists(odd | st.sampled_from(["cash", "card", "gold", CALABASAS]), max_size=3)
    | st.dictionaries(
        st.sampled_from(["gold", "cash", "front_desk", "manager", "owner", "check_ins", "x y"]), odd, max_size=3
    )
)


def edits(fields: Document) -> st.SearchStrategy[dict[str, Any]]:
    """The document with other values in one or two of its fields."""
    names = st.lists(st.sampled_from(sorted(fields.keys() - OF_THE_ENVELOPE)), min_size=1, max_size=2, unique=True)
    return names.flatmap(lambda changed: st.fixed_dictionaries(dict.fromkeys(changed, values))).map(
        lambda changed: {**fields, **changed}
    )


def published(path: str, before: Document, fields: Document, uid: str) -> Commit:
    """The commit by which a page edits a document: a draft is signed, all else has its change beside it."""
    if "/rule_drafts/" in path:
        return Commit((Write(path, {**fields, "edited_by": uid, "edited_at": NOW}),))
    return Commit(tuple(with_change(Write(path, fields), uid, before=dict(before))))
