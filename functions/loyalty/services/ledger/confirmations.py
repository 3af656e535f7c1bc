"""Confirmations: before many points are used, the desk asks, and the patient says yes or no in the app."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from loyalty.domain.bounds import Id, Points, RequestId
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Confirmation, ConfirmationAnswer
from loyalty.domain.ledger.redemption import APPROVED, DECLINED, WAITING, worth_minor
from loyalty.errors.ledger import ConfirmationLapsed, InsufficientPoints, NothingToConfirm
from loyalty.services.preconditions import (
    AtVisit,
    Caller,
    require_active_account,
    require_same_request,
)
from loyalty.services.requests import request_of


@dataclass(frozen=True, slots=True)
class RequestConfirmation:
    """Points whose use at this visit the patient is asked to confirm."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    points: Points


@dataclass(frozen=True, slots=True)
class ConfirmRedemption:
    """The patient's yes or no to a confirmation that was asked for."""

    clinic_id: Id
    confirmation_id: RequestId
    approve: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A confirmation as the desk and the patient see it."""

    confirmation_id: str
    points: int
    worth_minor: int
    answer: ConfirmationAnswer
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
        at.require_location(docs)
        account = at.require_account(docs)
        confirmation = account.confirmation
        if confirmation is not None and confirmation.confirmation_id == body.request_id:
            require_same_request(confirmation.request, request)
            return Decision(_answer_of(confirmation))
        at.require_visit(docs)
        rule = docs.require(at.keys.redemption)
        if rule.confirm_above_points is None or body.points <= rule.confirm_above_points:
            raise NothingToConfirm
        available = account.available_points(caller.now)
        if body.points > available:
            raise InsufficientPoints(asked_points=body.points, available_points=available)
        confirmation = Confirmation(
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
        return Decision(_answer_of(confirmation), (Put(at.account_at, replace(account, confirmation=confirmation)),))

    _, *reads = at.reads  # all but the clinic, on which nothing depends here
    return store.transact((*reads, at.keys.redemption), decide)


def confirm_redemption(store: Store, body: ConfirmRedemption, caller: Caller) -> Asked:
    """Record the patient's answer; they may change it until it is used or lapses. A repeated answer changes nothing.

    Refuses NothingToConfirm and ConfirmationLapsed.
    """
    keys = ClinicKeys(body.clinic_id)
    account_at = keys.account(caller.uid)
    answer: ConfirmationAnswer = APPROVED if body.approve else DECLINED

    def decide(docs: Snapshots) -> Decision[Asked]:
        account = require_active_account(docs, keys, caller.uid)
        confirmation = account.confirmation
        if confirmation is None or confirmation.confirmation_id != body.confirmation_id:
            raise NothingToConfirm
        if confirmation.answer == answer:
            return Decision(_answer_of(confirmation))
        if caller.now >= confirmation.lapses_at:
            raise ConfirmationLapsed(
                points=confirmation.points, lapsed_at=confirmation.lapses_at.isoformat(timespec="seconds")
            )
        confirmation = replace(confirmation, answer=answer)
        return Decision(_answer_of(confirmation), (Put(account_at, replace(account, confirmation=confirmation)),))

    return store.transact((keys.clinic, account_at), decide)


def _answer_of(confirmation: Confirmation) -> Asked:
    return Asked(
        confirmation_id=confirmation.confirmation_id,
        points=confirmation.points,
        worth_minor=confirmation.worth_minor,
        answer=confirmation.answer,
        lapses_at=confirmation.lapses_at,
    )
