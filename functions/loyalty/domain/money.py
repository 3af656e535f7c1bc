"""Amounts and numbers as people write them in English."""

from __future__ import annotations

from decimal import Decimal

# Basis points in a whole.
WHOLE_BP = 10_000
# Decimal digits of the currencies that do not have two, by ISO 4217; the pages have the same table.
USUAL_DIGITS = 2
CURRENCY_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND"), 0),
    **dict.fromkeys(("VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def money(amount_minor: int, currency: str) -> str:
    """An amount as people write it: `$450.00`, or `CAD 450.00` where the currency has no symbol here."""
    digits = CURRENCY_DIGITS.get(currency, USUAL_DIGITS)
    amount = f"{Decimal(amount_minor).scaleb(-digits):,.{digits}f}"
    return f"{_SYMBOLS[currency]}{amount}" if currency in _SYMBOLS else f"{currency} {amount}"


def percent(rate_bp: int) -> str:
    """Basis points as percent, without needless zeros: 1250 is `12.5`."""
    return f"{Decimal(rate_bp) / 100:f}".rstrip("0").rstrip(".") if rate_bp % 100 else str(rate_bp // 100)


def points(count: int) -> str:
    """A number of points in words: `1 point`, `4,500 points`."""
    return "1 point" if count == 1 else f"{count:,} points"


def word_list(words: tuple[str, ...]) -> str:
    """A list in words: `cash`, `cash and card`, `cash, card and financing`."""
    *most, last = words or ("",)
    return f"{', '.join(most)} and {last}" if most else last
