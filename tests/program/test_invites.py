"""Invites: who may invite whom, and that an invite is accepted once, in time, by the address it was sent to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Literal, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.errors.access import (
    AddressNotVerified,
    InviteForAnotherAddress,
    InviteNotFound,
    InviteOver,
    NotStaff,
    RoleNotAllowed,
    StaffAlready,
    StaffDisabled,
)
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.errors.program import LocationNotFound
from loyalty.services.preconditions import Caller
from loyalty.services.program.accept_invite import AcceptInvite, InviteAccepted, accept_invite
from loyalty.services.program.invites import (
    Invited,
    InviteStaff,
    RenewInvite,
    WithdrawInvite,
    invite_staff,
    renew_invite,
    withdraw_invite,
)
from tests.support.clinic import DESK, DISABLED, ENCINO, MANAGER, NOW, OWNER, Fields, clinic_documents, staff
from tests.support.memory import MemoryDocuments, memory_store

MAYA, ADDRESS, INVITE = "maya", "maya@people.example", "invite-000000000001"
DAY = timedelta(days=1)
Role = Literal["front_desk", "manager", "owner"]
ROLES = ("front_desk", "manager", "owner")


class Office:
    """A clinic whose managers invite people."""

    def __init__(self) -> None:
        self.documents = MemoryDocuments({**clinic_documents(), **clinic_documents("next_door")})
        self.store = memory_store(self.documents)

    def invite(
        self, by: str = OWNER, role: str = "front_desk", email: str = ADDRESS, places: tuple[str, ...] = (ENCINO,)
    ) -> Invited:
        body = InviteStaff(INVITE, "bella", email, "Maya Chen", cast("Role", role), places)
        return invite_staff(self.store, body, Caller(by, NOW))

    def renew(self, by: str = OWNER, now: datetime = NOW) -> Invited:
        return renew_invite(self.store, RenewInvite("bella", INVITE), Caller(by, now))

    def withdraw(self, by: str = OWNER) -> Invited:
        return withdraw_invite(self.store, WithdrawInvite("bella", INVITE), Caller(by, NOW))

    def accept(
        self, uid: str = MAYA, email: str | None = ADDRESS, now: datetime = NOW + DAY, clinic_id: str = "bella"
    ) -> InviteAccepted:
        return accept_invite(
            self.store, AcceptInvite(clinic_id, INVITE), Caller(uid, now, email=email), f"change-{uid}"
        )

    def at(self, path: str) -> Fields:
        return self.documents.all()[f"clinics/bella/{path}"]

    def change(self, uid: str, **fields: object) -> None:
        path = f"clinics/bella/staff/{uid}"
        self.documents.put(path, {**self.documents.all()[path], **fields})

    def turned_away(self, expected: type[Refusal], act: Callable[[], object]) -> Refusal:
        before = self.documents.all()
        with pytest.raises(expected) as refused:
            act()
        assert self.documents.all() == before
        return refused.value


@pytest.fixture
def office() -> Office:
    return Office()


def test_the_invited_person_joins_the_staff_as_invited_and_it_is_on_record(office: Office) -> None:
    office.invite(MANAGER, email="Maya@People.Example")
    accepted = office.accept()
    assert (accepted.name, accepted.role, accepted.location_ids) == ("Maya Chen", "front_desk", (ENCINO,))
    joined = office.at(f"staff/{MAYA}")
    assert joined == {
        "name": "Maya Chen",
        "role": "front_desk",
        "location_ids": [ENCINO],
        "active": True,
        "weekly_quota": {},
        "appointed_by": MANAGER,
        "change_id": f"change-{MAYA}",
    }
    assert office.at(f"changes/change-{MAYA}") == {
        "path": f"staff/{MAYA}",
        "before": None,
        "after": joined,
        "by": MAYA,
        "at": NOW + DAY,
        "note": "invite accepted",
    }
    used = office.at(f"invites/{INVITE}")
    assert (used["state"], used["accepted_by"], used["accepted_at"]) == ("accepted", MAYA, NOW + DAY)


@pytest.mark.parametrize("role", ROLES)
def test_owners_invite_to_any_role_and_managers_to_the_front_desk_alone(office: Office, role: str) -> None:
    if role != "front_desk":
        office.turned_away(RoleNotAllowed, lambda: office.invite(MANAGER, role))
    assert office.invite(OWNER, role).state == "open"
    if role != "front_desk":
        office.turned_away(RoleNotAllowed, lambda: office.renew(MANAGER))
        office.turned_away(RoleNotAllowed, lambda: office.withdraw(MANAGER))


@pytest.mark.parametrize(
    ("by", "refusal"), [("a-stranger", NotStaff), (DISABLED, StaffDisabled), (DESK, RoleNotAllowed)]
)
def test_nobody_else_invites_renews_or_withdraws(office: Office, by: str, refusal: type[Refusal]) -> None:
    office.turned_away(refusal, lambda: office.invite(by))
    office.invite()
    office.turned_away(refusal, lambda: office.renew(by))
    office.turned_away(refusal, lambda: office.withdraw(by))


def test_a_location_that_is_not_there_is_refused(office: Office) -> None:
    office.turned_away(LocationNotFound, lambda: office.invite(places=(ENCINO, "atlantis")))


def test_a_lost_answer_is_asked_for_again_and_another_body_is_refused(office: Office) -> None:
    first = office.invite()
    before = office.documents.all()
    assert office.invite() == first
    assert office.documents.all() == before
    office.turned_away(RequestIdReused, lambda: office.invite(role="manager"))
    accepted = office.accept()
    before = office.documents.all()
    assert office.accept(now=NOW + 2 * DAY) == accepted
    assert office.documents.all() == before


def test_whoever_has_the_link_and_not_the_address_gets_nothing(office: Office) -> None:
    office.invite()
    office.turned_away(InviteForAnotherAddress, lambda: office.accept("mallory", "mallory@people.example"))
    office.turned_away(AddressNotVerified, lambda: office.accept("mallory", None))


def test_an_invite_of_one_clinic_opens_no_other(office: Office) -> None:
    office.invite()
    office.turned_away(InviteNotFound, lambda: office.accept(clinic_id="next_door"))


def test_an_invite_is_used_up_by_the_one_who_accepts_it(office: Office) -> None:
    office.invite()
    office.accept()
    again = office.turned_away(InviteOver, lambda: office.accept("her-other-sign-in"))
    assert again.details == {"state": "accepted"}
    office.turned_away(InviteOver, office.renew)
    office.turned_away(InviteOver, office.withdraw)


def test_whoever_was_switched_off_does_not_come_back_by_an_invite(office: Office) -> None:
    office.invite()
    office.accept()
    office.change(MAYA, active=False)
    office.documents.put(f"clinics/bella/invites/{INVITE}", {**office.at(f"invites/{INVITE}"), "state": "open"})
    office.turned_away(StaffAlready, office.accept)
    assert office.at(f"staff/{MAYA}")["active"] is False


@pytest.mark.parametrize("uid", [DESK, MANAGER, OWNER])
def test_nobody_raises_themselves_by_an_invite_to_their_own_address(office: Office, uid: str) -> None:
    office.invite(OWNER, "owner", "own@people.example")
    office.turned_away(StaffAlready, lambda: office.accept(uid, "own@people.example"))


def test_a_withdrawn_invite_is_over_also_where_it_was_opened_before(office: Office) -> None:
    office.invite()
    assert office.withdraw().state == "withdrawn"
    assert office.withdraw(MANAGER).state == "withdrawn"
    assert office.turned_away(InviteOver, office.accept).details == {"state": "withdrawn"}
    office.turned_away(InviteOver, office.renew)


def test_an_invite_ends_after_seven_days_and_renewing_gives_seven_more(office: Office) -> None:
    office.invite()
    ended = office.turned_away(InviteOver, lambda: office.accept(now=NOW + 7 * DAY))
    assert ended.details == {"state": "expired"}
    assert office.renew(MANAGER, NOW + 8 * DAY).expires_at == NOW + 15 * DAY
    office.turned_away(InviteOver, lambda: office.accept(now=NOW + 15 * DAY))
    office.accept(now=NOW + 15 * DAY - timedelta(seconds=1))
    assert office.at(f"staff/{MAYA}")["appointed_by"] == MANAGER


@pytest.mark.parametrize("meanwhile", [{"active": False}, {"role": "front_desk"}])
def test_an_invite_of_somebody_who_may_not_appoint_any_more_is_void_until_another_takes_it_on(
    office: Office, meanwhile: dict[str, Any]
) -> None:
    office.invite(MANAGER)
    office.change(MANAGER, **meanwhile)
    assert office.turned_away(InviteOver, office.accept).details == {"state": "void"}
    office.renew(OWNER)
    office.accept()
    assert office.at(f"staff/{MAYA}")["appointed_by"] == OWNER


def test_a_manager_who_was_an_owner_brings_no_managers_any_more(office: Office) -> None:
    office.invite(OWNER, "manager")
    office.change(OWNER, role="manager")
    assert office.turned_away(InviteOver, office.accept).details == {"state": "void"}


@given(
    st.lists(
        st.sampled_from(
            ["invite", "renew", "withdraw", "accept", "accept elsewhere", "accept late", "owner leaves", "owner back"]
        ),
        max_size=12,
    )
)
def test_whatever_happens_to_an_invite_one_person_joins_by_it_at_most(steps: list[str]) -> None:
    office = Office()
    acts: dict[str, Callable[[], object]] = {
        "invite": office.invite,
        "renew": lambda: office.renew(MANAGER),
        "withdraw": office.withdraw,
        "accept": office.accept,
        "accept elsewhere": lambda: office.accept("her-other-sign-in"),
        "accept late": lambda: office.accept(now=NOW + 9 * DAY),
        "owner leaves": lambda: office.change(OWNER, active=False),
        "owner back": lambda: office.change(OWNER, active=True),
    }
    for step in steps:
        try:
            acts[step]()
        except Refusal:
            continue
    known = {path for path in {**clinic_documents(), **clinic_documents("next_door")} if "/staff/" in path}
    joined = [path for path in office.documents.all() if "/staff/" in path and path not in known]
    changes = [path for path in office.documents.all() if "/changes/" in path]
    assert len(joined) == len(changes) <= 1
    assert all(office.documents.all()[path]["role"] == staff("front_desk")["role"] for path in joined)
