"""The cases of what a reward and an offer may say."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_LISTED, NOT_TEXT, NOT_WHOLE, NOT_YES_OR_NO, Case, Shape
from tests.rules.documents import Document, write

NOT_A_DATE: tuple[object, ...] = (
    "",
    "today",
    "2026-3-01",
    "2026-03-1",
    "20260301",
    "2026-03-01T00:00",
    "1999-12-31",
    "2100-01-01",
    "0001-01-01",
    "9999-12-31",
    "2026-00-10",
    "2026-13-10",
    "2026-03-00",
    "2026-03-32",
    "2026-04-31",
    "2026-02-29",
    "0000-01-01",
    *(value for value in NOT_TEXT if value is not None),
)


def rewards() -> Iterator[Case]:
    """Every case of what a reward may say."""
    about = "isReward isDate dayOf isDateOrNull areDaysInOrder isBetweenOrNull areTiers areIds"
    shape = Shape(about, "a reward", c.MANAGER, c.REWARD, lambda fields: write(f"{c.CLINIC}/rewards/new", fields))
    tiers = [f"{'t' * 126}{number}" for number in range(10, 30)]
    yield shape.is_taken("at its lowest", name="n", cost_points=1, stock=0, tier_ids=[], active=False)
    yield shape.is_taken("at its highest", name="n" * 80, cost_points=10_000_000, stock=1_000_000, tier_ids=tiers)
    yield shape.is_taken("without limits", stock=None, starts_on=None, ends_on=None, tier_ids=[])
    yield from window(shape)
    wrong: dict[str, tuple[object, ...]] = {
        "name": ("", "n" * 81, *NOT_TEXT),
        "cost_points": (0, 10_000_001, *NOT_WHOLE),
        "stock": (-1, 1_000_001, *(value for value in NOT_WHOLE if value is not None)),
        "starts_on": NOT_A_DATE,
        "ends_on": NOT_A_DATE,
        "tier_ids": (*NOT_LISTED, [*tiers, "more"], ["t" * 129], ["-gold"], ["gold", "no tier"]),
        "active": NOT_YES_OR_NO,
    }
    yield from shape.refusals(wrong)


def offers() -> Iterator[Case]:
    """Every case of what an offer may say."""
    about = "isOffer isDate areDaysInOrder isBetweenOrNull areTiers areIds isId"
    shape = Shape(about, "an offer", c.MANAGER, c.OFFER, lambda fields: write(f"{c.CLINIC}/offers/new", fields))
    tiers = [f"{'t' * 126}{number}" for number in range(10, 30)]
    yield shape.is_taken("at its shortest", title="t", text="t", tier_ids=[], from_points=1, active=False)
    longest: Document = {"title": "t" * 80, "text": "t" * 300, "tier_ids": tiers, "service_id": "s" * 128}
    yield shape.is_taken("at its longest", **longest, from_points=10_000_000)
    yield shape.is_taken("for everybody", starts_on=None, ends_on=None, tier_ids=[], from_points=None, service_id=None)
    yield from window(shape)
    wrong: dict[str, tuple[object, ...]] = {
        "title": ("", "t" * 81, *NOT_TEXT),
        "text": ("", "t" * 301, *NOT_TEXT),
        "starts_on": NOT_A_DATE,
        "ends_on": NOT_A_DATE,
        "tier_ids": (*NOT_LISTED, [*tiers, "more"], ["t" * 129]),
        "from_points": (0, 10_000_001, *(value for value in NOT_WHOLE if value is not None)),
        "service_id": ("", "-peel", "s" * 129, *(value for value in NOT_TEXT if value is not None)),
        "active": NOT_YES_OR_NO,
    }
    yield from shape.refusals(wrong)


def window(shape: Shape) -> Iterator[Case]:
    """The cases of the first and the last day of something."""
    yield shape.is_taken("from a day on", starts_on="2026-12-31", ends_on=None)
    yield shape.is_taken("until a day", starts_on=None, ends_on="2026-01-01")
    yield shape.is_taken("on one day", starts_on="2028-02-29", ends_on="2028-02-29")
    yield shape.is_taken("in any year of this century", starts_on="2000-01-01", ends_on="2099-12-31")
    for ends_on in ("2026-02-28", "2025-03-01"):
        backwards: Document = {**shape.sound, "starts_on": "2026-03-01", "ends_on": ends_on}
        yield shape.is_refused(f"that ends on {ends_on}, before it starts", backwards, "starts_on ends_on")
