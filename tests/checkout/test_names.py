"""Names are folded alike when they are kept and when they are typed, and shown masked."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.checkout.names import NamedPatient, fold, joined_month, mask, name_keys, typed_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Ruiz", ("ana", "ruiz")),
        ("JOSÉ  Núñez-Peña", ("jose", "nunez", "pena")),
        ("Siobhán O’Brien", ("siobhan", "obrien")),
        ("Søren Łukasiewicz", ("soren", "lukasiewicz")),
        ("Weiß", ("weiss",)),
        ("İpek", ("ipek",)),
        ("Dr. Lee, Jr.", ("dr", "lee", "jr")),
        ("李小龙", ("李小龙",)),
        ("🙂 …", ()),
    ],
)
def test_a_name_is_folded_to_what_people_type(name: str, parts: tuple[str, ...]) -> None:
    assert fold(name) == parts


def test_an_account_is_kept_under_the_beginnings_of_each_part_and_of_the_whole_name() -> None:
    assert name_keys("Li Ruiz") == ("lir", "liru", "lirui", "liruiz", "rui", "ruiz")
    assert max(map(len, name_keys("Christopher Featherstonehaugh"))) == 8
    assert len(name_keys(" ".join("abcdefghij" for _ in range(8)))) == 6


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("rui", "Ana Ruiz"),
        ("ANA", "Ana Ruiz"),
        ("ana ru", "Ana Ruiz"),
        ("ruiz a", "Ana Ruiz"),
        ("nuñ", "Jose Nunez"),
        ("nun", "José Núñez"),
        ("anarui", "Ana Ruiz"),
        ("li wu", "Li Wu"),
        ("christopher f", "Christopher Featherstonehaugh"),
        ("obr", "Siobhán O'Brien"),
    ],
)
def test_a_patient_is_found_by_the_beginning_of_any_part(letters: str, name: str) -> None:
    asked = typed_name(letters)
    assert asked.key in name_keys(name)
    assert asked.fits(name)


@pytest.mark.parametrize(
    ("letters", "name"), [("christopi", "Christopher Lee"), ("ana rx", "Ana Ruiz"), ("uiz", "Ana Ruiz")]
)
def test_a_patient_is_not_found_by_other_letters(letters: str, name: str) -> None:
    assert not typed_name(letters).fits(name)


@pytest.mark.parametrize("letters", ["", "an", "a n", "´´´´", "...", "🙂🙂🙂"])
def test_fewer_than_three_letters_ask_for_nobody(letters: str) -> None:
    with pytest.raises(ValueError, match="3 letters"):
        typed_name(letters)


@given(st.text(max_size=80), st.integers(3, 40))
def test_whoever_is_asked_for_by_the_beginning_of_their_name_is_found(name: str, length: int) -> None:
    typed = "".join(fold(name))[:length]
    if len(typed) >= 3:
        parts = fold(name)
        assert typed_name(typed).fits(name)
        assert len(parts) > 6 or typed_name(typed).key in name_keys(name)


@pytest.mark.parametrize(
    ("name", "shown"), [("Ana Ruiz", "Ana R."), ("Ana María de la Cruz", "Ana C."), ("Prince", "Prince"), ("", "")]
)
def test_a_name_is_shown_masked(name: str, shown: str) -> None:
    assert mask(name) == shown


def test_the_month_of_joining_is_the_clinics() -> None:
    patient = NamedPatient("ana", "Ana", active=True, joined_at=datetime(2025, 4, 1, 5, tzinfo=UTC))
    assert joined_month(patient, ZoneInfo("America/Los_Angeles")) == "2025-03"
