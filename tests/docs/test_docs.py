"""The docs are true: every callable, refusal, rule and field is in them, and every example in them runs."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loyalty import errors
from loyalty.domain.checkout.appointments import Answer, Appointment
from loyalty.domain.checkout.closings import Closing
from loyalty.domain.checkout.coming_visits import ComingVisit
from loyalty.domain.checkout.engagement import Done
from loyalty.domain.checkout.lookups import Lookup, LookupsLately
from loyalty.domain.checkout.open_requests import OpenRequest
from loyalty.domain.checkout.past import ExpiredPoints, PastRead, PastSale, View
from loyalty.domain.checkout.receipts_today import Sale
from loyalty.domain.checkout.undoable import (
    UndoableCashOut,
    UndoableCredit,
    UndoableMembershipAct,
    UndoableRedemption,
    UndoableTreatment,
)
from loyalty.domain.checkout.visits import ReceiptNumber, Visit
from loyalty.domain.ledger.account import Account, Extended, RecentPurchase, Reissued
from loyalty.domain.ledger.adjustments import AdjustedToday, Adjustment, WaitingAdjustment
from loyalty.domain.ledger.entry import WHY_OF, Entry, Purchase
from loyalty.domain.ledger.governance.alone import AloneToday, Approval, WaitingApproval
from loyalty.domain.ledger.governance.till import DayAct
from loyalty.domain.ledger.lots import Draw, Lot, Policy
from loyalty.domain.ledger.receipt import Movement, Receipt, ReceiptLot
from loyalty.domain.ledger.redemption import Quote, RewardStock
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.tier_changes import TierChange
from loyalty.domain.ledger.uses import Confirmation, UsedToday, VisitBill, WaitingConfirmation
from loyalty.domain.ledger.wallet.lots import WalletDraw, WalletLot
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.revenue import MonthOfRevenue, Revenue
from loyalty.domain.membership.treatments import Treatment
from loyalty.domain.program.bonus_months import Stretch
from loyalty.domain.program.clinic import Quota
from loyalty.domain.program.invites import Invite
from loyalty.domain.program.memberships import Membership
from loyalty.domain.program.placings import Placing
from loyalty.domain.program.standing import TierStanding, TierYear
from loyalty.domain.program.tiers import Grant, QualifyingDay
from loyalty.domain.proof.downloads import Download, DownloadCursor, DownloadManifest
from loyalty.domain.proof.exceptions import ExceptionsReport, FoundException, UsualBill
from loyalty.domain.proof.findings import Finding
from loyalty.domain.proof.health import HookHealth, ScheduleHealth
from loyalty.domain.proof.ledger_days import DayBook, Holding, LedgerDay, Movements
from loyalty.domain.proof.previews import (
    ActNotPossible,
    Compared,
    Figures,
    Mismatch,
    PatientCompared,
    PatientsTouched,
    Preview,
    PreviewPage,
    PreviewResult,
)
from loyalty.domain.proof.reports import AuditReport, BroughtBalance
from loyalty.domain.reminders.ending import EndingWeek
from loyalty.domain.reminders.notices import Notice, NoticedLot
from loyalty.domain.reminders.offers import OfferPlacing, OffersLately, OwnOffer, PlacedOffer
from loyalty.entrypoints.managed.clinic import QuotaDocument, RewardDocument, StaffDocument
from loyalty.entrypoints.managed.offers import AudienceDocument, TargetedOfferDocument
from loyalty.entrypoints.managed.shapes import Edited, RuleDocument
from loyalty.entrypoints.services import COUNTER, OFFICE
from loyalty.errors.base import Refusal
from loyalty.services.checkout.appointments import Answered
from loyalty.services.checkout.close_account import AccountClosing
from loyalty.services.checkout.find_patients import FoundPatient, FoundPatients
from loyalty.services.checkout.get_engagement import Engagement, StaffEngagement
from loyalty.services.checkout.get_patient import (
    ClosingLine,
    EntryLine,
    HeldMembership,
    MembershipLine,
    NoticeLine,
    OpenLot,
    OpenMoney,
    PatientAccount,
    PatientFile,
    TierChangeLine,
    TreatmentLine,
    VisitLine,
)
from loyalty.services.checkout.issue_code import IssuedCode
from loyalty.services.checkout.join_clinic import Joined
from loyalty.services.checkout.list_coming_visits import VisitsToCome
from loyalty.services.checkout.list_day import DeskDay
from loyalty.services.checkout.list_patients import ListedPatient, PatientsListed
from loyalty.services.checkout.list_receipts import ReceiptsToday
from loyalty.services.checkout.list_requests import RequestsWaiting
from loyalty.services.checkout.visits import (
    ArrivedPatient,
    CheckedIn,
    EarningTerms,
    RedemptionTerms,
    ShownMembership,
    Upgrade,
)
from loyalty.services.ledger.adjust_points import Adjusted, AdjustmentsWaiting
from loyalty.services.ledger.approvals import ApprovalAsked
from loyalty.services.ledger.cash_out import CashOutQuote
from loyalty.services.ledger.confirmations import Asked, ConfirmationsWaiting
from loyalty.services.ledger.list_past import PastExpiries, PastPurchases
from loyalty.services.ledger.list_undoable import UndoableActs
from loyalty.services.ledger.reassign_purchase import Reassigned
from loyalty.services.membership.get_revenue import RevenueReport
from loyalty.services.membership.memberships import MembershipChanged
from loyalty.services.membership.refresh_standing import StandingRefreshed
from loyalty.services.membership.treatments import TreatmentCompleted
from loyalty.services.program.accept_invite import InviteAccepted
from loyalty.services.program.grant_tier import TierGranted
from loyalty.services.program.invites import Invited
from loyalty.services.program.rule_actions import RuleManaged, RuleNeeds
from loyalty.services.proof.download_part import DownloadedPart
from loyalty.services.proof.get_health import Health
from loyalty.services.proof.get_location_totals import LocationTotals
from loyalty.services.proof.preview_rule import PreviewAsked
from loyalty.services.reminders.count_audience import AudienceCount
from loyalty.services.reminders.get_ending_points import EndingPoints
from loyalty.services.reminders.get_offer_result import OfferResult
from loyalty.services.reminders.place_offer import OfferPlaced
from tests.support import deployed

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

HOUSE = Path(__file__).parents[2]
DATA = (HOUSE / "docs" / "data.md").read_text()
CALLABLES = (HOUSE / "docs" / "callables.md").read_text()
STORED: list[type[DataclassInstance]] = [
    *(
        Account,
        Confirmation,
        UsedToday,
        VisitBill,
        Extended,
        RecentPurchase,
        Reissued,
        Notice,
        NoticedLot,
        Lot,
        Policy,
        WalletLot,
    ),
    *(Entry, Draw, WalletDraw, Purchase, *WHY_OF.values()),
    *(Appointment, Answer, Visit, Reversals, ReceiptNumber, RewardStock, AdjustedToday, Adjustment),
    *(AloneToday, Approval, Closing, ExceptionsReport, FoundException, UsualBill),
    *(QualifyingDay, Grant, Membership, Stretch, MembershipEvent, Treatment, TierChange, TierStanding, TierYear),
    *(Lookup, LookupsLately, PastRead, Placing, View, Invite),
    *(
        Preview,
        PreviewResult,
        PreviewPage,
        Figures,
        Mismatch,
        Compared,
        PatientCompared,
        ActNotPossible,
        PatientsTouched,
    ),
    *(Download, OfferPlacing, OffersLately, OwnOffer, PlacedOffer),
    *(LedgerDay, DayBook, Movements, Holding, AuditReport, Finding, BroughtBalance),
]
ANSWERED: list[type[DataclassInstance]] = [
    *(Joined, IssuedCode, CheckedIn, ArrivedPatient, EarningTerms, RedemptionTerms, Receipt, ReceiptLot),
    *(ShownMembership, FoundPatients, FoundPatient, PastPurchases, PastSale, PastExpiries, ExpiredPoints),
    *(Movement, Quote, CashOutQuote, Asked, ConfirmationsWaiting, WaitingConfirmation, Adjusted, Reassigned, Answered),
    *(ApprovalAsked, WaitingApproval, AccountClosing, DeskDay, DayAct),
    *(
        MembershipChanged,
        TreatmentCompleted,
        TierGranted,
        RuleManaged,
        RuleNeeds,
        Invited,
        InviteAccepted,
        Upgrade,
        StandingRefreshed,
    ),
    *(ReceiptsToday, Sale, RequestsWaiting, OpenRequest, VisitsToCome, ComingVisit),
    *(UndoableActs, UndoableCredit, UndoableRedemption, UndoableCashOut, UndoableMembershipAct, UndoableTreatment),
    *(PatientsListed, ListedPatient),
    *(PatientFile, PatientAccount, OpenLot, OpenMoney, HeldMembership, EntryLine, VisitLine, TreatmentLine, NoticeLine),
    *(TierChangeLine, MembershipLine, ClosingLine, AdjustmentsWaiting, WaitingAdjustment),
    *(
        Engagement,
        StaffEngagement,
        Done,
        Quota,
        LocationTotals,
        EndingPoints,
        Health,
        HookHealth,
        ScheduleHealth,
        EndingWeek,
        AudienceCount,
        DownloadCursor,
        DownloadManifest,
        DownloadedPart,
        OfferPlaced,
        OfferResult,
        PreviewAsked,
        RevenueReport,
        MonthOfRevenue,
        Revenue,
    ),
]
ARCHITECTURE = (HOUSE / "docs" / "architecture.md").read_text()
CALLS = {**COUNTER.calls, **OFFICE.calls}
PAGES = [*sorted(HOUSE.glob("*.md")), *sorted((HOUSE / "docs").rglob("*.md"))]


def refusals(above: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """Every class of the tree that has a code."""
    below = [found for child in above.__subclasses__() for found in refusals(child)]
    return [*below, *([above] if "code" in vars(above) else [])]


def said_in(text: str, word: str) -> bool:
    return f"`{word}`" in text


@pytest.mark.parametrize("name", sorted(deployed.CALLABLES))
def test_every_callable_is_documented_with_every_field_of_its_body(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \|.*$", CALLABLES, re.MULTILINE)
    assert [field.name for field in fields(CALLS[name].body) if not said_in(row, field.name)] == []


@pytest.mark.parametrize("name", deployed.SCHEDULED)
def test_every_scheduled_function_is_documented(name: str) -> None:
    assert said_in(ARCHITECTURE, name)


@pytest.mark.parametrize("refusal", refusals(), ids=lambda refusal: refusal.code)
def test_every_refusal_is_documented_under_its_status_and_drawn_in_the_tree(refusal: type[Refusal]) -> None:
    (row,) = re.findall(rf"^\| `{refusal.status}` \|.*$", CALLABLES, re.MULTILINE)
    assert said_in(row, refusal.code)
    assert errors.__doc__ is not None
    assert re.search(rf"\b{refusal.code}\b", errors.__doc__)


def test_no_refusal_is_documented_that_does_not_exist() -> None:
    table = CALLABLES[CALLABLES.index("## Refusals") :]
    rows = re.sub(r"\([^)]*\)", "", "".join(re.findall(r"^\| `.*$", table, re.MULTILINE)))
    documented = set(re.findall(r"`([a-z-]+)`", rows))
    existing = {refusal.code for refusal in refusals()} | {refusal.status for refusal in refusals()}
    assert documented == existing


@pytest.mark.parametrize(
    "value",
    STORED,
    ids=lambda value: value.__name__,
)
def test_every_field_that_is_stored_is_documented(value: type[DataclassInstance]) -> None:
    in_the_path = {"clinic_id", "patient_id", "lot_id", "wallet_lot_id", "entry_id"}
    words = set(re.findall(r"\w+", "".join(re.findall(r"`[^`]+`", DATA)))) | in_the_path
    assert [field.name for field in fields(value) if field.name not in words] == []


@pytest.mark.parametrize(
    "value",
    ANSWERED,
    ids=lambda value: value.__name__,
)
def test_every_field_that_is_answered_is_documented(value: type[DataclassInstance]) -> None:
    words = set(re.findall(r"\w+", CALLABLES))
    assert [field.name for field in fields(value) if field.name not in words] == []


@pytest.mark.parametrize(
    "document",
    [
        *RuleDocument.__subclasses__(),
        RewardDocument,
        StaffDocument,
        QuotaDocument,
        AudienceDocument,
        TargetedOfferDocument,
    ],
    ids=lambda document: document.__name__,
)
def test_every_field_of_a_document_that_managers_write_is_documented(document: type[Edited]) -> None:
    assert [field for field in document.model_fields if not said_in(DATA, field)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_names_only_verbs_that_exist() -> None:
    makefile = (HOUSE / "Makefile").read_text()
    verbs = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", (HOUSE / "README.md").read_text())) <= verbs
