"""Amounts are written with the decimals that ISO 4217 publishes, by the engine as by the pages."""

from __future__ import annotations

import json
from pathlib import Path

from loyalty.domain.money import CURRENCY_DIGITS, USUAL_DIGITS, money
from scripts.contracts.__main__ import FILES

VECTORS = Path(__file__).parent.parent / "vectors" / "currencies.json"
PUBLISHED = {code: int(digits) for digits, codes in json.loads(VECTORS.read_text()).items() for code in codes}


def test_every_currency_has_the_decimals_that_iso_4217_publishes() -> None:
    assert len(PUBLISHED) > 162
    assert {code: CURRENCY_DIGITS.get(code, USUAL_DIGITS) for code in PUBLISHED} == PUBLISHED
    assert set(CURRENCY_DIGITS) <= set(PUBLISHED)


def test_an_amount_of_450_is_written_with_the_decimals_of_its_currency() -> None:
    currencies = {"USD": 45_000, "JPY": 450, "IQD": 450_000, "COP": 45_000, "HUF": 45_000, "CLF": 4_500_000}
    assert [money(minor, currency) for currency, minor in currencies.items()] == [
        "$450.00",
        "JPY 450",
        "IQD 450.000",
        "COP 450.00",
        "HUF 450.00",
        "CLF 450.0000",
    ]


def test_the_pages_table_is_the_engines() -> None:
    assert [file.name for file, text_of in FILES.items() if file.read_text() != text_of()] == []
