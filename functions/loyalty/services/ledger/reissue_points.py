"""Reissues: a manager gives expired points a new life, with a reason, within the patient's cap of the year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loyalty.domain.bounds import EntryId, Id, Points, RequestId, Text
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.ledger.adjustments import reissue, require_lost
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.wallet.unbanking import EXPIRY_PART
from loyalty.domain.ledger.why import ReissueWhy
from loyalty.errors.ledger import EntryNotFound
from loyalty.services.preconditions import AtDesk, Caller
from loyalty.services.requests import cause_of, ledger_writes, lives_of, request_of


@dataclass(frozen=True, slots=True)
class ReissuePoints:
    """Points to give a new life: of those that an expiry took, or that were undone too late to come back.

    `text` is the reason for the patient.
    """

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    expiry_id: EntryId
    points: Points
    text: Text


def reissue_points(store: Store, body: ReissuePoints, caller: Caller) -> Movement:
    """Open a new lot for points that expired, never for more than did, nor for what a refund forgave.

    A repeated request gets the same answer.

    Refuses RoleNotAllowed for all but managers and owners, EntryNotFound, NotExpired, ReissueCapReached, OwnAccount.
    """
    request = request_of("reissue_points", body, caller, body.request_id)
    at = AtDesk(body, caller, request)
    keys = at.keys
    patient_id = body.patient_id
    expiry_at = keys.entry(patient_id, body.expiry_id)
    reversals_at = keys.reversals(patient_id, body.expiry_id)
    lot_reversals_at = keys.reversals(patient_id, body.expiry_id.removesuffix(f".{EXPIRY_PART}"))

    def decide(docs: Snapshots) -> Decision[Movement]:
        staff = at.require_manager(docs)
        done = at.find_repeat(docs)
        if done is not None:
            return Decision(movement_of(patient_id, done))
        _, clinic, account = at.require_present(docs)
        expired = docs.get(expiry_at)
        if expired is None:
            raise EntryNotFound
        before = docs.get(reversals_at) or Reversals(expired.location_id)
        require_lost(account, expired, before.reissued_points, docs.get(lot_reversals_at), body.points)
        rule, lives = docs.require(keys.adjustments), lives_of(docs, keys, clinic.time_zone)
        why = ReissueWhy("reissued", body.text, {"adjustments": rule.version, **lives.versions()})
        cause = cause_of(request, caller, staff.role, body.location_id, clinic)
        most = rule.most_reissued_points_per_year
        posting = reissue(account, body.points, why, most, body.expiry_id, lives, cause)
        writes = ledger_writes(keys, posting.account, (posting.entry,))
        counted = Put(reversals_at, replace(before, reissued_points=before.reissued_points + body.points))
        return Decision(movement_of(patient_id, posting.entry), (*writes, counted))

    rules = (keys.adjustments, keys.expiry, keys.reminders)
    return store.transact((*at.reads, *rules, expiry_at, *{reversals_at, lot_reversals_at}), decide)
