"""Texts and dates from outside are cleaned and bounded at one place, whatever people or programs send."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.bounds import Text, cleaned
from loyalty.entrypoints.bodies import LOGGED_IDS, ids_of, read_body
from loyalty.errors.base import MalformedRequest
from loyalty.services.checkout.join_clinic import JoinClinic
from loyalty.services.membership.treatments import CompleteTreatment

UNSEEN = "\u200b\u202e\u2066\ufeff\u00ad\u0000\u001b\u2028"


@dataclass(frozen=True, slots=True)
class Dated:
    """A body with a text, a day and an instant."""

    text: Text
    on: date
    at: datetime


def dated(**changes: object) -> Dated:
    return read_body(Dated, {"text": "as agreed", "on": "2026-11-22", "at": "2026-11-22T18:00:00Z", **changes})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana Ruiz\t", "Ana Ruiz"),
        ("Ana\u202eziuR", "AnaziuR"),
        ("A\u200bna", "Ana"),
        ("Ana\u0000", "Ana"),
        ("Jose\u0301", "José"),
        ("\u200dAna\u200d", "Ana"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
        ("two\nlines", "two\nlines"),
        (UNSEEN, ""),
        ("\u200d\u200c \u200d", ""),
    ],
)
def test_a_text_is_kept_as_people_see_it(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@given(st.text(st.sampled_from("aé \u0301\n\u200c\u200d" + UNSEEN) | st.characters()))
def test_no_text_keeps_what_cannot_be_seen_or_turns_its_direction(typed: str) -> None:
    kept = cleaned(typed)
    assert cleaned(kept) == kept
    assert kept == kept.strip()
    seen = kept.translate(dict.fromkeys(map(ord, "\n\t\u200c\u200d")))
    assert {unicodedata.category(each) for each in seen} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} == set()
    assert bool(kept) == bool(seen.strip())


@pytest.mark.parametrize("name", [UNSEEN, "\u200d", " \u202e ", "\ud800"])
def test_nobody_joins_under_a_name_that_nobody_sees(name: str) -> None:
    with pytest.raises(MalformedRequest, match="name"):
        read_body(JoinClinic, {"request_id": "request-000000001", "clinic_id": "bella", "name": name})


def test_a_name_that_reads_backwards_is_taken_without_its_trick() -> None:
    body = read_body(
        JoinClinic, {"request_id": "request-000000001", "clinic_id": "bella", "name": "Ana \u202eziuR\u202c"}
    )
    assert body.name == "Ana ziuR"


@pytest.mark.parametrize("on", ["1900-01-01", "2999-12-31"])
def test_a_day_of_these_centuries_is_taken(on: str) -> None:
    assert dated(on=on).on == date.fromisoformat(on)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("on", "1899-12-31"),
        ("on", "3000-01-01"),
        ("on", "0001-01-01"),
        ("on", "9999-12-31"),
        ("at", "9999-12-31T23:59:59-12:00"),
        ("at", "0001-01-01T00:00:00+14:00"),
        ("at", "3000-01-01T00:00:00Z"),
    ],
)
def test_a_day_that_nothing_can_be_computed_from_is_refused(field: str, value: str) -> None:
    with pytest.raises(MalformedRequest, match=field) as refused:
        dated(**{field: value})
    assert "1900 to 2999" in str(refused.value.details["problem"])


def test_a_log_line_names_who_and_where_but_not_which_treatment() -> None:
    body = CompleteTreatment("peel-of-ana", "bella", "calabasas", "patient-ana", "botox", date(2026, 11, 22))
    assert ids_of(body) == {
        "clinic_id": "bella",
        "location_id": "calabasas",
        "patient_id": "patient-ana",
    }
    assert not {"service_id", "reward_id", "plan_id", "tier_id", "treatment_id"} & LOGGED_IDS
