"""Why a purchase earned what it did, in one honest English sentence, from what its entry keeps."""

from __future__ import annotations

from decimal import Decimal

from loyalty.domain.entry import Why

# Minor units a major unit where it is not 100, by ISO 4217.
_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "XAF"), 0),
    **dict.fromkeys(("VUV", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def explain(why: Why, currency: str) -> str:
    """One sentence: the rate, the money it was taken of, and what the tier and the carried remainder did to it."""
    tenders = _listed(why.eligible_tenders)
    if why.reason == "nothing-eligible":
        return f"No points: only {tenders} earns here." if tenders else "No points: nothing earns here at present."
    said = f"{_percent(why.rate_bp)} % of {money(why.eligible_minor, currency)} {tenders}"
    if why.multiplier != 1:
        said += f", times {why.multiplier} for {why.tier_id}"
    if why.reason == "below-one-point":
        return f"{said} is less than one point; it is kept for the next purchase."
    return said


def money(amount_minor: int, currency: str) -> str:
    """An amount as people write it: `$450.00`, `¥`-less currencies by their code."""
    digits = _DIGITS.get(currency, 2)
    amount = f"{Decimal(amount_minor).scaleb(-digits):,.{digits}f}"
    return f"{_SYMBOLS[currency]}{amount}" if currency in _SYMBOLS else f"{currency} {amount}"


def _percent(rate_bp: int) -> str:
    return f"{Decimal(rate_bp) / 100:f}".rstrip("0").rstrip(".") if rate_bp % 100 else str(rate_bp // 100)


def _listed(tenders: tuple[str, ...]) -> str:
    *most, last = [str(tender) for tender in tenders] or [""]
    return f"{', '.join(most)} and {last}" if most else last
