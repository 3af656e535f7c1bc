"""The cases of what stands beside the catalogue: what a reward costs the clinic, forms of consent."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_TEXT, NOT_WHOLE, Case, Shape, may, may_not
from tests.rules.cases.writing import BELOW_MANAGERS
from tests.rules.documents import Document, Get, Query, delete, write

# Managers alone read them; each is about one document of a collection that everybody reads.
BESIDE: dict[str, tuple[str, Document, str]] = {
    "reward_costs": ("facial", {"cost_minor": 3_500}, "isCost"),
    "gallery_consents": ("shown", {"form": "C-2026-017", "where": "In the app"}, "isConsent"),
}
NOT_EMPTY_TEXT = tuple(value for value in NOT_TEXT if value != "")


def catalogue() -> Iterator[Case]:
    """Every case of what stands beside the catalogue."""
    yield from _services()
    for collection in BESIDE:
        yield from _beside(collection)
    yield from _costs()
    yield from _consents()


def _services() -> Iterator[Case]:
    about = "isService isTextOrEmpty"
    path = f"{c.CLINIC}/services/new"
    shape = Shape(about, "a service", c.MANAGER, c.SERVICE, lambda fields: write(path, fields))
    yield shape.is_taken("with much to say", description="d" * 600, procedure="p" * 80, position=10_000)
    yield shape.is_taken("with nothing more to say", description="", procedure="", position=0)
    yield from shape.wrong_values(
        {
            "description": ("d" * 601, *NOT_EMPTY_TEXT),
            "procedure": ("p" * 81, *NOT_EMPTY_TEXT),
            "position": (-1, 10_001, *NOT_WHOLE),
        }
    )


def _beside(collection: str) -> Iterator[Case]:
    name, sound, about = BESIDE[collection]
    path = f"{c.CLINIC}/{collection}/{name}"
    for who, uid in c.MANAGERS.items():
        yield may(collection, f"{who} reads one of {collection}", uid, Get(path))
        yield may(collection, f"{who} lists {collection}", uid, Query(f"{c.CLINIC}/{collection}"))
        yield may(f"{collection} {about} create", f"{who} adds to {collection}", uid, write(f"{path}-new", sound))
        yield may(f"{collection} {about} update", f"{who} changes one of {collection}", uid, write(path, sound))
        yield may_not(collection, f"{who} removes nothing of {collection}", uid, delete(path))
    for who, stranger in {**BELOW_MANAGERS, "a guest": c.GUEST}.items():
        yield may_not(collection, f"{who} cannot read one of {collection}", stranger, Get(path))
        yield may_not(collection, f"{who} cannot add to {collection}", stranger, write(f"{path}-new", sound))
        yield may_not(f"{collection} update", f"{who} cannot change {collection}", stranger, write(path, sound))
    odd = write(f"{c.CLINIC}/{collection}/-odd", sound)
    yield may_not(f"{collection} isId", f"{collection} have names as others have", c.MANAGER, odd)


def _costs() -> Iterator[Case]:
    path = f"{c.CLINIC}/reward_costs/new"
    shape = Shape("isCost", "a cost", c.MANAGER, {"cost_minor": 3_500}, lambda fields: write(path, fields))
    for cost in (0, 100_000_000, None):
        yield shape.is_taken(f"of {cost}", cost_minor=cost)
    yield from shape.refusals({"cost_minor": (-1, 100_000_001, *(each for each in NOT_WHOLE if each is not None))})


def _consents() -> Iterator[Case]:
    path = f"{c.CLINIC}/gallery_consents/new"
    sound: Document = {"form": "C-2026-017", "where": "In the app"}
    shape = Shape("isConsent isTextOrEmpty", "a form", c.MANAGER, sound, lambda fields: write(path, fields))
    yield shape.is_taken("at its longest", form="f" * 80, where="w" * 200)
    yield shape.is_taken("at its shortest", form="f", where="")
    wrong: dict[str, tuple[object, ...]] = {
        "form": ("", "f" * 81, *NOT_TEXT),
        "where": ("w" * 201, *NOT_EMPTY_TEXT),
    }
    yield from shape.refusals(wrong)
