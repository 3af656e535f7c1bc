"""The cases of what reminding a patient rests on: their devices, their preferences, and the notices they were sent."""

from collections.abc import Iterator
from datetime import UTC, datetime

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_TEXT, NOT_YES_OR_NO, Case, Shape, may, may_not
from tests.rules.cases.reading import STRANGERS
from tests.rules.documents import Document, Get, Query, delete, write

ACCOUNT = f"{c.CLINIC}/patients/{c.ANA}"
OTHERS: dict[str, str | None] = {**STRANGERS, "the front desk": c.DESK, "a manager": c.MANAGER, "an owner": c.OWNER}
NOT_OF_THIS_MOMENT: tuple[object, ...] = (*NOT_TEXT, c.LONG_AGO, datetime(2100, 1, 1, tzinfo=UTC))


def reminding() -> Iterator[Case]:
    """Every case of devices, preferences and notices."""
    yield from _notices()
    yield from _own("devices", "phone", "device-0", c.DEVICE)
    yield from _own("preferences", "reminders", "reminders", c.PREFERENCES)
    yield from _devices()
    yield from _preferences()


def _notices() -> Iterator[Case]:
    path = f"{ACCOUNT}/notices"
    one, every = Get(f"{path}/2026-01-05"), Query(path)
    yield may("notices", "a patient reads a notice to them", c.ANA, one)
    yield may("notices", "a patient lists the notices to them", c.ANA, every)
    for who, stranger in {**STRANGERS, "the front desk": c.DESK, **c.MANAGERS}.items():
        yield may_not("notices", f"{who} who is not the one reminded cannot read a notice", stranger, one)
        yield may_not("notices", f"{who} who is not the one reminded cannot list the notices", stranger, every)
    for uid in (c.ANA, c.DESK, c.MANAGER, c.OWNER):
        fields: Document = {"state": "sent"}
        yield may_not("notices", f"{uid} cannot write a notice", uid, write(f"{path}/2026-01-06", fields))
        yield may_not("notices", f"{uid} cannot rewrite a notice", uid, write(f"{path}/2026-01-05", fields))
        yield may_not("notices", f"{uid} cannot remove a notice", uid, delete(f"{path}/2026-01-05"))


def _own(collection: str, document: str, first: str, fields: Document) -> Iterator[Case]:
    """The documents of the patient alone: nobody else reads or writes them."""
    path = f"{ACCOUNT}/{collection}"
    one, every, changed = Get(f"{path}/{document}"), Query(path), write(f"{path}/{document}", fields)
    yield may(collection, f"a patient reads one of their own {collection}", c.ANA, one)
    yield may(collection, f"a patient lists their own {collection}", c.ANA, every)
    yield may(collection, f"a patient changes one of their own {collection}", c.ANA, changed)
    theirs = write(f"{c.CLINIC}/patients/{c.LONG_ID}/{collection}/{first}", fields)
    yield may(collection, f"a patient makes the first of their {collection}", c.LONG_ID, theirs)
    guests = {"a guest": c.GUEST, "whose account is closed": c.BEN, "who is not proven": c.UNPROVEN}
    for who, uid in guests.items():
        own = write(f"{c.CLINIC}/patients/{uid}/{collection}/{first}", fields)
        yield may_not(f"{collection} isPatient isProven", f"{who} writes none of their {collection}", uid, own)
    for who, stranger in OTHERS.items():
        yield may_not(collection, f"{who} cannot read one of another's {collection}", stranger, one)
        yield may_not(collection, f"{who} cannot list another's {collection}", stranger, every)
        yield may_not(collection, f"{who} cannot change one of another's {collection}", stranger, changed)
        removed = delete(f"{path}/{document}")
        yield may_not(collection, f"{who} cannot remove one of another's {collection}", stranger, removed)
    for who, stranger in {"a patient": c.ANA, "a manager": c.MANAGER}.items():
        sentence = f"{who} cannot make the first of another's {collection}"
        yield may_not(collection, sentence, stranger, theirs)


def _devices() -> Iterator[Case]:
    path = f"{ACCOUNT}/devices"
    yield may("devices", "a patient removes one of their own devices", c.ANA, delete(f"{path}/phone"))
    closed = write(f"{c.CLINIC}/patients/{c.BEN}/devices/phone", c.DEVICE)
    yield may_not("devices isPatient", "a device of a closed account does not change", c.BEN, closed)
    shape = Shape("isDevice", "a device", c.ANA, c.DEVICE, lambda fields: write(f"{path}/device-1", fields))
    moved = Shape("isDevice", "an older page's device", c.ANA, c.DEVICE, lambda fields: write(f"{path}/phone", fields))
    yield moved.is_taken("with another token", token="another")
    yield moved.is_refused("without a token", {**c.DEVICE, "token": ""}, "isDevice")
    for platform in ("web", "ios", "android"):
        yield shape.is_taken(f"on {platform}", platform=platform)
    yield shape.is_taken("with the shortest token", token="t")
    yield shape.is_taken("with the longest token", token="t" * 4096)
    wrong: dict[str, tuple[object, ...]] = {
        "token": ("", "t" * 4097, *NOT_TEXT),
        "platform": ("", "Web", "windows", *NOT_TEXT),
        "updated_at": NOT_OF_THIS_MOMENT,
    }
    yield from shape.refusals(wrong)
    for number in range(10):
        named = write(f"{path}/device-{number}", c.DEVICE)
        yield may("devices", f"a patient has a device number {number}", c.ANA, named)
    for name in ("new", "device-10", "device-", "device-a", "Device-1", "xdevice-1", "device-1x"):
        named = write(f"{path}/{name}", c.DEVICE)
        yield may_not("devices", f"{name} names no new device", c.ANA, named)


def _preferences() -> Iterator[Case]:
    path = f"{ACCOUNT}/preferences"
    yield may_not("preferences", "a patient cannot remove their preferences", c.ANA, delete(f"{path}/reminders"))
    other = write(f"{path}/offers", c.PREFERENCES)
    yield may_not("preferences", "a patient has no preferences but those of reminders", c.ANA, other)
    shape = Shape(
        "arePreferences", "a preference", c.ANA, c.PREFERENCES, lambda fields: write(f"{path}/reminders", fields)
    )
    yield shape.is_taken("with nothing wanted", push=False, nudge=False, urge=False)
    yield shape.is_taken("with news of offers", offers=True)
    yield from shape.wrong_values({"offers": NOT_YES_OR_NO})
    for locale in ("en", "es"):
        yield shape.is_taken(f"in {locale}", locale=locale)
    wrong: dict[str, tuple[object, ...]] = {
        "push": NOT_YES_OR_NO,
        "nudge": NOT_YES_OR_NO,
        "urge": NOT_YES_OR_NO,
        "locale": ("", "fr", "en-US", *NOT_TEXT),
        "updated_at": NOT_OF_THIS_MOMENT,
    }
    yield from shape.refusals(wrong)
