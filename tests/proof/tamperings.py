"""Sixty things that an insider with every key can do to a ledger, by sort; each works on a database of documents.

The clinic has closed days, and an open one: there an entry can be written anew with its whole line sealed again, since
no closing holds it yet.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import GENESIS_HASH, hash_of
from loyalty.domain.program.day_texts import day_of, text_of
from loyalty.domain.proof.account_proofs import packed, sealed, unpacked
from loyalty.services.preconditions import Caller
from loyalty.services.program.grant_tier import GrantTier, grant_tier
from loyalty.services.proof.nightly import audit_one_clinic
from loyalty.services.proof.prove_account import write
from tests.support.clinic import CALABASAS, MANAGER, NOW, PATIENT, Fields
from tests.support.documents import lots_of, with_part
from tests.support.ledger import lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages
from tests.support.tiers import TierDesk

CLINIC = "clinics/bella"
ACCOUNT = f"{CLINIC}/patients/{PATIENT}"
OPEN_AT = NOW + timedelta(days=5)
Act = Callable[[MemoryDocuments], None]


@dataclass(frozen=True)
class Tampering:
    """One of them: its sort, what it is, and how it is done."""

    sort: str
    what: str
    do: Act


@cache
def _played() -> dict[str, Fields]:
    """Closed days with a purchase and more, a kept proof, and an open day with nearly every act."""
    desk = TierDesk()
    for days in range(3):
        desk.pay(*tenders(cash=60_000 + days), now=NOW + timedelta(days=days))
    desk.redeem(500, now=NOW + timedelta(days=2, minutes=1))
    audit_one_clinic(desk.store, MemoryPages(desk.documents), "bella", OPEN_AT - timedelta(hours=6))
    at = OPEN_AT
    sale = desk.pay(*tenders(cash=40_000), now=at)
    desk.refund(sale.entry_id, lines(cash=10_000), now=at)
    desk.cancel((used := _redeemed(desk, at))[0], used[1], now=at)
    desk.adjust(150, now=at)
    desk.adjust(1_500, now=at, uid=MANAGER)
    desk.bank(600, now=at)
    desk.credit(700, now=at)
    desk.change("enrol", "monthly", now=at)
    desk.change("pause", now=at + timedelta(minutes=1))
    desk.change("resume", now=at + timedelta(minutes=2))
    desk.treat(at.date(), now=at)
    body = GrantTier(desk.next_id(), "bella", CALABASAS, PATIENT, "a friend", "silver", None)
    grant_tier(desk.store, body, Caller(MANAGER, at))
    desk.pay(*tenders(cash=5_000), now=at + timedelta(minutes=3))
    return dict(desk.documents.all())


def _redeemed(desk: TierDesk, at: datetime) -> tuple[str, Any]:
    visit = desk.scan(now=at)
    return desk.redeem(200, visit=visit, now=at).entry_id, visit


def documents() -> MemoryDocuments:
    """The clinic before anybody tampers with it."""
    return MemoryDocuments(copy.deepcopy(_played()))


def line(kept: MemoryDocuments) -> dict[str, dict[str, Any]]:
    """The patient's entries by path, in order."""
    found = {path: fields for path, fields in kept.all().items() if path.startswith(f"{ACCOUNT}/entries/")}
    return dict(sorted(found.items(), key=lambda item: item[1]["revision"]))


def seal_anew(kept: MemoryDocuments) -> None:
    """Number the patient's entries, add up their balances, and seal every hash again."""
    previous, revision, sums = GENESIS_HASH, 0, dict.fromkeys(("points", "wallet_minor", "debt_points"), 0)
    for path, fields in line(kept).items():
        revision += 1
        for name in sums:
            sums[name] += fields[name]
        after = {f"{name}_after": amount for name, amount in sums.items()}
        fields |= {"revision": revision, "previous_hash": previous, **after}
        fields["hash"] = previous = hash_of(fields)
        kept.put(path, fields)
    kept.put(ACCOUNT, kept.all()[ACCOUNT] | {"revision": revision, "head_hash": previous, **sums})


def _set(path: Callable[[MemoryDocuments], str] | str, *place: str | int, to: object = None, by: int = 0) -> Act:
    """Change one field of a document."""

    def do(kept: MemoryDocuments) -> None:
        at = path if isinstance(path, str) else path(kept)
        fields: Any = kept.all()[at]
        inner = fields
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = inner[place[-1]] + by if by else to
        kept.put(at, fields)

    return do


def _first_day(**more: int) -> Act:
    """Add to the sums of the first day that counts for a tier."""

    def do(kept: MemoryDocuments) -> None:
        fields: Any = kept.all()[ACCOUNT]
        day = day_of(fields["days"][0])
        fields["days"][0] = text_of(replace(day, **{name: getattr(day, name) + by for name, by in more.items()}))
        kept.put(ACCOUNT, fields)

    return do


def _remove(path: Callable[[MemoryDocuments], str] | str) -> Act:
    def do(kept: MemoryDocuments) -> None:
        del kept._documents[path if isinstance(path, str) else path(kept)]

    return do


def _all(*acts: Act) -> Act:
    def do(kept: MemoryDocuments) -> None:
        for act in acts:
            act(kept)

    return do


def entry(kind: str, *, is_open: bool = True) -> Callable[[MemoryDocuments], str]:
    """The path of the first entry of a kind, of the open day or of a closed one."""

    def find(kept: MemoryDocuments) -> str:
        on = OPEN_AT.date().isoformat()
        return next(
            path
            for path, fields in line(kept).items()
            if fields["kind"] == kind and (fields["business_date"] == on) == is_open
        )

    return find


def below(collection: str, number: int = 0) -> Callable[[MemoryDocuments], str]:
    """The path of a document beside the entries, or of the clinic."""

    def find(kept: MemoryDocuments) -> str:
        prefixes = (f"{ACCOUNT}/{collection}/", f"{CLINIC}/{collection}/")
        return sorted(path for path in kept.all() if path.startswith(prefixes))[number]

    return find


def _resealed(*acts: Act) -> Act:
    return _all(*acts, seal_anew)


def _more_points(kind: str, by: int = 1_000) -> Act:
    """An entry with more points, its draw, its lot and the account with it."""

    def do(kept: MemoryDocuments) -> None:
        path = entry(kind)(kept)
        fields = kept.all()[path]
        fields["points"] += by
        fields["draws"][0]["points"] += by
        for name in ("points_earned", "points_remaining"):
            fields["lot"][name] += by
        kept.put(path, fields)
        account = kept.all()[ACCOUNT]
        lot_id = fields["lot"]["lot_id"]
        for name in ("points_earned", "points_remaining"):
            more = lots_of(account)[lot_id][name] + by
            account["lots"][lot_id] = with_part(account["lots"][lot_id], name, more)
        kept.put(ACCOUNT, account)

    return do


def _swap(kept: MemoryDocuments) -> None:
    (one, first), (other, second) = list(line(kept).items())[1:3]
    kept.put(one, first | {"revision": second["revision"]})
    kept.put(other, second | {"revision": first["revision"]})


def _add_a_copy(kept: MemoryDocuments) -> None:
    path, fields = list(line(kept).items())[-1]
    kept.put(f"{path}x", fields | {"revision": fields["revision"] + 1, "previous_hash": fields["hash"]})


def _forge_proof(kept: MemoryDocuments) -> None:
    store, at = memory_store(kept), ClinicKeys("bella").account_proof(PATIENT)
    proof = store.transact((at,), lambda docs: Decision(docs.require(at)))
    state = unpacked(proof.state)
    state["balances"][0] += 500
    write(store, at, sealed(type(proof)(**{**_values(proof), "state": packed(state) or b""})))


def _values(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    return {name: getattr(value, name) for name in type(value).__match_args__}


def _roll_back(kept: MemoryDocuments) -> None:
    """The patient's open day never was: its entries are removed, and the account as it was is put back."""
    last, *_ = [path for path, fields in reversed(line(kept).items()) if fields["kind"] == "accrual"]
    before = [fields for path, fields in line(kept).items() if path != last][-1]
    del kept._documents[last]
    account = kept.all()[ACCOUNT]
    account["lots"].pop(last.rpartition("/")[2], None)
    kept.put(
        ACCOUNT,
        account | {"revision": before["revision"], "head_hash": before["hash"], "points": before["points_after"]},
    )


def _forged_grant(kept: MemoryDocuments) -> None:
    grant = {"tier_id": "platinum", "until_on": None}
    for path, fields in kept.all().items():
        if "/tier_changes/" in path and fields["because"] == "grant":
            kept.put(path, fields | {"granted": grant})
    kept.put(ACCOUNT, kept.all()[ACCOUNT] | {"granted": grant})


def _rewrite_closings(kept: MemoryDocuments) -> None:
    """A closed entry changed innocently, its line sealed again, and every closing from its day on made anew."""
    from loyalty.services.proof.close_days import close_days  # noqa: PLC0415 - only this one makes closings anew

    _set(entry("redemption", is_open=False), "why", "visit_id", to="another-visit")(kept)
    seal_anew(kept)
    for path in [path for path in kept.all() if "/ledger_days/" in path or "/account_proofs/" in path]:
        del kept._documents[path]
    close_days(memory_store(kept), MemoryPages(kept), "bella", OPEN_AT - timedelta(hours=6))


def _never_was(kept: MemoryDocuments) -> None:
    """A patient who came on the open day is removed with everything."""
    desk = TierDesk()
    desk.documents, desk.store = kept, memory_store(kept)
    desk.steps = 900
    desk.join("patient-zoe", OPEN_AT)
    desk.pay(*tenders(cash=9_000), patient_id="patient-zoe", now=OPEN_AT)
    for path in [path for path in kept.all() if "/patient-zoe" in path]:
        del kept._documents[path]


def _extended(kept: MemoryDocuments) -> None:
    """A longer life of a lot that no entry gave."""
    account = kept.all()[ACCOUNT]
    lot_id, lot = next(iter(lots_of(account).items()))
    longer = {"lot_id": lot_id, "expires_on": "2031-01-01", "expires_at": lot["expires_at"] + timedelta(days=1500)}
    kept.put(ACCOUNT, account | {"extended": [longer | {"appointment_id": None}]})


A_DAY = "clinics/bella/ledger_days/2026-11-24"
SORTS: dict[str, list[tuple[str, Act]]] = {
    "a field of an entry": [
        ("points", _set(entry("accrual"), "points", by=1)),
        ("reason", _set(entry("adjustment"), "why", "reason", to="gift")),
        ("on a closed day", _set(entry("redemption", is_open=False), "why", "visit_id", to="another")),
    ],
    "an entry removed": [
        ("of the open day", _remove(entry("adjustment"))),
        ("of a closed day", _remove(entry("accrual", is_open=False))),
    ],
    "an entry added": [("a copy at the end", _add_a_copy)],
    "entries that changed places": [("the second and the third", _swap)],
    "an entry of a closed day, sealed anew": [
        ("its visit", _resealed(_set(entry("redemption", is_open=False), "why", "visit_id", to="another"))),
        ("its location", _resealed(_set(entry("redemption", is_open=False), "location_id", to="encino"))),
    ],
    "points that the terms do not give": [("1,000 more", _resealed(_more_points("accrual")))],
    "terms that the rule has not": [
        ("rate", _resealed(_set(entry("accrual"), "why", "rate_bp", to=2_000))),
        ("points of a minor unit", _resealed(_set(entry("accrual"), "why", "minor_per_point", to=2))),
        ("tenders", _resealed(_set(entry("accrual"), "why", "eligible_tenders", to=["card", "cash"]))),
        ("multiplier", _resealed(_set(entry("accrual"), "why", "multiplier", to="9/1"))),
        ("a tier that is none", _resealed(_set(entry("accrual"), "why", "tier_id", to="diamond"))),
        ("banking", _resealed(_set(entry("banking"), "why", "minor_per_100_points", to=900))),
        ("points of a month", _resealed(_more_points("bonus"))),
    ],
    "draws": [
        ("another amount", _resealed(_set(entry("banking"), "draws", 0, "points", by=-5))),
        ("another rest of the lot", _resealed(_set(entry("banking"), "draws", 0, "lot", "points_remaining", by=1))),
        ("a longer life", _resealed(_set(entry("banking"), "draws", 0, "lot", "expires_on", to="2031-01-01"))),
    ],
    "what was undone": [
        ("another entry", _resealed(_set(entry("reversal"), "reverses", to="nothing-like-it"))),
        ("more forgiven", _resealed(_set(entry("reversal"), "why", "forgiven_points", by=90_000))),
    ],
    "people that are nobody": [
        ("the actor", _resealed(_set(entry("accrual"), "actor", "uid", to="staff-nobody"))),
        ("the approver", _resealed(_set(entry("adjustment"), "why", "approved_by", to="staff-nobody"))),
        ("a patient as another", _resealed(_set(entry("banking"), "actor", "uid", to="patient-ben"))),
    ],
    "places that are nowhere": [
        ("the location", _resealed(_set(entry("accrual"), "location_id", to="paris"))),
        ("the actor's own", _resealed(_set(entry("reversal"), "why", "acted_at", to="paris"))),
    ],
    "dates out of order": [
        ("a business date a week ahead", _resealed(_set(entry("accrual"), "business_date", to="2026-12-04"))),
        ("a business date long ago", _resealed(_set(entry("accrual"), "business_date", to="2026-01-04"))),
        ("occurred after it was recorded", _resealed(_set(entry("accrual"), "occurred_at", to=OPEN_AT + timedelta(1)))),
    ],
    "an entry without its cause": [
        ("no actor", _resealed(_set(entry("accrual"), "actor", "uid", to=""))),
        ("no reason", _resealed(_set(entry("banking"), "why", "reason", to=""))),
        ("no versions of rules", _resealed(_set(entry("accrual"), "why", "rule_versions", to={}))),
        ("another request", _resealed(_set(entry("accrual"), "request", "request_id", to="another-request-000"))),
        ("another clinic", _resealed(_set(entry("accrual"), "clinic_id", to="another"))),
    ],
    "an adjustment's document": [
        ("removed", _remove(below("adjustments"))),
        ("of other points", _set(below("adjustments"), "points", to=7)),
        ("declined", _set(below("adjustments"), "status", to="declined")),
    ],
    "reversals of an entry": [
        ("removed", _remove(below("reversals"))),
        ("fewer points taken", _set(below("reversals"), "clawed_points", to=0)),
        ("less money back", _set(below("reversals"), "refunded_minor", to={})),
        ("opened again", _set(below("reversals", 1), "closed", to=None)),
    ],
    "balances of an account": [
        ("points", _set(ACCOUNT, "points", by=1_000_000)),
        ("wallet", _set(ACCOUNT, "wallet_minor", by=50_000)),
        ("debt", _set(ACCOUNT, "debt_points", to=9)),
        ("remainder", _set(ACCOUNT, "remainder", to={"numerator": 1, "denominator": 2})),
        ("when it is due", _set(ACCOUNT, "due_at", to=None)),
    ],
    "lots of an account": [
        ("gone", _set(ACCOUNT, "lots", to={})),
        ("wallet lots gone", _set(ACCOUNT, "wallet_lots", to={})),
        ("a longer life", _extended),
    ],
    "days that count for a tier": [
        ("money", _first_day(spend_minor=900_000)),
        ("purchases", _first_day(purchases=9)),
        ("a treatment more", _first_day(treatments=9)),
        ("a treatment's record gone", _remove(below("treatments"))),
    ],
    "a grant": [
        ("another tier", _set(ACCOUNT, "granted", to={"tier_id": "platinum", "until_on": None})),
        ("taken back", _set(ACCOUNT, "granted", to=None)),
    ],
    "a membership": [
        ("paid longer", _set(ACCOUNT, "membership", "paid_until_on", to="2031-01-01")),
        ("another tier", _set(ACCOUNT, "membership", "tier_id", to="platinum")),
        ("gone", _set(ACCOUNT, "membership", to=None)),
        ("without its events", _all(*(_remove(below("membership_events")),) * 3)),
    ],
    "a closing": [
        ("its balance", _set(A_DAY, "total", "closing", "points", by=1)),
        ("its digest", _set(A_DAY, "digest", to="0" * 64)),
        ("removed", _remove(A_DAY)),
    ],
    "an account removed": [("its entries left", _remove(ACCOUNT))],
    "a kept proof": [
        ("its hash", _set(below("account_proofs"), "head_hash", to="0" * 64)),
        ("its state, sealed", _forge_proof),
    ],
    "an account rolled back with its entries": [("before its last purchase", _roll_back)],
}
UNSEEN: dict[str, Act] = {
    "a grant with its record": _forged_grant,
    "every closing made anew, with the lines": _rewrite_closings,
    "a patient removed with everything on the open day": _never_was,
    "the name of an account": _set(ACCOUNT, "name", to="Somebody Else"),
}
TAMPERINGS = [Tampering(sort, what, do) for sort, acts in SORTS.items() for what, do in acts]
