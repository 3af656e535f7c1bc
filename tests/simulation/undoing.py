"""The expected reversal, by the kind of entry it reverses: the points and money taken or given back, by lot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from math import floor

from tests.simulation.arithmetic import (
    Fields,
    clawback,
    drawn,
    drawn_minor,
    earned_by,
    fraction_of,
    live,
    shared,
    wallet_order,
)
from tests.simulation.model import Expectation, Lapse, Ledger, Undone, check, equal

WHOLLY = {"cancel", "undo"}


def _of_purchase(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    """The account is left where a smaller purchase would have left it, to the fraction of a point."""
    accrual_id, why, at = entry["reverses"], entry["why"], entry["recorded_at"]
    accrual, before = ledger.entries[accrual_id], ledger.undone.setdefault(entry["reverses"], Undone())
    before.refunded_minor.update(why["refunded_minor"])
    paid = _paid(accrual)
    check(before.refunded_minor <= paid, "no more is refunded than was paid", before.refunded_minor, paid)
    tenders: list[Fields] = [{"kind": kind, "amount_minor": minor} for kind, minor in why["refunded_minor"].items()]
    tenders += _paid_in_again(ledger, entry_id)
    _paid_into_wallet(ledger, entry_id, why)
    rest = ledger.remainder - earned_by(tenders, accrual["why"])
    points = max(0, -floor(rest))
    left = accrual["points"] - before.clawed_points - before.forgiven_points
    points = min(points, left)
    rest += points
    equal(why["clawed_points"] + why["forgiven_points"], points, "a refund takes what the money had earned")
    equal(fraction_of(why["remainder_after"]), rest, "a refund takes the remainder too")
    lot_id = accrual["draws"][0]["lot_id"] if accrual["draws"] else accrual_id
    forgiven = _forgive(ledger, lot_id, entry, points)
    equal(why["forgiven_points"], forgiven, "what had expired is not taken twice")
    clawed = clawback(ledger.open_lots(), points - forgiven, lot_id, at)
    equal(drawn(entry["draws"]), clawed, "a refund takes of its own lot, then of the soonest to expire")
    owed = points - forgiven + sum(taken for _, taken in clawed) + ledger.debt_points
    taken = _take_money(ledger, entry, owed)
    if before.refunded_minor == paid:
        _let_go(ledger, lot_id, accrual, at)
    late = _repay_late(ledger, f"{entry_id}.wallet", owed - taken)
    equal(why["unbanked_points"], taken + late, "banked money is taken at the rate of its banking")
    equal(entry["debt_points"], owed - taken - late - ledger.debt_points, "what no lot can bear becomes debt")
    _bill_went_back(ledger, accrual, before)
    before.clawed_points += points - forgiven
    before.forgiven_points += forgiven
    check(before.clawed_points + before.forgiven_points <= accrual["points"], "clawed back ≤ earned", before)
    ledger.remainder = rest


def _paid_in_again(ledger: Ledger, entry_id: str) -> list[Fields]:
    """The money that a refund put back where the patient had paid it in, by tender; such money never ends."""
    back = ledger.entries.get(f"{entry_id}.wallet")
    credits_of = ((ledger.entries[draw["wallet_lot_id"]], draw) for draw in (back["wallet_draws"] if back else ()))
    return [
        {"kind": credit["why"]["tender"], "amount_minor": draw["amount_minor"]}
        for credit, draw in credits_of
        if credit["why"]["reason"] == "paid_in"
    ]


def _paid_into_wallet(ledger: Ledger, entry_id: str, why: Fields) -> None:
    """Own money that a refund puts into the wallet is what its tender gets back."""
    for entry in ledger.entries.values():
        if entry["kind"] == "wallet_credit" and entry["linked_entry_id"] == entry_id:
            back = why["refunded_minor"].get(entry["why"]["tender"])
            equal(entry["wallet_minor"], back, "a refund into the wallet is as much as the tender gets back")


def _let_go(ledger: Ledger, lot_id: str, accrual: Fields, at: datetime) -> None:
    """A purchase has nothing left; its lot is taken back once this is so of all that came into it."""
    ledger.went_back[lot_id] += sum(points for _, points in drawn(accrual["draws"]))
    own = ledger.lots.get(lot_id)
    if own and own["points_earned"] != ledger.went_back[lot_id]:
        return
    if own and own["points_remaining"] and not live(own, at):
        used = min(own["points_remaining"], ledger.forgiven_with[lot_id])
        ledger.lapses.append(Lapse(lot_id, f"{lot_id}.expiry", own["points_remaining"], repaid=used))
    ledger.taken_back.append(lot_id)


def _of_bonus(ledger: Ledger, _: str, entry: Fields) -> None:
    """The points of a month whose payment was undone: from its own lot, others, banked money, and as debt."""
    own_id, at = entry["reverses"], entry["recorded_at"]
    ledger.months = {month: given for month, given in ledger.months.items() if given != own_id}
    own = ledger.lots.get(own_id)
    forgiven = own["points_remaining"] if own and not live(own, at) else 0
    points = ledger.entries[own_id]["points"] - forgiven
    clawed = clawback(ledger.open_lots(), points, own_id, at)
    equal(drawn(entry["draws"]), clawed, "what a month gave is taken of its own lot, then of the soonest to expire")
    owed = points + sum(taken for _, taken in clawed) + ledger.debt_points
    taken = _take_money(ledger, entry, owed)
    equal(entry["why"]["unbanked_points"], taken, "a month's points that became money go as money")
    equal(entry["debt_points"], owed - taken - ledger.debt_points, "what no lot can bear becomes debt")


def _forgive(ledger: Ledger, lot_id: str, entry: Fields, points: int) -> int:
    """The points not taken: of the lot's own that ended, then of those that came back too late."""
    lapses = [lapse for lapse in ledger.lapses if lapse.lot_id == lot_id]
    forgiven = min(points, max(0, _ended_with(ledger, lot_id, entry) - ledger.forgiven_with[lot_id]))
    ledger.forgiven_with[lot_id] += forgiven
    for lapse in lapses:
        part = min(points - forgiven, lapse.left)
        lapse.forgiven += part
        forgiven += part
    return forgiven


def _take_money(ledger: Ledger, entry: Fields, owed: int) -> int:
    """Banked money pays what points are owed for, first what ends first."""
    at, left, expected = entry["recorded_at"], owed, []
    banked = {name: lot for name, lot in ledger.wallet_lots.items() if lot["origin"] == "banked"}
    for name, minor in wallet_order(banked, sum(lot["remaining_minor"] for lot in banked.values()), at):
        worth = ledger.points_of(name, -minor)
        taken = min(left, worth)
        if taken:
            lot = banked[name]
            gone = (ledger.gone_points[name] + taken) * lot["received_minor"] // sum(lot["banked_from"].values())
            money = -minor if taken == worth else gone - ledger.gone_minor[name]
            expected.append((name, -money))
            ledger.gone_points[name] += taken
            ledger.gone_minor[name] += money
            left -= taken
    equal(drawn_minor(entry["wallet_draws"]), expected, "a refund takes banked money, soonest to end first")
    equal(entry["why"]["unbanked_minor"], -entry["wallet_minor"], "the refund tells what money it took")
    return owed - left


def _repay_late(ledger: Ledger, part_id: str, owed: int) -> int:
    """Banked money that lapses with this act repays what is owed, then what lapsed of purchases taken back whole."""
    left, late = owed, sum(ledger.lapsed_money.values())
    for lapse in ledger.lapses:
        if lapse.lot_id in ledger.taken_back:
            part = max(0, min(left - late, lapse.left))
            lapse.repaid += part
            left -= part
    for name, points in ledger.lapsed_money.items():
        part = min(left, points)
        left -= part
        ledger.lapse(part_id, {name: points - part})
    ledger.lapsed_money.clear()
    return owed - left


def _bill_went_back(ledger: Ledger, accrual: Fields, before: Undone) -> None:
    """The points that lowered the bill have come back by the share of the money."""
    amount = accrual["purchase"]["amount_minor"]
    for name in accrual["purchase"]["redemption_ids"]:
        used = ledger.undone.get(name, Undone())
        if used.closed != "cancelled":
            back = -ledger.entries[name]["points"] * before.refunded_minor.total() // amount
            equal(used.returned, back, "what lowered a bill goes back with its purchase")


def _ended_with(ledger: Ledger, lot_id: str, entry: Fields) -> int:
    """The points a lot held after its last day without a new life, even if they have not left the account yet."""
    lot = ledger.lots.get(lot_id)
    if lot is None or live(lot, entry["recorded_at"]):
        return 0
    reissued = ledger.undone.get(f"{lot_id}.expiry", Undone()).reissued_points
    return ledger.expired_points[lot_id] + int(lot["points_remaining"]) - reissued


def _paid(accrual: Fields) -> Counter[str]:
    paid: Counter[str] = Counter()
    for tender in accrual["purchase"]["tenders"]:
        paid[tender["kind"]] += tender["amount_minor"]
    return paid


def _due_back(ledger: Ledger, entry: Fields, kind: str, spent: int) -> int:
    """The part of a tender's spending that comes back: all, or by the cumulative refunded share of its money."""
    if entry["why"]["reason"] in WHOLLY:
        return spent
    sale_id = ledger.entries[entry["reverses"]]["linked_entry_id"]
    if sale_id is None:
        return _due_of_bill(ledger, entry, spent)
    paid = _paid(ledger.entries[sale_id])[kind]
    before = ledger.undone.get(sale_id, Undone()).refunded_minor[kind]
    after: int = before + entry["why"]["refunded_minor"][kind]
    return spent * after // paid - spent * before // paid


def _due_of_bill(ledger: Ledger, entry: Fields, spent: int) -> int:
    """The part of a redemption off a bill that comes back: by the refunded share of the purchase it belongs to."""
    name = entry["reverses"]
    ((sale_id, sale),) = [
        (sale_id, sale["purchase"])
        for sale_id, sale in ledger.entries.items()
        if sale["purchase"] and name in sale["purchase"]["redemption_ids"]
    ]
    before = ledger.undone.get(sale_id, Undone()).refunded_minor.total()
    after: int = before + sum(entry["why"]["refunded_minor"].values())
    paid: int = sale["amount_minor"]
    return spent * after // paid - spent * before // paid


def _of_points(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    """Points that were used come back to the lots they came from, debt first, but not to a lot that has ended."""
    used, why = ledger.entries[entry["reverses"]], entry["why"]
    before = ledger.undone.setdefault(entry["reverses"], Undone())
    taken, spent = Counter({name: -points for name, points in drawn(used["draws"])}), -used["points"]
    back = why["returned_points"] + why["lapsed_points"]
    equal(back, _due_back(ledger, entry, "points", spent), "what was used comes back by the share refunded")
    parts = list(taken.values())
    shares = zip(taken, shared(parts, before.returned + back), shared(parts, before.returned), strict=True)
    given = {name: after - earlier for name, after, earlier in shares if after > earlier}
    before.returned += back
    check(before.returned <= spent, "restored ≤ redeemed", before.returned, spent)
    ended = {name: points for name, points in given.items() if not live(ledger.lots[name], entry["recorded_at"])}
    repaid, lapsed = _repay(ended, ledger.debt_points)
    equal(why["lapsed_points"], sum(lapsed.values()), "what came from a lot that has ended does not come back")
    soonest = sorted((ledger.lots[name]["expires_at"], name) for name in given.keys() - ended.keys())
    more, restored = _repay({name: given[name] for _, name in soonest}, ledger.debt_points - repaid)
    equal(entry["debt_points"], -repaid - more, "what comes back repays debt first")
    equal(drawn(entry["draws"]), [item for item in restored.items() if item[1]], "it comes back to where it was")
    ledger.lapse(entry["linked_entry_id"] or entry_id, lapsed)


def _repay(given: Mapping[str, int], debt_points: int) -> tuple[int, dict[str, int]]:
    """The points that repay debt, and those left of each lot."""
    left, debt = {}, debt_points
    for name, points in given.items():
        left[name] = points - min(debt, points)
        debt -= min(debt, points)
    return debt_points - debt, left


def _of_money(ledger: Ledger, _: str, entry: Fields) -> None:
    """Wallet money that was spent comes back to where it came from, but not to what has ended."""
    used, why = ledger.entries[entry["reverses"]], entry["why"]
    before = ledger.undone.setdefault(entry["reverses"], Undone())
    taken = Counter({name: -minor for name, minor in drawn_minor(used["wallet_draws"])})
    back = why["returned_minor"] + why["lapsed_minor"]
    parts = list(taken.values())
    shares = zip(taken, shared(parts, before.returned + back), shared(parts, before.returned), strict=True)
    for name, after, earlier in shares:
        if not live(ledger.wallet_lots[name], entry["recorded_at"]) and ledger.wallet_lots[name]["origin"] == "banked":
            ledger.lapsed_money.update(ledger.lapse_money(name, after - earlier))
    equal(back, _due_back(ledger, entry, "wallet", -used["wallet_minor"]), "wallet money comes back by its share")
    equal(entry["wallet_minor"], why["returned_minor"], "wallet money that comes back is in its draws")
    before.returned += back
    before.restored.update(dict(drawn_minor(entry["wallet_draws"])))
    check(before.restored <= taken, "restored to each wallet lot ≤ taken from it", before.restored, taken)
    check(before.returned <= -used["wallet_minor"], "wallet money restored ≤ spent", before.returned)
    ended = any(not live(ledger.wallet_lots[name], entry["recorded_at"]) for name in taken)
    check(ended or not why["lapsed_minor"], "only money that has ended lapses", why["lapsed_minor"])


def _of_banking(ledger: Ledger, entry_id: str, entry: Fields) -> None:
    """Banking is undone while its money is whole and its time is not over."""
    banked = ledger.entries[entry["reverses"]]
    check(entry["recorded_at"] < banked["why"]["undo_until"], "banking is undone in time", entry["recorded_at"])
    equal(
        drawn_minor(entry["wallet_draws"]),
        [(entry["reverses"], -banked["wallet_minor"])],
        "banked money is taken back whole",
    )
    _of_points(ledger, entry_id, entry)
    equal(entry["why"]["lapsed_points"], 0, "banking is not undone once its points have ended")


def _of_credit(ledger: Ledger, _: str, entry: Fields) -> None:
    """Money that was granted or paid in is taken back from its own lot, and no more than it was."""
    credit = ledger.entries[entry["reverses"]]
    before = ledger.undone.setdefault(entry["reverses"], Undone())
    equal(drawn_minor(entry["wallet_draws"]), [(entry["reverses"], entry["wallet_minor"])], "it is taken from its lot")
    before.refunded_minor[credit["why"]["tender"] or "granted"] -= entry["wallet_minor"]
    check(before.refunded_minor.total() <= credit["wallet_minor"], "no more is taken back than was put in", before)


def _of_cash_out(ledger: Ledger, _: str, entry: Fields) -> None:
    """Money that was paid out is where it was, on its day."""
    paid_out = ledger.entries[entry["reverses"]]
    back = [(name, -minor) for name, minor in drawn_minor(paid_out["wallet_draws"])]
    equal(drawn_minor(entry["wallet_draws"]), back, "money that was paid out comes back to its lots")
    equal(entry["business_date"], paid_out["business_date"], "a cash-out is undone on its day")


REVERSALS_OF: Mapping[str, Expectation] = {
    "accrual": _of_purchase,
    "redemption": _of_points,
    "wallet_payment": _of_money,
    "banking": _of_banking,
    "wallet_credit": _of_credit,
    "bonus": _of_bonus,
    "cash_out": _of_cash_out,
}
