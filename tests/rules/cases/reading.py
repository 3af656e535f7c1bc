"""The cases of who may read what."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import Case, may, may_not
from tests.rules.documents import Get, Query

STRANGERS = {
    "a patient": c.BEN,
    "a manager of another clinic": c.MANAGER_ELSEWHERE,
    "an owner of another clinic": c.OWNER_ELSEWHERE,
    "a manager who has left": c.FORMER_MANAGER,
    "nobody": c.NOBODY,
}


def reading() -> Iterator[Case]:
    """Every case of reading."""
    yield from _published_documents()
    yield from _rules()
    yield from _history()
    yield from _staff()
    yield from _accounts()
    yield from _unproven()
    for collection in ("entries", "visits", "reversals"):
        yield from _ledger(collection)
    yield from _books()
    yield from _own_adjustments()
    yield from _unseen()
    yield from _elsewhere()


def _published_documents() -> Iterator[Case]:
    published: dict[str, tuple[str, Get | Query]] = {
        "the clinic": ("clinics", Get(c.CLINIC)),
        "a location": ("locations", Get(f"{c.CLINIC}/locations/north")),
        "every location": ("locations", Query(f"{c.CLINIC}/locations")),
        "a service": ("services", Get(f"{c.CLINIC}/services/peel")),
        "every service": ("services", Query(f"{c.CLINIC}/services")),
        "a reward": ("rewards", Get(f"{c.CLINIC}/rewards/facial")),
        "every reward": ("rewards", Query(f"{c.CLINIC}/rewards")),
        "how many of a reward were taken": ("reward_stock", Get(f"{c.CLINIC}/reward_stock/facial")),
        "how many of every reward were taken": ("reward_stock", Query(f"{c.CLINIC}/reward_stock")),
        "an offer": ("offers", Get(f"{c.CLINIC}/offers/spring")),
        "every offer": ("offers", Query(f"{c.CLINIC}/offers")),
    }
    for what, (part, operation) in published.items():
        yield may(part, f"a guest reads {what}", c.GUEST, operation)
        yield may_not(part, f"without a sign-in {what} cannot be read", c.NOBODY, operation)
    yield may_not("clinics", "an owner cannot list the clinics", c.OWNER, Query("clinics"))


def _rules() -> Iterator[Case]:
    about, every = "rules isForPatients", Query(f"{c.CLINIC}/rules")
    for name in ("earning", "redemption", "banking", "reminders", "tiers"):
        rule = Get(f"{c.CLINIC}/rules/{name}")
        yield may(about, f"a patient reads the rule {name}", c.ANA, rule)
        yield may_not(about, f"a guest cannot read the rule {name}", c.GUEST, rule)
        yield may_not(about, f"without a sign-in the rule {name} cannot be read", c.NOBODY, rule)
    for name in ("adjustments", "check_in", "expiry", "memberships"):
        rule = Get(f"{c.CLINIC}/rules/{name}")
        yield may("rules ownStaffDocument", f"the front desk reads the rule {name}", c.DESK, rule)
        for who, stranger in {**STRANGERS, "a guest": c.GUEST, "who has left the desk": c.FORMER_DESK}.items():
            yield may_not("rules ownStaffDocument", f"{who} cannot read the rule {name}", stranger, rule)
    for who, uid in c.MANAGERS.items():
        yield may("rules list", f"{who} lists the rules", uid, every)
    for who, stranger in {**STRANGERS, "the front desk": c.DESK, "a guest": c.GUEST}.items():
        yield may_not("rules list", f"{who} cannot list the rules", stranger, every)


def _history() -> Iterator[Case]:
    one, every = Get(f"{c.CLINIC}/rules/earning/history/1"), Query(f"{c.CLINIC}/rules/earning/history")
    for who, uid in c.MANAGERS.items():
        yield may("history", f"{who} reads a past version of a rule", uid, one)
        yield may("history", f"{who} lists the past versions of a rule", uid, every)
    for who, stranger in {**STRANGERS, "the front desk": c.DESK}.items():
        yield may_not("history isStaffAs", f"{who} cannot read a past version of a rule", stranger, one)
        yield may_not("history isStaffAs", f"{who} cannot list the past versions of a rule", stranger, every)


def _staff() -> Iterator[Case]:
    every = Query(f"{c.CLINIC}/staff")
    yield may("staff", "the front desk reads its own staff document", c.DESK, Get(f"{c.CLINIC}/staff/{c.DESK}"))
    yield may("staff", "a manager reads a staff document", c.MANAGER, Get(f"{c.CLINIC}/staff/{c.DESK}"))
    yield may("staff", "a manager lists the staff", c.MANAGER, every)
    yield may_not(
        "staff", "the front desk cannot read a manager's document", c.DESK, Get(f"{c.CLINIC}/staff/{c.MANAGER}")
    )
    yield may_not("staff", "the front desk cannot list the staff", c.DESK, every)
    for who, stranger in STRANGERS.items():
        yield may_not("staff", f"{who} cannot read a staff document", stranger, Get(f"{c.CLINIC}/staff/{c.DESK}"))
        yield may_not("staff", f"{who} cannot list the staff", stranger, every)


def _accounts() -> Iterator[Case]:
    account, every = Get(f"{c.CLINIC}/patients/{c.ANA}"), Query(f"{c.CLINIC}/patients")
    yield may("patients", "a patient reads their own account", c.ANA, account)
    yield may("patients", "a patient without an account is told so", c.GUEST, Get(f"{c.CLINIC}/patients/{c.GUEST}"))
    yield may_not("patients", "a patient cannot list the accounts", c.ANA, every)
    for who, stranger in {**STRANGERS, "the front desk": c.DESK, **c.MANAGERS}.items():
        yield may_not("patients", f"{who} cannot read another patient's account", stranger, account)
        yield may_not("patients", f"{who} cannot list the accounts of the clinic", stranger, every)


def _unproven() -> Iterator[Case]:
    """Whoever signs in by a password for an address that is not shown to be theirs is a guest."""
    about = "isProven isSelf isStaffAs isStaffAt"
    yield may(
        about, "who is not proven reads what the clinic publishes", c.UNPROVEN, Get(f"{c.CLINIC}/locations/north")
    )
    refused: dict[str, tuple[str, Get]] = {
        "an account": (c.UNPROVEN, Get(f"{c.CLINIC}/patients/{c.UNPROVEN}")),
        "a staff document": (c.UNPROVEN_DESK, Get(f"{c.CLINIC}/staff/{c.UNPROVEN_DESK}")),
        "the audits": (c.UNPROVEN_OWNER, Get(f"{c.CLINIC}/audits/one")),
        "an entry at the desk": (c.UNPROVEN_DESK, Get(f"{c.CLINIC}/patients/{c.ANA}/entries/north")),
    }
    for what, (uid, operation) in refused.items():
        yield may_not(about, f"who is not proven cannot read {what}", uid, operation)


def _ledger(collection: str) -> Iterator[Case]:
    path = f"{c.CLINIC}/patients/{c.ANA}/{collection}"
    north, south, every = Get(f"{path}/north"), Get(f"{path}/south"), Query(path)
    at_north = Query(path, (("location_id", "EQUAL", "north"),))
    yield may(collection, f"a patient reads one of their own {collection}", c.ANA, south)
    yield may(collection, f"a patient lists their own {collection}", c.ANA, every)
    nobodies = {
        **STRANGERS,
        "the front desk, also of the location,": c.DESK,
        "a former member of the front desk": c.FORMER_DESK,
        "a desk of another clinic": c.DESK_ELSEWHERE,
        **c.MANAGERS,
    }
    for who, stranger in nobodies.items():
        yield may_not(collection, f"{who} cannot read one of a patient's {collection}", stranger, north)
        yield may_not(collection, f"{who} cannot list a patient's {collection}", stranger, at_north)
        yield may_not(collection, f"{who} cannot list all of a patient's {collection}", stranger, every)


def _books() -> Iterator[Case]:
    books = {
        "adjustments": "one",
        "approvals": "one",
        "exceptions": "2026-01-05",
        "ledger_days": "2026-01-05",
        "audits": "one",
        "audits/one/pages": "1",
        "placings": "tiers-1",
        "previews": "one",
        "previews/one/pages": "1",
        "lookups": "one",
        "past_reads": "one",
        "views": "one",
        "downloads": "one",
        "invites": "one",
    }
    for place, document in books.items():
        one, every = Get(f"{c.CLINIC}/{place}/{document}"), Query(f"{c.CLINIC}/{place}")
        collection = about = place.rpartition("/")[2]
        if place.startswith("previews/"):
            collection = place.replace("/one/", " and their ")
        for who, uid in c.MANAGERS.items():
            yield may(about, f"{who} reads one of the {collection}", uid, one)
            yield may(about, f"{who} lists the {collection}", uid, every)
        for who, stranger in {**STRANGERS, "the front desk": c.DESK}.items():
            yield may_not(about, f"{who} cannot read one of the {collection}", stranger, one)
            yield may_not(about, f"{who} cannot list the {collection}", stranger, every)


def _own_adjustments() -> Iterator[Case]:
    """A person who asked for an adjustment sees its state, while they work there."""
    path, about = f"{c.CLINIC}/adjustments", "adjustments isSelf"
    one = Get(f"{path}/of_the_desk")

    def asked_by(uid: str) -> Query:
        return Query(path, (("requested_by", "EQUAL", uid), ("status", "EQUAL", "pending")))

    yield may(about, "the front desk reads an adjustment that it asked for", c.DESK, one)
    yield may(about, "the front desk lists the adjustments that it asked for and that wait", c.DESK, asked_by(c.DESK))
    yield may_not(about, "the front desk cannot list what a colleague asked for", c.DESK, asked_by(c.OTHER_MANAGER))
    former = Get(f"{path}/of_a_former_desk")
    yield may_not(about, "who has left cannot read what they asked for", c.FORMER_DESK, former)
    yield may_not(about, "who has left cannot list what they asked for", c.FORMER_DESK, asked_by(c.FORMER_DESK))
    for who, stranger in {**STRANGERS, "a desk of another clinic": c.DESK_ELSEWHERE}.items():
        yield may_not(about, f"{who} cannot read an adjustment that the front desk asked for", stranger, one)


def _unseen() -> Iterator[Case]:
    """The documents that only functions use."""
    for path in (
        "receipt_numbers/one",
        f"adjusted_today/{c.DESK}",
        f"alone_today/{c.DESK}",
        "usual_bills/north",
        f"patients/{c.ANA}/closings/one",
        f"lookups_lately/{c.DESK}",
    ):
        collection = path.rpartition("/")[0]
        for uid in (c.ANA, c.DESK, c.MANAGER, c.OWNER):
            yield may_not("clinics", f"{uid} cannot read {path}", uid, Get(f"{c.CLINIC}/{path}"))
            yield may_not("clinics", f"{uid} cannot list the {collection}", uid, Query(f"{c.CLINIC}/{collection}"))


def _elsewhere() -> Iterator[Case]:
    below_patients = ("entries", "visits", "reversals", "notices", "devices", "preferences")
    for collection in ("patients", *below_patients, "staff", "history", "adjustments"):
        for uid in (c.OWNER, c.MANAGER, c.DESK, c.ANA):
            asked = Query(collection, (("location_id", "EQUAL", "north"),), everywhere=True)
            yield may_not(collection, f"{uid} cannot search the {collection} of every clinic at once", uid, asked)
    unknown = ("drafts/1", f"patients/{c.ANA}/entries/north/notes/1", "rules/earning/drafts/1")
    for path in unknown:
        yield may_not(
            "clinics", f"an owner cannot read {path}, which nothing allows", c.OWNER, Get(f"{c.CLINIC}/{path}")
        )
    yield may_not("clinics", "an owner cannot read a document outside the clinics", c.OWNER, Get("settings/all"))
