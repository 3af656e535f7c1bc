"""Open visits as the desk sees them: the patient, and the terms by which a page computes points ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, cast

from loyalty.domain.calendar import business_date
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Key, Put, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.uses import AtBill, VisitBill, room_for
from loyalty.domain.ledger.wallet.lots import paid_in_left
from loyalty.domain.program.accrual import NO_MULTIPLIER, Tender
from loyalty.domain.program.memberships import Membership, Status, that_holds
from loyalty.domain.program.rules import EarningRule, RedemptionRule, TenderKind
from loyalty.domain.program.shown import RuleVersions, versions_of
from loyalty.domain.program.tiers import Ladder, Measure, Tier, TiersRule
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_staff,
)

Period = Literal["month", "year"]
MembershipStatus = Literal["active", "past_due", "paused", "cancelled"]


@dataclass(frozen=True, slots=True)
class ShownMembership:
    """A membership that is in force or paused, as the desk sees it; `event_id` is the latest act or event."""

    plan_id: str
    plan_name: str
    price_minor: int
    period: Period
    status: MembershipStatus
    paid_until_on: date
    event_id: str


@dataclass(frozen=True, slots=True)
class ArrivedPatient:
    """The patient as the desk sees them.

    `paid_in` is the part of the usable wallet money that they paid in, by tender: it is spent last, in this order, and
    earns as its tender.
    """

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
    paid_in: tuple[Tender, ...]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A tier that a purchase earns at if it adds what is `missing` of the measure."""

    tier_id: str
    multiplier: str
    measure: Measure
    missing: int


@dataclass(frozen=True, slots=True)
class Remainder:
    """The part of a point that was earned and not yet credited, as an exact fraction."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class EarningTerms:
    """The terms by which a page computes what a purchase would earn, as the engine does.

    `upgrades` are the tiers above, highest first, where the rule lets a purchase earn at the tier it reaches.
    """

    eligible_tenders: tuple[TenderKind, ...]
    rate_bp: int
    minor_per_point: int
    multiplier: str
    remainder: Remainder
    upgrades: tuple[Upgrade, ...]


@dataclass(frozen=True, slots=True)
class RedemptionTerms:
    """The terms by which a page computes how many points may be used, by the bounds that deciding holds.

    `used_points` were used at the patient's visits of the day, and `confirm_above_points` of it need no yes any more.
    `bill` is what points took off at this visit.
    """

    minimum_points: int
    increment_points: int
    minor_per_100_points: int
    most_points_per_visit: int | None
    most_bill_bp: int
    confirm_above_points: int | None
    used_points: int
    bill: VisitBill


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """An open visit; `redemption` is null where the clinic has no such rule yet.

    `rule_versions` are those of the rules that the terms are of: the purchase names them.
    """

    visit_id: str
    clinic_id: str
    location_id: str
    checked_in_at: datetime
    closes_at: datetime
    patient: ArrivedPatient
    earning: EarningTerms
    redemption: RedemptionTerms | None
    currency: str
    rule_versions: RuleVersions


class AtArrival:
    """A call that opens a visit: the keys of the documents it reads, its preconditions, and its answer."""

    def __init__(self, keys: ClinicKeys, location_id: str, patient_id: str, visit_id: str, caller: Caller) -> None:
        """Make the keys; nothing is read yet."""
        self.keys, self._caller = keys, caller
        self._location_id, self._patient_id, self._visit_id = location_id, patient_id, visit_id
        self.visit_at = keys.visit(patient_id, visit_id)
        desk = (keys.clinic, keys.staff(caller.uid), keys.location(location_id))
        rules = (keys.check_in, keys.earning, keys.redemption, keys.tiers)
        self.reads: tuple[Key[Any], ...] = (*desk, *rules, keys.account(patient_id), self.visit_at)

    def require_staff(self, docs: Snapshots) -> None:
        """Require staff at an active location: NotStaff … StaffNotAtLocation, LocationNotFound, LocationInactive."""
        require_staff(docs, self.keys, self._caller.uid, self._location_id)
        require_active_location(docs, self.keys, self._location_id)

    def require_account(self, docs: Snapshots) -> Account:
        """The patient's account: AccountNotFound, AccountInactive."""
        return require_active_account(docs, self.keys, self._patient_id)

    def writes_of(self, docs: Snapshots, account: Account, visit: Visit) -> tuple[Put[Any], ...]:
        """The new visit, and the account where it is the patient's first one of the day."""
        on = require_clinic(docs, self.keys).today(visit.checked_in_at)
        opened = Put(self.visit_at, visit)
        if account.seen_on == on:
            return (opened,)
        return opened, Put(self.keys.account(self._patient_id), replace(account, seen_on=on))

    def answer_of(self, docs: Snapshots, account: Account, visit: Visit) -> CheckedIn:
        """The open visit as the call's answer."""
        keys = self.keys
        clinic, tiers = require_clinic(docs, keys), docs.get(keys.tiers)
        earning, redemption = docs.require(keys.earning), docs.get(keys.redemption)
        on = business_date(visit.checked_in_at, clinic.time_zone)
        tier = account.tier_in_force(tiers, on)
        return CheckedIn(
            visit_id=self._visit_id,
            clinic_id=account.clinic_id,
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
                membership=_membership(that_holds(account.memberships, on), on),
                paid_in=paid_in_left(account.wallet_lots, visit.checked_in_at),
            ),
            earning=_earning_terms(earning, account, tiers, tier, on),
            redemption=_redemption_terms(redemption, account, visit.at_bill(self._visit_id), on),
            currency=clinic.currency,
            rule_versions=versions_of(earning, tiers, redemption),
        )


def _membership(known: Membership | None, on: date) -> ShownMembership | None:
    if known is None or not (known.is_in_force(on) or known.status == Status.PAUSED):
        return None
    return ShownMembership(
        plan_id=known.plan_id,
        plan_name=known.plan_name,
        price_minor=known.price_minor,
        period=cast("Period", known.period),
        status=cast("MembershipStatus", str(known.status)),
        paid_until_on=known.paid_until_on,
        event_id=known.event_id,
    )


def _earning_terms(
    rule: EarningRule, account: Account, tiers: TiersRule | None, tier: Tier | None, on: date
) -> EarningTerms:
    return EarningTerms(
        eligible_tenders=rule.eligible_tenders,
        rate_bp=rule.rate_bp,
        minor_per_point=rule.minor_per_point,
        multiplier=str(tier.multiplier if tier else NO_MULTIPLIER),
        remainder=Remainder(account.remainder.numerator, account.remainder.denominator),
        upgrades=tuple(_upgrades(account, tiers, tier, on)) if tiers and tier and tiers.at_once else (),
    )


def _upgrades(account: Account, rule: TiersRule, held: Tier, on: date) -> Iterator[Upgrade]:
    ladder = Ladder(account.qualifying, rule)
    for tier in reversed(rule.tiers[rule.index(held.tier_id) + 1 :]):
        if tier.measure is not None:
            missing = tier.at_least - ladder.sum_of(tier.measure, on)
            yield Upgrade(tier.tier_id, str(tier.multiplier), tier.measure, missing)


def _redemption_terms(rule: RedemptionRule | None, account: Account, at: AtBill, on: date) -> RedemptionTerms | None:
    if rule is None:
        return None
    room = room_for(account.used_on(on), rule, at)
    return RedemptionTerms(
        minimum_points=rule.minimum_points,
        increment_points=rule.increment_points,
        minor_per_100_points=rule.minor_per_100_points,
        most_points_per_visit=rule.most_points_per_visit,
        most_bill_bp=rule.most_bill_bp,
        confirm_above_points=room.unasked_points,
        used_points=room.used_points,
        bill=room.bill,
    )
