"""A history that holds every kind of entry, for tests that look at whole ledgers; made once and copied."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from loyalty.domain.program.rules import TenderKind
from loyalty.domain.proof.findings import Fields, Finding
from loyalty.services.ledger.cash_out import CashOut, cash_out
from loyalty.services.ledger.open_balances import OpenBalance, open_balance
from loyalty.services.membership.memberships import ChangeMembership, change_membership
from loyalty.services.preconditions import Caller
from loyalty.services.proof.audit_ledger import Audited, audit_clinic
from loyalty.services.proof.close_days import close_days
from tests.ledger.at_the_desk import change_rule
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, PATIENT, REMINDERS, clinic_documents, staff
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages
from tests.support.tiers import memberships_rule

OTHER, BROUGHT = "patient-ben", "patient-cleo"
OWNER = "staff-owner"
ACCOUNT = f"clinics/bella/patients/{PATIENT}"
LATER = NOW + timedelta(days=200)
ENDS = LATER + timedelta(days=30)


def documents() -> MemoryDocuments:
    """The clinic with its history, closed days included: a copy for each test."""
    return MemoryDocuments(copy.deepcopy(_played()))


@cache
def _played() -> dict[str, Fields]:
    kept = MemoryDocuments({**clinic_documents(), "clinics/bella/rules/memberships": memberships_rule()})
    change_rule(kept, "banking", cash_out_below_minor=15_00)
    kept.put(f"clinics/bella/staff/{OWNER}", staff("owner", "calabasas", "encino"))
    desk = LedgerDesk(memory_store(kept))
    _bring(desk)
    for patient_id in (PATIENT, OTHER):
        desk.join(patient_id)
    _play_spring(desk)
    enrolment = ChangeMembership("the-enrolment-001", "bella", CALABASAS, OTHER, "enrol", "monthly")
    change_membership(desk.store, enrolment, Caller(DESK, NOW + timedelta(days=1)))
    _pay_out(desk)
    _play_autumn(desk)
    close_days(desk.store, MemoryPages(kept), "bella", ENDS)
    return dict(kept.all())


def _pay_out(desk: LedgerDesk) -> None:
    now = NOW + timedelta(days=1, hours=1)
    desk.credit(1_200, TenderKind.CASH, OTHER, now)
    body = CashOut("the-cash-out-0001", "bella", CALABASAS, OTHER, 1_200, "asked for")
    cash_out(desk.store, body, Caller(DESK, now))


def _bring(desk: LedgerDesk) -> None:
    opening = OpenBalance("bella", "old-7", BROUGHT, "Cleo Park", 1200, NOW.date() + timedelta(days=90), 2500, None)
    open_balance(desk.store, opening, NOW)


def _play_spring(desk: LedgerDesk) -> None:
    """Purchases with every tender, refunds in thirds, a void, a move to another patient, redemptions, banking."""
    at = _Clock(NOW)
    for amount_minor in (45_000, 3_333, 9, 1):
        desk.pay(*tenders(cash=amount_minor), now=at.next())
    desk.pay(*tenders(insurance=9_000), now=at.next())
    thirds = desk.pay(*tenders(cash=100), now=at.next())
    for amount_minor in (33, 33, 34):
        desk.refund(thirds.entry_id, lines(cash=amount_minor), now=at.next())
    desk.void(desk.pay(*tenders(cash=7_000), now=at.next()).entry_id, now=at.next())
    desk.reassign(desk.pay(*tenders(cash=12_345), now=at.next()).entry_id, OTHER, now=at.next())
    desk.redeem(500, now=at.next())
    visit = desk.scan(now=at.next())
    desk.cancel(desk.redeem(200, visit=visit, now=at.now).entry_id, visit, now=at.next())
    desk.reward("lip-mask", now=at.next())
    desk.bank(600, now=at.next())
    desk.undo_bank(desk.bank(500, now=at.next()).entry_id, now=at.next())
    desk.credit(700, now=at.next())
    desk.credit(2_000, TenderKind.CASH, now=at.next())
    desk.adjust(150, now=at.next())
    desk.adjust(-50, now=at.next())
    asked = desk.adjust(1_500, now=at.next())
    desk.decide(asked.adjustment_id, OWNER, now=at.next())
    mixed = desk.pay(*tenders(cash=20_000, points=300, wallet=900), now=at.next())
    desk.refund(mixed.entry_id, lines(cash=5_000, points=100, wallet=300), now=at.next())
    desk.refund(mixed.entry_id, lines(cash=15_000, points=200, wallet=600), now=at.next())


def _play_autumn(desk: LedgerDesk) -> None:
    """Expire the points that were left, for one patient later than for the others, who got no notice either.

    Some of it lives again; a late refund makes debt, and a purchase repays it.
    """
    _behind(desk).put("clinics/bella/rules/reminders", {**REMINDERS, "extension_days": 9})
    desk.expire(LATER, OTHER)
    _behind(desk).put("clinics/bella/rules/reminders", REMINDERS)
    desk.expire(LATER + timedelta(days=10), OTHER)
    for patient_id in (PATIENT, BROUGHT):
        desk.expire(LATER, patient_id)
    at = _Clock(LATER)
    desk.adjust(400, now=at.next())
    gone = next(entry_id for entry_id, entry in entries(_behind(desk).all()).items() if _expired_points(entry))
    desk.reissue(gone, 100, now=at.next())
    sale = desk.pay(*tenders(cash=30_000), now=at.next())
    desk.redeem(3_100, now=at.next())
    desk.refund(sale.entry_id, lines(cash=20_000), now=at.next(), uid=MANAGER)
    desk.pay(*tenders(cash=9_000), now=at.next())
    for day in range(1, 12):
        desk.pay(*tenders(cash=1_000 + day), now=LATER + timedelta(days=day))


def _behind(desk: LedgerDesk) -> MemoryDocuments:
    """A look behind the store."""
    documents: MemoryDocuments = desk.store._documents  # type: ignore[attr-defined]
    return documents


def _expired_points(entry: Fields) -> bool:
    return bool(entry["kind"] == "expiry" and entry["points"] <= -100)


class _Clock:
    """Instants a minute apart."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def next(self) -> datetime:
        """The next minute."""
        self.now += timedelta(minutes=1)
        return self.now


def entries(kept: Mapping[str, Fields], patient_id: str = PATIENT) -> dict[str, Fields]:
    """A patient's entries by their ids, in the order of revisions."""
    prefix = f"clinics/bella/patients/{patient_id}/entries/"
    found = {path.removeprefix(prefix): fields for path, fields in kept.items() if path.startswith(prefix)}
    return dict(sorted(found.items(), key=lambda item: item[1]["revision"]))


def audited(kept: MemoryDocuments) -> Audited:
    """The audit of the whole clinic."""
    return audit_clinic(MemoryPages(kept), "bella")


def findings(kept: MemoryDocuments) -> tuple[Finding, ...]:
    """The findings of an audit of the whole clinic."""
    return audited(kept).findings
