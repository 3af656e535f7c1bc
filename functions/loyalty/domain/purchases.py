"""Purchases: what is paid with points and wallet money leaves the account, and what earns comes in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from loyalty.domain.account import Account, RecentPurchase
from loyalty.domain.accrual import NO_MULTIPLIER, Earned, earn
from loyalty.domain.entry import ACCRUAL, WALLET_PAYMENT, Entry, Purchase
from loyalty.domain.lots import Lives
from loyalty.domain.posting import Cause, Change, Posting, post, receive
from loyalty.domain.rules import EarningRule, TenderKind
from loyalty.domain.wallet import spend
from loyalty.domain.why import AccrualWhy, PaymentWhy
from loyalty.errors import PossibleDuplicate

POINTS_PART, WALLET_PART = "points", "wallet"
DUPLICATE_WINDOW = timedelta(minutes=10)
MOST_RECENT = 20


@dataclass(frozen=True, slots=True)
class EarningTerms:
    """The rules in force when an accrual is decided."""

    earning: EarningRule
    lives: Lives

    def versions(self) -> dict[str, int]:
        """Which version of each decided."""
        return {"earning": self.earning.version, **self.lives.versions()}


def paid_with(purchase: Purchase, kind: TenderKind) -> int:
    """What was paid with a tender, in minor units."""
    return sum(tender.amount_minor for tender in purchase.tenders if tender.kind == kind)


def require_no_duplicate(account: Account, amount_minor: int, cause: Cause) -> None:
    """Raises PossibleDuplicate where the same amount was rung for the same patient within the last ten minutes."""
    for recent in account.recent_purchases:
        age = cause.now - recent.recorded_at
        if recent.amount_minor == amount_minor and age < DUPLICATE_WINDOW:
            raise PossibleDuplicate(
                amount_minor=amount_minor, seconds_ago=max(0, int(age.total_seconds())), entry_id=recent.entry_id
            )


def accrue(account: Account, purchase: Purchase, terms: EarningTerms, cause: Cause) -> Posting:
    """Record a purchase and credit what it earns; debt is repaid first, and the rest opens a lot.

    A purchase that earns nothing is an entry of zero points that says why. Raises TooManyOpenLots where the account
    holds as many lots as one document may.
    """
    earned = earn(purchase.tenders, terms.earning, NO_MULTIPLIER, account.remainder)
    received = receive(account, earned.points, terms.lives, cause)
    change = Change(
        kind=ACCRUAL,
        why=_why(earned, terms, account),
        draws=received.draws,
        debt_points=-received.repaid_points,
        lot=received.lot,
        remainder=earned.remainder_after,
        purchase=purchase,
    )
    posting = post(account, change, cause)
    return replace(posting, account=_noticed(posting.account, purchase, cause))


def pay_from_wallet(account: Account, purchase: Purchase, cause: Cause) -> Posting:
    """Take from the wallet what a purchase's wallet tender names. Raises InsufficientWallet."""
    draws = spend(account.wallet_lots, paid_with(purchase, TenderKind.WALLET), cause.now)
    why = PaymentWhy("tender", purchase.visit_id, purchase.currency, {})
    change = Change(WALLET_PAYMENT, why, wallet_draws=draws, linked_entry_id=cause.entry_id)
    return post(account, change, cause.part(WALLET_PART))


def _noticed(account: Account, purchase: Purchase, cause: Cause) -> Account:
    """Remember the purchase for as long as a second one like it would be suspicious."""
    fresh = [seen for seen in account.recent_purchases if cause.now - seen.recorded_at < DUPLICATE_WINDOW]
    seen = RecentPurchase(cause.entry_id, purchase.amount_minor, cause.now)
    return replace(account, recent_purchases=(*fresh, seen)[-MOST_RECENT:])


def _why(earned: Earned, terms: EarningTerms, account: Account) -> AccrualWhy:
    return AccrualWhy(
        reason=earned.reason,
        eligible_minor=earned.eligible_minor,
        eligible_tenders=tuple(terms.earning.eligible_tenders),
        rate_bp=terms.earning.rate_bp,
        minor_per_point=terms.earning.minor_per_point,
        multiplier=NO_MULTIPLIER,
        tier_id=account.tier_id,
        remainder_before=earned.remainder_before,
        remainder_after=earned.remainder_after,
        rule_versions=terms.versions(),
    )


def as_decided(rule: EarningRule, accrual: Entry) -> EarningRule:
    """The earning rule as it was when a purchase was recorded, whatever it is now."""
    why = accrual.why
    if not isinstance(why, AccrualWhy):
        raise TypeError(f"entry {accrual.entry_id} is no accrual")
    tenders = tuple(TenderKind(name) for name in why.eligible_tenders)
    return replace(
        rule,
        version=why.rule_versions.get("earning", rule.version),
        eligible_tenders=tenders,
        rate_bp=why.rate_bp,
        minor_per_point=why.minor_per_point,
    )
