"""Any body is answered, or refused by type; no call answers `internal`, and no refusal writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loyalty.entrypoints.services import COUNTER, OFFICE
from tests.entrypoints.conftest import Counter
from tests.support.appointments import PATH, asked
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, ENCINO, MANAGER, PATIENT
from tests.support.counts import count
from tests.support.emulator import put_documents
from tests.support.serving import Answer

OTHER_PATIENT = "patient-ben"
TRY = settings(
    max_examples=count(25, 2_000),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from(["", "__id__", ".", "..", "a/b", "\x00", "\ud800", "1e400", "-0", "🙂" * 80])
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
ids = st.sampled_from(
    [
        "bella",
        "other",
        "patients",
        PATIENT,
        OTHER_PATIENT,
        DESK,
        CALABASAS,
        ENCINO,
        "x" * 128,
        "x" * 129,
        "a/b",
        "__x__",
        "",
    ]
)
request_ids = st.sampled_from(["r" * 16, "request-000000000001", "short", "x" * 64, "x" * 65])
kinds = st.sampled_from(["cash", "card", "wallet", "points", "insurance", "financing", "shells", "CASH"])
amounts = st.integers(-5, 200_000_000) | st.sampled_from([1.0, 4.5, float("nan"), float("inf"), "450", True, 10**30])
tenders = st.lists(st.fixed_dictionaries({"kind": kinds | anything, "amount_minor": amounts | anything}), max_size=8)
points = st.integers(-5, 12_000_000) | st.sampled_from([50, 100, 500, 1.0, "100", True, 10**30])
visits = ids | st.just("open")
entries = request_ids | st.sampled_from(["recorded", "recorded.points", "recorded.expiry", "a.b", "x" * 81])
texts = st.text(max_size=220)
letters = st.text(max_size=45) | st.sampled_from(["ana", "Ruíz", "an", "a n a", "\ud800\ud800\ud800", "…………"])
lines = st.lists(
    st.fixed_dictionaries(
        {"kind": kinds | anything, "amount_minor": amounts | anything}, optional={"returned_as": st.none() | kinds}
    ),
    max_size=8,
)

days = st.dates().map(str) | st.sampled_from(["2026-11-01", "2026-11-30", "9999-12-31", "2000-01-01", "2026-W01-1"])
months = st.dates().map(lambda day: str(day)[:7]) | st.sampled_from(["2026-01", "2026-12", "2999-12", "2026-13", "1-1"])
INSTANTS = ["2099-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-12-01", "now"]

instants = st.datetimes(timezones=st.timezones()).map(str) | st.sampled_from(INSTANTS)

ago = st.none() | st.integers(-1, 3651)
audiences = anything | st.fixed_dictionaries(
    {
        "service_id": st.none() | ids,
        "from_days": ago,
        "to_days": ago,
        "not_since": st.booleans(),
        "tier_ids": st.lists(ids, max_size=21),
        "from_points": st.none() | points,
        "not_seen_days": ago,
        "members": st.sampled_from(["yes", "no", "maybe", None]),
    }
)

cursors = st.fixed_dictionaries(
    {
        "as_of": instants | st.just("2026-11-22T18:00:00Z"),
        "collection": ids,
        "after": st.sampled_from(["", "clinics/bella/patients/patient-ana", "clinics/other/patients/x", "a//b", ".."]),
        "digest": st.sampled_from(["0" * 64, "f" * 63, ""]),
        "rows": st.dictionaries(st.text(max_size=12), st.integers(-5, 10**12), max_size=3) | anything,
    }
)


def of_desk(*request: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    """The ids in every call of the desk about a patient."""
    named = {"clinic_id": ids, "location_id": ids, "patient_id": ids}
    return {**named, **({"request_id": request[0]} if request else {})}


FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "join_clinic": {"request_id": request_ids, "clinic_id": ids, "name": st.text(max_size=100)},
    "refresh_standing": {"clinic_id": ids},
    "end_sessions": {"clinic_id": ids},
    "issue_code": {"clinic_id": ids, "location_id": ids, "image": st.sampled_from(["svg", "png", "gif"])},
    "check_in": {
        "request_id": request_ids,
        "clinic_id": ids,
        "location_id": ids,
        "code": st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=250) | st.just("genuine"),
    },
    "record_purchase": {
        "request_id": request_ids,
        "clinic_id": ids,
        "location_id": ids,
        "patient_id": ids,
        "visit_id": ids | st.just("open"),
        "tenders": tenders,
        "service_ids": st.lists(ids, max_size=22),
        "receipt_number": st.none() | st.text(max_size=50),
    },
    "close_account": {**of_desk(request_ids), "text": texts},
    "reopen_account": {**of_desk(request_ids), "text": texts},
    "get_receipt": {"clinic_id": ids, "patient_id": ids, "request_id": request_ids},
    "quote_redemption": {**of_desk(), "visit_id": visits, "bill_minor": st.none() | amounts},
    "redeem_points": {**of_desk(request_ids), "visit_id": visits, "points": points, "bill_minor": amounts},
    "redeem_reward": {**of_desk(request_ids), "visit_id": visits, "reward_id": ids | st.just("lip-mask")},
    "cancel_redemption": {**of_desk(request_ids), "visit_id": visits, "redemption_id": entries, "text": texts},
    "request_confirmation": {**of_desk(request_ids), "visit_id": visits, "points": points, "wallet_minor": amounts},
    "reverse_credit": {**of_desk(request_ids), "credit_id": entries, "amount_minor": amounts, "text": texts},
    "quote_cash_out": of_desk(),
    "get_patient": {
        "clinic_id": ids,
        "patient_id": ids,
        "older": st.none()
        | anything
        | st.fixed_dictionaries(
            {
                "part": st.sampled_from(["entries", "visits", "notices", "memberships", "closings", "devices", ""]),
                "before_at": instants,
                "before_id": ids | entries | days,
            }
        ),
    },
    "list_patients": {
        "clinic_id": ids,
        "choice": st.sampled_from(["all", "ending", "tiers", "members", "away", "owing", "named", "everybody"]),
        "letters": st.none() | letters,
        "after_place": st.none() | days | st.text(max_size=220) | st.integers().map(str),
        "after_id": st.none() | ids,
    },
    "list_adjustments": {"clinic_id": ids, "own": st.booleans()},
    "list_undoable": {**of_desk(), "visit_id": visits},
    "list_purchases": {**of_desk(), "visit_id": visits, "before_id": st.none() | entries},
    "list_expired_points": {**of_desk(), "visit_id": visits},
    "confirm_redemption": {"clinic_id": ids, "confirmation_id": request_ids, "approve": st.booleans()},
    "decide_confirmation": {**of_desk(), "confirmation_id": request_ids, "approve": st.booleans()},
    "request_approval": {
        **of_desk(request_ids),
        "act": st.sampled_from(["record_purchase", "add_to_wallet", "refund_purchase", "change_membership", "void"]),
        "body": st.dictionaries(st.text(max_size=12), anything, max_size=4)
        | st.fixed_dictionaries({**of_desk(request_ids), "amount_minor": amounts, "text": texts}),
    },
    "decide_approval": {**of_desk(), "approval_id": request_ids, "approve": st.booleans()},
    "list_confirmations": {"clinic_id": ids, "location_id": ids},
    "refund_purchase": {**of_desk(request_ids), "purchase_id": entries, "lines": lines, "text": texts},
    "void_purchase": {**of_desk(request_ids), "purchase_id": entries, "text": texts},
    "reassign_purchase": {**of_desk(request_ids), "purchase_id": entries, "to_patient_id": ids, "text": texts},
    "adjust_points": {
        **of_desk(request_ids),
        "points": points,
        "reason": st.sampled_from(["goodwill", "whim", ""]),
        "text": texts,
        "private_note": texts,
    },
    "decide_adjustment": {**of_desk(request_ids), "adjustment_id": request_ids, "approve": st.booleans()},
    "reissue_points": {**of_desk(request_ids), "expiry_id": entries, "points": points, "text": texts},
    "add_to_wallet": {**of_desk(request_ids), "amount_minor": amounts, "tender": st.none() | kinds, "text": texts},
    "bank_points": {"request_id": request_ids, "clinic_id": ids, "points": points},
    "answer_appointment": {
        **of_desk(request_ids),
        "appointment_id": ids | st.just("appointment-1"),
        "answer": st.sampled_from(["accepted", "proposed", "declined", "requested", "withdrawn"]),
        "visit_at": st.none() | st.datetimes(timezones=st.none() | st.timezones()).map(str) | st.sampled_from(INSTANTS),
    },
    "accept_proposal": {
        "request_id": request_ids,
        "clinic_id": ids,
        "appointment_id": ids | st.just("appointment-1"),
        "visit_at": st.datetimes(timezones=st.timezones()).map(str) | st.sampled_from(INSTANTS),
    },
    "cash_out": {**of_desk(request_ids), "amount_minor": amounts, "text": texts},
    "undo_cash_out": {**of_desk(request_ids), "cash_out_id": entries, "text": texts},
    "change_appointment": {
        **of_desk(request_ids),
        "appointment_id": ids | st.just("appointment-1"),
        "visit_at": st.none() | st.datetimes(timezones=st.none() | st.timezones()).map(str) | st.sampled_from(INSTANTS),
        "text": st.none() | texts,
    },
    "cancel_appointment": {
        "request_id": request_ids,
        "clinic_id": ids,
        "appointment_id": ids | st.just("appointment-1"),
    },
    "withdraw_treatment": {
        **of_desk(request_ids),
        "treatment_id": ids | st.just("T-1"),
        "to_patient_id": st.none() | ids,
    },
    "undo_banking": {"request_id": request_ids, "clinic_id": ids, "banking_id": entries},
    "find_patients": {"clinic_id": ids, "location_id": ids, "letters": letters, "closed": st.booleans()},
    "open_visit": {**of_desk(request_ids), "lookup_id": ids | st.just("looked")},
    "get_engagement": {"clinic_id": ids, "location_id": ids, "own": st.booleans()},
    "list_requests": {
        "clinic_id": ids,
        "location_id": ids,
        "after_asked_at": st.none() | instants,
        "after_id": st.none() | ids,
    },
    "list_coming_visits": {"clinic_id": ids, "location_id": ids, "patient_id": st.none() | ids},
    "list_day": {"clinic_id": ids, "location_id": ids},
    "list_receipts": {"clinic_id": ids, "location_id": ids},
    "get_location_totals": {"clinic_id": ids, "from_on": days, "to_on": days},
    "preview_rule": {
        "request_id": request_ids,
        "clinic_id": ids,
        "rule": st.sampled_from(["tiers", "memberships", "earning", "governance", "expiry", "none"]),
        "base_version": st.integers(-1, 3),
        "content": st.dictionaries(st.sampled_from(["tiers", "plans", "rate_bp", "x"]), anything, max_size=3),
        "days": st.sampled_from([30, 90, 365, 0, -1, 91]),
    },
    "cancel_preview": {"clinic_id": ids, "preview_id": ids},
    "get_ending_points": {"clinic_id": ids},
    "get_health": {"clinic_id": ids},
    "download_part": {"clinic_id": ids, "cursor": st.none() | cursors | anything},
    "count_audience": {"clinic_id": ids, "audience": audiences},
    "place_offer": {"clinic_id": ids, "offer_id": ids},
    "get_offer_result": {"clinic_id": ids, "offer_id": ids, "days": st.integers(-1, 91)},
    "get_revenue": {"clinic_id": ids, "from_month": months, "to_month": months},
    "complete_treatment": {
        "treatment_id": ids,
        "clinic_id": ids,
        "location_id": ids,
        "patient_id": ids,
        "service_id": ids | st.just("peel"),
        "completed_on": days,
    },
    "change_membership": {
        **of_desk(request_ids),
        "act": st.sampled_from(["enrol", "renew", "change", "pause", "resume", "cancel", "undo", "ENROL"]),
        "plan_id": st.none() | ids,
        "event_id": st.none() | entries,
        "confirmed_duplicate": st.booleans(),
    },
    "grant_tier": {**of_desk(request_ids), "text": texts, "tier_id": st.none() | ids, "until_on": st.none() | days},
    "invite_staff": {
        "request_id": request_ids,
        "clinic_id": ids,
        "email": texts
        | st.sampled_from(["maya@people.example", "MAYA@PEOPLE.EXAMPLE", "a@b", "@", "a b@c.de", "é@é.é"]),
        "name": texts,
        "role": st.sampled_from(["front_desk", "manager", "owner", "admin"]),
        "location_ids": st.lists(ids, max_size=22),
    },
    "renew_invite": {"clinic_id": ids, "invite_id": request_ids},
    "withdraw_invite": {"clinic_id": ids, "invite_id": request_ids},
    "accept_invite": {"clinic_id": ids, "invite_id": request_ids},
    "manage_rule": {
        "request_id": request_ids,
        "clinic_id": ids,
        "action": st.sampled_from(["check", "publish", "schedule", "cancel", "agree", "restore", "PUBLISH"]),
        "rule": st.none() | st.sampled_from(["tiers", "memberships", "earning", "governance", "expiry", "none"]),
        "base_version": st.none() | st.integers(-1, 3),
        "content": st.none()
        | st.dictionaries(st.sampled_from(["tiers", "plans", "rate_bp", "x"]), anything, max_size=3),
        "note": st.none() | texts,
        "preview_id": st.none() | ids,
        "effective_on": st.none() | days,
        "effective_time": st.none() | st.sampled_from(["00:00", "02:30", "23:59", "24:00", "7:00"]),
        "release_id": st.none() | request_ids,
        "version": st.none() | st.integers(-1, 3),
        "accepted": st.lists(st.text(max_size=20), max_size=3),
    },
}


def bodies(name: str) -> st.SearchStrategy[Any]:
    """Bodies near the right shape, and bodies far from it."""
    near = st.fixed_dictionaries({field: values | anything for field, values in FIELDS[name].items()})
    right = st.fixed_dictionaries(FIELDS[name])
    fewer = st.fixed_dictionaries({}, optional=FIELDS[name])
    more = st.builds(
        lambda body, extra: {**extra, **body}, right, st.dictionaries(st.text(max_size=9), anything, max_size=2)
    )
    return right | near | fewer | more | anything


def test_every_call_has_its_bodies() -> None:
    assert FIELDS.keys() == COUNTER.calls.keys() | OFFICE.calls.keys()


@pytest.mark.parametrize("name", FIELDS)
def test_nothing_a_client_sends_is_answered_internal_and_no_refusal_writes(
    counter: Counter, commits: list[int], name: str
) -> None:
    counter.join()
    counter.join(OTHER_PATIENT)
    put_documents(counter.database, {PATH: asked()})
    scanned = counter.scan()
    recorded = counter.call("record_purchase", **counter.purchase(scanned)).result["entry_id"]
    looked = counter.call("find_patients", location_id=CALABASAS, letters="ana").result["lookup_id"]
    known = {
        "looked": lambda: looked,
        "genuine": counter.code,
        "open": lambda: scanned.result["visit_id"],
        "recorded": lambda: recorded,
    }

    @TRY
    @given(body=bodies(name), uid=st.sampled_from([DESK, MANAGER, ELSEWHERE, PATIENT, OTHER_PATIENT, "a/b", None]))
    def sent(body: Any, uid: str | None) -> None:  # noqa: ANN401
        commits.clear()
        answer = _send(counter, name, _completed(body, known), uid)
        assert answer.status not in {"INTERNAL", "UNKNOWN"}, answer
        assert answer.result is not None or (answer.code and not commits)

    sent()


def _completed(body: Any, known: dict[str, Callable[[], str]]) -> Any:  # noqa: ANN401
    """Words that stand for what only this test's clinic knows."""
    if not isinstance(body, dict):
        return body
    return {
        field: known[value]() if isinstance(value, str) and value in known else value for field, value in body.items()
    }


def _send(counter: Counter, name: str, body: Any, uid: str | None) -> Answer:  # noqa: ANN401
    return counter.client.post(name, json.dumps({"data": body}).encode(), uid)
