"""Made acts: calls with their bodies, nights, and what people edit; played on any database in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from loyalty.domain.documents import Store
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.base import Refusal
from loyalty.errors.ledger import ConfirmationRequired
from loyalty.services.checkout.appointments import answer_appointment
from loyalty.services.checkout.change_appointment import change_appointment
from loyalty.services.checkout.check_in import check_in
from loyalty.services.checkout.codes import Codes
from loyalty.services.checkout.join_clinic import join_clinic
from loyalty.services.ledger.add_to_wallet import add_to_wallet
from loyalty.services.ledger.adjust_points import adjust_points, decide_adjustment
from loyalty.services.ledger.bank_points import bank_points, undo_banking
from loyalty.services.ledger.cash_out import cash_out, undo_cash_out
from loyalty.services.ledger.confirmations import (
    ConfirmRedemption,
    RequestConfirmation,
    confirm_redemption,
    request_confirmation,
)
from loyalty.services.ledger.open_balances import open_balance
from loyalty.services.ledger.reassign_purchase import reassign_purchase
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.ledger.redemptions import cancel_redemption, redeem_points, redeem_reward
from loyalty.services.ledger.refund_purchase import refund_purchase
from loyalty.services.ledger.reissue_points import reissue_points
from loyalty.services.ledger.reverse_credit import reverse_credit
from loyalty.services.ledger.void_purchase import void_purchase
from loyalty.services.membership.memberships import change_membership
from loyalty.services.membership.refresh_tier import refresh_tier
from loyalty.services.membership.treatments import complete_treatment
from loyalty.services.membership.withdraw_treatment import withdraw_treatment
from loyalty.services.preconditions import Caller
from loyalty.services.program.grant_tier import grant_tier
from loyalty.services.reminders.sweep_account import sweep_account
from loyalty.store.codec import Codec
from loyalty.store.transaction import TransactionalStore
from scripts.made.clinic import ROOT
from scripts.seed.clinic import CLINIC_ID
from scripts.seed.draft import Draft

CODES = Codes(["a-key-of-the-made-clinic"])
_PATIENTS = f"{ROOT}/patients/"

UseCase = Callable[[Store, Any, Caller], object]
CALLS: Mapping[str, UseCase] = {
    use_case.__name__: use_case
    for use_case in (
        join_clinic,
        record_purchase,
        redeem_points,
        redeem_reward,
        cancel_redemption,
        refund_purchase,
        void_purchase,
        reassign_purchase,
        adjust_points,
        decide_adjustment,
        reissue_points,
        add_to_wallet,
        reverse_credit,
        bank_points,
        undo_banking,
        cash_out,
        undo_cash_out,
        change_membership,
        complete_treatment,
        withdraw_treatment,
        grant_tier,
        answer_appointment,
        change_appointment,
    )
} | {
    "check_in": lambda store, body, caller: check_in(store, CODES, body, caller),
    "open_balance": lambda store, body, caller: open_balance(store, body, caller.now),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A call with its body, by a person at an instant."""

    at: datetime
    name: str
    body: Any
    uid: str


@dataclass(frozen=True, slots=True)
class Night:
    """The schedules of a night: every account that is due is swept, and its tier refreshed."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Edited:
    """Documents that people wrote: a rule that was published, an appointment that a patient asked for."""

    at: datetime
    documents: Mapping[str, Mapping[str, Any]]
    rule: str | None = None


Item = Made | Night | Edited


@dataclass(slots=True)
class MadeClinic:
    """A clinic in a dictionary, and all that happened there. `refused` are the calls that were refused, by request."""

    draft: Draft
    items: list[Item] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    asked_first: int = 0
    _counted: tuple[int, int] = (0, 0)

    @property
    def store(self) -> TransactionalStore:
        """The store over the dictionary."""
        return TransactionalStore(self.draft, Codec(PARSERS))

    def play(self, item: Item) -> Any:  # noqa: ANN401 - whatever the call answers
        """Play the next item; return a call's answer, None where it was refused."""
        self.items.append(item)
        if isinstance(item, Edited):
            for path, fields in item.documents.items():
                self.draft.put(path, fields)
            return None
        if isinstance(item, Night):
            self._pass_night(item.at)
            return None
        return self._call(item)

    def play_all(self, items: Sequence[Item]) -> None:
        """Play what happened at another clinic."""
        for item in items:
            self.play(item)

    def _call(self, made: Made) -> Any:  # noqa: ANN401 - whatever the call answers
        caller = Caller(made.uid, made.at, is_known=True)
        try:
            try:
                return CALLS[made.name](self.store, made.body, caller)
            except ConfirmationRequired:
                self._say_yes(made)
                self.asked_first += 1
                return CALLS[made.name](self.store, made.body, caller)
        except Refusal as refusal:
            self.refused[getattr(made.body, "request_id", "")] = refusal.code
            return None

    def _say_yes(self, made: Made) -> None:
        """The desk asks the patient, who says yes in the app."""
        points, wallet_minor = _uses_of(self.draft, made)
        body, asked_id = made.body, f"{made.body.request_id}-yes"
        question = RequestConfirmation(
            asked_id, CLINIC_ID, body.location_id, body.patient_id, body.visit_id, points, wallet_minor
        )
        request_confirmation(self.store, question, Caller(made.uid, made.at))
        confirm_redemption(
            self.store, ConfirmRedemption(CLINIC_ID, asked_id, approve=True), Caller(body.patient_id, made.at)
        )

    def _pass_night(self, now: datetime) -> None:
        for patient_id, account in self.accounts():
            if account["due_at"] is not None and account["due_at"] <= now:
                sweep_account(self.store, CLINIC_ID, patient_id, now)
            if account["tier_due_at"] is not None and account["tier_due_at"] <= now:
                refresh_tier(self.store, CLINIC_ID, patient_id, now)

    def accounts(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The accounts by their ids."""
        found = [path for path in self.draft.documents if path.startswith(_PATIENTS) and path.count("/") == 3]
        return ((path.removeprefix(_PATIENTS), self.draft.documents[path]) for path in found)

    def entries(self) -> int:
        """The number of entries. Documents are never removed, so only those that came since the last look are new."""
        seen, entries = self._counted
        entries += sum("/entries/" in path for path in islice(self.draft.documents, seen, None))
        self._counted = len(self.draft.documents), entries
        return entries


def _uses_of(draft: Draft, made: Made) -> tuple[int, int]:
    """The points and the wallet money that a call asks for."""
    body, rule = made.body, draft.documents[f"{ROOT}/rules/redemption"]
    if made.name == "redeem_points":
        return body.points, 0
    if made.name == "redeem_reward":
        return draft.documents[f"{ROOT}/rewards/{body.reward_id}"]["cost_points"], 0
    paid = {str(tender.kind): tender.amount_minor for tender in body.tenders}
    points = -(-paid.get("points", 0) * 100 // rule["minor_per_100_points"])
    points += -points % rule["increment_points"]
    return points, paid.get("wallet", 0)


def under(made: MadeClinic, rule: str, content: Mapping[str, Any], since: datetime) -> Iterator[Item]:
    """What happened at a clinic, with a rule of this content from an instant on, in the place of all versions since.

    What was refused there did not happen, so it is not tried again.
    """
    begun = False
    for item in made.items:
        if not begun and item.at >= since:
            begun = True
            yield Edited(since, {f"{ROOT}/rules/{rule}": content}, rule)
        if isinstance(item, Edited) and item.rule == rule and begun:
            continue
        if isinstance(item, Made) and getattr(item.body, "request_id", "") in made.refused:
            continue
        yield item
