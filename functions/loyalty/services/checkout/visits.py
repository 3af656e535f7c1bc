"""What the desk is shown when a visit is open: who the patient is, and the terms by which a page computes ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loyalty.domain.calendar import business_date
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Key, Snapshots
from loyalty.domain.fields import fraction_fields
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.program.accrual import NO_MULTIPLIER
from loyalty.domain.program.memberships import Membership, Status
from loyalty.domain.program.rules import EarningRule, RedemptionRule
from loyalty.domain.program.tiers import Sums, Tier, TiersRule, tier_on
from loyalty.services.preconditions import Caller, require_clinic


@dataclass(frozen=True, slots=True)
class ShownMembership:
    """A membership that holds or rests, as the desk is shown it."""

    plan_id: str
    plan_name: str
    price_minor: int
    period: str
    status: str
    paid_until_on: date


@dataclass(frozen=True, slots=True)
class ArrivedPatient:
    """What the desk is shown of the patient."""

    patient_id: str
    name: str
    points: int
    available_points: int
    wallet_minor: int
    available_minor: int
    debt_points: int
    tier_id: str | None
    tier_name: str | None
    membership: ShownMembership | None


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A tier that this purchase itself would earn at, where it brings what is `missing` of the measure."""

    tier_id: str
    multiplier: str
    measure: str
    missing: int


@dataclass(frozen=True, slots=True)
class EarningTerms:
    """All that a page needs to compute what a purchase would earn, by the engine's own formula.

    `upgrades` are the tiers above, highest first, where the rule lets a purchase earn at the tier it reaches.
    """

    eligible_tenders: tuple[str, ...]
    rate_bp: int
    minor_per_point: int
    multiplier: str
    remainder: Mapping[str, int]
    upgrades: tuple[Upgrade, ...]


@dataclass(frozen=True, slots=True)
class RedemptionTerms:
    """All that a page needs to tell, before it asks, how many points may be used; `used_points` were at this visit."""

    minimum_points: int
    increment_points: int
    minor_per_100_points: int
    most_points_per_visit: int | None
    most_bill_bp: int
    confirm_above_points: int | None
    used_points: int


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """An open visit; `redemption` is None where the clinic has no rule of it yet."""

    visit_id: str
    clinic_id: str
    location_id: str
    checked_in_at: datetime
    closes_at: datetime
    patient: ArrivedPatient
    earning: EarningTerms
    redemption: RedemptionTerms | None
    currency: str


def visit_reads(
    clinic_id: str, location_id: str, patient_id: str, visit_id: str, caller: Caller
) -> tuple[Key[Any], ...]:
    """What opening a visit at a desk is decided by, and what is shown of it."""
    keys = ClinicKeys(clinic_id)
    return (
        *(
            keys.clinic,
            keys.staff(caller.uid),
            keys.location(location_id),
        ),
        *(
            keys.check_in,
            keys.earning,
            keys.redemption,
            keys.tiers,
        ),
        *(keys.account(patient_id), keys.visit(patient_id, visit_id)),
    )


def shown(docs: Snapshots, visit_id: str, account: Account, visit: Visit) -> CheckedIn:
    """An open visit as the desk is shown it, by the documents that `visit_reads` names."""
    keys = ClinicKeys(account.clinic_id)
    clinic_id = account.clinic_id
    clinic, tiers = require_clinic(docs, keys), docs.get(keys.tiers)
    on = business_date(visit.checked_in_at, clinic.time_zone)
    tier = tier_on(account.qualifying, tiers, on) if tiers else None
    return CheckedIn(
        visit_id=visit_id,
        clinic_id=clinic_id,
        location_id=visit.location_id,
        checked_in_at=visit.checked_in_at,
        closes_at=visit.closes_at,
        patient=ArrivedPatient(
            patient_id=account.patient_id,
            name=account.name,
            points=account.points,
            available_points=account.available_points(visit.checked_in_at),
            wallet_minor=account.wallet_minor,
            available_minor=account.available_minor(visit.checked_in_at),
            debt_points=account.debt_points,
            tier_id=tier.tier_id if tier else None,
            tier_name=tier.name if tier else None,
            membership=_membership(account.membership, on),
        ),
        earning=_terms(docs.require(keys.earning), account, tiers, tier, on),
        redemption=_redemption_terms(docs.get(keys.redemption), visit),
        currency=clinic.currency,
    )


def _membership(known: Membership | None, on: date) -> ShownMembership | None:
    if known is None or not (known.is_in_force(on) or known.status == Status.PAUSED):
        return None
    return ShownMembership(
        plan_id=known.plan_id,
        plan_name=known.plan_name,
        price_minor=known.price_minor,
        period=known.period,
        status=str(known.status),
        paid_until_on=known.paid_until_on,
    )


def _terms(rule: EarningRule, account: Account, tiers: TiersRule | None, tier: Tier | None, on: date) -> EarningTerms:
    return EarningTerms(
        eligible_tenders=rule.eligible_tenders,
        rate_bp=rule.rate_bp,
        minor_per_point=rule.minor_per_point,
        multiplier=str(tier.multiplier if tier else NO_MULTIPLIER),
        remainder=fraction_fields(account.remainder),
        upgrades=tuple(_upgrades(account, tiers, tier, on)) if tiers and tier and tiers.at_once else (),
    )


def _upgrades(account: Account, rule: TiersRule, held: Tier, on: date) -> Iterator[Upgrade]:
    sums = Sums(account.days, rule.window_days)
    for tier in reversed(rule.tiers[rule.index(held.tier_id) + 1 :]):
        if tier.measure is not None:
            missing = tier.at_least - sums.of(tier.measure, on)
            yield Upgrade(tier.tier_id, str(tier.multiplier), str(tier.measure), missing)


def _redemption_terms(rule: RedemptionRule | None, visit: Visit) -> RedemptionTerms | None:
    if rule is None:
        return None
    return RedemptionTerms(
        minimum_points=rule.minimum_points,
        increment_points=rule.increment_points,
        minor_per_100_points=rule.minor_per_100_points,
        most_points_per_visit=rule.most_points_per_visit,
        most_bill_bp=rule.most_bill_bp,
        confirm_above_points=rule.confirm_above_points,
        used_points=visit.redeemed_points,
    )
