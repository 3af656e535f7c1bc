"""The changes that are kept beside whatever managers write themselves, each in the batch of what it is of."""

import re
from hashlib import sha256

from tests.rules.clinic import DOCUMENTS
from tests.rules.documents import NOW, Commit, Document, Operation, Write

COLLECTIONS = "locations|services|rewards|reward_costs|offers|targeted_offers|gallery|gallery_consents|staff"
KEPT = re.compile(rf"clinics/\w+(/({COLLECTIONS})/[^/]+(/images/[^/]+)?)?")


def kept(uid: str | None, operation: Operation) -> Operation:
    """The same operation; in a commit, the changes beside their documents, by whoever commits."""
    if not isinstance(operation, Commit):
        return operation
    writes = list[object]()
    for each in operation.writes:
        is_kept = isinstance(each, Write) and KEPT.fullmatch(each.path)
        writes += with_change(each, uid) if is_kept and isinstance(each, Write) else [each]
    return Commit(tuple(writes))  # type: ignore[arg-type]


def with_change(written: Write, uid: str | None, **otherwise: object) -> list[Write]:
    """A write and its change; `otherwise` are fields of the change that shall be other than they should."""
    change_id = sha256(written.path.encode()).hexdigest()[:20]
    fields: Document = {**written.fields, "change_id": change_id}
    clinic, below = re.fullmatch(r"(clinics/[^/]+)/?(.*)", written.path, re.DOTALL).groups()  # type: ignore[union-attr]
    before = DOCUMENTS.get(written.path)
    change: Document = {
        "path": below,
        "before": None if before is None else _in_short(below, before),
        "after": _in_short(below, fields),
        "by": uid or "nobody",
        "at": NOW,
        "note": "",
        **otherwise,
    }
    return [Write(written.path, fields), Write(f"{clinic}/changes/{change_id}", change)]


def _in_short(below: str, fields: Document) -> Document:
    """A document as a change holds it: an image by its kind and size alone."""
    if "/images/" not in below:
        return dict(fields)
    found = fields.get("bytes")
    return {"type": fields.get("type"), "size": len(found) if isinstance(found, bytes) else 0}
