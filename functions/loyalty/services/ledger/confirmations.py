"""Many points at once: the desk asks, the patient says yes or no in the app, and the desk goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from loyalty.domain.bounds import Id, Points, RequestId
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Confirmation
from loyalty.domain.ledger.redemption import APPROVED, DECLINED, WAITING, worth_minor
from loyalty.errors.ledger import ConfirmationLapsed, InsufficientPoints, NothingToConfirm
from loyalty.services.preconditions import (
    AtVisit,
    Caller,
    require_active_account,
    require_active_location,
    require_same_request,
)
from loyalty.services.requests import request_of


@dataclass(frozen=True, slots=True)
class RequestConfirmation:
    """The desk's body: ask the patient to confirm the use of so many points at this visit."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    points: Points


@dataclass(frozen=True, slots=True)
class ConfirmRedemption:
    """The patient's body: yes or no to the confirmation asked for."""

    clinic_id: Id
    confirmation_id: RequestId
    approve: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A confirmation as both sides see it; `answer` is waiting, approved or declined."""

    confirmation_id: str
    points: int
    worth_minor: int
    answer: str
    lapses_at: datetime


def request_confirmation(store: Store, body: RequestConfirmation, caller: Caller) -> Asked:
    """Ask the patient; a newer question replaces an older one. It shows on their phone at once, and lapses.

    Refuses InsufficientPoints for more than they have, NothingToConfirm where the rule asks for no confirmation, staff
    who may not, and visits that are not open here.
    """
    at = AtVisit(body, caller)
    request = request_of("request_confirmation", body, caller, body.request_id)

    def decide(docs: Snapshots) -> Decision[Asked]:
        at.require_staff(docs)
        require_active_location(docs, at.keys, body.location_id)
        account = require_active_account(docs, at.keys, body.patient_id)
        asked = account.confirmation
        if asked is not None and asked.confirmation_id == body.request_id:
            require_same_request(asked.request, request)
            return Decision(_told(asked))
        at.require_visit(docs)
        rule = docs.require(at.keys.redemption)
        if rule.confirm_above_points is None or body.points <= rule.confirm_above_points:
            raise NothingToConfirm
        available = account.available_points(caller.now)
        if body.points > available:
            raise InsufficientPoints(asked_points=body.points, available_points=available)
        asked = Confirmation(
            confirmation_id=body.request_id,
            visit_id=body.visit_id,
            location_id=body.location_id,
            points=body.points,
            worth_minor=worth_minor(body.points, rule),
            requested_by=caller.uid,
            requested_at=caller.now,
            lapses_at=caller.now + rule.confirm_lifetime,
            answer=WAITING,
            request=request,
        )
        return Decision(_told(asked), (Put(at.account_at, replace(account, confirmation=asked)),))

    _, *reads = at.reads  # the clinic decides nothing here
    return store.transact((*reads, at.keys.redemption), decide)


def confirm_redemption(store: Store, body: ConfirmRedemption, caller: Caller) -> Asked:
    """The patient's answer, which they may change until it is used or lapses; the same answer again changes nothing.

    Refuses NothingToConfirm and ConfirmationLapsed.
    """
    keys = ClinicKeys(body.clinic_id)
    account_at = keys.account(caller.uid)
    said = APPROVED if body.approve else DECLINED

    def decide(docs: Snapshots) -> Decision[Asked]:
        account = require_active_account(docs, keys, caller.uid)
        asked = account.confirmation
        if asked is None or asked.confirmation_id != body.confirmation_id:
            raise NothingToConfirm
        if asked.answer == said:
            return Decision(_told(asked))
        if caller.now >= asked.lapses_at:
            raise ConfirmationLapsed(points=asked.points, lapsed_at=asked.lapses_at.isoformat(timespec="seconds"))
        asked = replace(asked, answer=said)
        return Decision(_told(asked), (Put(account_at, replace(account, confirmation=asked)),))

    return store.transact((keys.clinic, account_at), decide)


def _told(asked: Confirmation) -> Asked:
    return Asked(asked.confirmation_id, asked.points, asked.worth_minor, asked.answer, asked.lapses_at)
