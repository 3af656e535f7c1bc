"""Purchases: points and wallet money that pay leave the account, and earned points come in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.account import Account, RecentPurchase, with_use
from loyalty.domain.ledger.entry import ACCRUAL, WALLET_PAYMENT, Entry, Purchase
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause, Change, Posting, post, receive
from loyalty.domain.ledger.uses import Confirmation
from loyalty.domain.ledger.wallet.lots import spend
from loyalty.domain.ledger.why import AccrualWhy, PaymentWhy, TierAfter
from loyalty.domain.program.accrual import NO_MULTIPLIER, Earned, earn, exact_points
from loyalty.domain.program.opportunity import points_elsewhere
from loyalty.domain.program.rules import NEVER_EARNING, EarningRule, TenderKind
from loyalty.domain.program.tiers import Ladder, Qualifying, QualifyingDay, Tier, TiersRule, count_in
from loyalty.errors.checkout import AmountUnusual, PossibleDuplicate

POINTS_PART, WALLET_PART, REDEMPTION_PART = "points", "wallet", "redemption"
DUPLICATE_WINDOW = timedelta(minutes=10)
MOST_RECENT = 20


@dataclass(frozen=True, slots=True)
class EarningRules:
    """The rules in force when an accrual is decided.

    `moved` is how a purchase earned on the account that it moves from: it earns no more on another.
    """

    earning: EarningRule
    lives: Lives
    tiers: TiersRule | None = None
    moved: AccrualWhy | None = None

    def versions(self, tier: Tier | None) -> dict[str, int]:
        """The version of each rule; that of tiers is the one which says what a tier earns."""
        tiers = {"tiers": self.tiers.version} if self.tiers else {}
        if self.moved is not None and tier == _tier_of(self.moved):
            tiers = {name: version for name, version in self.moved.rule_versions.items() if name == "tiers"}
        return {"earning": self.earning.version, **self.lives.versions(), **tiers}

    def not_above(self, tier: Tier | None) -> Tier | None:
        """The tier a purchase earns at: of one that moves, whichever earns less."""
        moved = self.moved
        if moved is None or tier is None or tier.multiplier <= moved.multiplier:
            return tier
        return _tier_of(moved)


def _tier_of(why: AccrualWhy) -> Tier | None:
    """The tier that a purchase earned at, as far as its entry says it."""
    if why.tier_id is None:
        return None
    return Tier(why.tier_id, why.tier_name or "", why.multiplier, (), None, 0)


def tender_minor(purchase: Purchase, kind: TenderKind) -> int:
    """The amount paid with a tender, in minor units."""
    return sum(tender.amount_minor for tender in purchase.tenders if tender.kind == kind)


def require_no_duplicate(account: Account, amount_minor: int, cause: Cause) -> None:
    """Raise PossibleDuplicate if the same amount was recorded for the same patient within the last ten minutes."""
    for recent in account.recent_purchases:
        age = cause.now - recent.recorded_at
        if recent.amount_minor == amount_minor and age < DUPLICATE_WINDOW:
            raise PossibleDuplicate(
                amount_minor=amount_minor, seconds_ago=max(0, int(age.total_seconds())), entry_id=recent.entry_id
            )


def require_usual(rule: EarningRule, amount_minor: int, usual_most_minor: int | None = None) -> None:
    """Raise AmountUnusual if a bill is above what the clinic asks about once more, or what is usual at the location."""
    most = min((bound for bound in (rule.unusual_above_minor, usual_most_minor) if bound is not None), default=None)
    if most is not None and amount_minor > most:
        raise AmountUnusual(amount_minor=amount_minor, unusual_above_minor=most)


def accrue(account: Account, purchase: Purchase, rules: EarningRules, cause: Cause) -> Posting:
    """Record a purchase and credit its points; they repay debt first, and the rest opens a lot, or joins one.

    It earns at the tier in force on its date, without itself or, if the rule says `at_once`, with itself. A purchase
    that earns nothing is an entry of zero points that says why.
    """
    on = business_date(cause.occurred_at or cause.now, rules.lives.zone)
    tier = rules.not_above(account.tier_in_force(rules.tiers, on))
    earned = _earn(account, purchase, rules, tier)
    counts = _qualifying_day(purchase, rules, earned, on)
    if rules.tiers and rules.tiers.at_once:
        tier = rules.not_above(Ladder(_qualifying_with(account, counts), rules.tiers).tier_on(on))
        earned = _earn(account, purchase, rules, tier)
        counts = _qualifying_day(purchase, rules, earned, on)
    received = receive(account, earned.points, rules.lives, cause, counts.expires_on)
    change = Change(
        kind=ACCRUAL,
        why=_why(account, purchase, rules, earned, tier, counts),
        draws=received.draws,
        debt_points=-received.repaid_points,
        lot=received.lot,
        remainder=earned.remainder_after,
        purchase=purchase,
        counted=counts,
    )
    posting = post(account, change, cause)
    return replace(posting, account=_remember_purchase(posting.account, purchase, cause))


def _earn(account: Account, purchase: Purchase, rules: EarningRules, tier: Tier | None) -> Earned:
    multiplier = tier.multiplier if tier else NO_MULTIPLIER
    return earn(purchase.earning_tenders, rules.earning, multiplier, account.remainder)


def _qualifying_day(purchase: Purchase, rules: EarningRules, earned: Earned, on: date) -> QualifyingDay:
    """The sums that the purchase counts towards tiers."""
    return QualifyingDay(
        on=on,
        expires_on=rules.lives.expiry.last_day(on),
        spend_minor=sum(tender.amount_minor for tender in purchase.earning_tenders if tender.kind not in NEVER_EARNING),
        purchases=1,
        points=earned.points,
        exact=exact_points(earned.eligible_minor, rules.earning),
    )


def _qualifying_with(account: Account, counts: QualifyingDay) -> Qualifying:
    return replace(account.qualifying, days=count_in(account.days, counts))


def pay_from_wallet(account: Account, purchase: Purchase, yes: Confirmation | None, cause: Cause) -> Posting:
    """Take the amount of a purchase's wallet tender from the wallet. Raises InsufficientWallet, DebtOpen."""
    draws = spend(account.wallet_lots, tender_minor(purchase, TenderKind.WALLET), cause.now, account.debt_points)
    said = (yes.confirmation_id, yes.decided_by) if yes else (None, None)
    why = PaymentWhy("tender", purchase.visit_id, purchase.currency, {}, *said)
    change = Change(WALLET_PAYMENT, why, wallet_draws=draws, linked_entry_id=cause.entry_id)
    posting = post(account, change, cause.part(WALLET_PART))
    return replace(posting, account=with_use(posting.account, posting.entry))


def _remember_purchase(account: Account, purchase: Purchase, cause: Cause) -> Account:
    """Remember the purchase while a second one like it would be suspicious."""
    fresh = [seen for seen in account.recent_purchases if cause.now - seen.recorded_at < DUPLICATE_WINDOW]
    seen = RecentPurchase(cause.entry_id, purchase.amount_minor, cause.now)
    return replace(account, recent_purchases=(*fresh, seen)[-MOST_RECENT:])


def _why(
    account: Account,
    purchase: Purchase,
    rules: EarningRules,
    earned: Earned,
    tier: Tier | None,
    counts: QualifyingDay,
) -> AccrualWhy:
    why = AccrualWhy(
        reason=earned.reason,
        eligible_minor=earned.eligible_minor,
        eligible_tenders=tuple(rules.earning.eligible_tenders),
        rate_bp=rules.earning.rate_bp,
        minor_per_point=rules.earning.minor_per_point,
        multiplier=tier.multiplier if tier else NO_MULTIPLIER,
        tier_id=tier.tier_id if tier else None,
        remainder_before=earned.remainder_before,
        remainder_after=earned.remainder_after,
        rule_versions=rules.versions(tier),
    )
    if rules.tiers is None or tier is None:
        return why
    ladder = Ladder(_qualifying_with(account, counts), rules.tiers)
    after = ladder.tier_on(counts.on)
    return replace(
        why,
        tier_name=tier.name,
        elsewhere=points_elsewhere(
            purchase.earning_tenders, rules.earning, account.remainder, rules.tiers, tier.tier_id
        ),
        tier_after=TierAfter(after.tier_id, after.name, ladder.next_tier(counts.on)),
    )


def accrue_moved(buyer: Account, accrual: Entry, rules: EarningRules, cause: Cause) -> Posting:
    """Record a purchase of another account on the right one: at the rate and the instant it was rung.

    It earns at the buyer's tier, and at most at the tier it earned at before.
    """
    if accrual.purchase is None or not isinstance(accrual.why, AccrualWhy):
        raise TypeError(f"entry {accrual.entry_id} is no accrual")
    # Redemptions that were cancelled by themselves stay with the patient who had used the points.
    purchase = replace(accrual.purchase, redemption_ids=())
    terms = replace(rules, earning=rule_at_accrual(rules.earning, accrual), moved=accrual.why)
    return accrue(buyer, purchase, terms, replace(cause, occurred_at=accrual.occurred_at))


def rule_at_accrual(rule: EarningRule, accrual: Entry) -> EarningRule:
    """The earning rule as it was when the purchase was recorded, whatever it is now."""
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
