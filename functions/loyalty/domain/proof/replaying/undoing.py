"""Undoing, replayed: refunds, voids and moves of purchases, and what takes back a redemption, a banking, a credit."""

from __future__ import annotations

from dataclasses import replace

from loyalty.domain.ledger.bonus import take_back_bonuses
from loyalty.domain.ledger.entry import ACCRUAL, BANKING, BONUS, CASH_OUT, REDEMPTION, WALLET_CREDIT, Entry, lot_of
from loyalty.domain.ledger.posting import Posting
from loyalty.domain.ledger.purchases import POINTS_PART, WALLET_PART
from loyalty.domain.ledger.redemption import undo_redemption
from loyalty.domain.ledger.refunds import Undoing, WholePurchase, undo
from loyalty.domain.ledger.reversals import CANCELLED, REASSIGNED, REFUNDED, UNDONE, VOIDED, Reversals
from loyalty.domain.ledger.wallet.banking import reverse_credit, undo_banking
from loyalty.domain.ledger.wallet.cashing_out import undo_cash_out
from loyalty.domain.ledger.wallet.unbanking import EXPIRY_PART
from loyalty.domain.ledger.why import BonusWhy, RedemptionWhy, ReversalWhy
from loyalty.domain.program.bonus_months import GivenMonth, month_name
from loyalty.domain.program.rules import TenderKind
from loyalty.domain.proof.replaying.rulebook import Rulebook
from loyalty.domain.proof.replaying.state import Setting, State
from loyalty.domain.proof.replaying.timeline import Act
from loyalty.errors.ledger import EntryNotFound

_CLOSED = {"refund": REFUNDED, "void": VOIDED, "reassign": REASSIGNED}


def play_reversal(state: State, act: Act, rules: Rulebook, setting: Setting) -> tuple[Entry, ...]:
    """Undo again what an act undid, as far as it is there: EntryNotFound, and what the undoing refuses."""
    main = act.main
    why, reverses = main.why, main.reverses
    if not isinstance(why, ReversalWhy) or reverses is None:
        raise TypeError(f"entry {main.entry_id} reverses nothing")
    undone = state.entries.get(reverses)
    if undone is None:
        raise EntryNotFound
    if undone.kind == ACCRUAL:
        return _undo_purchase(state, act, why, undone, rules, setting)
    if undone.kind == BONUS:
        return _take_months_back(state, act, why, rules, setting)
    posting = _undo_one(state, main, why, undone, act, setting)
    state.take(posting.account, (posting.entry,))
    return (posting.entry,)


def sale_of(state: State, accrual: Entry) -> WholePurchase:
    """A purchase with all that hangs on it, as far as the acts so far have left it."""
    purchase_id, expiry_id = accrual.entry_id, f"{lot_of(accrual)}.{EXPIRY_PART}"
    named = accrual.purchase.redemption_ids if accrual.purchase else ()
    expired = state.reversals.get(expiry_id)
    return WholePurchase(
        accrual=accrual,
        by_points=state.entries.get(f"{purchase_id}.{POINTS_PART}"),
        by_wallet=state.entries.get(f"{purchase_id}.{WALLET_PART}"),
        expiry=state.entries.get(expiry_id),
        reversals=state.reversals.get(purchase_id) or Reversals(accrual.location_id),
        reissued_points=expired.reissued_points if expired else 0,
        redemptions=tuple(state.entries[name] for name in named if _is_standing(state, name)),
    )


def _is_standing(state: State, redemption_id: str) -> bool:
    reversals = state.reversals.get(redemption_id)
    return redemption_id in state.entries and (reversals is None or reversals.closed != CANCELLED)


def _undo_purchase(
    state: State, act: Act, why: ReversalWhy, accrual: Entry, rules: Rulebook, setting: Setting
) -> tuple[Entry, ...]:
    sale, redemption = sale_of(state, accrual), rules.redemption_at(act.at)
    refunded = {TenderKind(kind): minor for kind, minor in why.refunded_minor.items()}
    undoing = Undoing(
        reason=why.reason,
        text=why.text,
        refund_minor=refunded if why.reason == "refund" else sale.left_minor(),
        returned_as=why.returned_as,
        zone=setting.zone,
        minor_per_100_points=redemption.minor_per_100_points if redemption else 0,
        acted_at=why.acted_at,
        as_wallet_minor={TenderKind(kind): minor for kind, minor in why.as_wallet_minor.items()},
    )
    undone = undo(state.account, sale, undoing, act.cause(), _CLOSED[why.reason])
    state.take(undone.account, undone.entries)
    state.reversals[accrual.entry_id] = undone.reversals
    returned = {entry.reverses for entry in undone.entries}
    for used in sale.redemptions:
        if used.entry_id in returned:
            closed = undone.reversals.closed or REFUNDED
            state.reversals[used.entry_id] = Reversals(undone.reversals.location_id, closed=closed)
    if why.reason == "void":
        _free_visit(state, sale, rules, act)
    return undone.entries


def _free_visit(state: State, sale: WholePurchase, rules: Rulebook, act: Act) -> None:
    """What points took off the purchase's bill beyond their share no longer counts at the visit."""
    visit_id = sale.purchase.visit_id
    visit = state.visit(visit_id)
    if visit.bill.over_minor:
        off_minor = sum(used.why.worth_minor for used in sale.redemptions if isinstance(used.why, RedemptionWhy))
        bill = visit.bill.unpaid(off_minor, sale.purchase.amount_minor, rules.redemption_at(act.at))
        state.visits[visit_id] = replace(visit, bill=bill)


def _take_months_back(state: State, act: Act, why: ReversalWhy, rules: Rulebook, setting: Setting) -> tuple[Entry, ...]:
    given = [state.entries[name] for name in (entry.reverses for entry in act.entries) if name in state.entries]
    months = tuple(
        GivenMonth(month_name(entry.why.membership_id, entry.why.month_on), entry.entry_id, entry.points)
        for entry in given
        if isinstance(entry.why, BonusWhy)
    )
    lives = rules.lives(why.rule_versions, setting.zone)
    cause = replace(act.cause(), entry_id=act.main.entry_id.rpartition(".month-")[0])
    account, entries = take_back_bonuses(state.account, months, setting.currency, lives, cause)
    state.take(account, entries)
    return entries


def _undo_one(state: State, main: Entry, why: ReversalWhy, undone: Entry, act: Act, setting: Setting) -> Posting:
    """Undo an act that made one entry."""
    account, cause = state.account, act.cause()
    before = state.reversals.get(undone.entry_id) or Reversals(undone.location_id)
    if undone.kind == REDEMPTION:
        posting = undo_redemption(account, undone, why.text, setting.zone, cause, why.acted_at)
        state.reversals[undone.entry_id] = replace(before, closed=CANCELLED)
        _raise_bill(state, undone)
    elif undone.kind == BANKING:
        posting = undo_banking(account, undone, setting.zone, cause)
        state.reversals[undone.entry_id] = replace(before, closed=UNDONE)
    elif undone.kind == WALLET_CREDIT:
        posting = reverse_credit(account, undone, -main.wallet_minor, why.text, cause, why.acted_at)
    elif undone.kind == CASH_OUT:
        posting = undo_cash_out(account, undone, why.text, cause, why.acted_at)
        state.reversals[undone.entry_id] = replace(before, closed=UNDONE)
    else:
        raise EntryNotFound
    return posting


def _raise_bill(state: State, redemption: Entry) -> None:
    """The visit without a redemption that lowered its open bill."""
    why = redemption.why
    if not isinstance(why, RedemptionWhy):
        return
    visit = state.visit(why.visit_id)
    if redemption.entry_id in visit.unclaimed:
        left = tuple(name for name in visit.unclaimed if name != redemption.entry_id)
        state.visits[why.visit_id] = replace(visit, unclaimed=left, bill=visit.bill.raised(why.worth_minor))
