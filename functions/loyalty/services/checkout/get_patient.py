"""A patient as managers see them: the account and the records below it. Each look is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeVar

from annotated_types import MaxLen

from loyalty.domain.bounds import Id, Pattern
from loyalty.domain.checkout.closings import Closing
from loyalty.domain.checkout.past import View
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Entry
from loyalty.domain.ledger.explain import explain
from loyalty.domain.ledger.tier_changes import TierChange
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.treatments import Treatment
from loyalty.domain.ports import PatientRecords, Records
from loyalty.domain.program.memberships import Membership
from loyalty.domain.program.tiers import Grant
from loyalty.domain.reminders.notices import Notice
from loyalty.services.preconditions import Caller, require_account, require_clinic, require_manager

R = TypeVar("R")
L = TypeVar("L")

# Entries are what a manager looks at; the rest stands beside them.
PAGE_OF_ENTRIES, PAGE = 20, 8
# Every record's name: a request's id, a date, an id of another system, or some of them with dots between.
RecordId = Annotated[str, Pattern(r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"), MaxLen(200)]


class PatientPart(StrEnum):
    """A part of what is known of a patient, beside the account."""

    ENTRIES = "entries"
    VISITS = "visits"
    TREATMENTS = "treatments"
    NOTICES = "notices"
    TIER_CHANGES = "tier_changes"
    MEMBERSHIPS = "memberships"
    CLOSINGS = "closings"


@dataclass(frozen=True, slots=True)
class OlderRecords:
    """The records of one part that are older than a record, by the instant and the id of that one."""

    part: PatientPart
    before_at: datetime
    before_id: RecordId


@dataclass(frozen=True, slots=True)
class GetPatient:
    """A patient to look at: whole, with the latest records of every part, or the older ones of one part."""

    clinic_id: Id
    patient_id: Id
    older: OlderRecords | None = None


@dataclass(frozen=True, slots=True)
class OpenLot:
    """Points of the patient that end on one day."""

    points_earned: int
    points_remaining: int
    expires_on: date
    location_id: str | None


@dataclass(frozen=True, slots=True)
class OpenMoney:
    """Wallet money of one origin; `expires_on` is null where it never ends."""

    origin: str
    remaining_minor: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class HeldMembership:
    """The membership that holds, as its last event left it."""

    plan_name: str
    tier_id: str
    status: str
    source: str
    paid_until_on: date
    price_minor: int


@dataclass(frozen=True, slots=True)
class PatientAccount:
    """The account now. `seen_on` is the last visit; `known`: the address is verified, or the clinic brought them."""

    patient_id: str
    name: str
    active: bool
    known: bool
    joined_at: datetime
    seen_on: date | None
    points: int
    wallet_minor: int
    debt_points: int
    tier_id: str | None
    membership: HeldMembership | None
    granted: Grant | None
    lots: tuple[OpenLot, ...]
    wallet_lots: tuple[OpenMoney, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in one sentence; `amount_minor` and `receipt_number` are those of a purchase, else null.

    `linked_entry_id` names, of points with a new life, the entry in which they were lost.
    """

    record_id: str
    recorded_at: datetime
    kind: str
    points: int
    wallet_minor: int
    points_after: int
    wallet_minor_after: int
    explanation: str
    amount_minor: int | None
    receipt_number: str | None
    actor: Actor
    location_id: str | None
    business_date: date
    reverses: str | None
    linked_entry_id: str | None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A check-in: where, by whom, and if a code or a lookup opened it."""

    record_id: str
    recorded_at: datetime
    location_id: str
    checked_in_by: str
    found_by: str
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class TreatmentLine:
    """A completed treatment; one that was withdrawn does not count."""

    record_id: str
    recorded_at: datetime
    service_id: str
    completed_on: date
    location_id: str
    actor: Actor
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A reminder, and what became of it."""

    record_id: str
    recorded_at: datetime
    kind: str
    state: str
    reason: str | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class TierChangeLine:
    """A change of tier, and its cause; `text` and `actor` are those of a grant, else null."""

    record_id: str
    recorded_at: datetime
    from_tier_id: str | None
    to_tier_id: str
    on: date
    because: str
    text: str | None
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """An event of a membership, and the date up to which it was paid after it."""

    record_id: str
    recorded_at: datetime
    what: str
    plan_name: str
    status: str
    paid_until_on: date
    points: int
    due_minor: int
    paid_with: str | None
    actor: Actor


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """A closing of the account, or a reopening where `active`, with its reason."""

    record_id: str
    recorded_at: datetime
    active: bool
    text: str
    decided_by: str
    location_id: str


@dataclass(frozen=True, slots=True)
class PatientFile:
    """A patient: the account, and of each part the records asked for, the newest first.

    `more` are the parts that have older ones.
    """

    clinic_id: str
    account: PatientAccount
    entries: tuple[EntryLine, ...]
    visits: tuple[VisitLine, ...]
    treatments: tuple[TreatmentLine, ...]
    notices: tuple[NoticeLine, ...]
    tier_changes: tuple[TierChangeLine, ...]
    memberships: tuple[MembershipLine, ...]
    closings: tuple[ClosingLine, ...]
    more: tuple[PatientPart, ...]


def get_patient(store: Store, records: PatientRecords, body: GetPatient, caller: Caller, view_id: str) -> PatientFile:
    """Show a manager a patient whose account is open or closed. Who looked is kept before anything is shown.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed, AccountNotFound.
    """
    keys = ClinicKeys(body.clinic_id)
    view_at, account_at = keys.view(view_id), keys.account(body.patient_id)
    part = body.older.part if body.older else None
    view = View(body.clinic_id, body.patient_id, viewed_by=caller.uid, viewed_at=caller.now, part=part)

    def decide(docs: Snapshots) -> Decision[Account]:
        require_clinic(docs, keys)
        require_manager(docs, keys, caller.uid)
        account = require_account(docs, keys, body.patient_id)
        return Decision(account, () if docs.get(view_at) else (Put(view_at, view),))

    account = store.transact((keys.clinic, keys.staff(caller.uid), account_at, view_at), decide)
    pages = _Pages(records, body)
    return PatientFile(
        clinic_id=body.clinic_id,
        account=_account(account),
        entries=pages.read(PatientPart.ENTRIES, Records("entries", Entry), _entry, PAGE_OF_ENTRIES),
        visits=pages.read(PatientPart.VISITS, Records("visits", Visit), _visit),
        treatments=pages.read(PatientPart.TREATMENTS, Records("treatments", Treatment), _treatment),
        notices=pages.read(PatientPart.NOTICES, Records("notices", Notice), _notice),
        tier_changes=pages.read(PatientPart.TIER_CHANGES, Records("tier_changes", TierChange), _tier_change),
        memberships=pages.read(PatientPart.MEMBERSHIPS, Records("membership_events", MembershipEvent), _membership),
        closings=pages.read(PatientPart.CLOSINGS, Records("closings", Closing), _closing),
        more=tuple(pages.more),
    )


class _Pages:
    """The pages that a look reads: the first of every part, or a later one of a single part."""

    def __init__(self, records: PatientRecords, body: GetPatient) -> None:
        self._records, self._body = records, body
        self.more: list[PatientPart] = []

    def read(
        self, part: PatientPart, of: Records[R], line: Callable[[datetime, str, R], L], most: int = PAGE
    ) -> tuple[L, ...]:
        """The lines of a part; none where another part was asked for."""
        older = self._body.older
        if older is not None and older.part != part:
            return ()
        before = (older.before_at, older.before_id) if older else None
        found = self._records.page(self._body.clinic_id, self._body.patient_id, of, before, most + 1)
        if len(found) > most:
            self.more.append(part)
        return tuple(line(*one) for one in found[:most])


def _account(account: Account) -> PatientAccount:
    held = account.membership
    return PatientAccount(
        patient_id=account.patient_id,
        name=account.name,
        active=account.active,
        known=account.known,
        joined_at=account.joined_at,
        seen_on=account.seen_on,
        points=account.points,
        wallet_minor=account.wallet_minor,
        debt_points=account.debt_points,
        tier_id=account.tier_id,
        membership=_membership_of(held) if held else None,
        granted=account.granted,
        lots=tuple(
            OpenLot(lot.points_earned, lot.points_remaining, lot.expires_on, lot.location_id) for lot in account.lots
        ),
        wallet_lots=tuple(OpenMoney(lot.origin, lot.remaining_minor, lot.expires_on) for lot in account.wallet_lots),
        revision=account.revision,
    )


def _membership_of(held: Membership) -> HeldMembership:
    return HeldMembership(held.plan_name, held.tier_id, held.status, held.source, held.paid_until_on, held.price_minor)


def _entry(recorded_at: datetime, record_id: str, entry: Entry) -> EntryLine:
    return EntryLine(
        record_id=record_id,
        recorded_at=recorded_at,
        kind=entry.kind,
        points=entry.points,
        wallet_minor=entry.wallet_minor,
        points_after=entry.points_after,
        wallet_minor_after=entry.wallet_minor_after,
        explanation=explain(entry),
        amount_minor=entry.purchase.amount_minor if entry.purchase else None,
        receipt_number=entry.purchase.receipt_number if entry.purchase else None,
        actor=entry.actor,
        location_id=entry.location_id,
        business_date=entry.business_date,
        reverses=entry.reverses,
        linked_entry_id=entry.linked_entry_id,
    )


def _visit(recorded_at: datetime, record_id: str, visit: Visit) -> VisitLine:
    return VisitLine(record_id, recorded_at, visit.location_id, visit.checked_in_by, visit.found_by, visit.closes_at)


def _treatment(recorded_at: datetime, record_id: str, treatment: Treatment) -> TreatmentLine:
    return TreatmentLine(
        record_id=record_id,
        recorded_at=recorded_at,
        service_id=treatment.service_id,
        completed_on=treatment.completed_on,
        location_id=treatment.location_id,
        actor=treatment.actor,
        withdrawn=treatment.withdrawn,
    )


def _notice(recorded_at: datetime, record_id: str, notice: Notice) -> NoticeLine:
    return NoticeLine(record_id, recorded_at, notice.kind, notice.state, notice.reason, notice.sent_at)


def _tier_change(recorded_at: datetime, record_id: str, change: TierChange) -> TierChangeLine:
    return TierChangeLine(
        record_id=record_id,
        recorded_at=recorded_at,
        from_tier_id=change.from_tier_id,
        to_tier_id=change.to_tier_id,
        on=change.on,
        because=change.because,
        text=change.text,
        actor=change.actor,
    )


def _membership(recorded_at: datetime, record_id: str, event: MembershipEvent) -> MembershipLine:
    after = event.membership
    return MembershipLine(
        record_id=record_id,
        recorded_at=recorded_at,
        what=event.what,
        plan_name=after.plan_name,
        status=after.status,
        paid_until_on=after.paid_until_on,
        points=event.points,
        due_minor=event.due_minor,
        paid_with=event.paid_with,
        actor=event.actor,
    )


def _closing(recorded_at: datetime, record_id: str, closing: Closing) -> ClosingLine:
    return ClosingLine(record_id, recorded_at, closing.active, closing.text, closing.decided_by, closing.location_id)
