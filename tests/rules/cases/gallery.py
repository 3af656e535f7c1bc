"""The cases of the gallery: whoever is seen there consents, and who sees it only as long as that is so."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_TEXT, NOT_WHOLE, NOT_YES_OR_NO, Case, Shape, may, may_not
from tests.rules.cases.rewards import NOT_A_DATE
from tests.rules.cases.writing import BELOW_MANAGERS
from tests.rules.documents import NOW, Commit, Delete, Document, Get, Query, Write, delete, write

GALLERY = f"{c.CLINIC}/gallery"
SHOWN = (("active", "EQUAL", True), ("withdrawn_at", "EQUAL", None))
HIDDEN = {"over": "consent_until_on dayOf", "withdrawn": "withdrawn_at", "put_away": "active"}
MOST_BYTES = 700_000
SIDES = ("before", "after")


def gallery() -> Iterator[Case]:
    """Every case of the gallery."""
    yield from _reading()
    yield from _listing()
    yield from _pairs()
    yield from _withdrawing()
    yield from _writing_images()
    yield from _image_fields()


def _reading() -> Iterator[Case]:
    for part in ("", "/images/before"):
        about = f"{'images' if part else 'gallery'} isShown"
        what = f"{'an image' if part else 'a pair'} of the gallery"
        for name in ("shown", "days_left"):
            found = Get(f"{GALLERY}/{name}{part}")
            yield may(f"{about} dayOf", f"a guest reads {what} that is {name}", c.GUEST, found)
            yield may(about, f"a patient reads {what} that is {name}", c.ANA, found)
            yield may_not(about, f"without a sign-in nobody reads {what} that is {name}", c.NOBODY, found)
        for name, because in HIDDEN.items():
            found = Get(f"{GALLERY}/{name}{part}")
            for who in (c.GUEST, c.ANA, c.DESK, c.FORMER_MANAGER, c.MANAGER_ELSEWHERE, c.NOBODY):
                yield may_not(f"{about} {because}", f"{who} cannot read {what} that is {name}", who, found)
            for who, uid in c.MANAGERS.items():
                yield may(about, f"{who} reads {what} that is {name}", uid, found)
        nothing = Get(f"{GALLERY}/nothing{part}")
        yield may_not(about, f"a patient is not told that there is no such {what}", c.ANA, nothing)


def _listing() -> Iterator[Case]:
    about = "gallery active withdrawn_at"
    yield may(about, "a guest lists the pairs that are shown", c.GUEST, Query(GALLERY, SHOWN))
    yield may_not(about, "without a sign-in nobody lists the pairs", c.NOBODY, Query(GALLERY, SHOWN))
    for field, query in {"active": SHOWN[1:], "withdrawn_at": SHOWN[:1]}.items():
        asked = Query(GALLERY, query)
        yield may_not(f"gallery {field}", f"a patient cannot list pairs whatever their {field}", c.ANA, asked)
    put_away = (("active", "EQUAL", False), ("withdrawn_at", "EQUAL", None))
    for who, uid in {"a patient": c.ANA, "the front desk": c.DESK, "a manager who has left": c.FORMER_MANAGER}.items():
        yield may_not(about, f"{who} cannot list the pairs that were put away", uid, Query(GALLERY, put_away))
    yield may_not(about, "a patient cannot list every pair", c.ANA, Query(GALLERY))
    yield may_not(about, "a patient cannot list the images of a pair", c.ANA, Query(f"{GALLERY}/shown/images"))
    everywhere = Query("images", everywhere=True)
    yield may_not("images", "a manager cannot search the images of every pair", c.MANAGER, everywhere)
    for who, uid in c.MANAGERS.items():
        yield may(about, f"{who} lists every pair", uid, Query(GALLERY))


def _pairs() -> Iterator[Case]:
    new = f"{GALLERY}/new"
    for who, uid in c.MANAGERS.items():
        yield may("gallery isPair", f"{who} adds a pair to the gallery", uid, write(new, c.PAIR))
        changed = write(f"{GALLERY}/shown", {**c.PAIR, "active": False, "consent_until_on": "2026-03-01"})
        yield may("gallery isPair", f"{who} puts a pair of the gallery away", uid, changed)
    for who, stranger in BELOW_MANAGERS.items():
        yield may_not("gallery create", f"{who} cannot add a pair to the gallery", stranger, write(new, c.PAIR))
        away = write(f"{GALLERY}/shown", {**c.PAIR, "active": False})
        yield may_not("gallery update", f"{who} cannot put a pair of the gallery away", stranger, away)
    yield may_not("gallery", "an owner cannot remove a pair of the gallery", c.OWNER, delete(f"{GALLERY}/shown"))
    for name in ("i" * 129, "-new"):
        named = write(f"{GALLERY}/{name}", c.PAIR)
        yield may_not("isId gallery create", f"{name[:9]} names no pair of the gallery", c.MANAGER, named)
    for path, about in ((new, "create"), (f"{GALLERY}/shown", "update")):
        yield from _pair_fields(path, about)


def _pair_fields(path: str, about: str) -> Iterator[Case]:
    shape = Shape(
        f"isPair isDate areDaysInOrder {about}", f"the pair {path}", c.MANAGER, c.PAIR, lambda sound: write(path, sound)
    )
    longest: Document = {"title": "t" * 80, "alt_before": "b" * 200, "alt_after": "a" * 200}
    yield shape.is_taken("at its longest", **longest, position=10_000, service_id="s" * 128)
    yield shape.is_taken("at its shortest", title="t", alt_before="b", alt_after="a", position=0, active=False)
    yield shape.is_taken("with the consent of a day", consent_on="2028-02-29", consent_until_on="2028-02-29")
    texts = {"title": 80, "alt_before": 200, "alt_after": 200}
    wrong: dict[str, tuple[object, ...]] = {
        "service_id": ("", "-peel", "s" * 129, *NOT_TEXT),
        **{field: ("", "t" * (most + 1), *NOT_TEXT) for field, most in texts.items()},
        "consent_on": (None, *NOT_A_DATE),
        "consent_until_on": ("2026-01-31", *NOT_A_DATE),
        "withdrawn_at": (c.LONG_AGO, "now", 0, False),
        "active": NOT_YES_OR_NO,
        "position": (-1, 10_001, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)


def _withdrawing() -> Iterator[Case]:
    about = "gallery isWithdrawnForGood"
    now: Document = {**c.PAIR, "withdrawn_at": NOW}
    for name in ("shown", "put_away"):
        for who, uid in c.MANAGERS.items():
            yield may(f"{about} isGone", f"{who} withdraws a pair that is {name}", uid, _withdrawn(name))
        stays = write(f"{GALLERY}/{name}", now)
        yield may_not(f"{about} isGone", f"no image of a pair that is {name} outlives its consent", c.MANAGER, stays)
    for when in (c.LONG_AGO, "now", 0, False):
        dated = _without_images("shown", {**c.PAIR, "withdrawn_at": when})
        yield may_not(f"{about} after", f"a pair is withdrawn now, and not at {when!r}", c.MANAGER, dated)
    for side in SIDES:
        left = Commit((*write(f"{GALLERY}/shown", now).writes, Delete(f"{GALLERY}/shown/images/{side}")))
        yield may_not(f"{about} isGone", f"it goes with more than its image {side}", c.MANAGER, left)
    yield may_not(f"{about} create", "a pair is not withdrawn as it begins", c.MANAGER, write(f"{GALLERY}/new", now))
    withdrawn = c.PAIRS["withdrawn"]
    wrong: dict[str, Document] = {"shown again": c.PAIR, "withdrawn again": now}
    for how, fields in wrong.items():
        again = _without_images("withdrawn", fields)
        yield may_not(about, f"a pair whose consent was withdrawn is not {how}", c.OWNER, again)
    renamed = write(f"{GALLERY}/withdrawn", {**withdrawn, "title": "As it was", "active": False})
    yield may(about, "a manager corrects a pair that stays withdrawn", c.MANAGER, renamed)


def _writing_images() -> Iterator[Case]:
    about = "images side pairOf"
    for name in ("shown", "over", "put_away"):
        for side in ("before", "after"):
            path = f"{GALLERY}/{name}/images/{side}"
            yield may(about, f"a manager puts in the image {side} of a pair that is {name}", c.MANAGER, _image(path))
            for who, stranger in BELOW_MANAGERS.items():
                put = f"{who} cannot put in the image {side} of a pair that is {name}"
                yield may_not(about, put, stranger, _image(path))
    for path in ("shown/images/between", "withdrawn/images/before", "withdrawn/images/after", "nothing/images/before"):
        yield may_not(
            f"{about} withdrawn_at", f"a manager cannot put in {path}", c.MANAGER, _image(f"{GALLERY}/{path}")
        )
    taken = delete(f"{GALLERY}/withdrawn/images/before")
    for who, uid in c.MANAGERS.items():
        yield may("images delete", f"{who} removes an image that an older withdrawal left behind", uid, taken)
        shown = delete(f"{GALLERY}/shown/images/before")
        yield may_not("images delete pairAfter", f"{who} cannot remove an image of a pair that is shown", uid, shown)
    for who, stranger in BELOW_MANAGERS.items():
        yield may_not("images delete", f"{who} cannot remove an image of a pair that is withdrawn", stranger, taken)
        withdrawn = _withdrawn("shown")
        yield may_not("gallery update", f"{who} cannot withdraw a pair of the gallery", stranger, withdrawn)
    whole = Commit(
        (Write(f"{GALLERY}/new", c.PAIR), *(_image(f"{GALLERY}/new/images/{side}").writes[0] for side in SIDES))
    )
    yield may("images pairAfter", "a manager puts in a pair with both of its images at once", c.MANAGER, whole)


def _image_fields() -> Iterator[Case]:
    path = f"{GALLERY}/shown/images/after"
    shape = Shape("isImage", "an image", c.MANAGER, c.IMAGE, lambda fields: write(path, fields))
    for kind in ("image/webp", "image/jpeg", "image/png", "image/avif"):
        yield shape.is_taken(f"as {kind}", type=kind)
    yield shape.is_taken("of one byte", bytes=b"1")
    yield shape.is_taken("at its largest", bytes=bytes(MOST_BYTES))
    wrong: dict[str, tuple[object, ...]] = {
        "type": ("", "image/svg+xml", "text/html", "IMAGE/PNG", *NOT_TEXT),
        "bytes": (b"", bytes(MOST_BYTES + 1), "RIFF", *NOT_TEXT),
    }
    yield from shape.refusals(wrong)


def _image(path: str) -> Commit:
    return write(path, c.IMAGE)


def _withdrawn(name: str) -> Commit:
    """A pair of the cases withdrawn, with both of its images gone."""
    return _without_images(name, {**c.PAIR, "withdrawn_at": NOW})


def _without_images(name: str, fields: Document) -> Commit:
    images = (Delete(f"{GALLERY}/{name}/images/{side}") for side in SIDES)
    return Commit((Write(f"{GALLERY}/{name}", fields), *images))
