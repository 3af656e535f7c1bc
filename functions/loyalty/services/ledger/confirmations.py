"""Confirmations: before some uses the desk asks, and the patient says yes or no in the app.

Where the visit was opened without the patient's code, a manager may say it in their place: a second person.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Annotated

from annotated_types import Ge, Le

from loyalty.domain.bounds import MOST_MINOR, MOST_POINTS, Id, RequestId
from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.fields import LATER
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.governance.alone import WaitingApproval
from loyalty.domain.ledger.redemption import worth_minor
from loyalty.domain.ledger.uses import (
    APPROVED,
    DECLINED,
    WAITING,
    Confirmation,
    ConfirmationAnswer,
    WaitingConfirmation,
    in_points,
    lapsed,
    room_for,
)
from loyalty.domain.ledger.wallet.lots import spend
from loyalty.domain.ports import WaitingConfirmations
from loyalty.domain.program.rules import RedemptionRule
from loyalty.errors.ledger import ConfirmationDeclined, InsufficientPoints, NothingToConfirm
from loyalty.services.preconditions import (
    AtDesk,
    AtVisit,
    Caller,
    require_clinic,
    require_location,
    require_manager,
    require_own_account,
    require_same_request,
    require_second_person,
)
from loyalty.services.requests import request_of

# The time to answer at a clinic without a rule of redemption, which has wallet money alone.
UNRULED_LIFETIME = timedelta(minutes=5)
MOST_WAITING = 50
# An act beyond a bound that nobody decided on for so long is not listed any more.
LISTED = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class RequestConfirmation:
    """Points and wallet money whose use at this visit the patient is asked to confirm; 0 for none of the one."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    points: Annotated[int, Ge(0), Le(MOST_POINTS)]
    wallet_minor: Annotated[int, Ge(0), Le(MOST_MINOR)] = field(default=0, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ConfirmRedemption:
    """The patient's yes or no to a confirmation that was asked for."""

    clinic_id: Id
    confirmation_id: RequestId
    approve: bool


@dataclass(frozen=True, slots=True)
class DecideConfirmation:
    """A second person's yes or no to a confirmation, in the patient's place."""

    clinic_id: Id
    location_id: Id
    patient_id: Id
    confirmation_id: RequestId
    approve: bool


@dataclass(frozen=True, slots=True)
class ListConfirmations:
    """A location whose questions to a second person are asked for."""

    clinic_id: Id
    location_id: Id


@dataclass(frozen=True, slots=True)
class Asked:
    """A confirmation as the desk and the patient see it; `second_person` says that a manager may answer, too."""

    confirmation_id: str
    points: int
    worth_minor: int
    wallet_minor: int
    answer: ConfirmationAnswer
    lapses_at: datetime
    second_person: bool


@dataclass(frozen=True, slots=True)
class ConfirmationsWaiting:
    """The questions of a location that wait for a second person, and the acts beyond a bound, oldest first."""

    clinic_id: str
    location_id: str
    confirmations: tuple[WaitingConfirmation, ...]
    approvals: tuple[WaitingApproval, ...] = ()


def request_confirmation(store: Store, body: RequestConfirmation, caller: Caller) -> Asked:
    """Ask the patient; a newer question replaces an older one. It shows on their phone at once, and lapses.

    At a visit without the patient's code, managers see it too. Refuses InsufficientPoints, InsufficientWallet and
    DebtOpen for more than can be used, NothingToConfirm where no yes is needed, staff who may not, and visits that are
    not open here.
    """
    at = AtVisit(body, caller)
    request = request_of("request_confirmation", body, caller, body.request_id)

    def decide(docs: Snapshots) -> Decision[Asked]:
        staff = at.require_staff(docs)
        at.require_location(docs)
        account = at.require_account(docs)
        confirmation = account.confirmation
        if confirmation is not None and confirmation.confirmation_id == body.request_id:
            require_same_request(confirmation.request, request)
            return Decision(_answer_of(confirmation))
        visit, rule = at.require_visit(docs), docs.get(at.keys.redemption)
        on = business_date(caller.now, require_clinic(docs, at.keys).time_zone)
        bill = visit.at_bill(body.visit_id)
        unasked_points = room_for(account.used_on(on), rule, bill).unasked_points
        asked_points = in_points(body.points, body.wallet_minor, rule)
        if unasked_points is None or asked_points <= unasked_points:
            raise NothingToConfirm
        _require_usable(account, body, caller.now)
        asked = _question(body, rule, caller, request)
        asked = replace(asked, second_person=not bill.by_code, appointed_by=staff.appointed_by)
        return Decision(_answer_of(asked), (Put(at.account_at, replace(account, confirmation=asked)),))

    return store.transact((*at.reads, at.keys.redemption), decide)


def _require_usable(account: Account, body: RequestConfirmation, now: datetime) -> None:
    available = account.available_points(now)
    if body.points > available:
        raise InsufficientPoints(asked_points=body.points, available_points=available)
    spend(account.wallet_lots, body.wallet_minor, now, account.debt_points)


def _question(body: RequestConfirmation, rule: RedemptionRule | None, caller: Caller, request: Request) -> Confirmation:
    return Confirmation(
        confirmation_id=body.request_id,
        visit_id=body.visit_id,
        location_id=body.location_id,
        points=body.points,
        worth_minor=worth_minor(body.points, rule) if rule else 0,
        requested_by=caller.uid,
        requested_at=caller.now,
        lapses_at=caller.now + (rule.confirm_lifetime if rule else UNRULED_LIFETIME),
        answer=WAITING,
        request=request,
        wallet_minor=body.wallet_minor,
    )


def confirm_redemption(store: Store, body: ConfirmRedemption, caller: Caller) -> Asked:
    """Record the patient's answer; they may change it until it is used or lapses. A repeated answer changes nothing.

    It stands above the answer of a second person. Refuses NothingToConfirm and ConfirmationLapsed.
    """
    keys = ClinicKeys(body.clinic_id)
    account_at = keys.account(caller.uid)

    def decide(docs: Snapshots) -> Decision[Asked]:
        account = require_own_account(docs, keys, caller)
        said = _require_question(account, body.confirmation_id)
        answered = replace(said, answer=_word(approve=body.approve), decided_by=None)
        return _answer(account_at, account, answered, caller.now)

    return store.transact((keys.clinic, account_at), decide)


def decide_confirmation(store: Store, body: DecideConfirmation, caller: Caller) -> Asked:
    """Answer in the patient's place, as a manager other than the one who asked; for visits without the patient's code.

    The use then names who said yes, to the patient too. A repeated answer changes nothing. Refuses NothingToConfirm,
    ConfirmationDeclined where the patient said no, ConfirmationLapsed, SecondPersonRequired, AppointedPerson,
    RoleNotAllowed and OwnAccount.
    """
    at = AtDesk(body, caller)

    def decide(docs: Snapshots) -> Decision[Asked]:
        staff = at.require_manager(docs)
        at.require_location(docs)
        account = at.require_account(docs)
        said = _require_question(account, body.confirmation_id)
        if not said.second_person or (said.answer == APPROVED and said.decided_by is None):
            raise NothingToConfirm
        if said.answer == DECLINED and said.decided_by is None:
            raise ConfirmationDeclined(points=said.points, wallet_minor=said.wallet_minor)
        require_second_person(caller.uid, staff, said.requested_by, said.appointed_by)
        answered = replace(said, answer=_word(approve=body.approve), decided_by=caller.uid)
        return _answer(at.account_at, account, answered, caller.now)

    return store.transact(at.reads, decide)


def _require_question(account: Account, confirmation_id: str) -> Confirmation:
    """The question that is asked now: NothingToConfirm."""
    said = account.confirmation
    if said is None or said.confirmation_id != confirmation_id:
        raise NothingToConfirm
    return said


def _word(*, approve: bool) -> ConfirmationAnswer:
    return APPROVED if approve else DECLINED


def _answer(account_at: Key[Account], account: Account, answered: Confirmation, now: datetime) -> Decision[Asked]:
    """Keep the answer, unless it is the one that is kept: ConfirmationLapsed."""
    if answered == account.confirmation:
        return Decision(_answer_of(answered))
    if now >= answered.lapses_at:
        raise lapsed(answered)
    return Decision(_answer_of(answered), (Put(account_at, replace(account, confirmation=answered)),))


def list_confirmations(
    store: Store, waiting_confirmations: WaitingConfirmations, body: ListConfirmations, caller: Caller
) -> ConfirmationsWaiting:
    """The questions and acts of a location that wait for a second person, for managers: at most fifty of each.

    Refuses NotStaff, StaffDisabled, RoleNotAllowed, LocationNotFound.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[None]:
        require_manager(docs, keys, caller.uid)
        require_location(docs, keys, body.location_id)
        return Decision(None)

    store.transact((keys.staff(caller.uid), keys.location(body.location_id)), decide)
    found = waiting_confirmations.at(body.clinic_id, body.location_id, caller.now, MOST_WAITING)
    ordered = sorted(found, key=lambda one: (one.requested_at, one.confirmation_id))
    acts = waiting_confirmations.approvals_at(body.clinic_id, body.location_id, caller.now - LISTED, MOST_WAITING)
    in_order = sorted(acts, key=lambda one: (one.requested_at, one.approval_id))
    return ConfirmationsWaiting(body.clinic_id, body.location_id, tuple(ordered), tuple(in_order))


def _answer_of(confirmation: Confirmation) -> Asked:
    return Asked(
        confirmation_id=confirmation.confirmation_id,
        points=confirmation.points,
        worth_minor=confirmation.worth_minor,
        wallet_minor=confirmation.wallet_minor,
        answer=confirmation.answer,
        lapses_at=confirmation.lapses_at,
        second_person=confirmation.second_person,
    )
