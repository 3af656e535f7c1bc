"""The states of the desk in which a hand slips: how each is reached, and what it may lose or begin."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Dialog, Page, Request, expect

from tests.web.acts import Acts
from tests.web.pages import Desk, go_offline, go_online, sign_in
from tests.web.sheets import press, sheet
from tests.web.world import Person, World

WRITES = re.compile(
    r"/((?:record|redeem|reverse|refund|void|cancel|adjust|decide|reassign|reissue|change|complete|answer|undo|withdraw|close|reopen)_\w+|cash_out)$"
)
BETWEEN = 120  # milliseconds between the two presses of a double press
SLOWER = 350  # milliseconds between two clicks that the browser does not call a double-click
ANSWERED = 450  # milliseconds in which the answer to a slip has come, and what follows from it is drawn
STUTTER = 2_100  # milliseconds after which the same code is not the same scan any more
WEEK = timedelta(days=7)
IN_A_WEEK = datetime.now(UTC).replace(microsecond=0) + WEEK
BUTTONS = "button:visible:enabled"

# The act that a button of this name may begin, once. What is not named begins none.
ACTS: dict[str, str] = {
    "Credit": "record_purchase",
    "Undo": "void_purchase|cancel_redemption",
    "Ask again": "record_purchase",
    "Use points": "redeem_points",
    "Refund": "refund_purchase",
    "Adjust points": "adjust_points",
    "Decline": "answer_appointment",
    "Propose this time": "answer_appointment",
    "Accept": "answer_appointment",
    "Pay out": "cash_out",
    "Move": "change_appointment",
    "Yes, close the account": "close_account",
}


@dataclass
class Slips:
    """A desk at which hands slip; `sent` is what the page asked to write since the state was reached."""

    world: World
    desk: Desk
    member: Person
    daria: Person
    elise: Person
    code: str = ""
    sent: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to what is sent, and let the browser leave a page whose amount is typed: each state begins anew."""
        self.desk.page.on("request", self._note)
        self.desk.page.on("dialog", Dialog.accept)

    @property
    def page(self) -> Page:
        """The desk's page."""
        return self.desk.page

    def begin(self) -> None:
        """Load the desk anew, with two patients whom it has not seen."""
        go_online(self.page)
        self.page.unroute_all(behavior="ignoreErrors")
        self.daria, self.elise = self.world.patient("Daria Petrova"), self.world.patient("Elise Roy")
        self.page.reload()
        ready = self.page.get_by_role("heading", name="Ready to scan")
        expect(ready.or_(self.page.get_by_label("E-mail"))).to_be_visible()
        if not ready.is_visible():
            sign_in(self.page, self.member)
        expect(ready).to_be_visible()

    def scan(self, person: Person) -> None:
        """A fresh code of somebody; Daria's first is kept, to be scanned again."""
        text = self.world.code(person)
        self.page.wait_for_timeout(BETWEEN)  # a hand needs longer, from the keys to the phone
        self.code = self.code if self.code and person is not self.daria else text
        self.desk.scan_at_once(text)
        self.desk.expect_patient(person.name)

    def credit(self, dollars: str) -> None:
        """The amount, Enter, credited."""
        self.desk.type(dollars)
        self.desk.enter()
        self.page.locator("receipt-view h1").wait_for()

    def _note(self, request: Request) -> None:
        found = WRITES.search(request.url)
        if found and request.method == "POST":
            body = json.loads(request.post_data or "{}")["data"]
            self.sent.append({"act": found[1], **body})


@dataclass(frozen=True)
class State:
    """A state of the desk: the way to it, how many buttons it has, what Enter and space mean, what is typed."""

    reach: Callable[[Slips], None]
    buttons: int
    enter: str = ""
    space: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    typed_in_sheet: bool = False


def _visit(at: Slips) -> None:
    at.scan(at.daria)


def _typed(at: Slips) -> None:
    _visit(at)
    at.desk.type("85")


def _wrong(at: Slips) -> None:
    _visit(at)
    at.desk.type("85.555")
    at.desk.enter()
    expect(at.page.get_by_role("alert")).to_contain_text("At most 2 decimals")


def _split(at: Slips) -> None:
    _visit(at)
    at.desk.type("80+d5")


def _receipt(at: Slips) -> None:
    _visit(at)
    at.credit("450")


def _ready_after_credit(at: Slips) -> None:
    _receipt(at)
    press(at.desk, "Escape")
    at.page.locator("ready-panel").wait_for()


def _ready_with_amount(at: Slips) -> None:
    _typed(at)
    press(at.desk, "Escape")
    at.page.locator("draft-note").wait_for()


def _visit_with_amount(at: Slips) -> None:
    _typed(at)
    at.scan(at.elise)
    at.page.locator("draft-note").wait_for()


def _two_amounts(at: Slips) -> None:
    _visit_with_amount(at)
    at.desk.type("60")


def _receipt_with_amount(at: Slips) -> None:
    _visit_with_amount(at)
    at.credit("450")


def _duplicate(at: Slips) -> None:
    at.world.buy(at.daria, cash=8_500)
    _typed(at)
    at.desk.enter()
    expect(at.page.get_by_role("alert")).to_contain_text("press Enter again")


def _unusual(at: Slips) -> None:
    _visit(at)
    at.desk.type("45000")
    at.desk.enter()
    expect(at.page.get_by_role("alert")).to_contain_text("$45,000.00 is unusually high")


def _number(at: Slips) -> None:
    _visit(at)
    at.desk.type("450")
    press(at.desk, "n")
    number = at.daria.uid[:12]
    at.desk.type(number)
    at.desk.enter()
    at.page.locator("receipt-view h1").wait_for()
    at.scan(at.elise)
    at.desk.type("60")
    press(at.desk, "n")
    at.desk.type(number)
    at.desk.enter()
    expect(at.page.get_by_role("alert")).to_contain_text("press Enter again")


def _used(at: Slips) -> None:
    at.world.buy(at.daria, cash=100_000)
    _visit(at)
    _fill_points(at)
    at.desk.enter()
    expect(at.desk.amount).to_have_value("430.00")


def _fill_points(at: Slips) -> None:
    press(at.desk, "r")
    expect(sheet(at.desk, "Use points").get_by_label("The bill")).to_be_focused()
    at.desk.type("450")
    press(at.desk, "Tab")
    at.desk.type("2000")


def _points(at: Slips) -> None:
    at.world.buy(at.daria, cash=100_000)
    _visit(at)
    _fill_points(at)


def _refund(at: Slips) -> None:
    at.world.buy(at.daria, cash=8_500)
    _visit(at)
    press(at.desk, "b")
    sheet(at.desk, "Refund").locator("input:checked:focus").wait_for()


def _refund_typed(at: Slips) -> None:
    _refund(at)
    at.desk.enter()
    expect(at.page.get_by_label("Reason")).to_be_focused()
    at.desk.type("sent back")


def _adjust(at: Slips) -> None:
    _typed(at)
    press(at.desk, "a")
    expect(sheet(at.desk, "Adjust points").get_by_label("Points", exact=True)).to_be_focused()
    at.desk.type("50")


def _membership(at: Slips) -> None:
    _typed(at)
    press(at.desk, "j")
    at.page.locator("membership-sheet dialog[open]").wait_for()


def _overlay(key: str, element: str) -> Callable[[Slips], None]:
    def reach(at: Slips) -> None:
        _ready_with_amount(at)
        press(at.desk, key)
        at.page.locator(f"{element} dialog[open]").wait_for()
        at.page.wait_for_timeout(ANSWERED)

    return reach


def _requests(at: Slips) -> None:
    at.world.forget_appointments()
    at.world.ask_for(at.elise, "2099-01-04")
    _overlay("q", "requests-sheet")(at)


def _cash_out(at: Slips) -> None:
    Acts(at.world, at.daria).take_money_in(1_240, "a package")
    _visit(at)
    press(at.desk, "o")
    expect(sheet(at.desk, "Pay wallet money out").get_by_label("Reason")).to_be_focused()


def _cash_out_typed(at: Slips) -> None:
    _cash_out(at)
    at.desk.type("asked for")


def _to_undo(at: Slips) -> None:
    Acts(at.world, at.daria).take_money_in(1_240, "a package")
    _typed(at)
    press(at.desk, "u")
    sheet(at.desk, "Undo an earlier act").get_by_role("radio").first.wait_for()


def _visits(at: Slips) -> None:
    at.world.forget_appointments()
    at.world.accept(at.elise, IN_A_WEEK)
    _overlay("v", "visits-sheet")(at)


def _visit_chosen(at: Slips) -> None:
    _visits(at)
    press(at.desk, "ArrowDown")
    sheet(at.desk, "Coming visits").get_by_label("Date", exact=True).fill(str((IN_A_WEEK + WEEK).date()))


def _visit_cancelling(at: Slips) -> None:
    _visits(at)
    press(at.desk, "ArrowDown", "Delete")
    expect(sheet(at.desk, "Coming visits").get_by_label("Reason")).to_be_focused()


def _offline(at: Slips) -> None:
    _typed(at)
    go_offline(at.page)
    expect(at.page.get_by_text("What you typed is kept.")).to_be_visible()


def _offline_ready(at: Slips) -> None:
    _ready_with_amount(at)
    go_offline(at.page)
    expect(at.page.get_by_text("What you typed is kept.")).to_be_visible()


def _unknown(at: Slips) -> None:
    _typed(at)
    for call in ("record_purchase", "get_receipt"):
        at.page.route(f"**/{call}", lambda route: route.abort("connectionreset"))
    at.desk.enter()
    expect(at.page.get_by_role("alert")).to_contain_text("it is not known whether this was credited")
    at.page.unroute_all()


def _refused_scan(at: Slips) -> None:
    _typed(at)
    at.page.wait_for_timeout(BETWEEN)
    at.desk.scan_at_once("THISISNOTACODEOFTHEAPPATALL234567")
    expect(at.page.locator(".trouble")).to_contain_text("This is not a code")


def _closing(at: Slips) -> None:
    _typed(at)
    press(at.desk, "x")
    expect(sheet(at.desk, "Close an account").get_by_label("Reason")).to_be_focused()
    at.desk.type("a stranger used it")


def _closing_again(at: Slips) -> None:
    _closing(at)
    at.desk.enter()
    expect(sheet(at.desk, "Close an account").get_by_role("button", name="Yes, close the account")).to_be_visible()


DARIA = (("Daria P.", "$85.00"),)
ELISE = (("Elise R.", "$60.00"),)
STATES: dict[str, State] = {
    "ready": State(lambda _: None, buttons=10),
    "ready after a credit": State(_ready_after_credit, buttons=11),
    "ready with an amount that waits": State(_ready_with_amount, buttons=12, typed=DARIA),
    "a patient": State(_visit, buttons=8),
    "an amount": State(_typed, buttons=8, enter="record_purchase", typed=DARIA),
    "an amount that cannot be read": State(_wrong, buttons=8, typed=(("Daria P.", "85.555"),)),
    "a split payment": State(_split, buttons=9, enter="record_purchase", typed=DARIA),
    "a patient beside an amount that waits": State(_visit_with_amount, buttons=10, typed=DARIA),
    "two amounts": State(_two_amounts, buttons=10, enter="record_purchase", typed=DARIA + ELISE),
    "the question about a second purchase": State(_duplicate, buttons=8, enter="record_purchase", typed=DARIA),
    "the question about an unusual amount": State(
        _unusual, buttons=8, enter="record_purchase", typed=(("Daria P.", "$45,000.00"),)
    ),
    "the question about a receipt number": State(_number, buttons=8, enter="record_purchase", typed=ELISE),
    "the rest of a bill": State(_used, buttons=9, enter="record_purchase", typed=(("Daria P.", "$430.00"),)),
    "a receipt": State(_receipt, buttons=4),
    "a receipt beside an amount that waits": State(_receipt_with_amount, buttons=6, typed=DARIA),
    "an unknown outcome": State(_unknown, buttons=5, enter="record_purchase", space="record_purchase", typed=DARIA),
    "a scan that was refused": State(_refused_scan, buttons=8, enter="record_purchase", typed=DARIA),
    "no network": State(_offline, buttons=8, typed=DARIA),
    "no network before a scan": State(_offline_ready, buttons=12, typed=DARIA),
    "points to use": State(_points, buttons=2, enter="redeem_points", typed_in_sheet=True),
    "purchases to refund": State(_refund, buttons=2),
    "a refund": State(_refund_typed, buttons=3, enter="refund_purchase", typed_in_sheet=True),
    "an adjustment": State(_adjust, buttons=2, typed=DARIA, typed_in_sheet=True),
    "a membership": State(_membership, buttons=1, typed=DARIA),
    "a lookup": State(_overlay("/", "lookup-sheet"), buttons=1, typed=DARIA),
    "the receipts of today": State(_overlay("t", "receipts-sheet"), buttons=2, typed=DARIA),
    "the requests": State(_requests, buttons=4, typed=DARIA, enter="answer_appointment"),
    "paid-in money to pay out": State(_cash_out, buttons=2),
    "a cash-out": State(_cash_out_typed, buttons=2, enter="cash_out", typed_in_sheet=True),
    "the acts to undo": State(_to_undo, buttons=2, typed=DARIA),
    "the coming visits": State(_visits, buttons=2, typed=DARIA),
    "a visit to move": State(_visit_chosen, buttons=3, typed=DARIA, enter="change_appointment"),
    "a visit to cancel": State(_visit_cancelling, buttons=3, typed=DARIA),
    "an account to close": State(_closing, buttons=2, typed=DARIA),
    "an account to close, looked at again": State(_closing_again, buttons=2, typed=DARIA, enter="close_account"),
    "closed accounts": State(_overlay("x", "closing-sheet"), buttons=2, typed=DARIA),
    "the shortcuts": State(_overlay("?", "shortcut-list"), buttons=1, typed=DARIA),
}
