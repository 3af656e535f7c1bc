"""The cases of appointments: who reads them, what a patient may ask for, and when they may withdraw."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import NOT_TEXT, Case, Shape, may, may_not
from tests.rules.cases.reading import STRANGERS
from tests.rules.cases.rewards import NOT_A_DATE
from tests.rules.documents import NOW, Commit, Document, Get, Query, delete, without, write

APPOINTMENTS = f"{c.CLINIC}/appointments"
ASKED: Document = {**c.APPOINTMENT, "asked_at": NOW}
STAFF = {"the front desk": c.DESK, "a manager": c.MANAGER, "an owner": c.OWNER}


def appointments() -> Iterator[Case]:
    """Every case of appointments."""
    yield from _reading()
    yield from _asking()
    yield from _rows()
    yield from _wishes()
    yield from _withdrawing()
    yield from _answering()


def _reading() -> Iterator[Case]:
    about = "appointments isSelf isStaffAt"
    north, south = Get(f"{APPOINTMENTS}/requested"), Get(f"{APPOINTMENTS}/south")
    own = Query(APPOINTMENTS, (("patient_id", "EQUAL", c.ANA),))
    here = ("location_id", "EQUAL", "north")
    at_north, every = Query(APPOINTMENTS, (here, ("state", "IN", ["requested", "proposed"]))), Query(APPOINTMENTS)
    yield may(about, "a patient reads an appointment of their own", c.ANA, south)
    yield may(about, "a patient lists their own appointments", c.ANA, own)
    yield may_not(about, "a patient cannot list everybody's appointments", c.ANA, every)
    yield may(about, "the front desk lists the open appointments at its location", c.DESK, at_north)
    for state in ("requested", "proposed"):
        of_state = Query(APPOINTMENTS, (here, ("state", "EQUAL", state)))
        yield may(about, f"the front desk lists the {state} appointments at its location", c.DESK, of_state)
    yield may_not(about, "the front desk cannot read an appointment by its id", c.DESK, north)
    settled = Query(APPOINTMENTS, (here, ("state", "EQUAL", "accepted")))
    past = Query(APPOINTMENTS, (here, ("patient_id", "EQUAL", c.ANA)))
    elsewhere = Query(APPOINTMENTS, (("location_id", "EQUAL", "south"), ("state", "EQUAL", "requested")))
    yield may_not(about, "the front desk cannot list settled appointments", c.DESK, settled)
    yield may_not(about, "the front desk cannot list what one patient ever asked for", c.DESK, past)
    yield may_not(about, "the front desk cannot list the appointments of another location", c.DESK, elsewhere)
    yield may_not(about, "the front desk cannot list the appointments wherever they are", c.DESK, every)
    for who, uid in c.MANAGERS.items():
        yield may(about, f"{who} reads an appointment at any location", uid, south)
        yield may(about, f"{who} lists the appointments", uid, every)
    for who, stranger in {**STRANGERS, "a former member of the front desk": c.FORMER_DESK}.items():
        yield may_not(about, f"{who} cannot read an appointment", stranger, north)
        yield may_not(about, f"{who} cannot list a patient's appointments", stranger, own)
        yield may_not(about, f"{who} cannot list the appointments at a location", stranger, at_north)


def _asking() -> Iterator[Case]:
    new = f"{APPOINTMENTS}/{c.ANA}-0-0"
    yield may("appointments isRequest", "a patient asks for an appointment", c.ANA, write(new, ASKED))
    about = "appointments isRequest isSelf patient_id"
    for who, uid in {**STAFF, "a guest": c.GUEST, "nobody": c.NOBODY, "another patient": c.BEN}.items():
        yield may_not(about, f"{who} cannot ask for an appointment for a patient", uid, write(new, ASKED))
    strangers = {"who has not joined": c.GUEST, "whose account is closed": c.BEN, "who is not proven": c.UNPROVEN}
    for who, uid in strangers.items():
        own = write(f"{APPOINTMENTS}/{uid}-0-0", {**ASKED, "patient_id": uid})
        yield may_not("isPatient isProven active patients", f"a patient {who} cannot ask for an appointment", uid, own)
    again = write(f"{APPOINTMENTS}/accepted", ASKED)
    yield may_not("appointments update isWithdrawn", "an accepted appointment is not asked for anew", c.ANA, again)
    longest = write(f"{APPOINTMENTS}/{c.LONG_ID}-0-0", {**ASKED, "patient_id": c.LONG_ID})
    yield may("isId appointments create", "an appointment has the longest id", c.LONG_ID, longest)
    longer = write(f"{APPOINTMENTS}/{c.LONGER_ID}-0-0", {**ASKED, "patient_id": c.LONGER_ID})
    yield may_not("isId appointments create", "an appointment has no longer id", c.LONGER_ID, longer)
    for who, uid in {**STAFF, "the patient": c.ANA}.items():
        removed = delete(f"{APPOINTMENTS}/requested")
        yield may_not("appointments", f"{who} cannot remove an appointment", uid, removed)


def _rows() -> Iterator[Case]:
    about = "isNextOfRow isSettled appointments create"
    for row in ("0-0", "1-1", "4-0"):
        named = write(f"{APPOINTMENTS}/{c.ANA}-{row}", ASKED)
        yield may(about, f"a patient adds {row} to a row that is empty or settled", c.ANA, named)
    for number in range(5):
        named = write(f"{APPOINTMENTS}/{c.LONG_ID}-{number}-0", {**ASKED, "patient_id": c.LONG_ID})
        yield may(about, f"a patient begins the row {number}", c.LONG_ID, named)
    open_ones = {"2-2": "a request", "3-2": "a proposal"}
    for row, what in open_ones.items():
        named = write(f"{APPOINTMENTS}/{c.ANA}-{row}", ASKED)
        yield may_not(about, f"a patient cannot add {row} after {what} that is open", c.ANA, named)
    wrong = ("5-0", "0-1", "1-2", "0-00", "0--1", "0-x", "x-0", "0", "-0-0", "9-0")
    for row in wrong:
        named = write(f"{APPOINTMENTS}/{c.ANA}-{row}", ASKED)
        yield may_not(about, f"{row} is the next of no row", c.ANA, named)
    for name in ("new", "new-0-0", f"{c.BEN}-0-0", f"x{c.ANA}-0-0"):
        named = write(f"{APPOINTMENTS}/{name}", ASKED)
        yield may_not(about, f"{name} is in no row of the patient", c.ANA, named)
    for row, before in (("2-1", "2-0"), ("3-1", "3-0")):
        again = write(f"{APPOINTMENTS}/{c.ANA}-{row}", ASKED)
        yield may_not(about, f"a request is not written over after {before}", c.ANA, again)
    first, second = (write(f"{APPOINTMENTS}/{c.ANA}-0-{turn}", ASKED) for turn in (0, 1))
    both = Commit((*first.writes, *second.writes))
    yield may_not(about, "two requests of one row do not come at once", c.ANA, both)


def _wishes() -> Iterator[Case]:
    shape = Shape(
        "isRequest areWishes isDate",
        "an appointment",
        c.ANA,
        ASKED,
        lambda fields: write(f"{APPOINTMENTS}/{c.ANA}-0-0", fields),
    )
    first, second, third = "2028-02-29", "2028-03-01", "2028-03-02"
    for days in ([first], [first, second], [first, second, third]):
        yield shape.is_taken(f"with {len(days)} wishes", wished_on=days)
    not_ids: tuple[object, ...] = ("", "nothing", "retired", "closed", "north/../north", *NOT_TEXT)
    wrong: dict[str, tuple[object, ...]] = {
        "patient_id": (c.BEN, *NOT_TEXT),
        "service_id": ("north", *not_ids),
        "location_id": ("peel", *not_ids),
        "wished_on": (None, first, {"0": first}, [], [first, second, third, first]),
        "asked_at": (c.LONG_AGO, None, "now"),
        "state": ("accepted", "proposed", "withdrawn", "", *NOT_TEXT),
    }
    yield from shape.refusals(wrong)
    for before in ([], [first], [first, second]):
        for day in (*NOT_A_DATE[:8], 7):
            how = f"whose wish number {len(before) + 1} is {day!r}"
            yield shape.is_refused(how, {**ASKED, "wished_on": [*before, day]}, "wished_on")
    for field, value in {"note": "it itches", "visit_at": c.LONG_AGO, "answers": []}.items():
        yield shape.is_refused(f"with {field} of the patient's own", {**ASKED, field: value}, "hasOnly")


def _withdrawing() -> Iterator[Case]:
    about = "appointments isWithdrawn"
    for state in ("requested", "proposed"):
        withdrawn = write(f"{APPOINTMENTS}/{state}", _withdrawn(state))
        yield may(f"{about} {state}", f"a patient withdraws an appointment that is {state}", c.ANA, withdrawn)
        for who, uid in {**STAFF, **STRANGERS}.items():
            yield may_not(
                f"{about} isSelf", f"{who} cannot withdraw a patient's appointment that is {state}", uid, withdrawn
            )
    over = write(f"{APPOINTMENTS}/accepted", _withdrawn("accepted"))
    yield may_not(f"{about} state", "a patient cannot withdraw what is accepted", c.ANA, over)
    path = f"{APPOINTMENTS}/proposed"
    wrong: dict[str, Document] = {
        "and change the time": {**_withdrawn("proposed"), "visit_at": NOW},
        "and wish for another day": {**_withdrawn("proposed"), "wished_on": ["2028-03-01"]},
        "and leave a note": {**_withdrawn("proposed"), "note": "it itches"},
        "and take the proposal out": without(_withdrawn("proposed"), "visit_at"),
        "without saying when": without(_withdrawn("proposed"), "withdrawn_at"),
        "at another time": {**_withdrawn("proposed"), "withdrawn_at": c.LONG_AGO},
    }
    for how, fields in wrong.items():
        yield may_not(f"{about} affectedKeys", f"a patient cannot withdraw {how}", c.ANA, write(path, fields))


def _withdrawn(state: str) -> Document:
    return {**c.DOCUMENTS[f"{APPOINTMENTS}/{state}"], "state": "withdrawn", "withdrawn_at": NOW}


def _answering() -> Iterator[Case]:
    for who, uid in {**STAFF, "the patient": c.ANA}.items():
        for state in ("accepted", "proposed", "declined", "requested"):
            answered = {**c.DOCUMENTS[f"{APPOINTMENTS}/proposed"], "state": state, "withdrawn_at": NOW}
            yield may_not(
                "isWithdrawn state",
                f"{who} cannot make an appointment {state} past the functions",
                uid,
                write(f"{APPOINTMENTS}/proposed", answered),
            )
