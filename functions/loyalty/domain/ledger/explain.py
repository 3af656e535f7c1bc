"""Explanations: one honest English sentence about an entry, made from its own fields."""

from __future__ import annotations

from datetime import date
from functools import singledispatch

from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.why import (
    AccrualWhy,
    AdjustmentWhy,
    BankingWhy,
    BonusWhy,
    CashOutWhy,
    CreditWhy,
    ExpiryWhy,
    ExtensionWhy,
    OpeningWhy,
    PaymentWhy,
    RedemptionWhy,
    ReissueWhy,
    ReversalWhy,
)
from loyalty.domain.money import money, percent, points, word_list

_KEPT = {
    "appointment": "for your appointment",
    "no-notice": "as no reminder had reached you",
    "no-appointment": "as before your appointment",
}
_REVERSED = {"void": "Canceled the same day", "reassign": "Moved: this sale was another patient's"}


def explain(entry: Entry) -> str:
    """One sentence about an entry."""
    return _sentence(entry.why, entry)


@singledispatch
def _sentence(why: object, entry: Entry) -> str:
    raise TypeError(f"entry {entry.entry_id} is explained by nothing known: {type(why).__name__}")


@_sentence.register
def _(why: AccrualWhy, entry: Entry) -> str:
    tenders = word_list(why.eligible_tenders)
    if why.reason == "nothing-eligible":
        verb = "earns" if len(why.eligible_tenders) == 1 else "earn"
        said = f"No points: only {tenders} {verb} here." if tenders else "No points: nothing earns here at present."
    else:
        currency = entry.purchase.currency if entry.purchase else ""
        said = f"{percent(why.rate_bp)} % of {money(why.eligible_minor, currency)} {tenders}"
        if paid_in_minor := _earning_paid_in(why, entry):
            said += f", {money(paid_in_minor, currency)} of it paid in before"
        if why.multiplier != 1:
            said += f", times {why.multiplier} for {why.tier_name or why.tier_id}"
        if why.reason == "below-one-point":
            said += " is less than one point; it is kept for the next purchase."
    return said + _debt(entry)


def _earning_paid_in(why: AccrualWhy, entry: Entry) -> int:
    """The eligible money that the wallet paid, since the patient had paid it in."""
    paid_in = entry.purchase.paid_in if entry.purchase else ()
    return sum(tender.amount_minor for tender in paid_in if tender.kind in why.eligible_tenders)


@_sentence.register
def _(why: RedemptionWhy, entry: Entry) -> str:
    used = points(-entry.points)
    if why.reward_name is not None:
        return f"{used} for {why.reward_name}" + _yes_of(why)
    worth = money(why.worth_minor, why.currency)
    of_bill = f" of a {money(why.bill_minor, why.currency)} bill" if why.bill_minor is not None else ""
    return f"{used} used as {worth}{of_bill}" + _yes_of(why)


@_sentence.register
def _(why: PaymentWhy, entry: Entry) -> str:
    return f"{money(-entry.wallet_minor, why.currency)} paid from the wallet" + _yes_of(why)


def _yes_of(why: RedemptionWhy | PaymentWhy) -> str:
    """The words for a yes that was said in the patient's place."""
    return "; a manager said yes at the desk, without your phone" if why.approved_by else ""


@_sentence.register
def _(why: ReversalWhy, entry: Entry) -> str:
    if why.reason == "credit":
        return f"{money(-entry.wallet_minor, why.currency)} of wallet money taken back: {why.text}"
    changed = [
        (why.clawed_points, "{} taken back", points(why.clawed_points)),
        (why.unbanked_minor, "{} of banked wallet money taken for them", money(why.unbanked_minor, why.currency)),
        (why.forgiven_points, "{} had expired already", points(why.forgiven_points)),
        (why.returned_points, "{} given back", points(why.returned_points)),
        (why.lapsed_points, f"{{}} had passed {_its(why.lapsed_points)} last day", points(why.lapsed_points)),
        (why.returned_minor, "{} given back to the wallet", money(why.returned_minor, why.currency)),
        (sum(why.as_wallet_minor.values()), "{} paid into the wallet", _as_wallet(why)),
        (why.lapsed_minor, "{} of wallet money had passed its last day", money(why.lapsed_minor, why.currency)),
    ]
    parts = [form.format(amount) for number, form, amount in changed if number] or ["no points changed"]
    return f"{_reversal_title(why)}: {word_list(tuple(parts))}" + _debt(entry)


def _as_wallet(why: ReversalWhy) -> str:
    return money(sum(why.as_wallet_minor.values()), why.currency)


def _reversal_title(why: ReversalWhy) -> str:
    if why.reason == "refund":
        return f"Refund of {money(sum(why.refunded_minor.values()), why.currency)}"
    if why.reason == "cancel":
        return "Redemption canceled"
    if why.reason == "cash_out":
        return "Payment in cash undone"
    return _REVERSED.get(why.reason, "Banking undone")


@_sentence.register
def _(why: AdjustmentWhy, entry: Entry) -> str:
    return _text_and_debt(why.text, entry)


@_sentence.register
def _(why: BankingWhy, entry: Entry) -> str:
    banked = sum(draw.points for draw in entry.draws)
    bonus = f", {percent(why.tier_bonus_bp)} % more for {why.tier_id}" if why.tier_bonus_bp else ""
    return f"{points(-banked)} became {money(entry.wallet_minor, why.currency)} of wallet money{bonus}"


@_sentence.register
def _(why: CashOutWhy, entry: Entry) -> str:
    return f"{money(-entry.wallet_minor, why.currency)} of wallet money paid out in cash: {why.text}"


@_sentence.register
def _(why: CreditWhy, entry: Entry) -> str:
    amount = money(entry.wallet_minor, why.currency)
    return f"{amount} {'paid in' if why.tender else 'given'}: {why.text}"


@_sentence.register
def _(why: ExpiryWhy, entry: Entry) -> str:
    if entry.points:
        return f"{points(-entry.points)} passed {_its(-entry.points)} last day, {_day(why.expires_on)}"
    return f"{money(-entry.wallet_minor, why.currency)} of wallet money passed its last day, {_day(why.expires_on)}"


@_sentence.register
def _(why: ExtensionWhy, entry: Entry) -> str:
    return f"{points(why.held_points)} kept until {_day(why.expires_on)}, {_KEPT[why.reason]}" + _debt(entry)


@_sentence.register
def _(why: ReissueWhy, entry: Entry) -> str:
    were = "was" if entry.points == 1 else "were"
    return _text_and_debt(f"{points(entry.points)} that had expired {were} given a new life: {why.text}", entry)


@_sentence.register
def _(why: BonusWhy, entry: Entry) -> str:
    received = points(entry.points)
    return f"{received} for the month from {_day(why.month_on)} of your {why.plan_name} membership" + _debt(entry)


@_sentence.register
def _(why: OpeningWhy, entry: Entry) -> str:
    brought = [points(entry.points)] if entry.points else []
    brought += [f"{money(entry.wallet_minor, why.currency)} of wallet money"] if entry.wallet_minor else []
    return f"{word_list(tuple(brought))} brought along" + _debt(entry)


def _text_and_debt(text: str, entry: Entry) -> str:
    """The text that somebody wrote, and the entry's change of debt."""
    debt = _debt(entry)
    return text.rstrip(".") + debt if debt else text


def _its(count: int) -> str:
    return "its" if count == 1 else "their"


def _debt(entry: Entry) -> str:
    """The entry's change of debt in words; empty if it changed none."""
    if entry.debt_points == 1:
        return "; 1 point is owed and the next point repays it"
    if entry.debt_points > 0:
        return f"; {points(entry.debt_points)} are owed and the next points repay them"
    if entry.debt_points < 0:
        return f"; {points(-entry.debt_points)} repaid what was owed"
    return ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
