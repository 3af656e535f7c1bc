"""Notices that are due go to the phones: claimed, pushed side by side, and settled, batch by batch."""

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
from loyalty.domain.reminders.pushing import Outcome, Verdict
from loyalty.errors.base import Refusal
from loyalty.services.preconditions import require_clinic

A = TypeVar("A")
B = TypeVar("B")

# Claimed together, pushed together: with so many, 100 pushes at once never wait for a claim.
BATCH = 200
# With the time that one push may take, and that of settling, less than a claim's lease.
SENDING_SECONDS = 20.0
UNDECIDED, ELSEWHERE, LATER = "undecided", "elsewhere", "later"


class Hands(Protocol):
    """Does one thing to many, in order or side by side; `map` is a single hand."""

    def __call__(self, act: Callable[[A], B], many: Iterable[A], /) -> Iterable[B]:
        """What the act gives for each, in order."""


@dataclass(slots=True)
class Delivery:
    """What a run did: how many notices ended how (`later` will be tried again), and whether some may be left.

    `undecided` could not be read or written: they stay due, or their claim lapses. `elsewhere` others came first to.
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
    """Send what is due, a batch at a time as long as `go_on` says; safe to run twice at once.

    No batch holds what a batch before it held, since the search is for what was due when the run began. `clock` tells
    when each notice is claimed and settled: a run that began before the quiet hours does not send in them.
    """
    delivery, due = Delivery(), notices.due(clock())
    while batch := _next(due, go_on, delivery):
        claims = list(hands(lambda key: _claim(store, notices, key, clock()), batch))
        delivery.ended.update(one for one in claims if isinstance(one, str))
        sent = _push(pusher, [one for one in claims if isinstance(one, Claim)], delivery)
        for ended, removed in hands(lambda one: _settle(store, notices, one, clock()), sent):
            delivery.ended[ended] += 1
            delivery.removed_devices += removed
    return delivery


def _next(due: Iterator[Key[Notice]], go_on: Callable[[], bool], delivery: Delivery) -> list[Key[Notice]]:
    if not go_on():
        delivery.left = next(due, None) is not None
        return []
    return list(islice(due, BATCH))


def _claim(store: Store, notices: DueNotices, notice_at: Key[Notice], now: datetime) -> Claim | str:
    """The claim on a notice, or how it ended without one.

    A claim whose answer was lost is not taken for one: it lapses, and the notice waits for the next run.
    """
    clinic_id, patient_id = notice_at.ids[:2]
    try:
        # Before the claim: nothing that may fail stands between it and the pushes.
        devices, recent = notices.devices(clinic_id, patient_id), notices.recent(clinic_id, patient_id)
        return _claimed(store, notice_at, devices, recent, now)
    except Refusal:
        return UNDECIDED


def _claimed(
    store: Store, notice_at: Key[Notice], devices: Sequence[FoundDevice], recent: Sequence[Notice], now: datetime
) -> Claim | str:
    clinic_id, patient_id, business_date = notice_at.ids
    keys = ClinicKeys(clinic_id)
    account_at, preferences_at = keys.account(patient_id), keys.preferences(patient_id)
    others = [_key_of(one) for one in recent if matters_beside(business_date, one, now)]

    def decide(docs: Snapshots) -> Decision[Claim | str]:
        clinic, rule = require_clinic(docs, keys), docs.require(keys.reminders)
        beside = tuple(map(docs.require, others))
        standing = Standing(docs.get(account_at), docs.get(preferences_at), rule, clinic.time_zone, devices, beside)
        claimed = claim_notice(docs.require(notice_at), standing, now)
        if claimed is None:
            return Decision(ELSEWHERE)
        writes = tuple(Put(_key_of(one), one) for one in (claimed.notice, *claimed.postponed))
        return Decision(claimed if claimed.devices else _told(claimed.notice), writes)

    clinic_keys: tuple[Key[Any], ...] = (keys.clinic, keys.reminders)
    return store.transact((notice_at, account_at, preferences_at, *clinic_keys, *others), decide)


def _key_of(notice: Notice) -> Key[Notice]:
    keys = ClinicKeys(notice.clinic_id)
    return keys.notice(notice.patient_id, notice.business_date)


def _push(pusher: Pusher, claims: list[Claim], delivery: Delivery) -> list[_Sent]:
    """All pushes of all claims together, and the outcomes given back to each."""
    pushes = [push for one in claims for push in one.pushes()]
    delivery.pushes += len(pushes)
    outcomes = iter(pusher.send(pushes, SENDING_SECONDS) if pushes else ())
    return [_Sent(one, {found.device_id: next(outcomes) for found in one.devices}) for one in claims]


def _settle(store: Store, notices: DueNotices, sent: _Sent, now: datetime) -> tuple[str, int]:
    """How the notice ended, and how many dead devices were deleted."""
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
    return _told(after), sum(_forgotten(notices, claimed, found) for found in dead)


def _forgotten(notices: DueNotices, notice: Notice, found: FoundDevice) -> bool:
    """Whether a dead device was deleted; one that could not be is found dead again another time."""
    try:
        return notices.forget(notice.clinic_id, notice.patient_id, found)
    except Refusal:
        return False


def _told(notice: Notice) -> str:
    """How a notice ended, in one word for a log: its reason, or its state, or that it is to be tried later."""
    return LATER if notice.state == PENDING else notice.reason or notice.state
