"""The table of currencies as the pages have it: the decimal digits of each, as the engine counts its minor units."""

from __future__ import annotations

from loyalty.domain.money import CURRENCY_DIGITS, USUAL_DIGITS

HEAD = """\
/** Decimal digits of currencies, by ISO 4217, as the engine counts. Written by `make contracts`: not to be edited. */
"""


def currencies() -> str:
    """The whole file."""
    rows = "\n".join(f"  {code}: {digits}," for code, digits in sorted(CURRENCY_DIGITS.items()))
    return f"""{HEAD}
/** Digits of a currency that is not in the table. */
export const USUAL_DIGITS = {USUAL_DIGITS};

export const CURRENCY_DIGITS: Readonly<Record<string, number>> = {{
{rows}
}};
"""
