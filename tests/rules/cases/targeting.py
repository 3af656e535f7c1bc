"""The cases of offers to an audience: managers write and read them, and each patient reads their own copy alone."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_LISTED, NOT_TEXT, NOT_WHOLE, NOT_YES_OR_NO, Case, Shape, may, may_not
from tests.rules.cases.reading import STRANGERS
from tests.rules.cases.rewards import NOT_A_DATE, window
from tests.rules.documents import Document, Get, Operation, Query, delete, write

OFFERS, KNOWN, NEW = f"{c.CLINIC}/targeted_offers", "a" * 32, f"{'0' * 16}{'9' * 16}"
NOT_AN_ID: tuple[object, ...] = ("", "-peel", "s" * 129, *(value for value in NOT_TEXT if value is not None))
NOT_WHOLE_OR_NULL: tuple[object, ...] = tuple(value for value in NOT_WHOLE if value is not None)


def targeting() -> Iterator[Case]:
    """Every case of offers to an audience."""
    yield from _managing()
    yield from _own()
    yield from _unseen()
    yield from _offer()
    yield from _audience()


def _managing() -> Iterator[Case]:
    one, every, changed = Get(f"{OFFERS}/{KNOWN}"), Query(OFFERS), write(f"{OFFERS}/{KNOWN}", c.TARGETED_OFFER)
    made, removed = write(f"{OFFERS}/{NEW}", c.TARGETED_OFFER), delete(f"{OFFERS}/{KNOWN}")
    placing, placings = Get(f"{c.CLINIC}/offer_placings/{KNOWN}"), Query(f"{c.CLINIC}/offer_placings")
    ways: dict[str, Operation] = {"reads": one, "lists": every, "changes": changed, "makes": made}
    for who, uid in c.MANAGERS.items():
        for does, operation in ways.items():
            yield may("targeted_offers isManager", f"{who} {does} an offer to an audience", uid, operation)
        yield may_not("targeted_offers", f"{who} cannot remove an offer to an audience", uid, removed)
        yield may("offer_placings isManager", f"{who} reads how many have an offer", uid, placing)
        yield may("offer_placings isManager", f"{who} lists how many have each offer", uid, placings)
    for who, stranger in {**STRANGERS, "the patient who has it": c.ANA, "the front desk": c.DESK}.items():
        for does, operation in ways.items():
            yield may_not("targeted_offers", f"{who} never {does} an offer to an audience", stranger, operation)
        yield may_not("offer_placings", f"{who} cannot read how many have an offer", stranger, placing)
        yield may_not("offer_placings", f"{who} cannot list how many have each offer", stranger, placings)
    counted = write(f"{c.CLINIC}/offer_placings/{KNOWN}", {"offered": 2})
    yield may_not("offer_placings", "an owner cannot say how many have an offer", c.OWNER, counted)
    unsound = write(f"{OFFERS}/{KNOWN}", {**c.TARGETED_OFFER, "holdout_bp": 5001})
    yield may_not(
        "targeted_offers isSound", "an offer to an audience is not changed into an unsound one", c.MANAGER, unsound
    )
    for name in ("a" * 31, "a" * 33, "A" * 32, "chemical-peel-after-eight-weeks-", "g" * 32):
        named = write(f"{OFFERS}/{name}", c.TARGETED_OFFER)
        yield may_not("targeted_offers isSound matches", f"{name} names no offer to an audience", c.MANAGER, named)


def _own() -> Iterator[Case]:
    path = f"{c.CLINIC}/patients/{c.ANA}/offers"
    one, every = Get(f"{path}/{KNOWN}"), Query(path)
    yield may("offers isSelf", "a patient reads an offer of their own", c.ANA, one)
    yield may("offers isSelf", "a patient lists the offers of their own", c.ANA, every)
    none = Query(f"{c.CLINIC}/patients/{c.LONG_ID}/offers")
    yield may("offers isSelf", "a patient who has none lists none", c.LONG_ID, none)
    for who, stranger in {**STRANGERS, "the front desk": c.DESK, **c.MANAGERS}.items():
        yield may_not("offers isSelf", f"{who} cannot read a patient's own offer", stranger, one)
        yield may_not("offers isSelf", f"{who} cannot list a patient's own offers", stranger, every)
    fields: Document = {"title": "Free for me"}
    for uid in (c.ANA, c.DESK, c.MANAGER, c.OWNER):
        yield may_not("offers", f"{uid} cannot write a patient's own offer", uid, write(f"{path}/{NEW}", fields))
        yield may_not("offers", f"{uid} cannot change a patient's own offer", uid, write(f"{path}/{KNOWN}", fields))
        yield may_not("offers", f"{uid} cannot remove a patient's own offer", uid, delete(f"{path}/{KNOWN}"))


def _unseen() -> Iterator[Case]:
    """What says who is meant, and who is held out."""
    for uid in (c.ANA, c.DESK, c.MANAGER, c.OWNER):
        placed = Get(f"{OFFERS}/{KNOWN}/placed/{c.ANA}")
        yield may_not("targeted_offers", f"{uid} cannot read who an offer is for", uid, placed)
        yield may_not(
            "targeted_offers", f"{uid} cannot list who an offer is for", uid, Query(f"{OFFERS}/{KNOWN}/placed")
        )
        lately = Get(f"{c.CLINIC}/offers_lately/{c.ANA}")
        yield may_not("targeted_offers", f"{uid} cannot read who was told of an offer", uid, lately)


def _offer() -> Iterator[Case]:
    about = "targeted_offers isTargetedOffer isText isDate areDaysInOrder isBetween isId"
    shape = Shape(
        about, "an offer to an audience", c.MANAGER, c.TARGETED_OFFER, lambda fields: write(f"{OFFERS}/{NEW}", fields)
    )
    yield shape.is_taken("at its shortest", title="t", text="t", holdout_bp=0, active=False)
    yield shape.is_taken("at its longest", title="t" * 80, text="t" * 300, holdout_bp=5000, service_id="s" * 128)
    yield shape.is_taken("on every day", starts_on=None, ends_on=None, service_id=None)
    yield from window(shape)
    wrong: dict[str, tuple[object, ...]] = {
        "title": ("", "t" * 81, *NOT_TEXT),
        "text": ("", "t" * 301, *NOT_TEXT),
        "starts_on": NOT_A_DATE,
        "ends_on": NOT_A_DATE,
        "service_id": NOT_AN_ID,
        "active": NOT_YES_OR_NO,
        "audience": (None, "all", [], {}),
        "holdout_bp": (-1, 5001, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)


def _audience() -> Iterator[Case]:
    about = "targeted_offers isAudience hadNoService hadService areTiers isBetweenOrNull isBetween isId"
    shape = Shape(
        about,
        "an audience",
        c.MANAGER,
        c.AUDIENCE,
        lambda fields: write(f"{OFFERS}/{NEW}", {**c.TARGETED_OFFER, "audience": fields}),
    )
    tiers = [f"{'t' * 126}{number}" for number in range(10, 30)]
    no_service: Document = {"service_id": None, "from_days": None, "to_days": None, "not_since": False}
    yield shape.is_taken(
        "that asks for nothing", **no_service, tier_ids=[], from_points=None, not_seen_days=None, members=None
    )
    yield shape.is_taken(
        "at its lowest", from_days=0, to_days=0, not_since=False, from_points=1, not_seen_days=1, members="yes"
    )
    yield shape.is_taken("at its highest", service_id="s" * 128, from_days=3650, to_days=3650, tier_ids=tiers)
    yield shape.is_taken("of the rich and the lost", from_points=10_000_000, not_seen_days=3650)
    for field, value in (("from_days", 1), ("to_days", 1), ("not_since", True)):
        yield shape.is_refused(f"with {field} of no service", {**c.AUDIENCE, **no_service, field: value}, field)
    dayless: Document = {**c.AUDIENCE, **no_service, "service_id": "peel"}
    yield shape.is_refused("with a service of no days", dayless, "service_id")
    backwards: Document = {**c.AUDIENCE, "from_days": 10, "to_days": 9}
    yield shape.is_refused("whose days run backwards", backwards, "from_days to_days")
    wrong: dict[str, tuple[object, ...]] = {
        "service_id": (None, *NOT_AN_ID),
        "from_days": (-1, *NOT_WHOLE),
        "to_days": (3651, *NOT_WHOLE),
        "not_since": NOT_YES_OR_NO,
        "tier_ids": (*NOT_LISTED, [*tiers, "more"], ["t" * 129], ["-gold"]),
        "from_points": (0, 10_000_001, *NOT_WHOLE_OR_NULL),
        "not_seen_days": (0, 3651, *NOT_WHOLE_OR_NULL),
        "members": ("", "maybe", True, 1, ["yes"]),
    }
    yield from shape.refusals(wrong)
