"""Every public act on any patient of a clinic that stands, chosen by dice: what it finds is in the documents alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from loyalty.domain.program.rules import TenderKind
from loyalty.errors.base import Refusal
from loyalty.services.checkout.change_appointment import ChangeAppointment, change_appointment
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.cash_out import CashOut, cash_out
from loyalty.services.ledger.list_undoable import ListUndoable, list_undoable
from loyalty.services.membership.memberships import ChangeMembership, change_membership
from loyalty.services.membership.refresh_standing import RefreshStanding, refresh_standing
from loyalty.services.membership.refresh_tier import refresh_tier
from loyalty.services.membership.treatments import CompleteTreatment, complete_treatment
from loyalty.services.membership.withdraw_treatment import WithdrawTreatment, withdraw_treatment
from loyalty.services.preconditions import Caller
from loyalty.services.program.grant_tier import GrantTier, grant_tier
from tests.proof.migrating.before import PATIENTS
from tests.support.clinic import CALABASAS, DESK, MANAGER
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.latest_acts import MemoryLatestActs

Membership = Literal["enrol", "renew", "change", "pause", "resume", "cancel"]


class AtWork:
    """A desk at work in a clinic that it finds as it is. `outcomes` counts acts that were done, and refusals."""

    def __init__(self, documents: MemoryDocuments, now: datetime, seed: int) -> None:
        """Begin at an instant; the seed makes the choices, and the ids."""
        self.documents, self.now, self.dice = documents, now, random.Random(seed)  # noqa: S311 - nothing secret
        self.desk = LedgerDesk(memory_store(documents), steps=1_000_000 * (seed + 1))
        self.outcomes: Counter[str] = Counter()

    def act(self, patient_id: str | None = None) -> None:
        """One act on a patient: it is done, or refused by name."""
        name, call = self.dice.choice(sorted(ACTS.items()))
        patient_id = patient_id or self.dice.choice(PATIENTS)
        try:
            call(self, patient_id)
            self.outcomes[name] += 1
        except Refusal as refusal:
            self.outcomes[f"{name}: {refusal.code}"] += 1
        self.now += timedelta(minutes=self.dice.randint(1, 90))

    def entry(self, patient_id: str, kind: str, **why: str) -> str:
        """The id of any entry of a kind; of none where the patient has none."""
        prefix = f"clinics/bella/patients/{patient_id}/entries/"
        found = [
            path.removeprefix(prefix)
            for path, fields in sorted(self.documents.all().items())
            if path.startswith(prefix) and fields["kind"] == kind and why.items() <= fields["why"].items()
        ]
        return self.dice.choice(found or ["no-entry-of-this-kind"])

    def amount(self, most: int = 30_000) -> int:
        """Any amount, in minor units."""
        return self.dice.randint(1, most)

    def visit(self, patient_id: str) -> CheckedIn:
        """A scan."""
        return self.desk.scan(patient_id, self.now)


def _pay(at: AtWork, patient_id: str) -> None:
    at.desk.pay(*tenders(cash=at.amount(), card=at.amount()), patient_id=patient_id, now=at.now)


def _pay_with_all(at: AtWork, patient_id: str) -> None:
    paid = tenders(cash=at.amount(), points=at.dice.randrange(100, 1_000, 50), wallet=at.amount(900))
    at.desk.pay(*paid, patient_id=patient_id, now=at.now)


def _lower_and_pay(at: AtWork, patient_id: str) -> None:
    visit = at.visit(patient_id)
    at.desk.redeem(at.dice.randrange(100, 600, 50), 20_000, patient_id, at.now, visit)
    at.desk.pay(*tenders(cash=19_000), patient_id=patient_id, now=at.now, visit=visit)


def _refund(at: AtWork, patient_id: str) -> None:
    kind = at.dice.choice(["cash", "cash", "cash", "points", "wallet", "card"])
    sale = at.entry(patient_id, "accrual")
    at.desk.refund(sale, lines(**{kind: at.amount(2_000)}), patient_id, at.now, uid=MANAGER)


def _refund_whole(at: AtWork, patient_id: str) -> None:
    sale = at.entry(patient_id, "accrual")
    fields = at.documents.all().get(f"clinics/bella/patients/{patient_id}/entries/{sale}")
    paid = {each["kind"]: each["amount_minor"] for each in fields["purchase"]["tenders"]} if fields else {"cash": 1}
    at.desk.refund(sale, lines(**paid), patient_id, at.now, uid=MANAGER)


def _void(at: AtWork, patient_id: str) -> None:
    at.desk.void(at.entry(patient_id, "accrual"), patient_id, at.now)


def _reassign(at: AtWork, patient_id: str) -> None:
    at.desk.reassign(at.entry(patient_id, "accrual"), at.dice.choice(PATIENTS), patient_id, at.now)


def _cancel(at: AtWork, patient_id: str) -> None:
    visit = at.visit(patient_id)
    redeemed = at.desk.redeem(at.dice.randrange(100, 600, 50), 20_000, patient_id, at.now, visit)
    at.desk.cancel(redeemed.entry_id, visit, at.now)


def _cancel_older(at: AtWork, patient_id: str) -> None:
    redemption_id = at.entry(patient_id, "redemption", reason="points")
    fields = at.documents.all().get(f"clinics/bella/patients/{patient_id}/entries/{redemption_id}")
    visit = at.visit(patient_id)
    made_at = replace(visit, visit_id=fields["why"]["visit_id"]) if fields else visit
    at.desk.cancel(redemption_id, made_at, at.now, uid=MANAGER)


def _undo_bank(at: AtWork, patient_id: str) -> None:
    banked = at.desk.bank(500, patient_id, at.now)
    at.desk.undo_bank(banked.entry_id, patient_id, at.now)


def _reverse_credit(at: AtWork, patient_id: str) -> None:
    at.desk.reverse_credit(at.entry(patient_id, "wallet_credit"), at.amount(200), patient_id, at.now)


def _reissue(at: AtWork, patient_id: str) -> None:
    at.desk.reissue(at.entry(patient_id, at.dice.choice(["expiry", "reversal"])), at.amount(50), patient_id, at.now)


def _cash_out(at: AtWork, patient_id: str) -> None:
    lots = at.documents.all()[f"clinics/bella/patients/{patient_id}"]["wallet_lots"].values()
    paid_in = sum(lot["remaining_minor"] for lot in lots if lot["origin"] == "paid_in")
    body = CashOut(at.desk.next_id(), "bella", CALABASAS, patient_id, max(1, paid_in), "asked for")
    cash_out(at.desk.store, body, Caller(MANAGER, at.now))


def _list_undoable(at: AtWork, patient_id: str) -> None:
    body = ListUndoable("bella", CALABASAS, patient_id, at.visit(patient_id).visit_id)
    list_undoable(at.desk.store, MemoryLatestActs(at.documents), body, Caller(DESK, at.now), at.desk.next_id())


def _membership(act: Membership, plan_id: str | None = None) -> Callable[[AtWork, str], None]:
    def change(at: AtWork, patient_id: str) -> None:
        body = ChangeMembership(at.desk.next_id(), "bella", CALABASAS, patient_id, act, plan_id)
        change_membership(at.desk.store, body, Caller(DESK, at.now))

    return change


def _undo_membership(at: AtWork, patient_id: str) -> None:
    membership = at.documents.all()[f"clinics/bella/patients/{patient_id}"]["membership"]
    event_id = membership["event_id"] if membership else "no-such-event-01"
    body = ChangeMembership(at.desk.next_id(), "bella", CALABASAS, patient_id, "undo", event_id=event_id)
    change_membership(at.desk.store, body, Caller(MANAGER, at.now))


def _treat(at: AtWork, patient_id: str) -> None:
    body = CompleteTreatment(at.desk.next_id(), "bella", CALABASAS, patient_id, "peel", at.now.date())
    complete_treatment(at.desk.store, body, Caller(DESK, at.now))


def _withdraw_treatment(at: AtWork, patient_id: str) -> None:
    prefix = f"clinics/bella/patients/{patient_id}/treatments/"
    found = [path.removeprefix(prefix) for path in sorted(at.documents.all()) if path.startswith(prefix)]
    name = at.dice.choice(found or ["no-treatment"])
    body = WithdrawTreatment(at.desk.next_id(), "bella", CALABASAS, patient_id, name)
    withdraw_treatment(at.desk.store, body, Caller(MANAGER, at.now))


def _grant_tier(at: AtWork, patient_id: str) -> None:
    tier_id = at.dice.choice([None, "silver", "gold"])
    body = GrantTier(at.desk.next_id(), "bella", CALABASAS, patient_id, "for the wait", tier_id)
    grant_tier(at.desk.store, body, Caller(MANAGER, at.now))


def _change_appointment(at: AtWork, patient_id: str) -> None:
    asked = {path: fields for path, fields in sorted(at.documents.all().items()) if "/appointments/" in path}
    own = [path.rpartition("/")[2] for path, fields in asked.items() if fields["patient_id"] == patient_id]
    visit_at = at.dice.choice([None, at.now + timedelta(days=20)])
    name = at.dice.choice(own or ["no-appointment"])
    body = ChangeAppointment(at.desk.next_id(), "bella", CALABASAS, patient_id, name, visit_at)
    change_appointment(at.desk.store, body, Caller(DESK, at.now))


def _sweep(at: AtWork, patient_id: str) -> None:
    at.now += timedelta(days=at.dice.randint(0, 6))
    at.desk.expire(at.now, patient_id)
    refresh_tier(at.desk.store, "bella", patient_id, at.now)


ACTS: dict[str, Callable[[AtWork, str], Any]] = {
    "pay": _pay,
    "pay with all": _pay_with_all,
    "lower and pay": _lower_and_pay,
    "refund": _refund,
    "refund whole": _refund_whole,
    "void": _void,
    "reassign": _reassign,
    "cancel": _cancel,
    "cancel older": _cancel_older,
    "reward": lambda at, who: at.desk.reward("hydrating-facial", who, at.now),
    "bank": lambda at, who: at.desk.bank(at.dice.randrange(500, 1_500, 100), who, at.now),
    "undo bank": _undo_bank,
    "adjust": lambda at, who: at.desk.adjust(at.dice.randint(-200, 600), who, at.now),
    "grant money": lambda at, who: at.desk.credit(at.amount(300), None, who, at.now),
    "pay in": lambda at, who: at.desk.credit(at.amount(900), TenderKind.CARD, who, at.now),
    "reverse credit": _reverse_credit,
    "reissue": _reissue,
    "cash out": _cash_out,
    "list undoable": _list_undoable,
    "enrol": _membership("enrol", "monthly"),
    "renew": _membership("renew"),
    "change": _membership("change", "yearly"),
    "pause": _membership("pause"),
    "resume": _membership("resume"),
    "end": _membership("cancel"),
    "undo membership": _undo_membership,
    "treat": _treat,
    "withdraw treatment": _withdraw_treatment,
    "grant tier": _grant_tier,
    "change appointment": _change_appointment,
    "refresh standing": lambda at, who: refresh_standing(at.desk.store, RefreshStanding("bella"), Caller(who, at.now)),
    "sweep": _sweep,
}
