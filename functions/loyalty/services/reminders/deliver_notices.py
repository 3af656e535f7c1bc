"""Delivery: notices that are due are claimed, pushed side by side, and settled, batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Protocol, TypeVar

from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import DueNotices, Pusher
from loyalty.domain.reminders.delivering import Claim, Standing, claim_notice, matters_beside, settle_notice
from loyalty.domain.reminders.notices import PENDING, FoundDevice, Notice
from loyalty.domain.reminders.offers import OwnOffer
from loyalty.domain.reminders.pushing import Outcome, Verdict
from loyalty.errors.base import Refusal
from loyalty.services.preconditions import require_clinic

A = TypeVar("A")
B = TypeVar("B")

# Notices claimed and pushed together: enough that 100 pushes at once never wait for a claim.
BATCH = 200
# Less than a claim's lease, with the time that one push may take and that of settling.
SENDING_SECONDS = 20.0
UNDECIDED, ELSEWHERE, LATER = "undecided", "elsewhere", "later"


class Hands(Protocol):
    """A way to do one thing to many, one after another (`map`) or side by side."""

    def __call__(self, act: Callable[[A], B], many: Iterable[A], /) -> Iterable[B]:
        """The result of the act for each, in order."""


@dataclass(slots=True)
class Delivery:
    """The counts of a run: notices by how they ended, pushes, devices removed; `left` says that some may be left.

    A notice that ended `later` will be tried again. One that ended `undecided` could not be read or written: it stays
    due, or its claim lapses. One that ended `elsewhere` was claimed by another run first.
    """

    ended: Counter[str] = field(default_factory=Counter)
    pushes: int = 0
    removed_devices: int = 0
    left: bool = False


@dataclass(frozen=True, slots=True)
class _Sent:
    """A claim with the outcome of each of its devices."""

    claim: Claim
    outcomes: Mapping[str, Outcome]


def deliver_notices(
    store: Store,
    notices: DueNotices,
    pusher: Pusher,
    clock: Callable[[], datetime],
    go_on: Callable[[], bool] = lambda: True,
    hands: Hands = map,
) -> Delivery:
    """Send the notices that are due, a batch at a time as long as `go_on` is true; safe to run twice at once.

    No notice is in two batches, since the search is for those that were due when the run began. `clock` gives the
    instant at which each is claimed and settled: a run that began before the quiet hours does not send in them.
    """
    delivery, due = Delivery(), notices.due(clock())
    while batch := _next_batch(due, go_on, delivery):
        claims = list(hands(lambda key: _try_claim(store, notices, key, clock()), batch))
        delivery.ended.update(one for one in claims if isinstance(one, str))
        sent = _push(pusher, [one for one in claims if isinstance(one, Claim)], delivery)
        for ended, removed in hands(lambda one: _settle(store, notices, one, clock()), sent):
            delivery.ended[ended] += 1
            delivery.removed_devices += removed
    return delivery


def _next_batch(due: Iterator[Key[Notice]], go_on: Callable[[], bool], delivery: Delivery) -> list[Key[Notice]]:
    if not go_on():
        delivery.left = next(due, None) is not None
        return []
    return list(islice(due, BATCH))


def _try_claim(store: Store, notices: DueNotices, notice_at: Key[Notice], now: datetime) -> Claim | str:
    """Claim a notice, or say how it ended without a claim.

    A claim whose answer was lost does not count: it lapses, and the notice waits for the next run.
    """
    clinic_id, patient_id = notice_at.ids[:2]
    try:
        # Read before the claim: nothing that may fail comes between it and the pushes.
        devices, recent = notices.devices(clinic_id, patient_id), notices.recent(clinic_id, patient_id)
        return _claim(store, notice_at, devices, recent, now)
    except Refusal:
        return UNDECIDED


def _claim(
    store: Store, notice_at: Key[Notice], devices: Sequence[FoundDevice], recent: Sequence[Notice], now: datetime
) -> Claim | str:
    clinic_id, patient_id, notice_id = notice_at.ids
    keys = ClinicKeys(clinic_id)
    account_at, preferences_at = keys.account(patient_id), keys.preferences(patient_id)
    offer_at = _offer_of(keys, patient_id, notice_id, recent)
    others = [_key_of(one) for one in recent if matters_beside(notice_id, one, now)]

    def decide(docs: Snapshots) -> Decision[Claim | str]:
        clinic, rule = require_clinic(docs, keys), docs.require(keys.reminders)
        beside, notice = tuple(map(docs.require, others)), docs.require(notice_at)
        offer = docs.get(offer_at) if offer_at else None
        standing = Standing(
            docs.get(account_at), docs.get(preferences_at), rule, clinic.time_zone, devices, beside, offer
        )
        claimed = claim_notice(notice, standing, now)
        if claimed is None:
            return Decision(ELSEWHERE)
        writes = tuple(Put(_key_of(one), one) for one in (claimed.notice, *claimed.postponed))
        return Decision(claimed if claimed.devices else _ending_of(claimed.notice), writes)

    besides: tuple[Key[Any], ...] = (keys.clinic, keys.reminders, *((offer_at,) if offer_at else ()))
    return store.transact((notice_at, account_at, preferences_at, *besides, *others), decide)


def _key_of(notice: Notice) -> Key[Notice]:
    return ClinicKeys(notice.clinic_id).named_notice(notice.patient_id, notice.notice_id)


def _offer_of(keys: ClinicKeys, patient_id: str, notice_id: str, recent: Sequence[Notice]) -> Key[OwnOffer] | None:
    """The patient's own offer that a notice tells of; None for other notices, and for one that is not recent."""
    told = next((one.offer_id for one in recent if one.notice_id == notice_id), None)
    return keys.own_offer(patient_id, told) if told else None


def _push(pusher: Pusher, claims: list[Claim], delivery: Delivery) -> list[_Sent]:
    """Send all pushes of all claims together, and return each claim with its outcomes."""
    pushes = [push for one in claims for push in one.pushes()]
    delivery.pushes += len(pushes)
    outcomes = iter(pusher.send(pushes, SENDING_SECONDS) if pushes else ())
    return [_Sent(one, {found.device_id: next(outcomes) for found in one.devices}) for one in claims]


def _settle(store: Store, notices: DueNotices, sent: _Sent, now: datetime) -> tuple[str, int]:
    """Settle a notice; return how it ended, and the number of dead devices that were deleted."""
    claimed = sent.claim.notice
    notice_at = _key_of(claimed)

    def decide(docs: Snapshots) -> Decision[Notice]:
        before = docs.require(notice_at)
        after = settle_notice(before, claimed, sent.outcomes, now)
        return Decision(after, (Put(notice_at, after),) if after != before else ())

    try:
        after = store.transact((notice_at,), decide)
    except Refusal:
        return UNDECIDED, 0
    dead = [found for found in sent.claim.devices if sent.outcomes[found.device_id].verdict is Verdict.DEAD]
    return _ending_of(after), sum(_forget(notices, claimed, found) for found in dead)


def _forget(notices: DueNotices, notice: Notice, found: FoundDevice) -> bool:
    """Delete a dead device; False where that failed: it is found dead again another time."""
    try:
        return notices.forget(notice.clinic_id, notice.patient_id, found)
    except Refusal:
        return False


def _ending_of(notice: Notice) -> str:
    """The ending of a notice, in one word for a log: its reason, or its state, or `later`."""
    return LATER if notice.state == PENDING else notice.reason or notice.state
