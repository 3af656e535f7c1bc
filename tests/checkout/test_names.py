"""Names are folded alike when they are kept and when they are typed, and shown masked."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
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
        ("李小龙", ("李", "小", "龙")),
        ("佐々木ゆり", ("佐", "々", "木", "ゆり")),
        ("김민호", ("".join(unicodedata.normalize("NFKD", "김민호")),)),
        ("Ana\u200b Ru\u202eiz", ("ana", "ruiz")),
        ("🙂 …", ()),
    ],
)
def test_a_name_is_folded_to_what_people_type(name: str, parts: tuple[str, ...]) -> None:
    assert fold(name) == parts


def test_an_account_is_kept_under_beginnings_short_words_two_words_together_and_all_words() -> None:
    assert set(name_keys("Li Ruiz")) == {
        *("lir", "liru", "lirui", "liruiz", "rui", "ruiz"),
        "li",
        *(f"{one} {other}" for one in ("l", "li") for other in ("r", "ru", "rui", "ruiz")),
        "=li ruiz",
    }
    assert name_keys("李伟") == ("=伟 李", "伟", "伟 李", "李")
    assert name_keys("🙂 …") == ()


def test_the_keys_of_the_longest_name_are_bounded() -> None:
    longest = [name_keys(" ".join("abcdefghijklmnopqrstuvwxyz"[n:] for n in range(8))), name_keys("\ufdfa" * 80)]
    for keys in longest:
        assert len(keys) < 1_200
        assert max(len(key.encode()) for key in keys) < 1_500


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
        ("wu li", "Li Wu"),
        ("bo", "Bo Derek"),
        ("Ng", "Anna Ng"),
        ("wu", "Li Wu"),
        ("李伟", "李伟"),
        ("李", "李伟"),
        ("伟李", "李伟"),
        ("李 伟", "李伟"),
        ("李伟", "李 伟"),
        ("jennifer lee", "Jennifer Lee"),
        ("lee-smith jen", "Jennifer Lee Smith"),
        ("lopez maria", "María de la Cruz García López"),
        ("christopher f", "Christopher Featherstonehaugh"),
        ("obr", "Siobhán O'Brien"),
    ],
)
def test_a_patient_is_found_by_the_beginning_of_any_part(letters: str, name: str) -> None:
    asked = typed_name(letters)
    assert asked.key in name_keys(name)
    assert asked.fits(name)


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("christopi", "Christopher Lee"),
        ("ana rx", "Ana Ruiz"),
        ("uiz", "Ana Ruiz"),
        ("bo", "Bobby Lee"),
        ("li li", "Li Wu"),
    ],
)
def test_a_patient_is_not_found_by_other_letters(letters: str, name: str) -> None:
    assert not typed_name(letters).fits(name)


@pytest.mark.parametrize("letters", ["", "a", "a n", "´´´´", "...", "🙂🙂🙂", "\u200b\u200b\u200b"])
def test_fewer_letters_than_a_short_word_ask_for_nobody(letters: str) -> None:
    with pytest.raises(ValueError, match="3 letters"):
        typed_name(letters)


LATIN = st.text("abclnéÑ' -", min_size=1, max_size=12)
WORD = LATIN | st.text("李伟王芳々ゆり", min_size=1, max_size=4) | st.text(max_size=8)


@given(st.lists(WORD, min_size=1, max_size=6), st.data())
def test_whoever_is_asked_for_by_beginnings_of_words_in_any_order_is_found_at_the_index(
    words: list[str], data: st.DataObject
) -> None:
    name = " ".join(words)
    parts = fold(name)
    assume(1 <= len(parts) <= 6)
    asked = data.draw(st.lists(st.sampled_from(range(len(parts))), min_size=1, unique=True))
    typed = [parts[at][: data.draw(st.integers(1, len(parts[at])))] for at in asked]
    if len(typed) == 1 and len(typed[0]) < 3:
        typed = [parts[asked[0]]]
    try:
        looked = typed_name(" ".join(typed))
    except ValueError:
        assert len("".join(typed)) < 3
        return
    assume(looked.words == tuple(typed))  # a letter cut off from its mark is another letter
    assert looked.fits(name)
    assert looked.key in name_keys(name)


@given(st.lists(WORD, min_size=1, max_size=6), st.randoms())
def test_a_name_typed_in_full_in_any_order_is_the_whole_name(words: list[str], random: Random) -> None:
    parts = list(fold(" ".join(words)))
    name = " ".join(parts)
    random.shuffle(parts)
    try:
        asked = typed_name(" ".join(parts))
    except ValueError:
        return
    assert asked.is_whole(name)
    assert asked.whole in name_keys(name)


@pytest.mark.parametrize(
    ("name", "shown"), [("Ana Ruiz", "Ana R."), ("Ana María de la Cruz", "Ana C."), ("Prince", "Prince"), ("", "")]
)
def test_a_name_is_shown_masked(name: str, shown: str) -> None:
    assert mask(name) == shown


def test_the_month_of_joining_is_the_clinics() -> None:
    patient = NamedPatient("ana", "Ana", active=True, joined_at=datetime(2025, 4, 1, 5, tzinfo=UTC))
    assert joined_month(patient, ZoneInfo("America/Los_Angeles")) == "2025-03"
