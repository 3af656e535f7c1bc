"""The clinic grants wallet money, or takes in what a patient pays into their wallet."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.banking import credit_wallet, granted, paid_in
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.program.rules import TenderKind
from loyalty.services.ledger.caps import within_wallet_cap
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_staff,
)
from loyalty.services.requests import cause_of, posted, recorded, request_of


@dataclass(frozen=True, slots=True)
class AddToWallet:
    """The call's body; `tender` is how it was paid in, None where the clinic grants it. `text` is for the patient."""

    request_id: str
    clinic_id: str
    location_id: str
    patient_id: str
    amount_minor: int
    tender: TenderKind | None
    text: str


def add_to_wallet(store: Store, body: AddToWallet, caller: Caller) -> Movement:
    """Put money into the wallet, where it stays known as granted or paid in. It never earns and is never paid out.

    A grant counts against the member of staff's daily cap: DailyCapReached. The same request again is answered alike.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("add_to_wallet", body, caller, body.request_id)
    entry_at = keys.entry(body.patient_id, body.request_id)
    today_at = keys.adjusted_today(caller.uid)

    def decide(docs: Snapshots) -> Decision[Movement]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_not_own_account(caller.uid, body.patient_id)
        done = recorded(docs, entry_at, request)
        if done is not None:
            return Decision(movement_of(body.patient_id, done))
        clinic = require_clinic(docs, keys)
        require_active_location(docs, keys, body.location_id)
        account = require_active_account(docs, keys, body.patient_id)
        rule = docs.require(keys.banking)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
        why = (
            paid_in(body.text, body.tender, clinic.currency, rule)
            if body.tender
            else granted(body.text, clinic.currency, rule)
        )
        counted = () if body.tender else within_wallet_cap(docs, keys, staff, caller.uid, body.amount_minor, cause)
        posting = credit_wallet(account, body.amount_minor, why, rule, clinic.time_zone, cause)
        writes = posted(keys, body.patient_id, posting.account, (posting.entry,))
        return Decision(movement_of(body.patient_id, posting.entry), (*writes, *counted))

    reads = (
        keys.clinic,
        keys.staff(caller.uid),
        keys.location(body.location_id),
        keys.banking,
        keys.adjustments,
        today_at,
        keys.account(body.patient_id),
        entry_at,
    )
    return store.transact(reads, decide)
