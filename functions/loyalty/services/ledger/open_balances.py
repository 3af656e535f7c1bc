"""Openings: balances from another system come in once each, as lots with the last days they had there."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from loyalty.domain.calendar import is_within_reach
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.fields import fingerprint
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.adjustments import Opening
from loyalty.domain.ledger.adjustments import take_over_balance as post_opening
from loyalty.domain.ledger.entry import Actor, Entry, Request
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.purchases import WALLET_PART
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.proof.reports import BroughtBalance
from loyalty.errors.ledger import LastDayOnPaidMoney
from loyalty.errors.program import DayOutOfReach
from loyalty.services.preconditions import require_clinic, require_same_request
from loyalty.services.requests import ledger_writes, lives_of

IMPORT = Actor("import", "import")


@dataclass(frozen=True, slots=True)
class OpenBalance:
    """Points and wallet money of a patient, by another system's id; a last day is None where there was none.

    Points without a last day get one by the clinic's rule, wallet money without one has none. `name` is for the account
    that is opened where the patient has none yet.
    """

    clinic_id: str
    source_id: str
    patient_id: str
    name: str
    points: int
    expires_on: date | None
    wallet_minor: int
    wallet_expires_on: date | None


def open_balance(store: Store, body: OpenBalance, now: datetime, *, rehearse: bool = False) -> bool:
    """Take over a balance, or with `rehearse` only decide on it; False where it was taken over before.

    A source id stands for one balance of the clinic: RequestIdReused for another patient or other numbers. Raises
    ClinicNotFound, DocumentMissing, DocumentInvalid, DayOutOfReach, TooManyOpenLots, and LastDayOnPaidMoney where the
    rule allows none: wallet money from another system counts as paid for.
    """
    keys = ClinicKeys(body.clinic_id)
    request = _request(body)
    account_at = keys.account(body.patient_id)
    brought_at = keys.brought_balance(body.source_id)

    def decide(docs: Snapshots) -> Decision[bool]:
        brought = docs.get(brought_at)
        if brought is not None:
            require_same_request(brought.request, request)
            return Decision(answer=False)
        clinic = require_clinic(docs, keys)
        account = docs.get(account_at) or _new_account(body, request, now)
        after, entries = _post(docs, body, account, clinic, request, now)
        record = Put(brought_at, BroughtBalance(body.source_id, body.patient_id, now, request))
        writes: tuple[Put[Any], ...] = (*ledger_writes(keys, after, entries), record)
        return Decision(answer=True, writes=() if rehearse else writes)

    rules = (keys.expiry, keys.reminders, keys.banking)
    return store.transact((keys.clinic, *rules, account_at, brought_at), decide)


def _request(body: OpenBalance) -> Request:
    """The request named after the source id: every repeat names the same entry."""
    digest = hashlib.sha256(body.source_id.encode()).hexdigest()[:24]
    fields = {name: str(value) if isinstance(value, date) else value for name, value in asdict(body).items()}
    return Request(f"opening-{digest}", fingerprint("open_balance", fields))


def _new_account(body: OpenBalance, request: Request, now: datetime) -> Account:
    """The account of a patient without one; it is theirs once they sign in."""
    return Account(
        clinic_id=body.clinic_id,
        patient_id=body.patient_id,
        name=body.name,
        active=True,
        joined_at=now,
        joined_with=request,
        known=True,
    )


def _post(
    docs: Snapshots, body: OpenBalance, account: Account, clinic: Clinic, request: Request, now: datetime
) -> tuple[Account, tuple[Entry, ...]]:
    """Post points and wallet money by an entry each, since each has its own last day."""
    keys = ClinicKeys(body.clinic_id)
    zone, currency = clinic.time_zone, clinic.currency
    lives = lives_of(docs, keys, zone)
    cause = Cause(request.request_id, request, IMPORT, None, clinic.today(now), now)
    for on in (body.expires_on, body.wallet_expires_on):
        if on is not None and not is_within_reach(on, cause.business_date):
            raise DayOutOfReach(on=on.isoformat())
    banking = docs.get(keys.banking)
    if body.wallet_minor and body.wallet_expires_on and banking and banking.paid_in_never_ends:
        raise LastDayOnPaidMoney(expires_on=body.wallet_expires_on.isoformat())
    openings = (
        (Opening(body.source_id, body.points, 0, body.expires_on), cause),
        (Opening(body.source_id, 0, body.wallet_minor, body.wallet_expires_on), cause.part(WALLET_PART)),
    )
    entries = []
    for opening, its_cause in openings:
        if opening.points or opening.wallet_minor:
            posting = post_opening(account, opening, currency, lives, its_cause)
            account = posting.account
            entries.append(posting.entry)
    return account, tuple(entries)
