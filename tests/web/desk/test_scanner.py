"""A scanner is a keyboard, and a patient chooses what it types: nothing but one code reaches the desk, in any state."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.support.counts import soaking
from tests.web.conftest import Profile
from tests.web.pages import Desk, shown
from tests.web.sheets import press, sheet
from tests.web.world import Person, World

SCANNER = 4  # milliseconds a key
# The longest text that is sent slowly, too: every pace of every length is played by wedge-fuzz.test.ts, and in a soak.
SLOWLY = 200 if soaking() else 40
SILENCE = 1_000  # milliseconds after which the desk has judged what was sent
UNREAD = "That scan could not be read. Scan the code again."
# Every value that is typed, every sheet that is open, and where the caret is, through all of the page's components.
PICTURE = """() => {
  const inside = (each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])];
  const all = (root) => [...root.querySelectorAll("*")].flatMap(inside);
  const elements = all(document);
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return {
    fields: elements.filter((each) => each.matches("input, select")).map((each) => [each.id, each.value, each.checked]),
    open: elements.filter((each) => each.matches("dialog[open]")).map((each) => each.getRootNode().host?.localName),
    headings: elements.filter((each) => each.matches("h1") && each.checkVisibility()).map((each) => each.innerText),
    caret: at?.id ?? "",
  };
}"""

# What a QR holds, by what it tries. "{code}" is a genuine code, "{again}" a second one of the same patient, "{other}"
# one of somebody else; "\n" is Enter, "\t" Tab.
FILLER = "\n".join(("ab", "12", "x.y", "q", "77", "/", "+d", "k")) + "\n"
OF_THE_TABLE = {
    "an amount": "99999\n",
    "a code, short runs and an amount": "{code}\n" + FILLER * 4 + "99999\n",
    "the same, and the same patient's code at its end": "{code}\n" + FILLER * 4 + "99999\n{again}\n",
}
OF_OUR_OWN = {
    "Enter before an amount": "\n99999\n",
    "Enter three times": "\n\n\n",
    "a code and Enter before an amount": "{code}\n99999\n",
    "a code and a tab before an amount": "{code}\t99999\n",
    "two codes": "{code}\n{other}\n",
    "an amount and a code": "99999\n{code}\n",
    "an amount that runs into a code": "99999{code}\n",
    "a code that runs into an amount": "{code}99999\n",
    "the key that credits what waits": "k\nk\n",
    "a tender and an amount": "c99999\n",
    "a split": "99999+d1\n",
    "the refund's sheet": "b\n\nsent back\n",
    "the adjustment's sheet": "a3000\t\tbonus\n",
    "the membership's sheet": "j\n\n\n",
    "the lookup": "/ana\n\n",
    "every key": "abcdefghijklmnopqrstuvwxyz0123456789\n",
    "punctuation": "?/+-*.,;:!=@#%&()[]{{}}<>\n",
    "spaces and tabs": " \t \t \t \n",
    "another symbol's name": "]Q1]Q399999\n",
    "an address": "https://example.com/?a=99999\n",
    "a bar code of a product": "4006381333931\n",
    "a part of a code and an amount": "{part}\n99999\n",
}
ATTACKS = OF_THE_TABLE | OF_OUR_OWN


@dataclass
class Counter:
    """A desk that is attacked; `sent` is what the page asked for since the state was reached."""

    world: World
    desk: Desk
    daria: Person
    elise: Person
    sent: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """The desk's page."""
        return self.desk.page

    def arrive(self) -> None:
        """Daria's visit."""
        self.desk.scan(self.world.code(self.daria))
        self.desk.expect_patient(self.daria.name)

    def picture(self) -> dict[str, Any]:
        """What is typed, open and pointed at."""
        found: dict[str, Any] = self.page.evaluate(PICTURE)
        return found

    def transmit(self, text: str, pace: float = SCANNER, pauses: dict[int, float] | None = None) -> None:
        """A scanner sends a text, and is silent after it."""
        named = {"\n": "Enter", "\t": "Tab"}
        self.desk.transmit([named.get(key, key) for key in text], pace, pauses)
        self.page.wait_for_timeout(SILENCE)

    def text_of(self, attack: str) -> str:
        """The characters of an attack, with codes of this moment."""
        code = self.world.code(self.daria)
        return ATTACKS[attack].format(
            code=code, again=self.world.code(self.daria), other=self.world.code(self.elise), part=code[:60]
        )


@pytest.fixture
def counter(world: World, desk: Desk) -> Counter:
    """A manager's desk: nobody could do more by it."""
    return _counter(world, desk)


def _counter(world: World, desk: Desk) -> Counter:
    made = Counter(world, desk, world.patient("Daria Petrova"), world.patient("Elise Roy"))

    def note(request: Request) -> None:
        called = re.search(r"/(?:call|office)/(\w+)$", request.url)
        if request.method == "POST" and called and not called[1].startswith(("get_", "list_")):
            made.sent.append(called[1])

    desk.page.on("request", note)
    return made


def _ready(at: Counter) -> None:
    at.desk.sign_in(at.world.staff(role="manager"))


def _amount(at: Counter) -> None:
    _ready(at)
    at.arrive()
    at.desk.type("45")


def _waiting(at: Counter) -> None:
    _amount(at)
    press(at.desk, "Escape")
    at.page.locator("draft-note").wait_for()


def _receipt(at: Counter) -> None:
    _amount(at)
    at.desk.enter()
    at.desk.expect_credited("450")


def _adjustment(at: Counter) -> None:
    _amount(at)
    press(at.desk, "a")
    expect(sheet(at.desk, "Adjust points").get_by_label("Points", exact=True)).to_be_focused()
    at.desk.type("50")


def _refund(at: Counter) -> None:
    at.world.buy(at.daria, cash=8_500)
    _ready(at)
    at.arrive()
    press(at.desk, "b")
    sheet(at.desk, "Refund").locator("input:checked:focus").wait_for()
    at.desk.enter()
    expect(at.page.get_by_label("Reason")).to_be_focused()
    at.desk.type("sent back")


def _lookup(at: Counter) -> None:
    _ready(at)
    press(at.desk, "/")
    at.page.locator("lookup-sheet dialog[open]").wait_for()


def _sign_in(at: Counter) -> None:
    expect(at.page.get_by_label("E-mail")).to_be_focused()
    at.desk.press(*"ana")


STATES: dict[str, Callable[[Counter], None]] = {
    "an amount": _amount,
    "ready": _ready,
    "an amount that waits": _waiting,
    "a receipt": _receipt,
    "an adjustment": _adjustment,
    "a refund": _refund,
    "a lookup": _lookup,
    "signing in": _sign_in,
}
# What is tried in every state: the attacks of the table, and a few that differ by state.
FEW = [*OF_THE_TABLE, "the key that credits what waits", "every key"]


def _assert_nothing_comes_of(at: Counter, attacks: list[str]) -> None:
    at.page.wait_for_timeout(SILENCE)
    at.sent.clear()
    before = at.picture()
    for turn, attack in enumerate(attacks):
        text = at.text_of(attack)
        at.transmit(text, SCANNER if len(text) > SLOWLY else (SCANNER, 36, 60)[turn % 3])
        assert (attack, at.sent, at.picture()) == (attack, [], before)


def _attacks_of(state: str) -> list[str]:
    """Every attack in a soak; else a few in every state, and each of the others in one of them."""
    turn = list(STATES).index(state)
    return list(ATTACKS) if soaking() else list(dict.fromkeys([*FEW, *list(ATTACKS)[turn :: len(STATES)]]))


@pytest.mark.parametrize("state", list(STATES))
def test_nothing_of_an_attack_reaches_the_page(counter: Counter, state: str) -> None:
    STATES[state](counter)
    _assert_nothing_comes_of(counter, _attacks_of(state))
    if state not in {"signing in", "a lookup"}:
        assert UNREAD in shown(counter.page)
    expected = {"a receipt": [450], "a refund": [850]}
    assert [entry["points"] for entry in counter.world.entries(counter.daria)] == expected.get(state, [])


def test_nothing_of_an_attack_reaches_a_locked_desk(world: World, profile: Profile, hosting_url: str) -> None:
    page = profile(viewport={"width": 1280, "height": 800}).new_page()
    at = _counter(world, Desk(page, hosting_url))
    _ready(at)
    page.evaluate("sessionStorage.setItem('desk-covered', 'yes')")  # as after ten minutes without a touch
    page.reload()
    page.get_by_label("Password").focus()
    at.desk.press(*"secret")
    _assert_nothing_comes_of(at, list(ATTACKS) if soaking() else FEW)
    assert world.entries(at.daria) == []


@pytest.fixture(params=[5, 20, 36, 50, 60] if soaking() else [5, 36, 60])
def pace(request: pytest.FixtureRequest) -> int:
    """Milliseconds a key."""
    return int(request.param)


def test_a_code_opens_its_visit_at_any_scanners_pace(counter: Counter, pace: int) -> None:
    _amount(counter)
    counter.page.wait_for_timeout(SILENCE)
    counter.transmit(f"]Q1{counter.world.code(counter.elise)}\n", pace)
    counter.desk.expect_patient("Elise Roy")
    expect(counter.desk.amount).to_have_value("")
    assert "Daria P.: $45.00 not credited." in shown(counter.page)


@pytest.mark.parametrize("before", [1, 2, 40])
def test_a_pause_inside_a_scan_is_waited_for(counter: Counter, before: int) -> None:
    _amount(counter)
    counter.page.wait_for_timeout(SILENCE)
    counter.transmit(f"{counter.world.code(counter.elise)}\n", SCANNER, {before: 600})
    counter.desk.expect_patient("Elise Roy")
    expect(counter.page.get_by_role("dialog")).to_have_count(0)


def test_what_follows_a_code_after_a_pause_is_not_typed(counter: Counter) -> None:
    _ready(counter)
    text = f"{counter.world.code(counter.daria)}\n"
    counter.transmit(f"{text}99999\n", 36, {len(text): 600})
    counter.desk.expect_patient("Daria Petrova")
    expect(counter.desk.amount).to_have_value("")
    assert counter.world.entries(counter.daria) == []


@pytest.mark.parametrize("who", ["daria", "elise"])
def test_a_receipt_keeps_its_undo_in_sight_whoever_is_scanned_next(counter: Counter, who: str) -> None:
    _receipt(counter)
    next_one: Person = getattr(counter, who)
    counter.transmit(f"{counter.world.code(next_one)}\n")
    counter.desk.expect_patient(next_one.name)
    offer = counter.page.locator("undo-offer")
    expect(offer).to_contain_text("Undo")
    expect(offer).to_contain_text("Ctrl Z" if who == "daria" else "Daria Petrova")
    press(counter.desk, "Control+z")
    if who == "elise":
        assert "void_purchase" not in counter.sent  # no key takes back what is another's
        counter.desk.click(offer.get_by_role("button"))
    counter.desk.expect_patient("Daria Petrova")
    expect(counter.page.locator("visit-view .done")).to_be_visible()
    assert counter.world.points(counter.daria) == 0


def test_a_person_types_fast_and_rolls_keys_and_nothing_is_lost(counter: Counter) -> None:
    _amount(counter)
    for amount, tender, name in (("1234.56", "d", "Card"), ("99999", "f", "Financing"), ("4500.00", "c", "Cash")):
        press(counter.desk, "Control+a")
        counter.page.wait_for_timeout(SILENCE)
        rolls = {turn: 30.0 if turn % 2 else 150.0 for turn in range(1, len(amount))}
        counter.desk.transmit(amount, 60, rolls if tender == "f" else None)
        expect(counter.desk.amount).to_have_value(amount)
        press(counter.desk, tender)
        expect(counter.page.get_by_role("radio", name=name)).to_be_checked()
    assert UNREAD not in shown(counter.page)
