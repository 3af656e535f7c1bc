"""Patients as managers list them: the built-in choices, a page at a time, and by name. Each page shown is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Check, Id, Stripped
from loyalty.domain.checkout.names import closed_key, typed_name
from loyalty.domain.checkout.past import View
from loyalty.domain.checkout.patient_lists import (
    BY_NUMBER,
    ListedAccount,
    ListedAccounts,
    PatientChoice,
    question_of,
)
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.tiers import TiersRule
from loyalty.services.preconditions import Caller, require_clinic, require_manager

PAGE = 50
# Of a name: those of whom all was typed, those of whom the beginning was, and closed accounts.
MOST_WHOLE, MOST_BEGUN, MOST_CLOSED = 10, 30, 10
MOST_DIGITS = 12


def _enough_letters(text: str) -> str:
    """The text, if a name can be looked for by what is left of it after folding; ValueError otherwise."""
    typed_name(text)
    return text


@dataclass(frozen=True, slots=True)
class ListPatients:
    """A choice of patients, from its beginning or after the last one of a page; or those of a name, by its letters."""

    clinic_id: Id
    choice: PatientChoice
    letters: Annotated[str, Stripped(), MinLen(1), MaxLen(40), Check(_enough_letters)] | None = None
    after_place: Annotated[str, Stripped(), MaxLen(200)] | None = None
    after_id: Id | None = None

    def __post_init__(self) -> None:
        """Refuse letters of no name, half of a last one, and a place that is none of the choice's."""
        if (self.letters is None) is (self.choice is PatientChoice.NAMED):
            raise ValueError("letters are those of a name, and a name has letters")
        if (self.after_place is None) != (self.after_id is None):
            raise ValueError("after_place and after_id go together")
        if self.after_place is not None and self.choice is PatientChoice.NAMED:
            raise ValueError("those of a name are on one page")
        if self.after_place is not None and self.choice in BY_NUMBER:
            _number(self.after_place)

    @property
    def after(self) -> tuple[str | int, str] | None:
        """The place and the id of the last one of the page before; None for the first page."""
        if self.after_place is None or self.after_id is None:
            return None
        by_number = self.choice in BY_NUMBER
        return _number(self.after_place) if by_number else self.after_place, self.after_id


def _number(text: str) -> int:
    if not text.isascii() or len(text) > MOST_DIGITS:
        raise ValueError("the place is a whole number")
    return int(text)


@dataclass(frozen=True, slots=True)
class ListedPatient:
    """A patient in a list. `ends_on` is the last day of the points that end first; `plan_name` that of a membership."""

    patient_id: str
    name: str
    active: bool
    joined_at: datetime
    seen_on: date | None
    points: int
    debt_points: int
    wallet_minor: int
    tier_name: str | None
    ends_on: date | None
    plan_name: str | None
    paid_until_on: date | None


@dataclass(frozen=True, slots=True)
class PatientsListed:
    """A page of patients. `after_place` and `after_id` lead to the next one, null at the end.

    `more` says that a name has more patients than are shown; `from_tier` is the name of the second tier, or null.
    """

    clinic_id: str
    choice: PatientChoice
    patients: tuple[ListedPatient, ...]
    after_place: str | None
    after_id: str | None
    more: bool
    from_tier: str | None


@dataclass(frozen=True, slots=True)
class _Page:
    """Accounts to show, and the last one that was read, where others follow it."""

    shown: tuple[ListedAccount, ...]
    last: ListedAccount | None = None
    more: bool = False


def list_patients(
    store: Store, accounts: ListedAccounts, body: ListPatients, caller: Caller, view_id: str
) -> PatientsListed:
    """Show a manager a page of patients, at most fifty. Who was shown to whom is kept with the answer.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed. Raises ValueError for fewer letters than find a
    name.
    """
    keys = ClinicKeys(body.clinic_id)
    view_at = keys.view(view_id)

    @cache
    def read(today: date, rule: TiersRule | None) -> _Page:
        """Read once, after the checks: a decision that runs again finds the same."""
        return _named(accounts, body) if body.letters is not None else _chosen(accounts, body, today, rule)

    def decide(docs: Snapshots) -> Decision[PatientsListed]:
        clinic = require_clinic(docs, keys)
        require_manager(docs, keys, caller.uid)
        rule = docs.get(keys.tiers)
        page = read(clinic.today(caller.now), rule)
        view = View(
            body.clinic_id,
            patient_id=None,
            viewed_by=caller.uid,
            viewed_at=caller.now,
            part=f"list.{body.choice}",
            patient_ids=tuple(one.patient_id for one in page.shown),
        )
        return Decision(_answer(body, page, rule), () if docs.get(view_at) else (Put(view_at, view),))

    return store.transact((keys.clinic, keys.staff(caller.uid), keys.tiers, view_at), decide)


def _chosen(accounts: ListedAccounts, body: ListPatients, today: date, rule: TiersRule | None) -> _Page:
    question = question_of(body.choice, today, rule)
    if body.choice is PatientChoice.TIERS and not question.tier_ids:
        return _Page(())
    found = accounts.page(body.clinic_id, question, body.after, PAGE + 1)
    on_page = found[:PAGE]
    shown = tuple(one for one in on_page if one.is_of(question, today))
    return _Page(shown, last=on_page[-1] if len(found) > PAGE else None)


def _named(accounts: ListedAccounts, body: ListPatients) -> _Page:
    asked = typed_name(body.letters or "")
    sought = ((asked.whole, MOST_WHOLE), (asked.key, MOST_BEGUN), (closed_key(asked.key), MOST_CLOSED))
    found = accounts.named(body.clinic_id, sought)
    fitting = [one for one in found if asked.fits(one.name)]
    fitting.sort(key=lambda one: not asked.is_whole(one.name))  # those of each kind are in their order already
    return _Page(tuple(fitting[:PAGE]), more=_is_full(found))


def _is_full(found: Sequence[ListedAccount]) -> bool:
    closed = sum(not one.active for one in found)
    return len(found) - closed >= MOST_BEGUN or closed >= MOST_CLOSED


def _answer(body: ListPatients, page: _Page, rule: TiersRule | None) -> PatientsListed:
    names = {tier.tier_id: tier.name for tier in rule.tiers} if rule else {}
    return PatientsListed(
        clinic_id=body.clinic_id,
        choice=body.choice,
        patients=tuple(_patient(one, names.get(one.tier_id or "")) for one in page.shown),
        after_place=page.last.place(body.choice) if page.last else None,
        after_id=page.last.patient_id if page.last else None,
        more=page.more,
        from_tier=rule.tiers[1].name if rule and len(rule.tiers) > 1 else None,
    )


def _patient(one: ListedAccount, tier_name: str | None) -> ListedPatient:
    return ListedPatient(
        patient_id=one.patient_id,
        name=one.name,
        active=one.active,
        joined_at=one.joined_at,
        seen_on=one.seen_on,
        points=one.points,
        debt_points=one.debt_points,
        wallet_minor=one.wallet_minor,
        tier_name=tier_name,
        ends_on=one.ends_on,
        plan_name=one.membership.plan_name if one.membership else None,
        paid_until_on=one.membership.paid_until_on if one.membership else None,
    )
