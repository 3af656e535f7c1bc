"""The cases of who may write the clinic, what it offers and its staff, and that nobody writes what the functions do."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_TEXT, NOT_WHOLE, NOT_YES_OR_NO, Case, Shape, Writer, may, may_not
from tests.rules.documents import Commit, Document, Write, delete, write

SVG = "data:image/svg+xml;base64,"

BELOW_MANAGERS: dict[str, str | None] = {
    "the front desk": c.DESK,
    "a patient": c.ANA,
    "a manager of another clinic": c.MANAGER_ELSEWHERE,
    "a manager who has left": c.FORMER_MANAGER,
    "nobody": c.NOBODY,
}
STAFF = f"{c.CLINIC}/staff"
MEASURES = ("check_ins", "enrolments", "redemptions")
# Written by the functions, read by some.
READABLE = (
    "reward_stock",
    "adjustments",
    "approvals",
    "exceptions",
    "ledger_days",
    "audits",
    "pages",
    "placings",
    "previews",
    "lookups",
    "past_reads",
    "views",
    "downloads",
    "invites",
)


def writing() -> Iterator[Case]:
    """Every case of writing but the publishing of rules."""
    yield from _clinic()
    yield from _brand()
    yield from _catalogue("locations", c.LOCATION)
    yield from _location_fields()
    yield from _catalogue("services", c.SERVICE)
    yield from _service_fields()
    yield from _catalogue("rewards", c.REWARD)
    yield from _catalogue("offers", c.OFFER)
    yield from _appointing()
    yield from _staff_fields()
    yield from _ledger()
    yield from _closed()


def _clinic() -> Iterator[Case]:
    changed = write(c.CLINIC, {**c.CLINIC_DOCUMENT, "name": "Harbor Skin"})
    yield may("clinics isOwner", "an owner renames the clinic", c.OWNER, changed)
    yield may_not("clinics isOwner", "a manager cannot rename the clinic", c.MANAGER, changed)
    yield may_not("clinics", "an owner of another clinic cannot rename the clinic", c.OWNER_ELSEWHERE, changed)
    yield may_not("clinics", "an owner cannot remove the clinic", c.OWNER, delete(c.CLINIC))
    yield may_not("clinics", "an owner cannot make a clinic", c.OWNER, write(c.UNBORN, c.CLINIC_DOCUMENT))
    shape = Shape("isClinic", "a clinic", c.OWNER, c.CLINIC_DOCUMENT, lambda fields: write(c.CLINIC, fields))
    yield shape.is_taken("in another language", locale="zh-Hant-TW")
    yield shape.is_taken("with the longest name", name="n" * 80)
    wrong: dict[str, tuple[object, ...]] = {
        "name": ("", "n" * 81, *NOT_TEXT),
        "time_zone": ("", "Pacific time", "localtime", "posix/UTC", f"A/{'Z' * 44}", *NOT_TEXT),
        "currency": ("EUR", *NOT_TEXT),
        "locale": ("", "English", "en-aa-bb", "en-US-GB", *NOT_TEXT),
        "brand": ("green", *NOT_TEXT),
    }
    yield from shape.refusals(wrong)
    yield from _clinic_books(shape)


def _clinic_books(shape: Shape) -> Iterator[Case]:
    """The days that are closed, and how soon all is proved again."""
    for days in (1, 90, None):
        yield shape.is_taken(f"with a proof of {days} days", proof_days=days)
    wrong: dict[str, tuple[object, ...]] = {
        "proof_days": (0, 91, "28"),
        "closed_until_on": ("2026-01-05",),
        "coming": ({},),
    }
    yield from shape.wrong_values(wrong)
    yield shape.is_taken("in another time zone while no day is closed", time_zone="America/Denver")
    closed = {**c.CLINIC_DOCUMENT, "closed_until_on": "2026-01-05"}
    shape = Shape(
        "isClinic closedUntil", "a clinic with a closed day", c.OWNER, closed, lambda f: write(c.CLOSED_BOOKS, f)
    )
    yield shape.is_taken("under another name", name="Harbor Skin")
    yield shape.is_refused("in another time zone", {**closed, "time_zone": "America/Denver"}, "time_zone")
    yield shape.is_refused("without its closed days", c.CLINIC_DOCUMENT)
    yield shape.is_refused("with fewer closed days", {**closed, "closed_until_on": "2026-01-04"})
    coming = c.DOCUMENTS[c.CHANGING]
    shape = Shape("isClinic", "a clinic that tells what is coming", c.OWNER, coming, lambda f: write(c.CHANGING, f))
    yield shape.is_taken("under another name", name="Harbor Skin")
    yield shape.is_refused("without what is coming", c.CLINIC_DOCUMENT)
    yield shape.is_refused("with something else that is coming", {**coming, "coming": {}})


def _brand() -> Iterator[Case]:
    brand: Document = c.CLINIC_DOCUMENT["brand"]
    shape = Shape(
        "isBrand isColour isLogoOrNull",
        "a brand",
        c.OWNER,
        brand,
        lambda fields: write(c.CLINIC, {**c.CLINIC_DOCUMENT, "brand": fields}),
    )
    yield shape.is_taken("with the longest tagline", tagline="t" * 120)
    yield shape.is_taken("with the shortest tagline", tagline="t")
    for typeface in ("editorial", "classic", "modern"):
        yield shape.is_taken(f"in {typeface} type", typeface=typeface)
    for voice in ("calm", "warm", "brief"):
        yield shape.is_taken(f"in a {voice} voice", voice=voice)
    yield shape.is_taken("without a logo", logo=None)
    yield shape.is_taken("with the largest logo", logo=_logo(20_000))
    logos = (_logo(20_001), f"{SVG}PHN2Zz4=)", f"x{SVG}PHN2Zz4=", f"{SVG}", "data:image/png;base64,AAAA", 1, ["x"])
    odd: dict[str, tuple[object, ...]] = {"logo": logos, "typeface": ("comic", None, 1), "voice": ("loud", None, 1)}
    yield from shape.wrong_values(odd)
    colours: tuple[object, ...] = (*NOT_TEXT, "red", "#FFF", "#GGGGGG", "#2F5D501", "x#2F5D50")
    yield from shape.refusals({"primary": colours, "accent": colours, "tagline": ("", "t" * 121, *NOT_TEXT)})


def _logo(size: int) -> str:
    """A logo of so many characters."""
    return SVG + "A" * (size - len(SVG))


def _catalogue(collection: str, document: Document) -> Iterator[Case]:
    existing = {"locations": "north", "services": "peel", "rewards": "facial", "offers": "spring"}[collection]
    for who, uid in c.MANAGERS.items():
        yield may(collection, f"{who} adds to the {collection}", uid, write(f"{c.CLINIC}/{collection}/new", document))
        changed = write(f"{c.CLINIC}/{collection}/{existing}", {**document, "active": False})
        yield may(collection, f"{who} retires one of the {collection}", uid, changed)
    for who, stranger in BELOW_MANAGERS.items():
        added = write(f"{c.CLINIC}/{collection}/new", document)
        yield may_not(f"{collection} isSound isManager", f"{who} cannot add to the {collection}", stranger, added)
    removed = delete(f"{c.CLINIC}/{collection}/{existing}")
    yield may_not(collection, f"an owner cannot remove one of the {collection}", c.OWNER, removed)
    longest, too_long = "i" * 128, "i" * 129
    yield may(
        "isId",
        f"the longest id names one of the {collection}",
        c.MANAGER,
        write(f"{c.CLINIC}/{collection}/{longest}", document),
    )
    for name in (too_long, "-new", "_new", "new.one", "new one", "nëw"):
        named = write(f"{c.CLINIC}/{collection}/{name}", document)
        yield may_not("isId", f"{name[:9]} names none of the {collection}", c.MANAGER, named)


def _location_fields() -> Iterator[Case]:
    shape = Shape(
        "isLocation isText",
        "a location",
        c.MANAGER,
        c.LOCATION,
        lambda fields: write(f"{c.CLINIC}/locations/new", fields),
    )
    yield shape.is_taken("with the longest texts", name="n" * 80, address="a" * 200)
    yield shape.is_taken("with the shortest texts", name="n", address="a")
    wrong: dict[str, tuple[object, ...]] = {
        "name": ("", "n" * 81, *NOT_TEXT),
        "address": ("", "a" * 201, *NOT_TEXT),
        "active": NOT_YES_OR_NO,
    }
    yield from shape.refusals(wrong)


def _service_fields() -> Iterator[Case]:
    shape = Shape(
        "isService isBetween",
        "a service",
        c.MANAGER,
        c.SERVICE,
        lambda fields: write(f"{c.CLINIC}/services/new", fields),
    )
    yield shape.is_taken("at its longest and dearest", name="n" * 80, minutes=1440, price_minor=100_000_000)
    yield shape.is_taken("at its shortest and for nothing", name="n", minutes=1, price_minor=0)
    wrong: dict[str, tuple[object, ...]] = {
        "name": ("", "n" * 81, *NOT_TEXT),
        "minutes": (0, 1441, *NOT_WHOLE),
        "price_minor": (-1, 100_000_001, *NOT_WHOLE),
        "active": NOT_YES_OR_NO,
    }
    yield from shape.refusals(wrong)


def _appointing() -> Iterator[Case]:
    roles = ("front_desk", "manager", "owner")
    for role in roles:
        added = write(f"{STAFF}/new", c.staff(role, by=c.OWNER))
        yield may(f"mayAppoint isStaffDocument role {role}", f"an owner appoints staff as {role}", c.OWNER, added)
        added = write(f"{STAFF}/new", c.staff(role, by=c.MANAGER))
        if role == "front_desk":
            yield may("mayAppoint", "a manager appoints staff for the front desk", c.MANAGER, added)
        else:
            yield may_not("mayAppoint", f"a manager cannot appoint staff as {role}", c.MANAGER, added)
        for who, stranger in BELOW_MANAGERS.items():
            added = write(f"{STAFF}/new", c.staff(role, by=stranger))
            yield may_not("mayAppoint staff create", f"{who} cannot appoint staff as {role}", stranger, added)
        for uid in (c.ANA, c.GUEST):
            alone = write(f"{STAFF}/{uid}", c.staff(role, by=uid))
            yield may_not("staff", f"{uid} cannot appoint themselves as {role}", uid, alone)
        for uid in (c.FORMER_MANAGER, c.DESK, c.MANAGER, c.OWNER):
            alone = write(f"{STAFF}/{uid}", {**c.staff(role, by=uid), "location_ids": ["north", "south"]})
            yield may_not("staff isSelf person", f"{uid} cannot make their own document that of {role}", uid, alone)
    yield from _changing_staff()
    yield from _signing()


def _changing_staff() -> Iterator[Case]:
    moved = write(f"{STAFF}/{c.DESK}", {**c.staff("front_desk", by=c.MANAGER), "location_ids": ["north", "south"]})
    left = write(f"{STAFF}/{c.DESK}", c.staff("front_desk", active=False, by=c.MANAGER))
    yield may("staff", "a manager moves a member of the front desk", c.MANAGER, moved)
    yield may("staff", "a manager disables a member of the front desk", c.MANAGER, left)
    yield may_not(
        "staff",
        "the front desk cannot disable a colleague",
        c.DESK,
        write(f"{STAFF}/{c.FORMER_DESK}", c.staff("front_desk", by=c.DESK)),
    )
    for role in ("manager", "owner"):
        raised = write(f"{STAFF}/{c.DESK}", c.staff(role, by=c.MANAGER))
        yield may_not("staff mayAppoint request", f"a manager cannot raise the front desk to {role}", c.MANAGER, raised)
        raised = write(f"{STAFF}/{c.DESK}", c.staff(role, by=c.OWNER))
        yield may("staff", f"an owner raises the front desk to {role}", c.OWNER, raised)
    for who, uid in {"a manager": c.OTHER_MANAGER, "an owner": c.OTHER_OWNER}.items():
        lowered = write(f"{STAFF}/{uid}", c.staff("front_desk", by=c.MANAGER))
        yield may_not(
            "staff mayAppoint resource", f"a manager cannot lower {who} to the front desk", c.MANAGER, lowered
        )
        lowered = write(f"{STAFF}/{uid}", c.staff("front_desk", by=c.OWNER))
        yield may("staff", f"an owner lowers {who} to the front desk", c.OWNER, lowered)
        yield may_not("staff", f"an owner of another clinic cannot lower {who}", c.OWNER_ELSEWHERE, lowered)
        yield may_not("staff", f"an owner cannot remove the document of {who}", c.OWNER, delete(f"{STAFF}/{uid}"))


def _signing() -> Iterator[Case]:
    """Whoever appoints signs for it, and nobody signs for another."""
    desk, about = f"{STAFF}/{c.DESK}", "isSigned"
    known = c.staff("front_desk", by=c.MANAGER)
    for who, by in {"nobody": None, "a colleague": c.OTHER_MANAGER, "themselves": c.DESK}.items():
        added = write(f"{STAFF}/new", c.staff("front_desk", by=by))
        yield may_not("staff isSelf create", f"a manager cannot appoint in the name of {who}", c.MANAGER, added)
    for who, by in {"nobody": None, "a colleague": c.OTHER_MANAGER, "who had appointed": c.MANAGER}.items():
        named = c.staff("front_desk", by=by)
        changes: dict[str, Document] = {
            "raise somebody": {"role": "manager"},
            "move somebody": {"location_ids": ["south"]},
            "disable somebody": {"active": False},
        }
        for what, change in changes.items():
            changed = write(desk, {**named, **change})
            yield may_not(about, f"an owner cannot {what} in the name of {who}", c.OWNER, changed)
    signs = write(desk, {**known, "appointed_by": c.OTHER_OWNER})
    yield may_not(about, "an owner cannot name a colleague as who appointed somebody", c.OWNER, signs)
    yield may(about, "an owner takes on who was appointed", c.OWNER, write(desk, {**known, "appointed_by": c.OWNER}))
    renamed = write(desk, {**known, "name": "Robin Lee", "weekly_quota": {}})
    yield may(about, "an owner changes a name and a quota without signing", c.OWNER, renamed)
    unsigned = write(desk, c.staff("front_desk"))
    yield may_not(about, "an owner cannot make it forgotten who appointed somebody", c.OWNER, unsigned)


def _staff_fields() -> Iterator[Case]:
    sound = c.staff("front_desk", by=c.OWNER)
    for path, about in ((f"{STAFF}/new", "staff create"), (f"{STAFF}/{c.DESK}", "staff resource")):
        shape = Shape(f"isStaffDocument {about}", f"the document {path}", c.OWNER, sound, _writer(path))
        most, least = dict.fromkeys(MEASURES, 1000), dict.fromkeys(MEASURES, 0)
        quota = shape.about_also("isQuota")
        yield quota.is_taken("at its largest", name="n" * 80, location_ids=_names(100), weekly_quota=most)
        yield quota.is_taken("at its smallest", name="n", location_ids=[], weekly_quota={})
        yield quota.is_taken("with a quota of nothing", weekly_quota=least)
        yield quota.is_taken("with one measure and no other", weekly_quota={"enrolments": 3, "redemptions": None})
        wrong: dict[str, tuple[object, ...]] = {
            "name": ("", "n" * 81, *NOT_TEXT),
            "role": ("", "admin", "Owner", *NOT_TEXT),
            "location_ids": (
                None,
                "",
                {},
                "north",
                {"north": True},
                1,
                _names(101),
                ["north", 5],
                ["north,south"],
                [None],
            ),
            "active": NOT_YES_OR_NO,
            "weekly_quota": (None, 40, "40", [40]),
        }
        yield from shape.refusals(wrong)
        beyond: list[Document] = [{name: value} for name in MEASURES for value in (-1, 1001, 1.5, "1", True)]
        for expected in [{"visits": 40}, *beyond]:
            how = f"with a quota of {expected}"
            yield quota.is_refused(how, {**sound, "weekly_quota": expected}, " ".join(["hasOnly", *expected]))


def _writer(path: str) -> Writer:
    return lambda fields: write(path, fields)


def _names(count: int) -> list[str]:
    return [f"name{number}" for number in range(count)]


def _ledger() -> Iterator[Case]:
    account = f"{c.CLINIC}/patients/{c.ANA}"
    written: dict[str, tuple[str, Document]] = {
        "patients": (account, {"name": "Ana", "points": 79_000}),
        "entries": (f"{account}/entries/new", {"location_id": "north", "points": 79_000}),
        "visits": (f"{account}/visits/new", {"location_id": "north"}),
        "reversals": (f"{account}/reversals/new", {"location_id": "north", "refunded_minor": 0}),
    }
    for uid in (c.ANA, c.DESK, c.MANAGER, c.OWNER):
        for collection, (path, fields) in written.items():
            yield may_not(collection, f"{uid} cannot write to the {collection}", uid, write(path, fields))
            existing = path.replace("/new", "/north")
            yield may_not(collection, f"{uid} cannot rewrite one of the {collection}", uid, write(existing, fields))
            yield may_not(collection, f"{uid} cannot remove one of the {collection}", uid, delete(existing))
        joined = write(f"{c.CLINIC}/patients/{uid}-new", {"points": 0})
        yield may_not("patients", f"{uid} cannot open an account", uid, joined)
    both = Commit((Write(f"{c.CLINIC}/locations/new", c.LOCATION), Write(account, {"points": 1})))
    yield may_not("patients", "a manager cannot slip an account into a batch that is allowed", c.MANAGER, both)


def _closed() -> Iterator[Case]:
    """The documents that functions write beside the accounts; nobody else writes them, not even owners."""
    existing: dict[str, str] = {
        "reward_stock": "facial",
        "adjustments": "one",
        "approvals": "one",
        "exceptions": "2026-01-05",
        "usual_bills": "north",
        "alone_today": c.DESK,
        f"patients/{c.ANA}/closings": "one",
        "past_reads": "one",
        "views": "one",
        "downloads": "one",
        "invites": "one",
        "ledger_days": "2026-01-05",
        "audits": "one",
        "placings": "tiers-1",
        "previews": "one",
        "previews/one/pages": "1",
        "audits/one/pages": "1",
        "account_proofs": c.ANA,
        "proof_progress": "nightly",
        "receipt_numbers": "one",
        "adjusted_today": c.DESK,
    }
    for place, document in existing.items():
        path, collection = f"{c.CLINIC}/{place}", place.rpartition("/")[2]
        about = collection if collection in READABLE else "clinics"
        collection = place.replace("/one/", " and their ") if place.startswith("previews/") else collection
        for uid in (c.ANA, c.DESK, c.MANAGER, c.OWNER):
            fields: Document = {"points": 0}
            yield may_not(about, f"{uid} cannot write to the {collection}", uid, write(f"{path}/new", fields))
            rewritten = write(f"{path}/{document}", fields)
            yield may_not(about, f"{uid} cannot rewrite one of the {collection}", uid, rewritten)
            yield may_not(about, f"{uid} cannot remove one of the {collection}", uid, delete(f"{path}/{document}"))
