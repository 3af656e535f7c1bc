"""Banking: points become wallet money at the rule's rate, and for a while back again; money granted or paid in."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from loyalty.domain.ledger.account import Account, spend_points
from loyalty.domain.ledger.entry import BANKING, REVERSAL, WALLET_CREDIT, Entry
from loyalty.domain.ledger.posting import Cause, Change, Posting, post
from loyalty.domain.ledger.reversals import give_back
from loyalty.domain.ledger.wallet.lots import BANKED, GRANTED, PAID_IN, WalletDraw, WalletLot, open_wallet_lot
from loyalty.domain.ledger.why import BankingWhy, CreditWhy, ReversalReason, ReversalWhy
from loyalty.domain.money import WHOLE_BP
from loyalty.domain.program.rules import BankingRule, TenderKind
from loyalty.domain.program.tiers import count_use, uncount_use
from loyalty.errors.ledger import (
    BankedPointsExpired,
    BankingAlreadySpent,
    BankingUndoOver,
    BelowMinimum,
    CreditSpent,
    NotAnIncrement,
    NothingToBank,
)

CREDIT_REVERSED: ReversalReason = "credit"


def banked_minor(points: int, rule: BankingRule, tier_id: str | None) -> int:
    """The wallet money that points become, the tier's bonus included: one fraction, rounded down once."""
    return points * rule.minor_per_100_points * (WHOLE_BP + _bonus_bp(rule, tier_id)) // (100 * WHOLE_BP)


def bank(account: Account, points: int, rule: BankingRule, currency: str, zone: ZoneInfo, cause: Cause) -> Posting:
    """Turn points into wallet money, soonest to expire first.

    Raises BelowMinimum, NotAnIncrement, DebtOpen, InsufficientPoints, and NothingToBank where the
    rate gives no money for them.
    """
    if points < rule.minimum_points:
        raise BelowMinimum(asked=points, minimum=rule.minimum_points)
    if points % rule.increment_points:
        raise NotAnIncrement(asked=points, increment=rule.increment_points)
    amount_minor = banked_minor(points, rule, account.tier_id)
    if amount_minor == 0:
        raise NothingToBank(asked=points)
    why = BankingWhy(
        reason=BANKED,
        minor_per_100_points=rule.minor_per_100_points,
        tier_id=account.tier_id,
        tier_bonus_bp=_bonus_bp(rule, account.tier_id),
        currency=currency,
        undo_until=cause.now + rule.undo_lifetime,
        rule_versions={"banking": rule.version},
    )
    draws = spend_points(account, points, cause.now)
    lot = open_wallet_lot(cause.entry_id, BANKED, amount_minor, rule.banked_life_days, cause.now, zone)
    lot = replace(lot, banked_from={draw.lot_id: -draw.points for draw in draws})
    change = Change(
        BANKING,
        why,
        draws=draws,
        wallet_draws=(_draw_in(lot),),
        wallet_lot=lot,
        counted=count_use(points, cause.business_date),
    )
    return post(account, change, cause)


def undo_banking(account: Account, banked: Entry, zone: ZoneInfo, cause: Cause) -> Posting:
    """Give the points back to their lots and take the money back, while none of it is spent and the time is not over.

    Raises BankingUndoOver, BankingAlreadySpent, and BankedPointsExpired where a last day of the points is over.
    """
    why, opened = banked.why, banked.wallet_lot
    if not isinstance(why, BankingWhy) or opened is None:
        raise TypeError(f"entry {banked.entry_id} banks nothing")
    if cause.now >= why.undo_until:
        raise BankingUndoOver(ended_at=why.undo_until.isoformat(timespec="seconds"))
    draw_out = _draw_out(account, opened)
    back = give_back(account, banked.draws, 0, -sum(draw.points for draw in banked.draws), cause.now, zone)
    if back.lapsed_points:
        raise BankedPointsExpired(expired_points=back.lapsed_points)
    change = Change(
        REVERSAL,
        ReversalWhy(
            reason="undo",
            text="",
            currency=why.currency,
            rule_versions=why.rule_versions,
            returned_points=back.points,
        ),
        draws=back.draws,
        debt_points=-back.repaid_points,
        wallet_draws=(draw_out,),
        reverses=banked.entry_id,
        counted=uncount_use(banked.counted, -sum(draw.points for draw in banked.draws)),
    )
    return post(account, change, cause)


def credit_wallet(
    account: Account,
    amount_minor: int,
    why: CreditWhy,
    rule: BankingRule,
    zone: ZoneInfo,
    cause: Cause,
) -> Posting:
    """Put money into the wallet that is granted, or that the patient pays in; money paid in never expires."""
    life_days = rule.granted_life_days if why.reason == GRANTED else None
    lot = open_wallet_lot(cause.entry_id, why.reason, amount_minor, life_days, cause.now, zone)
    return post(account, Change(WALLET_CREDIT, why, wallet_draws=(_draw_in(lot),), wallet_lot=lot), cause)


def reverse_credit(
    account: Account, credit: Entry, amount_minor: int, text: str, cause: Cause, acted_at: str | None = None
) -> Posting:
    """Take back money that was granted or paid in. Raises CreditSpent where less of it is left to use."""
    why, opened = credit.why, credit.wallet_lot
    if not isinstance(why, CreditWhy) or opened is None:
        raise TypeError(f"entry {credit.entry_id} credits nothing")
    held = next((lot for lot in account.wallet_lots if lot.wallet_lot_id == opened.wallet_lot_id), None)
    left_minor = held.remaining_minor if held and held.is_live(cause.now) else 0
    if held is None or amount_minor > left_minor:
        raise CreditSpent(asked_minor=amount_minor, left_minor=left_minor, credited_minor=opened.received_minor)
    after = replace(held, remaining_minor=left_minor - amount_minor)
    refunded_minor = {why.tender: amount_minor} if why.tender else {}
    taken = ReversalWhy(
        CREDIT_REVERSED, text, why.currency, why.rule_versions, refunded_minor=refunded_minor, acted_at=acted_at
    )
    draws = (WalletDraw(held.wallet_lot_id, -amount_minor, after),)
    return post(account, Change(REVERSAL, taken, wallet_draws=draws, reverses=credit.entry_id), cause)


def why_granted(text: str, currency: str, rule: BankingRule) -> CreditWhy:
    """The explanation of money that is granted."""
    return CreditWhy(GRANTED, text, None, currency, {"banking": rule.version})


def why_paid_in(text: str, tender: TenderKind, currency: str, rule: BankingRule) -> CreditWhy:
    """The explanation of money that is paid in by a tender."""
    return CreditWhy(PAID_IN, text, str(tender), currency, {"banking": rule.version})


def _bonus_bp(rule: BankingRule, tier_id: str | None) -> int:
    return rule.tier_bonus_bp.get(tier_id, 0) if tier_id else 0


def _draw_in(lot: WalletLot) -> WalletDraw:
    return WalletDraw(lot.wallet_lot_id, lot.received_minor)


def _draw_out(account: Account, opened: WalletLot) -> WalletDraw:
    """The draw that empties banked money. Raises BankingAlreadySpent if any of it is spent."""
    held = next((lot for lot in account.wallet_lots if lot.wallet_lot_id == opened.wallet_lot_id), None)
    left_minor = held.remaining_minor if held else 0
    if held is None or left_minor < opened.received_minor:
        raise BankingAlreadySpent(banked_minor=opened.received_minor, left_minor=left_minor)
    return WalletDraw(held.wallet_lot_id, -left_minor, replace(held, remaining_minor=0))
