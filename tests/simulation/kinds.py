"""The expected fields of an entry by kind, given the ledger before it; reversals by the kind they reverse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from tests.simulation.arithmetic import (
    Fields,
    drawn,
    drawn_minor,
    earned_by,
    fraction_of,
    live,
    midnight_after,
    wallet_order,
    whole_and_rest,
)
from tests.simulation.model import Expectation, Ledger, Undone, check, equal
from tests.simulation.undoing import REVERSALS_OF
from tests.simulation.visits import check_held


def _accrual(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    why = entry["why"]
    paid_in = _paid_in(ledger, entry_id)
    equal(entry["purchase"].get("paid_in", []), paid_in, "a purchase knows what of its wallet money was paid in")
    points, rest = whole_and_rest(earned_by([*entry["purchase"]["tenders"], *paid_in], why) + ledger.remainder)
    equal(entry["points"], points, "a purchase earns what its eligible money earns")
    equal(fraction_of(why["remainder_before"]), ledger.remainder, "the remainder is carried in")
    equal(fraction_of(why["remainder_after"]), rest, "the remainder is carried on")
    ledger.received(entry_id, entry, points)
    ledger.remainder = rest


def _paid_in(ledger: Ledger, entry_id: str) -> list[Fields]:
    """The part of a purchase's wallet payment that the patient had paid in, by tender."""
    by_wallet = ledger.entries.get(f"{entry_id}.wallet")
    paid = Counter[str]()
    for draw in by_wallet["wallet_draws"] if by_wallet else ():
        credit = ledger.entries[draw["wallet_lot_id"]]["why"]
        if credit["reason"] == "paid_in":
            paid[credit["tender"]] -= draw["amount_minor"]
    return [{"kind": kind, "amount_minor": paid[kind]} for kind in sorted(paid)]


def _redemption(ledger: Ledger, _: str, entry: Fields) -> None:
    ledger.spent(entry)


def _banking(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    ledger.spent(entry)
    ledger.bankings[entry["business_date"]] += 1
    most = ledger.rules["banking"].get("most_bankings_per_day", 10)
    check(ledger.bankings[entry["business_date"]] <= most, "a day's bankings keep to their number", most)
    minor = -entry["points"] * ledger.rules["banking"]["minor_per_100_points"] // 100
    equal(drawn_minor(entry["wallet_draws"]), [(entry_id, minor)], "points are banked at the rule's rate")
    equal(entry["wallet_lot"]["origin"], "banked", "banked money is known as banked")
    made_of = {name: -points for name, points in drawn(entry["draws"])}
    equal(dict(entry["wallet_lot"]["banked_from"]), made_of, "banked money knows the points it was made of")


def _bonus(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    why = entry["why"]
    month = (why["membership_id"], why["month_on"])
    check(month not in ledger.months, "a month of a membership gives its points once", month)
    ledger.months[month] = entry_id
    ledger.received(entry_id, entry, entry["points"], why["month_on"])


def _adjustment(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    if abs(entry["points"]) > ledger.rules["adjustments"]["approval_above_points"]:
        two = entry["why"]["approved_by"] not in {None, entry["actor"]["uid"]}
        check(two, "many points are adjusted by two people", entry["why"])
    if entry["points"] < 0:
        equal(entry["debt_points"], 0, "an adjustment makes no debt")
        ledger.spent(entry)
    else:
        ledger.received(entry_id, entry, entry["points"])


def _reissue(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    points, year = entry["points"], date.fromisoformat(entry["business_date"]).year
    lost = ledger.undone.setdefault(entry["linked_entry_id"], Undone())
    lost.reissued_points += points
    ledger.reissued[year] += points
    expired = ledger.entries[entry["linked_entry_id"]]
    most = -expired["points"] if expired["kind"] == "expiry" else expired["why"]["lapsed_points"]
    if expired["kind"] == "expiry":
        most -= ledger.forgiven_with[entry["linked_entry_id"].removesuffix(".expiry")]
    else:
        most -= sum(lapse.forgiven for lapse in ledger.lapses if lapse.entry_id == entry["linked_entry_id"])
    most -= sum(lapse.repaid for lapse in ledger.lapses if lapse.entry_id == entry["linked_entry_id"])
    check(lost.reissued_points <= most, "no more is reissued than was lost", lost.reissued_points, most)
    left = points
    for lapse in ledger.lapses:
        if lapse.entry_id == entry["linked_entry_id"]:
            part = min(left, lapse.left)
            lapse.reissued += part
            left -= part
    cap = ledger.rules["adjustments"]["most_reissued_points_per_year"]
    check(ledger.reissued[year] <= cap, "a year's reissues keep to their cap", ledger.reissued[year], cap)
    ledger.received(entry_id, entry, points)


def _credit(_: Ledger, entry_id: str, entry: Fields) -> None:
    equal(entry["points"], 0, "a credit moves no points")
    equal(entry["wallet_lot"]["origin"], entry["why"]["reason"], "wallet money knows where it is from")
    equal([name for name, _ in drawn_minor(entry["wallet_draws"])], [entry_id], "a credit opens one wallet lot")


def _payment(ledger: Ledger, _: str, entry: Fields) -> None:
    amount, at = -entry["wallet_minor"], entry["recorded_at"]
    held = {
        name: lot
        for name, lot in ledger.wallet_lots.items()
        if lot["remaining_minor"] and not (ledger.debt_points and lot["origin"] == "banked")
    }
    equal(drawn_minor(entry["wallet_draws"]), wallet_order(held, amount, at), "wallet money is spent in its order")


def _expiry(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    ledger.lapse_ended(entry["recorded_at"])
    if entry["wallet_draws"]:
        ((name, minor),) = drawn_minor(entry["wallet_draws"])
        lot, end, left = ledger.wallet_lots[name], "wallet-expiry", ledger.wallet_lots[name]["remaining_minor"] + minor
    else:
        ((name, points),) = drawn(entry["draws"])
        lot, end, left = ledger.lots[name], "expiry", ledger.lots[name]["points_remaining"] + points
        ledger.expired_points[name] -= points
    equal(entry_id, f"{name}.{end}", "a lot expires once, by its own name")
    equal(left, 0, "expiry takes what is left")
    equal(entry["occurred_at"], lot["expires_at"], "expiry occurs when the last day is over")
    check(entry["recorded_at"] >= lot["expires_at"], "nothing expires early", entry["recorded_at"], lot["expires_at"])


def _extension(ledger: Ledger, _: str, entry: Fields) -> None:
    equal(entry["points"], 0, "an extension moves no point")
    held = sum(ledger.lots[name]["points_remaining"] for name, _ in drawn(entry["draws"]))
    equal(entry["debt_points"], -min(ledger.debt_points, held), "what lives again repays debt first")
    if entry["why"]["reason"] == "no-notice":
        _check_unnoticed(ledger, entry)
    else:
        check_held(ledger, entry)


def _check_unnoticed(ledger: Ledger, entry: Fields) -> None:
    """Points that nobody was told of live on by the rule."""
    rule = ledger.rules["reminders"]
    until = date.fromisoformat(entry["business_date"]) + timedelta(days=rule["extension_days"])
    for draw in entry["draws"]:
        before, after = ledger.lots[draw["lot_id"]], draw["lot"]
        check(before["expires_at"] <= entry["recorded_at"], "only what has ended is extended", before)
        equal(after["expires_on"], until.isoformat(), "it lives on by the rule, from the day it is noticed")
        ends_at = midnight_after(until + timedelta(days=after["policy"]["grace_days"]), ledger.zone)
        equal(after["expires_at"], ends_at, "an extended lot ends after its days of grace")
        ledger.own.pop(draw["lot_id"], None)


def _cash_out(ledger: Ledger, _: str, entry: Fields) -> None:
    """All paid-in money that is left is paid out, where it is less than the rule says; no other money is."""
    lots = ledger.wallet_lots.items()
    paid_in = {name: lot for name, lot in lots if lot["origin"] == "paid_in" and live(lot, entry["recorded_at"])}
    left = {name: -lot["remaining_minor"] for name, lot in paid_in.items() if lot["remaining_minor"]}
    equal(dict(drawn_minor(entry["wallet_draws"])), left, "all that was paid in is paid out")
    below = ledger.rules["banking"]["cash_out_below_minor"]
    check(0 < -entry["wallet_minor"] < below, "only little is paid out", entry["wallet_minor"], below)


def _reversal(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    reversed_id, reason = entry["reverses"], entry["why"]["reason"]
    if reason in {"refund", "void", "reassign"} and ledger.entries[reversed_id]["kind"] != "bonus":
        ledger.lapse_ended(entry["recorded_at"])
    before = ledger.undone.setdefault(reversed_id, Undone())
    of_bill = entry["linked_entry_id"] is not None and ledger.entries[reversed_id]["linked_entry_id"] is None
    over = before.closed == "cancelled" if of_bill else before.closed
    check(not over, "what is wholly undone is not undone again", reversed_id, before.closed)
    REVERSALS_OF[ledger.entries[reversed_id]["kind"]](ledger, entry_id, entry)
    if entry["linked_entry_id"] is None:
        before.closed = _CLOSES.get(reason) or ("refunded" if _all_refunded(ledger, reversed_id) else None)
        _close_redemptions(ledger, entry_id, before.closed or "refunded")


def _close_redemptions(ledger: Ledger, entry_id: str, closed: str) -> None:
    """A redemption that lowered a bill and went back with its purchase is not cancelled any more."""
    for part in ledger.entries.values():
        if part["linked_entry_id"] == entry_id and part["kind"] == "reversal":
            used = ledger.entries[part["reverses"]]
            if used["kind"] == "redemption" and used["linked_entry_id"] is None:
                ledger.undone[part["reverses"]].closed = closed


def _all_refunded(ledger: Ledger, sale_id: str) -> bool:
    if ledger.entries[sale_id]["kind"] == "bonus":
        return True
    if ledger.entries[sale_id]["purchase"] is None:
        return bool(ledger.undone[sale_id].refunded_minor.total() == ledger.entries[sale_id]["wallet_minor"])
    paid = sum(tender["amount_minor"] for tender in ledger.entries[sale_id]["purchase"]["tenders"])
    return bool(ledger.undone[sale_id].refunded_minor.total() == paid)


_CLOSES = {"cancel": "cancelled", "undo": "undone", "void": "voided", "reassign": "reassigned", "cash_out": "undone"}

EXPECTED: Mapping[str, Expectation] = {
    "accrual": _accrual,
    "redemption": _redemption,
    "banking": _banking,
    "adjustment": _adjustment,
    "bonus": _bonus,
    "reissue": _reissue,
    "wallet_credit": _credit,
    "wallet_payment": _payment,
    "cash_out": _cash_out,
    "expiry": _expiry,
    "extension": _extension,
    "reversal": _reversal,
}
