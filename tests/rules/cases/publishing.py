"""The cases of publishing rule documents: who may, under which names, in which versions, and with which history."""

from collections.abc import Iterator
from datetime import UTC, datetime

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_TEXT, Case, Shape, may, may_not
from tests.rules.cases.writing import BELOW_MANAGERS
from tests.rules.documents import NOW, Commit, Document, Write, delete, without, write

RULES = f"{c.CLINIC}/rules"
CONTENT = {
    "earning": c.EARNING,
    "expiry": c.EXPIRY,
    "reminders": c.REMINDERS,
    "check_in": c.CHECK_IN,
    "redemption": c.REDEMPTION,
    "banking": c.BANKING,
    "adjustments": c.ADJUSTMENTS,
}
SHAPE_OF = {
    "earning": "isEarning",
    "expiry": "isExpiry",
    "reminders": "isReminders",
    "check_in": "isCheckIn",
    "redemption": "isRedemption",
    "banking": "isBanking",
    "adjustments": "isAdjustments",
}


def signed(content: Document, version: int, uid: str = c.MANAGER) -> Document:
    """The content of a rule as its author signs and dates it."""
    return {**content, "version": version, "updated_at": NOW, "updated_by": uid, "note": "spring season"}


def publish(name: str, rule: Document, past: Document | None = None, *, version: object = None) -> Commit:
    """A rule written with its twin in the history; another twin, or another version to file it under, can be given."""
    filed = rule.get("version", 0) if version is None else version
    return Commit((Write(f"{RULES}/{name}", rule), Write(f"{RULES}/{name}/history/{filed}", past or rule)))


def publishing() -> Iterator[Case]:
    """Every case of publishing rules but what each may say."""
    yield from _authors()
    yield from _names()
    yield from _versions()
    yield from _signature()
    yield from _twins()
    yield from _past()


def next_version(name: str) -> int:
    """The version that the rule of this name must be published as."""
    return 2 if f"{RULES}/{name}" in c.DOCUMENTS else 1


def _authors() -> Iterator[Case]:
    for name, content in CONTENT.items():
        for who, uid in c.MANAGERS.items():
            rule = signed(content, next_version(name), uid)
            yield may(
                f"publishes rules isRule recordsWhatIsPublished {name}",
                f"{who} publishes {name}",
                uid,
                publish(name, rule),
            )
    for who, stranger in BELOW_MANAGERS.items():
        rule = signed(c.EARNING, 2, stranger or "")
        yield may_not("publishes", f"{who} cannot publish a rule", stranger, publish("earning", rule))


def _names() -> Iterator[Case]:
    for name, content in CONTENT.items():
        rule = signed(content, 1)
        renamed = publish("bonus", rule)
        sentence = f"what {name} says cannot be published as a rule of another name"
        yield may_not(f"isRule {name} {SHAPE_OF[name]}", sentence, c.MANAGER, renamed)
        for other in sorted(CONTENT.keys() - {name}):
            renamed = publish(other, signed(content, next_version(other)))
            sentence = f"what {name} says cannot be published as {other}"
            yield may_not(f"isRule {other} {SHAPE_OF[other]}", sentence, c.MANAGER, renamed)


def _versions() -> Iterator[Case]:
    for version in (0, 1, 3, -1):
        rule = signed(c.EARNING, version)
        yield may_not("rules", f"version {version} does not follow version 1", c.MANAGER, publish("earning", rule))
    for version in (0, 2):
        rule = signed(c.CHECK_IN, version)
        yield may_not("rules", f"version {version} is not the first", c.MANAGER, publish("check_in", rule))
    for odd in (2.0, "2", None, True, [2]):
        rule = {**signed(c.EARNING, 2), "version": odd}
        for filed in ("2", "2.0"):
            yield may_not(
                "publishes recordsWhatIsPublished version int",
                f"a version cannot be {odd!r}, filed as {filed}",
                c.MANAGER,
                publish("earning", rule, version=filed),
            )
    unchanged = write(f"{RULES}/earning", {**signed(c.EARNING, 1), "rate_bp": 2000})
    yield may_not("rules", "a rule cannot change within its version", c.MANAGER, unchanged)
    yield may_not("rules", "a rule cannot be removed", c.OWNER, delete(f"{RULES}/earning"))


def _signature() -> Iterator[Case]:
    rule = signed(c.EARNING, 2)
    wrong: dict[str, tuple[object, ...]] = {
        "updated_by": ("", c.OWNER, *NOT_TEXT),
        "updated_at": (*NOT_TEXT, datetime(2026, 1, 6, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)),
        "note": ("", "n" * 201, *NOT_TEXT),
    }
    shape = Shape("publishes", "a rule", c.MANAGER, rule, lambda fields: publish("earning", fields, version=2))
    yield shape.is_taken("with the shortest note", note="n")
    yield shape.is_taken("with the longest note", note="n" * 200)
    yield from shape.refusals(wrong)


def _twins() -> Iterator[Case]:
    rule = signed(c.EARNING, 2)
    yield may_not(
        "publishes historyOf",
        "a rule cannot be published without its history",
        c.MANAGER,
        write(f"{RULES}/earning", rule),
    )
    for how, past in {
        "says something else": {**rule, "rate_bp": 999},
        "says it in floats": {**rule, "rate_bp": 1000.0},
        "says more": {**rule, "invented": True},
        "says less": without(rule, "note"),
        "has another date": {**rule, "updated_at": c.LONG_AGO},
    }.items():
        yield may_not(
            "publishes",
            f"a rule cannot be published with a history that {how}",
            c.MANAGER,
            publish("earning", rule, past),
        )
    misfiled = publish("earning", rule, version=3)
    yield may_not("publishes", "a rule cannot be published with its history under another version", c.MANAGER, misfiled)
    foreign = Commit((Write(f"{RULES}/earning", rule), Write(f"{RULES}/expiry/history/2", rule)))
    yield may_not("publishes", "a rule cannot be published with its history under another rule", c.MANAGER, foreign)


def _past() -> Iterator[Case]:
    rule, path = signed(c.EARNING, 2), f"{RULES}/earning/history"
    sound = publish("earning", rule).writes
    for how, extra in {
        "under a version it does not have": Write(f"{path}/99", rule),
        "under a name that is no version": Write(f"{path}/two", rule),
        "under a version that is not whole": Write(f"{path}/2.0", {**rule, "version": 2.0}),
        "with words of its own": Write(f"{path}/7", {**rule, "version": 7}),
        "for another rule": Write(f"{RULES}/expiry/history/2", rule),
    }.items():
        both = Commit((*sound, extra))
        yield may_not("recordsWhatIsPublished", f"a history cannot be slipped in {how}", c.MANAGER, both)
    alone = write(f"{RULES}/reminders/history/1", c.DOCUMENTS[f"{RULES}/reminders"])
    for uid in (c.DESK, c.MANAGER):
        yield may_not("recordsWhatIsPublished", f"{uid} cannot add a history after the fact", uid, alone)
    invented = write(f"{RULES}/earning/history/5", signed(c.EARNING, 5))
    yield may_not("recordsWhatIsPublished", "a manager cannot write a history without its rule", c.MANAGER, invented)
    rewritten = write(f"{path}/1", {**c.DOCUMENTS[f"{path}/1"], "note": "better"})
    yield may_not("history", "an owner cannot rewrite the history", c.OWNER, rewritten)
    yield may_not("history", "an owner cannot remove the history", c.OWNER, delete(f"{path}/1"))
