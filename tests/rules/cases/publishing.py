"""The cases of publishing: managers write drafts of known rules, and nobody writes what the functions publish."""

from collections.abc import Iterator
from datetime import UTC, datetime

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_TEXT, NOT_WHOLE, Case, Shape, may, may_not
from tests.rules.cases.reading import STRANGERS
from tests.rules.cases.writing import BELOW_MANAGERS
from tests.rules.documents import NOW, Commit, Document, Get, Query, Write, delete, write

RULES, DRAFTS, RELEASES = f"{c.CLINIC}/rules", f"{c.CLINIC}/rule_drafts", f"{c.CLINIC}/releases"
CONTENT = {
    "earning": c.EARNING,
    "expiry": c.EXPIRY,
    "reminders": c.REMINDERS,
    "check_in": c.CHECK_IN,
    "redemption": c.REDEMPTION,
    "banking": c.BANKING,
    "adjustments": c.ADJUSTMENTS,
    "governance": c.GOVERNANCE,
    "tiers": c.TIERS,
    "memberships": c.MEMBERSHIPS,
}


def publishing() -> Iterator[Case]:
    """Every case of rules, their drafts and their releases."""
    yield from _drafts()
    yield from _shape()
    yield from _published()
    yield from _releases()


def draft(content: object, uid: str = c.MANAGER, **changes: object) -> Document:
    """A draft as its editor writes it."""
    return {"content": content, "base_version": 1, "note": "spring", "edited_by": uid, "edited_at": NOW, **changes}


def _drafts() -> Iterator[Case]:
    for name, content in CONTENT.items():
        for who, uid in c.MANAGERS.items():
            about = f"rule_drafts isDraft {name}"
            yield may(about, f"{who} drafts {name}", uid, write(f"{DRAFTS}/{name}", draft(content, uid)))
    for who, stranger in BELOW_MANAGERS.items():
        for name in ("earning", "tiers"):  # one that is there, and one that is not
            said = draft(CONTENT[name], stranger or "")
            yield may_not("rule_drafts", f"{who} cannot draft {name}", stranger, write(f"{DRAFTS}/{name}", said))
        yield may_not("rule_drafts", f"{who} cannot drop a draft", stranger, delete(f"{DRAFTS}/earning"))
    for name in ("bonus", "Earning", "earning2"):
        said = draft(c.EARNING)
        yield may_not("rule_drafts", f"there is no draft of {name}", c.MANAGER, write(f"{DRAFTS}/{name}", said))
    for who, uid in c.MANAGERS.items():
        yield may("rule_drafts", f"{who} drops a draft", uid, delete(f"{DRAFTS}/earning"))
        yield may("rule_drafts", f"{who} reads a draft", uid, Get(f"{DRAFTS}/earning"))
        yield may("rule_drafts", f"{who} reads all drafts", uid, Query(DRAFTS))
    for who, stranger in {**STRANGERS, "the front desk": c.DESK, "a patient": c.ANA}.items():
        yield may_not("rule_drafts", f"{who} cannot read a draft", stranger, Get(f"{DRAFTS}/earning"))
        yield may_not("rule_drafts", f"{who} cannot list drafts", stranger, Query(DRAFTS))


def _shape() -> Iterator[Case]:
    shape = Shape(
        "rule_drafts isDraft", "a draft", c.MANAGER, draft(c.EARNING), lambda fields: write(f"{DRAFTS}/earning", fields)
    )
    fields = {f"field{number}": number for number in range(30)}
    yield shape.is_taken("with any content", content={"percent": 10.5, "of": [None, {"x": True}]})
    yield shape.is_taken("with no content", content={})
    yield shape.is_taken("with the most content", content=fields)
    yield shape.is_taken("without a note", note="")
    yield shape.is_taken("with the longest note", note="n" * 200)
    yield shape.is_taken("of a rule that is not there yet", base_version=0)
    yield shape.is_taken("of the highest version", base_version=1_000_000)
    wrong: dict[str, tuple[object, ...]] = {
        "content": (None, "earning", 10, True, [], ["rate_bp"], {**fields, "field30": 30}),
        "base_version": (-1, 1_000_001, *NOT_WHOLE),
        "note": ("n" * 201, [], *NOT_TEXT),
        "edited_by": ("", c.OWNER, *NOT_TEXT),
        "edited_at": (*NOT_TEXT, datetime(2026, 1, 6, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)),
    }
    yield from shape.refusals(wrong)


def _published() -> Iterator[Case]:
    """No rule and no history is written by a client, in whatever way the functions write them."""
    signed = {"version": 2, "updated_at": NOW, "note": "spring", "updated_by": c.OWNER}
    for name, content in CONTENT.items():
        rule: Document = {**content, **signed}
        both = Commit((Write(f"{RULES}/{name}", rule), Write(f"{RULES}/{name}/history/2", rule)))
        ways = {"alone": write(f"{RULES}/{name}", rule), "with its history": both, "away": delete(f"{RULES}/{name}")}
        for how, operation in ways.items():
            for who, uid in c.MANAGERS.items():
                yield may_not(f"rules {name}", f"{who} cannot write {name} {how}", uid, operation)
    past = f"{RULES}/earning/history"
    for who, uid in c.MANAGERS.items():
        rewritten = {**c.DOCUMENTS[f"{past}/1"], "note": "better"}
        yield may_not("history", f"{who} cannot rewrite the history", uid, write(f"{past}/1", rewritten))
        yield may_not("history", f"{who} cannot remove the history", uid, delete(f"{past}/1"))


def _releases() -> Iterator[Case]:
    """Releases are read by managers; previews as well, which have cases of their own."""
    one = Get(f"{RELEASES}/one")
    for who, uid in c.MANAGERS.items():
        yield may("releases", f"{who} reads a release", uid, one)
        yield may("releases", f"{who} reads all releases", uid, Query(RELEASES))
        for collection in ("releases", "previews"):
            path, kept = f"{c.CLINIC}/{collection}", c.DOCUMENTS[f"{c.CLINIC}/{collection}/one"]
            yield may_not(collection, f"{who} cannot add to {collection}", uid, write(f"{path}/two", kept))
            changed: Document = {**kept, "state": "done"}
            yield may_not(collection, f"{who} cannot change one of {collection}", uid, write(f"{path}/one", changed))
            yield may_not(collection, f"{who} cannot remove one of {collection}", uid, delete(f"{path}/one"))
    for who, stranger in {**STRANGERS, "the front desk": c.DESK, "a patient": c.ANA}.items():
        yield may_not("releases", f"{who} cannot read a release", stranger, one)
        yield may_not("releases", f"{who} cannot list releases", stranger, Query(RELEASES))
