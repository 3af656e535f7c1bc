"""The front desk scans a code: the one use of it opens a visit, and the patient appears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loyalty.domain.account import Account
from loyalty.domain.accrual import NO_MULTIPLIER
from loyalty.domain.calendar import business_date
from loyalty.domain.documents import (
    Decision,
    Key,
    Put,
    Snapshots,
    Store,
    Visit,
    account_key,
    check_in_key,
    clinic_key,
    earning_key,
    location_key,
    redemption_key,
    staff_key,
    tiers_key,
    visit_key,
)
from loyalty.domain.entry import Request
from loyalty.domain.fields import fraction_fields
from loyalty.domain.rules import CheckInRule, EarningRule, RedemptionRule
from loyalty.domain.tiers import Sums, Tier, TiersRule, tier_on
from loyalty.errors import CodeAlreadyUsed, CodeExpired, CodeOfAnotherClinic, CodeOfAnotherLocation
from loyalty.services.acts import request_of
from loyalty.services.checks import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_same_request,
    require_staff,
)
from loyalty.services.codes import CodePayload, Codes
from loyalty.services.tiers import tiers_of


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The call's body; `location_id` is where the desk stands."""

    request_id: str
    clinic_id: str
    location_id: str
    code: str


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


def check_in(store: Store, codes: Codes, body: CheckIn, caller: Caller) -> CheckedIn:
    """Open the visit that a code stands for. The same request again is answered with the same visit.

    Refuses CodeNotGenuine, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound, LocationInactive,
    CodeOfAnotherClinic, CodeOfAnotherLocation, OwnAccount, AccountNotFound, AccountInactive, CodeExpired,
    CodeAlreadyUsed, RequestIdReused.
    """
    code = codes.read(body.code)
    request = request_of("check_in", body, caller, body.request_id)
    visit_at = visit_key(body.clinic_id, code.patient_id, code.nonce)

    def decide(docs: Snapshots) -> Decision[CheckedIn]:
        require_staff(docs, body.clinic_id, caller.uid, body.location_id)
        require_active_location(docs, body.clinic_id, body.location_id)
        _require_this_clinic(code, body)
        require_not_own_account(caller.uid, code.patient_id)
        account = require_active_account(docs, body.clinic_id, code.patient_id)
        rule = docs.require(check_in_key(body.clinic_id))
        visit = docs.get(visit_at)
        if visit is not None:
            _require_same_scan(visit, request)
            return Decision(_told(docs, body, code, account, visit))
        _require_usable(docs, code, body, rule, caller.now)
        visit = _opened(code, body, rule, caller, request)
        return Decision(_told(docs, body, code, account, visit), (Put(visit_at, visit),))

    return store.transact(tuple(_reads(code, body, caller, visit_at)), decide)


def _reads(code: CodePayload, body: CheckIn, caller: Caller, visit_at: Key[Visit]) -> Iterable[Key[Any]]:
    clinic_id = body.clinic_id
    yield from (clinic_key(clinic_id), staff_key(clinic_id, caller.uid), location_key(clinic_id, body.location_id))
    yield from (check_in_key(clinic_id), earning_key(clinic_id), redemption_key(clinic_id), tiers_key(clinic_id))
    yield from (account_key(clinic_id, code.patient_id), visit_at)
    if code.location_id != body.location_id:
        yield location_key(clinic_id, code.location_id)


def _require_this_clinic(code: CodePayload, body: CheckIn) -> None:
    if code.clinic_id != body.clinic_id:
        raise CodeOfAnotherClinic


def _require_same_scan(visit: Visit, request: Request) -> None:
    """A visit that stands is answered again to the request that opened it; any other scan is told of that one."""
    if visit.request.request_id != request.request_id:
        raise CodeAlreadyUsed(
            checked_in_by=visit.checked_in_by,
            checked_in_at=visit.checked_in_at.isoformat(timespec="seconds"),
            location_id=visit.location_id,
        )
    require_same_request(visit.request, request)


def _require_usable(docs: Snapshots, code: CodePayload, body: CheckIn, rule: CheckInRule, now: datetime) -> None:
    if code.location_id != body.location_id and not rule.any_location:
        made_for = docs.get(location_key(body.clinic_id, code.location_id))
        raise CodeOfAnotherLocation(
            location_id=code.location_id, made_for=made_for.name if made_for else code.location_id
        )
    expires_at = code.issued_at + rule.code_lifetime
    if now >= expires_at:
        raise CodeExpired(expired_at=expires_at.isoformat(), lifetime_seconds=int(rule.code_lifetime.total_seconds()))


def _opened(code: CodePayload, body: CheckIn, rule: CheckInRule, caller: Caller, request: Request) -> Visit:
    return Visit(
        patient_id=code.patient_id,
        location_id=body.location_id,
        code_location_id=code.location_id,
        code_issued_at=code.issued_at,
        checked_in_by=caller.uid,
        checked_in_at=caller.now,
        closes_at=caller.now + rule.visit_lifetime,
        request=request,
        clinic_id=body.clinic_id,
    )


def _told(docs: Snapshots, body: CheckIn, code: CodePayload, account: Account, visit: Visit) -> CheckedIn:
    clinic, tiers = require_clinic(docs, body.clinic_id), tiers_of(docs, body.clinic_id)
    on = business_date(visit.checked_in_at, clinic.time_zone)
    tier = tier_on(account.qualifying, tiers, on) if tiers else None
    return CheckedIn(
        visit_id=code.nonce,
        clinic_id=body.clinic_id,
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
        ),
        earning=_terms(docs.require(earning_key(body.clinic_id)), account, tiers, tier, on),
        redemption=_redemption_terms(docs.get(redemption_key(body.clinic_id)), visit),
        currency=clinic.currency,
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
