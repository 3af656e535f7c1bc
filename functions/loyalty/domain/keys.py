"""The book of keys: every document of a clinic by its path, spelled once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from loyalty.domain.checkout.appointments import Appointment
from loyalty.domain.checkout.closings import Closing
from loyalty.domain.checkout.lookups import Lookup, LookupsLately
from loyalty.domain.checkout.past import PastRead, View
from loyalty.domain.checkout.visits import ReceiptNumber, Visit, normal_number
from loyalty.domain.documents import Key
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.adjustments import AdjustedToday, Adjustment
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.governance.alone import AloneToday, Approval
from loyalty.domain.ledger.redemption import RewardStock
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.tier_changes import TierChange
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.treatments import Treatment
from loyalty.domain.program.clinic import (
    Change,
    Clinic,
    Location,
    Staff,
    WholeClinic,
    WholeLocation,
    WholeStaff,
)
from loyalty.domain.program.invites import Invite
from loyalty.domain.program.memberships import MembershipsRule
from loyalty.domain.program.placings import Placing
from loyalty.domain.program.published_rules import PastRule, PublishedRule
from loyalty.domain.program.releases import KeptDraft, Release
from loyalty.domain.program.rules import (
    AdjustmentsRule,
    BankingRule,
    CheckInRule,
    EarningRule,
    ExpiryRule,
    GovernanceRule,
    RedemptionRule,
    RemindersRule,
    Reward,
)
from loyalty.domain.program.tiers import TiersRule
from loyalty.domain.proof.account_proofs import AccountProof
from loyalty.domain.proof.downloads import Download
from loyalty.domain.proof.exceptions import ExceptionsReport, UsualBill
from loyalty.domain.proof.health import ScheduleName, ScheduleRun
from loyalty.domain.proof.ledger_days import LedgerDay
from loyalty.domain.proof.previews import Preview, PreviewPage
from loyalty.domain.proof.reports import AuditReport, BroughtBalance, FindingsPage, ProofProgress
from loyalty.domain.reminders.notices import Notice, Preferences
from loyalty.domain.reminders.offers import OfferPlacing, OffersLately, OwnOffer, PlacedOffer, TargetedOffer


def schedule_run(name: ScheduleName) -> Key[ScheduleRun]:
    """The last run of a schedule: the only document that is of the project, and of no clinic."""
    return Key(ScheduleRun, f"schedule_runs/{name}")


class ClinicKeys:
    """The keys of one clinic's documents: the clinic and its rules as attributes, all others by their ids."""

    def __init__(self, clinic_id: str) -> None:
        """Make the keys that need no other id."""
        self.clinic_id = clinic_id
        self._root = root = f"clinics/{clinic_id}"
        self.clinic = Key(Clinic, root)
        self.whole_clinic = Key(WholeClinic, root)
        self.earning = Key(EarningRule, f"{root}/rules/earning")
        self.expiry = Key(ExpiryRule, f"{root}/rules/expiry")
        self.reminders = Key(RemindersRule, f"{root}/rules/reminders")
        self.check_in = Key(CheckInRule, f"{root}/rules/check_in")
        self.redemption = Key(RedemptionRule, f"{root}/rules/redemption")
        self.banking = Key(BankingRule, f"{root}/rules/banking")
        self.adjustments = Key(AdjustmentsRule, f"{root}/rules/adjustments")
        self.governance = Key(GovernanceRule, f"{root}/rules/governance")
        self.tiers = Key(TiersRule, f"{root}/rules/tiers")
        self.memberships = Key(MembershipsRule, f"{root}/rules/memberships")
        self.proof_progress = Key(ProofProgress, f"{root}/proof_progress/nightly")
        self.proof_inside = Key(AccountProof, f"{root}/proof_progress/inside")
        self.tier_rules = self.tiers, self.memberships, self.redemption  # the rules that decide a tier

    def location(self, location_id: str) -> Key[Location]:
        """One of its locations."""
        return Key(Location, f"{self._root}/locations/{location_id}")

    def whole_location(self, location_id: str) -> Key[WholeLocation]:
        """The same with all its fields."""
        return Key(WholeLocation, f"{self._root}/locations/{location_id}")

    def staff(self, uid: str) -> Key[Staff]:
        """A person on its staff."""
        return Key(Staff, f"{self._root}/staff/{uid}")

    def whole_staff(self, uid: str) -> Key[WholeStaff]:
        """The same with all its fields."""
        return Key(WholeStaff, f"{self._root}/staff/{uid}")

    def invite(self, invite_id: str) -> Key[Invite]:
        """An invite to its staff, by the request that made it."""
        return Key(Invite, f"{self._root}/invites/{invite_id}")

    def change(self, change_id: str) -> Key[Change]:
        """The record of a write of one of the documents that people keep."""
        return Key(Change, f"{self._root}/changes/{change_id}")

    def desk(
        self, uid: str, location_id: str, patient_id: str, entry_id: str
    ) -> tuple[Key[Staff], Key[Location], Key[Account], Key[Entry]]:
        """The keys of a call from a desk: the caller, their location, the patient's account, and the entry it makes."""
        return self.staff(uid), self.location(location_id), self.account(patient_id), self.entry(patient_id, entry_id)

    def ledger(self, patient_id: str, entry_ids: Iterable[str]) -> tuple[Key[Account], list[Key[Entry]]]:
        """The keys that a posting writes: the account, and each of its entries."""
        return self.account(patient_id), [self.entry(patient_id, entry_id) for entry_id in entry_ids]

    def published_rule(self, name: str) -> Key[PublishedRule]:
        """A rule document with all its fields."""
        return Key(PublishedRule, f"{self._root}/rules/{name}")

    def past_rule(self, name: str, version: int) -> Key[PastRule]:
        """A version of a rule document in its history."""
        return Key(PastRule, f"{self._root}/rules/{name}/history/{version}")

    def release(self, release_id: str) -> Key[Release]:
        """A release of a rule, by the request that asked for it."""
        return Key(Release, f"{self._root}/releases/{release_id}")

    def rule_draft(self, name: str) -> Key[KeptDraft]:
        """The open draft of a rule."""
        return Key(KeptDraft, f"{self._root}/rule_drafts/{name}")

    def placing(self, placing_id: str) -> Key[Placing]:
        """The placing of its patients by some versions of its rules."""
        return Key(Placing, f"{self._root}/placings/{placing_id}")

    def preview(self, preview_id: str) -> Key[Preview]:
        """A preview, by its draft, its days and the date on which it was asked for."""
        return Key(Preview, f"{self._root}/previews/{preview_id}")

    def preview_page(self, preview_id: str, number: int) -> Key[PreviewPage]:
        """A page of the lists behind a preview's figures, from 1."""
        return Key(PreviewPage, f"{self._root}/previews/{preview_id}/pages/{number}")

    def reward(self, reward_id: str) -> Key[Reward]:
        """One of its rewards."""
        return Key(Reward, f"{self._root}/rewards/{reward_id}")

    def reward_stock(self, reward_id: str) -> Key[RewardStock]:
        """The count of how many of a reward were taken."""
        return Key(RewardStock, f"{self._root}/reward_stock/{reward_id}")

    def receipt_number(self, location_id: str, receipt_number: str) -> Key[ReceiptNumber]:
        """The location's latest receipt of that number. People's text is no document id, so its digest is the id."""
        digest = hashlib.sha256(f"{location_id}/{normal_number(receipt_number)}".encode()).hexdigest()
        return Key(ReceiptNumber, f"{self._root}/receipt_numbers/{digest}")

    def adjusted_today(self, uid: str) -> Key[AdjustedToday]:
        """The adjustments of a member of staff on their last day of adjusting."""
        return Key(AdjustedToday, f"{self._root}/adjusted_today/{uid}")

    def alone_today(self, uid: str) -> Key[AloneToday]:
        """The sums of what a member of staff did alone on their last day of it."""
        return Key(AloneToday, f"{self._root}/alone_today/{uid}")

    def approval(self, request_id: str) -> Key[Approval]:
        """An act beyond a bound, by the request id of the act."""
        return Key(Approval, f"{self._root}/approvals/{request_id}")

    def adjustment(self, adjustment_id: str) -> Key[Adjustment]:
        """An adjustment, by the request id that asked for it."""
        return Key(Adjustment, f"{self._root}/adjustments/{adjustment_id}")

    def lookup(self, lookup_id: str) -> Key[Lookup]:
        """One lookup."""
        return Key(Lookup, f"{self._root}/lookups/{lookup_id}")

    def lookups_lately(self, uid: str) -> Key[LookupsLately]:
        """The recent count of a staff member's lookups."""
        return Key(LookupsLately, f"{self._root}/lookups_lately/{uid}")

    def past_read(self, read_id: str) -> Key[PastRead]:
        """The record of a read of a patient's past."""
        return Key(PastRead, f"{self._root}/past_reads/{read_id}")

    def download(self, download_id: str) -> Key[Download]:
        """The record of a download of everything."""
        return Key(Download, f"{self._root}/downloads/{download_id}")

    def view(self, view_id: str) -> Key[View]:
        """The record that a manager opened a patient."""
        return Key(View, f"{self._root}/views/{view_id}")

    def appointment(self, appointment_id: str) -> Key[Appointment]:
        """An appointment."""
        return Key(Appointment, f"{self._root}/appointments/{appointment_id}")

    def ledger_day(self, on: date) -> Key[LedgerDay]:
        """The closing of a business date."""
        return Key(LedgerDay, f"{self._root}/ledger_days/{on.isoformat()}")

    def audit(self, on: date) -> Key[AuditReport]:
        """The audit of a business date."""
        return Key(AuditReport, f"{self._root}/audits/{on.isoformat()}")

    def exceptions(self, on: date) -> Key[ExceptionsReport]:
        """The exceptions report of a business date."""
        return Key(ExceptionsReport, f"{self._root}/exceptions/{on.isoformat()}")

    def usual_bill(self, location_id: str) -> Key[UsualBill]:
        """The usual bill of a location."""
        return Key(UsualBill, f"{self._root}/usual_bills/{location_id}")

    def findings_page(self, on: date, number: int) -> Key[FindingsPage]:
        """A page of further findings of a night."""
        return Key(FindingsPage, f"{self._root}/audits/{on.isoformat()}/pages/{number}")

    def account_proof(self, patient_id: str) -> Key[AccountProof]:
        """What was proved of a patient's account."""
        return Key(AccountProof, f"{self._root}/account_proofs/{patient_id}")

    def brought_balance(self, source_id: str) -> Key[BroughtBalance]:
        """The balance of that name in another system. Such a name is no document id, so its digest is the id."""
        return Key(BroughtBalance, f"{self._root}/brought_balances/{hashlib.sha256(source_id.encode()).hexdigest()}")

    def account(self, patient_id: str) -> Key[Account]:
        """A patient's account."""
        return Key(Account, f"{self._root}/patients/{patient_id}")

    def visit(self, patient_id: str, visit_id: str) -> Key[Visit]:
        """One of the patient's visits."""
        return Key(Visit, f"{self._root}/patients/{patient_id}/visits/{visit_id}")

    def entry(self, patient_id: str, entry_id: str) -> Key[Entry]:
        """An entry of the patient's ledger, most often by the request id that made it."""
        return Key(Entry, f"{self._root}/patients/{patient_id}/entries/{entry_id}")

    def reversals(self, patient_id: str, entry_id: str) -> Key[Reversals]:
        """The reversals of an entry."""
        return Key(Reversals, f"{self._root}/patients/{patient_id}/reversals/{entry_id}")

    def closing(self, patient_id: str, request_id: str) -> Key[Closing]:
        """A closing or reopening of the patient's account, by its request."""
        return Key(Closing, f"{self._root}/patients/{patient_id}/closings/{request_id}")

    def tier_change(self, patient_id: str, change_id: str) -> Key[TierChange]:
        """A change of tier, named after its cause, and the request, the rules or the date that made it."""
        return Key(TierChange, f"{self._root}/patients/{patient_id}/tier_changes/{change_id}")

    def membership_event(self, patient_id: str, event_id: str) -> Key[MembershipEvent]:
        """An event of the patient's membership."""
        return Key(MembershipEvent, f"{self._root}/patients/{patient_id}/membership_events/{event_id}")

    def treatment(self, patient_id: str, treatment_id: str) -> Key[Treatment]:
        """A completed treatment, by its name in the clinic's records."""
        return Key(Treatment, f"{self._root}/patients/{patient_id}/treatments/{treatment_id}")

    def notice(self, patient_id: str, business_date: date) -> Key[Notice]:
        """The notice of a date."""
        return self.named_notice(patient_id, business_date.isoformat())

    def named_notice(self, patient_id: str, notice_id: str) -> Key[Notice]:
        """A notice by its name."""
        return Key(Notice, f"{self._root}/patients/{patient_id}/notices/{notice_id}")

    def targeted_offer(self, offer_id: str) -> Key[TargetedOffer]:
        """An offer to an audience."""
        return Key(TargetedOffer, f"{self._root}/targeted_offers/{offer_id}")

    def offer_placing(self, offer_id: str) -> Key[OfferPlacing]:
        """The latest placing of an offer to an audience."""
        return Key(OfferPlacing, f"{self._root}/offer_placings/{offer_id}")

    def placed_offer(self, offer_id: str, patient_id: str) -> Key[PlacedOffer]:
        """The record that a patient came into an offer's audience."""
        return Key(PlacedOffer, f"{self._root}/targeted_offers/{offer_id}/placed/{patient_id}")

    def offers_lately(self, patient_id: str) -> Key[OffersLately]:
        """The last push about offers to a patient."""
        return Key(OffersLately, f"{self._root}/offers_lately/{patient_id}")

    def own_offer(self, patient_id: str, offer_id: str) -> Key[OwnOffer]:
        """An offer in the patient's own place."""
        return Key(OwnOffer, f"{self._root}/patients/{patient_id}/offers/{offer_id}")

    def preferences(self, patient_id: str) -> Key[Preferences]:
        """The patient's wishes about reminders."""
        return Key(Preferences, f"{self._root}/patients/{patient_id}/preferences/reminders")
