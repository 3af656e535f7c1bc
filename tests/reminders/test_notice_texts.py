"""The texts of reminders: all approved ones keep the rules, and each rule catches what breaks it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from loyalty.domain.reminders.texts import TEXTS, TITLES, flaws, notice_text
from tests.support.notices import KINDS, TODAY

VOICES, LOCALES = ("calm", "warm", "brief"), ("en", "es")


def test_every_voice_has_a_text_of_each_kind_in_each_language() -> None:
    assert set(TEXTS) == set(product(VOICES, KINDS, LOCALES))
    assert set(TITLES) == set(LOCALES)


@pytest.mark.parametrize("text", TEXTS.values())
def test_every_approved_text_keeps_the_rules(text: str) -> None:
    assert flaws(text) == []


@pytest.mark.parametrize("title", TITLES.values())
def test_every_title_keeps_the_rules(title: str) -> None:
    assert flaws(title, dated=False) == []


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("Your points are with you until {date}!", "an exclamation"),
        ("¡Tus puntos te esperan hasta el {date}.", "an exclamation"),
        ("HURRAY: points until {date}.", "a word in capitals"),
        ("TÚ tienes puntos hasta el {date}.", "a word in capitals"),
        ("You have 500 points until {date}.", "a digit"),
        ("You have $ until {date}.", "a sign of money"),
        ("Tienes € hasta el {date}.", "a sign of money"),
        ("You have points to enjoy.", "not just one date"),
        ("From {date} until {date}.", "not just one date"),
        ("{name}, you have points until {date}.", "not just one date"),
        ("You have points until {date.", "not just one date"),
        ("You have points to enjoy, and enjoy, " * 3 + "until {date}.", "longer than 120"),
        ("See https://example.test until {date}.", "a link"),
        ("Time for a facial before {date}.", "a treatment"),
        ("Your Botox points: until {date}.", "a treatment"),
        ("Un tratamiento te espera hasta el {date}.", "a treatment"),
        ("Inyecciones hasta el {date}.", "a treatment"),
        ("Dr Ruiz keeps your points until {date}.", "a provider"),
        ("La doctora guarda tus puntos hasta el {date}.", "a provider"),
        ("A hundred points until {date}.", "an amount"),
        ("Mil puntos hasta el {date}.", "an amount"),
        ("Points worth dollars until {date}.", "an amount"),
        ("Hurry: points until {date}.", "a press"),
        ("Your points expire on {date}.", "a press"),
        ("Tus puntos caducan el {date}.", "a press"),
        ("Última oportunidad hasta el {date}.", "a press"),
    ],
)
def test_a_text_that_breaks_a_rule_is_not_approved(text: str, flaw: str) -> None:
    assert flaw in flaws(text)


def test_a_title_with_a_date_or_without_a_word_is_not_approved() -> None:
    assert flaws("Until {date}", dated=False) == ["not just one date"]
    assert flaws("  ", dated=False) == ["nothing"]


@pytest.mark.parametrize(("days", "weekday"), [(0, False), (1, True), (6, True), (7, False), (28, False)])
def test_a_weekday_is_said_only_where_no_other_of_its_name_is_as_near(days: int, *, weekday: bool) -> None:
    assert notice_text("calm", "urge", "en", TODAY + timedelta(days), TODAY).weekday is weekday


def test_a_first_reminder_says_the_date_however_near_it_is() -> None:
    assert not notice_text("calm", "nudge", "en", date(2026, 11, 25), TODAY).weekday
