"""People: everybody on the clinic's staff, who is invited by e-mail and comes in, and who is switched off."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.clinic import CALABASAS, ENCINO
from tests.support.counts import count, soaking
from tests.support.post import Post
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.pages import HUMAN, QUICK, sign_in
from tests.web.world import PASSWORD, Person, World

CHOSEN = "the password of the next day"
NEWCOMER = "Nora Diaz"


class Team:
    """The people of a test's own clinic, as one of its managers sees them."""

    def __init__(self, profile: Profile, hosting_url: str, world: World) -> None:
        self.profile, self.url, self.world = profile, hosting_url, world

    def page(self, place: str = "clinic/people") -> ManagerPage:
        """A page of this clinic, nobody signed in."""
        return ManagerPage(self.blank(), self.url, HUMAN if soaking() else QUICK, place)

    def blank(self) -> Page:
        """A browser of somebody of this clinic."""
        context = self.profile(reduced_motion="reduce")
        give_clinic(context, self.world)
        return context.new_page()

    def opened(self, by: Person) -> ManagerPage:
        """The page, with somebody signed in."""
        page = self.page()
        page.sign_in(by, heading="Clinic")
        expect(rows(page.page).filter(has_text="(you)")).to_be_visible()
        return page

    def open_link(self, link: str) -> Page:
        """Somebody opens the link in their e-mail, in a browser of their own."""
        page = self.blank()
        page.goto(link)
        return page


@pytest.fixture
def team(profile: Profile, hosting_url: str, own_world: World) -> Team:
    """A clinic of this test's own."""
    return Team(profile, hosting_url, own_world)


def rows(page: Page) -> Locator:
    """The people in the table."""
    return page.get_by_role("table", name="People").locator("tbody tr")


def invite(at: ManagerPage, email: str, role: str | None = None) -> None:
    """Invite the newcomer to Encino."""
    at.click(at.page.get_by_role("button", name="Invite somebody"))
    expect(at.page.get_by_role("textbox", name="Name")).to_be_focused()
    at.page.keyboard.insert_text(NEWCOMER)
    at.press("Tab")
    at.page.keyboard.insert_text(email)
    at.click(at.page.get_by_role("checkbox", name="Encino"))
    if role:
        at.click(at.page.get_by_role("radio", name=re.compile(f"^{role}")))
    at.click(at.page.get_by_role("dialog").get_by_role("button", name="Invite"))
    expect(at.page.get_by_role("main").get_by_text(f"Sent to {email}.")).to_be_visible()


def join(page: Page, email: str) -> None:
    """Give the address and choose a password."""
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("New password").fill(CHOSEN)
    page.get_by_role("button", name="Join").click()


def address() -> str:
    """An address that nobody has used."""
    return f"{uuid4().hex[:12]}@people.example"


def test_managers_see_everybody_who_works_here_and_where(team: Team, own_world: World) -> None:
    owner = own_world.staff(CALABASAS, role="owner")
    own_world.disable(own_world.staff(CALABASAS))
    page = team.opened(owner).page
    expect(rows(page).filter(has_text="(you)")).to_contain_text("Owner")
    left = rows(page).filter(has_text="Maya Chen").filter(has_text="Switched off")
    expect(left).to_contain_text("Front desk")
    before = rows(page).count()
    own_world.staff(ENCINO, role="manager")
    expect(rows(page)).to_have_count(before + 1)
    expect(rows(page).filter(has_text="Maya Chen").filter(has_text="Manager")).to_contain_text("Encino")


@pytest.mark.parametrize("turn", range(count(1, 8)))
def test_a_front_desk_for_encino_is_invited_lands_on_the_desk_and_is_refused_once_switched_off(
    team: Team, own_world: World, post: Post, turn: int
) -> None:
    email, manager = address(), own_world.staff(CALABASAS, ENCINO, role="manager")
    at, began = team.opened(manager), time.monotonic()
    invite(at, email)
    assert at.clicks <= 5
    assert time.monotonic() - began <= 60, turn
    page = team.open_link(post.link(email))
    join(page, email)
    expect(page.get_by_role("heading", name="Ready to scan")).to_be_visible()
    assert "invite" not in page.url
    expect(page.get_by_text("Encino").first).to_be_visible()
    newcomer = rows(at.page).filter(has_text=NEWCOMER)
    expect(newcomer).to_contain_text("Encino")
    expect(at.page.get_by_role("heading", name="Invited")).to_have_count(0)
    at.clicks, began = 0, time.monotonic()
    at.click(at.page.get_by_role("link", name=NEWCOMER))
    at.click(at.page.get_by_role("button", name="Switch off access"))
    expect(at.page.get_by_role("main").get_by_text("is switched off, starting now")).to_be_visible()
    assert at.clicks <= 2
    assert time.monotonic() - began <= 10
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("switched off")


def test_what_was_switched_off_is_taken_back_by_undo(team: Team, own_world: World) -> None:
    nora = own_world.staff(CALABASAS)
    at = team.opened(own_world.staff(CALABASAS, role="owner"))
    at.page.evaluate("(uid) => { location.hash = `clinic/people/${uid}` }", nora.uid)
    at.page.get_by_role("button", name="Switch off access").click()
    at.page.get_by_role("button", name="Undo").click()
    expect(at.page.get_by_role("main").get_by_text("Taken back.")).to_be_visible()
    assert own_world.staff_document(nora)["active"] is True
    changes = own_world.changes(f"staff/{nora.uid}")
    assert [(change["before"]["active"], change["after"]["active"]) for change in changes] == [
        (True, False),
        (False, True),
    ]


def test_the_next_day_the_invited_person_signs_in_by_the_chosen_password(
    team: Team, own_world: World, post: Post
) -> None:
    email = address()
    at = team.opened(own_world.staff(CALABASAS, role="owner"))
    invite(at, email, "Manager")
    page = team.open_link(post.link(email))
    join(page, email)
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    again = team.blank()
    again.goto(f"{team.url}/manager")
    sign_in(again, Person("", email, NEWCOMER), CHOSEN)
    expect(again.get_by_role("heading", name="Today", level=1)).to_be_visible()


def test_a_link_in_other_hands_opens_nothing_and_stays_good_for_whom_it_was_sent_to(
    team: Team, own_world: World, post: Post
) -> None:
    email = address()
    invite(team.opened(own_world.manager()), email)
    stolen = team.open_link(post.link(email))
    join(stolen, address())
    expect(stolen.get_by_role("alert").filter(visible=True)).to_be_visible()
    expect(stolen.get_by_role("heading", name="Welcome to the team")).to_be_visible()
    page = team.open_link(post.link(email))
    join(page, email)
    expect(page.get_by_role("heading", name="Ready to scan")).to_be_visible()


def test_a_withdrawn_invite_lets_nobody_in_and_says_so(team: Team, own_world: World, post: Post) -> None:
    email = address()
    at = team.opened(own_world.manager())
    invite(at, email)
    at.page.get_by_role("button", name=f"Withdraw: {email}").click()
    expect(at.page.get_by_role("main").get_by_text("opens nothing any more")).to_be_visible()
    page = team.open_link(post.link(email))
    join(page, email)
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("This invite is over")
    page.get_by_role("button", name="Sign out").click()


def test_somebody_with_a_sign_in_of_their_own_accepts_an_invite_by_it(team: Team, own_world: World, post: Post) -> None:
    known = own_world.stranger()
    invite(team.opened(own_world.manager()), known.email)
    link = post.link(known.email)
    page = team.blank()
    page.goto(f"{team.url}/manager?invite={link.partition('invite%3D')[2].partition('&')[0]}")
    page.get_by_text("I have a password already").click()
    page.get_by_role("group").get_by_label("E-mail").fill(known.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Ready to scan")).to_be_visible()


def test_an_owner_whom_a_command_invited_has_a_link_sent_and_comes_in(team: Team, own_world: World, post: Post) -> None:
    email = address()
    invite_id = own_world.open_again(email)
    asks = team.blank()
    asks.goto(f"{team.url}/manager?invite={invite_id}")
    asks.get_by_label("E-mail").first.fill(email)
    asks.get_by_role("button", name="Send me a link").click()
    expect(asks.get_by_text("A link is on its way")).to_be_visible()
    page = team.open_link(post.link(email))
    join(page, email)
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()


def test_a_quota_and_a_location_are_edited_and_each_edit_is_kept(team: Team, own_world: World) -> None:
    nora = own_world.staff(CALABASAS)
    at = team.opened(own_world.staff(CALABASAS, role="owner"))
    at.page.evaluate("(uid) => { location.hash = `clinic/people/${uid}` }", nora.uid)
    at.page.get_by_label("Check-ins").fill("1001")
    at.page.get_by_role("button", name="Save").click()
    expect(at.page.get_by_role("alert").filter(visible=True)).to_contain_text("0 to 1,000")
    at.page.get_by_label("Check-ins").fill("40")
    at.page.get_by_role("checkbox", name="Encino").check()
    at.page.get_by_role("button", name="Save").click()
    expect(at.page.get_by_role("main").get_by_text("Saved: Maya Chen.")).to_be_visible()
    kept = own_world.staff_document(nora)
    assert (kept["weekly_quota"], kept["location_ids"]) == ({"check_ins": 40}, [CALABASAS, ENCINO])
    (change,) = own_world.changes(f"staff/{nora.uid}")
    assert change["after"] == kept
    at.page.get_by_role("button", name="Count this week").click()
    expect(rows(at.page).filter(has_text="Check-ins 0 of 80")).to_have_count(1)


def test_nobody_edits_their_own_row_and_managers_edit_no_other_manager(team: Team, own_world: World) -> None:
    manager, other = own_world.manager(), own_world.manager()
    at = team.opened(manager)
    for uid, told in ((manager.uid, "This is you"), (other.uid, "An owner changes managers")):
        at.page.evaluate("(uid) => { location.hash = `clinic/people/${uid}` }", uid)
        expect(at.page.get_by_role("dialog")).to_contain_text(told)
        expect(at.page.get_by_role("button", name="Save")).to_have_count(0)
        at.page.keyboard.press("Escape")
        expect(at.page.get_by_role("dialog")).to_have_count(0)


def test_everybody_can_use_the_clinics_people(team: Team, own_world: World, post: Post) -> None:
    email, owner = address(), own_world.staff(CALABASAS, role="owner")
    nora = own_world.staff(CALABASAS)
    at = team.opened(owner)
    look = Look(at.page, "manager-people")
    at.page.keyboard.press("Escape")
    at.page.get_by_role("button", name="Invite somebody").click()
    look.at("1-invite")
    look.expect_large_targets("1-invite")
    at.page.keyboard.press("Escape")
    invite(at, email)
    look.at("2-people")
    look.expect_large_targets("2-people")
    at.page.evaluate("(uid) => { location.hash = `clinic/people/${uid}` }", nora.uid)
    expect(at.page.get_by_role("dialog")).to_be_visible()
    look.at("3-person")
    at.page.keyboard.press("Escape")
    newcomer = team.open_link(post.link(email))
    expect(newcomer.get_by_role("button", name="Join")).to_be_visible()
    door = Look(newcomer, "manager-entrance")
    door.at("1-invited")
    door.expect_large_targets("1-invited")
    assert look.found + door.found == []
