"""The cases of what is kept of changes: none without what it is of, and nothing changed without one."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import Case
from tests.rules.changes import kept, with_change
from tests.rules.documents import NOW, Commit, Document, Get, Query, Write, delete, without, write

CHANGES = f"{c.CLINIC}/changes"
STAFF = f"{c.CLINIC}/staff/{c.DESK}"
IMAGE = f"{c.CLINIC}/gallery/shown/images/after"
# One of each kind, as it is changed.
CHANGED: dict[str, Document] = {
    c.CLINIC: {**c.CLINIC_DOCUMENT, "name": "Harbor Skin"},
    f"{c.CLINIC}/locations/north": {**c.LOCATION, "active": False},
    f"{c.CLINIC}/services/peel": {**c.SERVICE, "active": False},
    f"{c.CLINIC}/rewards/facial": {**c.REWARD, "active": False},
    f"{c.CLINIC}/reward_costs/facial": {"cost_minor": None},
    f"{c.CLINIC}/gallery_consents/shown": {"form": "C-2026-016", "where": "In the app"},
    f"{c.CLINIC}/offers/spring": {**c.OFFER, "active": False},
    f"{c.CLINIC}/targeted_offers/{'a' * 32}": {**c.TARGETED_OFFER, "active": False},
    f"{c.CLINIC}/gallery/shown": {**c.PAIR, "active": False},
    IMAGE: {**c.IMAGE, "type": "image/jpeg"},
    STAFF: {**c.staff("front_desk", by=c.MANAGER), "weekly_quota": {}},
}
ADDED: dict[str, Document] = {
    f"{c.CLINIC}/locations/new": c.LOCATION,
    f"{c.CLINIC}/services/new": c.SERVICE,
    f"{c.CLINIC}/rewards/new": c.REWARD,
    f"{c.CLINIC}/reward_costs/new": {"cost_minor": 3_500},
    f"{c.CLINIC}/gallery_consents/new": {"form": "C-2026-017", "where": ""},
    f"{c.CLINIC}/offers/new": c.OFFER,
    f"{c.CLINIC}/targeted_offers/{'b' * 32}": c.TARGETED_OFFER,
    f"{c.CLINIC}/gallery/new": c.PAIR,
    f"{c.CLINIC}/gallery/over/images/after": c.IMAGE,
    f"{c.CLINIC}/staff/new": c.staff("front_desk", by=c.OWNER),
}
WRONG: dict[str, object] = {
    "path": "rewards/other",
    "before": {"name": "as it never was"},
    "after": {"name": "as it never will be"},
    "by": c.OTHER_OWNER,
    "at": c.LONG_AGO,
    "note": "n" * 201,
    "invented": True,
}


def changes() -> Iterator[Case]:
    """Every case of what is kept of changes."""
    for path, fields in {**CHANGED, **ADDED}.items():
        yield from _of(path, fields)
    yield from _said()
    yield from _alone()
    yield from _used_twice()
    yield from _many()


def _may(about: str, sentence: str, *writes: Write, uid: str = c.OWNER) -> Case:
    return Case(f"changes isKept {about}", sentence, uid, Commit(writes), allowed=True)


def _may_not(about: str, sentence: str, *writes: Write, uid: str = c.OWNER) -> Case:
    return Case(f"changes isKept {about}", sentence, uid, Commit(writes), allowed=False)


def _of(path: str, fields: Document) -> Iterator[Case]:
    what = "the clinic" if path == c.CLINIC else path.removeprefix(f"{c.CLINIC}/")
    about = "isCreationKept create" if path in ADDED else "isUpdateKept update"
    about += " clinics isClinic" if path == c.CLINIC else f" {what.split('/')[0]}"
    written, change = with_change(Write(path, fields), c.OWNER)
    yield _may(about, f"an owner writes {what}, and the change with it", written, change)
    yield _may_not(about, f"an owner cannot write {what} without any change", Write(path, fields))
    yield _may_not(about, f"an owner cannot write {what} and leave its change out", written)
    known = Write(path, {**fields, "change_id": "one"})
    yield _may_not(about, f"an owner cannot write {what} under a change of before", known)
    yield _may_not(about, f"an owner cannot keep a change of {what} that is not made", change)
    for field, value in WRONG.items():
        if field in {"path", "before", "after"}:
            otherwise = with_change(Write(path, fields), c.OWNER, **{field: value})
            yield _may_not(f"{about} {field}", f"an owner cannot keep another {field} of {what}", *otherwise)


def _said() -> Iterator[Case]:
    """The fields of a change."""
    path, fields = f"{c.CLINIC}/rewards/facial", CHANGED[f"{c.CLINIC}/rewards/facial"]
    yield _may("note", "a change is kept with a long note", *with_change(Write(path, fields), c.OWNER, note="n" * 200))
    for field, value in WRONG.items():
        otherwise = with_change(Write(path, fields), c.OWNER, **{field: value})
        about = "isChange hasOnly" if field == "invented" else f"isChange {field}"
        yield _may_not(about, f"a change is refused with {field} of its author's choice", *otherwise)
    for note in (None, 7, ["n"]):
        otherwise = with_change(Write(path, fields), c.OWNER, note=note)
        yield _may_not("isChange note", f"a change is refused with the note {note!r}", *otherwise)
    written, change = with_change(Write(path, fields), c.OWNER)
    for field in change.fields:
        less = Write(change.path, without(change.fields, field))
        yield _may_not(f"isChange {field}", f"a change is refused without its {field}", written, less)
    named = {**fields, "change_id": "-odd"}
    odd = Write(f"{CHANGES}/-odd", {**change.fields, "after": named})
    yield _may_not("changes isId", "a change has an id as others have", Write(path, named), odd)


def _alone() -> Iterator[Case]:
    """A change is what it says: nobody makes one up, rewrites or removes one, and managers read them."""
    known: Document = dict(c.DOCUMENTS[f"{CHANGES}/one"])
    for who in (c.ANA, c.DESK, c.MANAGER, c.OWNER, c.MANAGER_ELSEWHERE, c.NOBODY):
        said = who or "nobody"
        refused: dict[str, Commit] = {
            "rewrite": write(f"{CHANGES}/one", {**known, "by": said, "at": NOW}),
            "remove": delete(f"{CHANGES}/one"),
        }
        for does, operation in refused.items():
            yield Case("changes create", f"{said} cannot {does} a change", who, operation, allowed=False)
        made_up = write(f"{CHANGES}/new", {**known, "by": said, "at": NOW, "note": ""})
        yield Case("changes changed", f"{said} cannot make a change up", who, made_up, allowed=False)
        reads = who in {c.MANAGER, c.OWNER}
        ways: dict[str, Get | Query] = {"reads a change": Get(f"{CHANGES}/one"), "lists changes": Query(CHANGES)}
        for does, way in ways.items():
            yield Case("changes isManager", f"{said} {does if reads else f'never {does}'}", who, way, allowed=reads)
    desk = kept(c.DESK, write(f"{c.CLINIC}/rewards/facial", CHANGED[f"{c.CLINIC}/rewards/facial"]))
    yield Case("changes create isManager", "the front desk keeps no change", c.DESK, desk, allowed=False)


def _used_twice() -> Iterator[Case]:
    """A change is of one document, once."""
    written, change = with_change(Write(f"{c.CLINIC}/rewards/new", c.REWARD), c.OWNER)
    twin = Write(f"{c.CLINIC}/rewards/twin", written.fields)
    yield _may_not("isCreationKept path", "two documents do not share a change", written, twin, change)
    again = Write(f"{c.CLINIC}/rewards/facial", c.DOCUMENTS[f"{CHANGES}/again"]["after"])
    yield _may_not("isUpdateKept at", "a change of before does not serve again", again)
    lost = {**c.DOCUMENTS[f"{CHANGES}/one"], "path": "rewards/lost", "note": "", "at": c.LONG_AGO}
    yield _may_not("isChange at", "a change is not dated back", Write(f"{CHANGES}/lost", lost))
    for uid in (c.FORMER_MANAGER, c.ANA):
        found = Write(f"{CHANGES}/lost", {**lost, "by": uid, "at": NOW})
        yield _may_not("changes ownStaffDocument", f"{uid} keeps no change that was lost", found, uid=uid)


def _many() -> Iterator[Case]:
    """As many rows as fit into the documents that the rules look up for one commit."""
    rows = [Write(f"{c.CLINIC}/rewards/row{number}", c.REWARD) for number in range(8)]
    both = [each for row in rows for each in with_change(row, c.MANAGER)]
    yield _may("isCreationKept", "a manager writes eight rows at once", *both, uid=c.MANAGER)
    yield _may_not("isCreationKept", "and none without its change", *both[:-1], uid=c.MANAGER)
