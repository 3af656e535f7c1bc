"""Uses, replayed: purchases with what pays them, redemptions, rewards, and the yes that some of them took with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from loyalty.domain.bounds import MOST_MINOR, MOST_POINTS
from loyalty.domain.ledger.account import confirmation_of
from loyalty.domain.ledger.acts.booking import BookingRules, book
from loyalty.domain.ledger.entry import REDEMPTION, WALLET_PAYMENT, Entry, Purchase
from loyalty.domain.ledger.purchases import EarningRules, accrue_moved, tender_minor
from loyalty.domain.ledger.redemption import Bought, points_for, redeem, worth_minor
from loyalty.domain.ledger.uses import APPROVED, AtBill, Confirmation, in_points, room_for
from loyalty.domain.ledger.why import AccrualWhy, PaymentWhy, RedemptionWhy
from loyalty.domain.program.rules import RedemptionRule, Reward, TenderKind
from loyalty.domain.proof.replaying.rulebook import Rulebook
from loyalty.domain.proof.replaying.state import OpenVisit, Setting, State
from loyalty.domain.proof.replaying.timeline import Act
from loyalty.errors.ledger import EntryNotFound

# Finds the purchase that a move took off another account, as it was played there.
Moved = Callable[[str], Entry | None]
_YES_LASTS = timedelta(minutes=60)


def is_moved(entry: Entry) -> bool:
    """True for a purchase that came from another account: it was rung before it was recorded here."""
    return entry.occurred_at != entry.recorded_at


def play_purchase(state: State, act: Act, rules: Rulebook, setting: Setting) -> tuple[Entry, ...]:
    """Record a purchase again, with the same tenders and the redemptions that lowered its bill and still stand."""
    main = act.main
    said, why = main.purchase, main.why
    if said is None or not isinstance(why, AccrualWhy):
        raise TypeError(f"entry {main.entry_id} records no purchase")
    visit = state.visit(said.visit_id)
    named = tuple(name for name in said.redemption_ids if name in state.entries)
    purchase = replace(said, redeemed_points=0, paid_in=(), redemption_ids=named)
    earning = EarningRules(
        rules.earning(why.rule_versions), rules.lives(why.rule_versions, setting.zone), rules.tiers(why.rule_versions)
    )
    redemption = _redemption_of(act, rules)
    uses = (tender_minor(purchase, TenderKind.POINTS), tender_minor(purchase, TenderKind.WALLET))
    at = AtBill(said.visit_id, visit.bill)
    if any(uses):
        points = points_for(uses[0], redemption) if redemption and uses[0] else 0
        at = _with_yes(state, at, act, redemption, (points, uses[1]))
    booked = book(state.account, purchase, at, BookingRules(earning, redemption), act.cause())
    state.take(booked.account, booked.entries)
    state.visits[said.visit_id] = OpenVisit(visit.bill.paid(said.amount_minor, redemption))
    return tuple(booked.entries)


def play_moved(state: State, act: Act, rules: Rulebook, setting: Setting, moved: Moved) -> tuple[Entry, ...]:
    """Record again a purchase of another account that moved here. Raises EntryNotFound where it is not there."""
    accrual = moved(act.main.entry_id)
    if accrual is None:
        raise EntryNotFound
    versions = act.main.why.rule_versions
    lives = rules.lives(versions, setting.zone)
    terms = EarningRules(rules.earning_at(act.at), lives, rules.tiers_at(act.at))
    posting = accrue_moved(state.account, accrual, terms, act.cause())
    state.take(posting.account, (posting.entry,))
    return (posting.entry,)


def play_redemption(state: State, act: Act, rules: Rulebook, setting: Setting) -> tuple[Entry, ...]:
    """Use the same points again, off the same bill or for the same reward."""
    main, why = act.main, act.main.why
    if not isinstance(why, RedemptionWhy):
        raise TypeError(f"entry {main.entry_id} uses no points")
    rule, visit = rules.redemption(why.rule_versions), state.visit(why.visit_id)
    at = _with_yes(state, AtBill(why.visit_id, visit.bill), act, rule, (-main.points, 0))
    tier = state.account.tier_in_force(rules.tiers_at(act.at), main.business_date)
    bought = Bought(
        at=at,
        currency=why.currency,
        points=-main.points,
        bill_minor=why.bill_minor,
        reward_id=why.reward_id,
        reward=_reward(why, main, rules, setting),
        tier_id=tier.tier_id if tier else None,
    )
    posting = redeem(state.account, rule, bought, act.cause())
    state.take(posting.account, (posting.entry,))
    if why.bill_minor is not None:
        bill = visit.bill.lowered(why.bill_minor, worth_minor(-main.points, rule))
        state.visits[why.visit_id] = OpenVisit(bill, (*visit.unclaimed, main.entry_id))
    return (posting.entry,)


def _reward(why: RedemptionWhy, main: Entry, rules: Rulebook, setting: Setting) -> Reward | None:
    """The reward as it was taken. By a draft it is for the tiers that it is for now; that it was offered stands."""
    if why.reward_id is None:
        return None
    known = setting.rewards.get(why.reward_id)
    tier_ids = known.tier_ids if known is not None and rules.draft is not None else ()
    return Reward(why.reward_name or "", -main.points, None, None, None, tier_ids, active=True)


def _redemption_of(act: Act, rules: Rulebook) -> RedemptionRule | None:
    """The redemption rule of a purchase: that of its points, else the one in force."""
    for entry in act.entries:
        if entry.kind == REDEMPTION:
            return rules.redemption(entry.why.rule_versions)
    return rules.redemption_at(act.at)


def _with_yes(state: State, at: AtBill, act: Act, rule: RedemptionRule | None, uses: tuple[int, int]) -> AtBill:
    """The visit for a use that is given the yes it needs.

    Where a use took a yes that its size did not ask for, a lookup had opened the visit. That is learned while the past
    is checked; a draft asks where the past did.
    """
    taken = next((entry for entry in act.entries if confirmation_of(entry) is not None), None)
    room = room_for(state.account.used_on(act.main.business_date), rule, at)
    is_large = room.unasked_points is not None and in_points(*uses, rule) > room.unasked_points
    if taken is not None and not is_large:
        state.by_lookup.add(at.visit_id)
    if taken is None and not is_large and at.visit_id not in state.by_lookup:
        state.account = replace(state.account, confirmation=None)
        return at
    state.account = replace(state.account, confirmation=_yes(taken, act, at.visit_id))
    return replace(at, by_code=at.visit_id not in state.by_lookup)


def _yes(taken: Entry | None, act: Act, visit_id: str) -> Confirmation:
    """The yes that a use took with it, or would have taken, as wide as it needs to be."""
    main = act.main
    said = taken.why if taken is not None and isinstance(taken.why, RedemptionWhy | PaymentWhy) else None
    return Confirmation(
        confirmation_id=said.confirmation_id or "" if said else f"{main.entry_id}.yes",
        visit_id=visit_id,
        location_id=main.location_id or "",
        points=MOST_POINTS,
        worth_minor=0,
        requested_by=main.actor.uid,
        requested_at=main.recorded_at,
        lapses_at=main.recorded_at + _YES_LASTS,
        answer=APPROVED,
        request=main.request,
        wallet_minor=MOST_MINOR,
        decided_by=said.approved_by if said else None,
    )


def is_asked_first(entries: tuple[Entry, ...], recorded: tuple[Entry, ...]) -> bool:
    """True if a use took a yes with it that the recorded one did not."""
    uses = (REDEMPTION, WALLET_PAYMENT)
    asked = any(confirmation_of(entry) is not None for entry in entries if entry.kind in uses)
    return asked and all(confirmation_of(entry) is None for entry in recorded)


def eligible_by_tender(purchase: Purchase, why: AccrualWhy) -> dict[str, int]:
    """The money of a purchase that earned, by tender."""
    return {
        str(tender.kind): tender.amount_minor
        for tender in purchase.earning_tenders
        if str(tender.kind) in why.eligible_tenders
    }
