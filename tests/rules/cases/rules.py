"""The cases of what each rule document may say."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_TEXT, NOT_WHOLE, NOT_YES_OR_NO, Case, Shape, may_not
from tests.rules.cases.publishing import CONTENT, SHAPE_OF, next_version, publish, signed
from tests.rules.documents import Document

# No list, or one of other things than texts, or of texts with a comma or nothing in them.
NOT_A_LIST: tuple[object, ...] = (None, "gold", "", {}, {"gold": True})
NOT_LISTED: tuple[object, ...] = (*NOT_A_LIST, [1], [None], [True], [{"gold": 1}], ["a,b"], [""])

_NEITHER_WHOLE_NOR_NULL = tuple(value for value in NOT_WHOLE if value is not None)


def contents() -> Iterator[Case]:
    """Every case of what a rule may say."""
    yield from _earning()
    yield from _expiry()
    yield from _reminders()
    yield from _check_in()
    yield from _redemption()
    yield from _banking()
    yield from _adjustments()


def _rule(name: str) -> Shape:
    content = CONTENT[name]
    return Shape(
        SHAPE_OF[name], name, c.MANAGER, content, lambda fields: publish(name, signed(fields, next_version(name)))
    )


def _earning() -> Iterator[Case]:
    shape = _rule("earning")
    yield shape.is_taken("at its lowest", eligible_tenders=[], rate_bp=0, minor_per_point=1)
    every = ["cash", "card", "financing"]
    yield shape.is_taken("at its highest", eligible_tenders=every, rate_bp=10_000, minor_per_point=10_000)
    for most in (1, 100_000_000, None):
        yield shape.is_taken(f"that asks about a bill above {most}", unusual_above_minor=most)
    wrong: dict[str, tuple[object, ...]] = {
        "unusual_above_minor": (0, 100_000_001, *_NEITHER_WHOLE_NOR_NULL),
        "eligible_tenders": (
            None,
            "cash",
            {"cash": True},
            ["cash", "cash"],
            [1],
            ["insurance"],
            ["wallet"],
            [*every, "points"],
        ),
        "rate_bp": (-1, 10_001, *NOT_WHOLE),
        "minor_per_point": (0, 10_001, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)


def _expiry() -> Iterator[Case]:
    shape = _rule("expiry")
    for unit, most in (("months", 60), ("days", 1825)):
        yield shape.is_taken(f"at the fewest {unit}", life_unit=unit, life_count=1)
        yield shape.is_taken(f"at the most {unit}", life_unit=unit, life_count=most)
        for count in (-1, 0, most + 1, *NOT_WHOLE):
            fields = {**c.EXPIRY, "life_unit": unit, "life_count": count}
            yield shape.is_refused(f"at {count!r} {unit}", fields, "life_count")
    yield shape.is_taken("without a courtesy", grace_days=0)
    yield shape.is_taken("with the longest courtesy", grace_days=60)
    wrong: dict[str, tuple[object, ...]] = {
        "life_unit": ("", "weeks", "years", "Months", *NOT_TEXT),
        "grace_days": (-1, 61, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)


def _reminders() -> Iterator[Case]:
    shape = _rule("reminders").about_also("areDays")
    yield from _hours(shape)
    yield from _holidays(shape)
    lowest: Document = {"extension_days": 2, "appointment_margin_days": 0, "holdout_bp": 0}
    yield shape.is_taken("at their lowest", nudge_days=2, urge_days=1, **lowest)
    highest: Document = {"extension_days": 90, "appointment_margin_days": 90, "holdout_bp": 5000}
    yield shape.is_taken("at their highest", nudge_days=90, urge_days=60, **highest)
    yield shape.is_taken("without extension or appointments", extension_days=None, appointment_margin_days=None)
    for voice in ("calm", "warm", "brief"):
        yield shape.is_taken(f"in a {voice} voice", voice=voice)
    wrong: dict[str, tuple[object, ...]] = {
        "nudge_days": (0, 1, 6, 7, 91, *NOT_WHOLE),
        "urge_days": (-1, 0, 28, 61, *NOT_WHOLE),
        "voice": ("", "Calm", "loud", *NOT_TEXT),
        "extension_days": (0, 7, 91, *_NEITHER_WHOLE_NOR_NULL),
        "appointment_margin_days": (-1, 91, *_NEITHER_WHOLE_NOR_NULL),
        "holdout_bp": (-1, 5001, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)
    late = {**c.REMINDERS, "nudge_days": 90, "urge_days": 61, "extension_days": None}
    yield shape.is_refused("with an urge of 61 days before a nudge of 90", late, "urge_days")


def _hours(shape: Shape) -> Iterator[Case]:
    """Each hour within its bounds, and the hour of sending outside the quiet ones."""

    def hours(send: object, quiet_from: object, quiet_until: object) -> Document:
        return {"send_hour": send, "quiet_from_hour": quiet_from, "quiet_until_hour": quiet_until}

    for send, quiet_from, quiet_until in ((8, 12, 0), (8, 12, 8), (11, 12, 0), (12, 24, 12), (20, 24, 0), (20, 21, 12)):
        how = f"at {send}, quiet from {quiet_from} until {quiet_until}"
        yield shape.is_taken(how, **hours(send, quiet_from, quiet_until))
    bounds = ((7, 24, 0), (21, 24, 0), (8, 11, 8), (20, 25, 8), (10, 20, -1), (14, 20, 13))
    for send, quiet_from, quiet_until in (*bounds, (10, 20, 11), (12, 12, 8), (13, 12, 8)):
        fields = {**c.REMINDERS, **hours(send, quiet_from, quiet_until)}
        how = f"at {send}, quiet from {quiet_from} until {quiet_until}"
        yield shape.is_refused(how, fields, "send_hour quiet_from_hour quiet_until_hour")
    for field in ("send_hour", "quiet_from_hour", "quiet_until_hour"):
        for odd in NOT_WHOLE:
            yield shape.is_refused(f"with {field} as {odd!r}", {**c.REMINDERS, field: odd}, field)


def _holidays(shape: Shape) -> Iterator[Case]:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 10, 19, 20, 31)]
    yield shape.is_taken("without holidays", holidays=[])
    yield shape.is_taken("with the most holidays", holidays=days)
    odd_days = ("2026-12-00", "2026-12-32", "2026-13-25", "2026-00-25", "26-12-25", "2026-12-5", "2026/12/25", "Noël")
    joined = ["2026-12-25,2026-12-26"]
    odd: tuple[object, ...] = (*NOT_LISTED, [*days, "2027-01-01"], joined, *([day] for day in odd_days))
    for holidays in odd:
        how = f"with {holidays!r} as holidays" if len(str(holidays)) < 60 else "with one holiday too many"
        yield shape.is_refused(how, {**c.REMINDERS, "holidays": holidays}, "holidays areDays")
    yield shape.is_refused("with a holiday among other things", {**c.REMINDERS, "holidays": [days[0], "x"]}, "areDays")


def _check_in() -> Iterator[Case]:
    shape = _rule("check_in")
    yield shape.is_taken("at its lowest", code_lifetime_seconds=15, any_location=False, visit_hours=1)
    yield shape.is_taken("at its highest", code_lifetime_seconds=300, any_location=True, visit_hours=24)
    wrong: dict[str, tuple[object, ...]] = {
        "code_lifetime_seconds": (14, 301, *NOT_WHOLE),
        "any_location": NOT_YES_OR_NO,
        "visit_hours": (0, 25, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)


_EXCHANGE_WRONG: dict[str, tuple[object, ...]] = {
    "minimum_points": (0, 1_000_001, *NOT_WHOLE),
    "increment_points": (0, 100_001, *NOT_WHOLE),
    "minor_per_100_points": (0, 1_000_001, *NOT_WHOLE),
}
_EXCHANGE_LOWEST: Document = {"minimum_points": 1, "increment_points": 1, "minor_per_100_points": 1}
_EXCHANGE_HIGHEST: Document = {
    "minimum_points": 1_000_000,
    "increment_points": 100_000,
    "minor_per_100_points": 1_000_000,
}


def _redemption() -> Iterator[Case]:
    shape = _rule("redemption").about_also("isExchange")
    lowest: Document = {"most_points_per_visit": 1, "most_bill_bp": 1, "confirm_above_points": 0, "confirm_minutes": 1}
    yield shape.is_taken("at its lowest", **_EXCHANGE_LOWEST, **lowest, combinable=False)
    highest: Document = {"most_points_per_visit": 10_000_000, "most_bill_bp": 10_000}
    asked: Document = {"confirm_above_points": 10_000_000, "confirm_minutes": 60}
    yield shape.is_taken("at its highest", **_EXCHANGE_HIGHEST, **highest, **asked, combinable=True)
    yield shape.is_taken("without limits", most_points_per_visit=None, confirm_above_points=None)
    wrong: dict[str, tuple[object, ...]] = {
        **_EXCHANGE_WRONG,
        "most_points_per_visit": (0, 10_000_001, *_NEITHER_WHOLE_NOR_NULL),
        "most_bill_bp": (0, 10_001, *NOT_WHOLE),
        "combinable": NOT_YES_OR_NO,
        "confirm_above_points": (-1, 10_000_001, *_NEITHER_WHOLE_NOR_NULL),
        "confirm_minutes": (0, 61, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)


def _banking() -> Iterator[Case]:
    shape = _rule("banking").about_also("isExchange", "areIds")
    lowest: Document = {"undo_minutes": 0, "banked_life_days": 1, "granted_life_days": 1, "most_bankings_per_day": 1}
    lowest = {**lowest, "cash_out_below_minor": 1}
    yield shape.is_taken("at its lowest", **_EXCHANGE_LOWEST, **lowest, tier_bonus_bp={})
    life_at_most: Document = {"banked_life_days": 1825, "granted_life_days": 1825}
    highest: Document = {**life_at_most, "undo_minutes": 1440, "most_bankings_per_day": 100}
    highest = {**highest, "cash_out_below_minor": 1_000_000, "paid_in_never_ends": True}
    bonuses = {f"tier{number}": 10_000 for number in range(20)}
    yield shape.is_taken("at its highest", **_EXCHANGE_HIGHEST, **highest, tier_bonus_bp=bonuses)
    yield shape.is_taken("for ever", banked_life_days=None, granted_life_days=None, cash_out_below_minor=None)
    life: tuple[object, ...] = (0, 1826, *_NEITHER_WHOLE_NOR_NULL)
    wrong: dict[str, tuple[object, ...]] = {
        **_EXCHANGE_WRONG,
        "tier_bonus_bp": (
            None,
            10,
            "gold",
            "",
            [],
            ["gold"],
            {**bonuses, "tier20": 0},
            {"no tier": 10},
            {"a,b": 10},
            *({"gold": value} for value in (1.5, -1, 10_001, "100", None, [100], True)),
            {"gold": 10, "silver": "10"},
        ),
        "undo_minutes": (-1, 1441, *NOT_WHOLE),
        "banked_life_days": life,
        "granted_life_days": life,
        "most_bankings_per_day": (0, 101, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)
    # Documents from before these fields have neither.
    yield from shape.wrong_values(
        {"cash_out_below_minor": (0, 1_000_001, *_NEITHER_WHOLE_NOR_NULL), "paid_in_never_ends": NOT_YES_OR_NO}
    )


def _adjustments() -> Iterator[Case]:
    shape = _rule("adjustments").about_also("areForEveryRole", "areReasons")
    lowest: Document = {"approval_above_points": 0, "most_reissued_points_per_year": 0}
    nothing = dict.fromkeys(c.ROLES, 0)
    yield shape.is_taken("at its lowest", **lowest, daily_caps=nothing, wallet_daily_caps_minor=nothing, reasons=["a"])
    highest: Document = {"approval_above_points": 1_000_000, "most_reissued_points_per_year": 1_000_000}
    caps: Document = {
        "daily_caps": dict.fromkeys(c.ROLES, 1_000_000),
        "wallet_daily_caps_minor": dict.fromkeys(c.ROLES, 100_000_000),
    }
    reasons = [f"{'r' * 38}{number}" for number in range(10, 30)]
    yield shape.is_taken("at its highest", **highest, **caps, reasons=reasons)
    wrong: dict[str, tuple[object, ...]] = {
        "reasons": (
            *NOT_LISTED,
            [],
            [*reasons, "more"],
            ["goodwill", "goodwill"],
            ["Goodwill"],
            ["data entry"],
            ["-a"],
            ["1st"],
            ["r" * 41],
            ["goodwill", ""],
        ),
        "approval_above_points": (-1, 1_000_001, *NOT_WHOLE),
        "most_reissued_points_per_year": (-1, 1_000_001, *NOT_WHOLE),
    }
    yield from shape.refusals(wrong)
    for field, most in (("daily_caps", 1_000_000), ("wallet_daily_caps_minor", 100_000_000)):
        yield from _caps(field, most)


def _caps(field: str, most: int) -> Iterator[Case]:
    shape = Shape(
        f"isAdjustments areForEveryRole {field}",
        field,
        c.MANAGER,
        c.ADJUSTMENTS[field],
        lambda caps: publish("adjustments", signed({**c.ADJUSTMENTS, field: caps}, next_version("adjustments"))),
    )
    yield from shape.refusals(dict.fromkeys(c.ROLES, (-1, most + 1, *NOT_WHOLE)))
    for odd in (None, 500, "500", [500]):
        rule = signed({**c.ADJUSTMENTS, field: odd}, next_version("adjustments"))
        yield may_not(shape.about, f"{field} cannot be {odd!r}", c.MANAGER, publish("adjustments", rule))
