"""The expected reversal, by the kind of entry it reverses: the points and money taken or given back, by lot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import floor

from tests.simulation.arithmetic import (
    Fields,
    clawback,
    drawn,
    drawn_minor,
    earned_by,
    fraction_of,
    live,
)
from tests.simulation.model import Expectation, Ledger, Undone, check, equal

WHOLLY = {"cancel", "undo"}


def _of_purchase(ledger: Ledger, _: str, entry: Fields) -> None:
    """The account is left where a smaller purchase would have left it, to the fraction of a point."""
    accrual_id, why, at = entry["reverses"], entry["why"], entry["recorded_at"]
    accrual, before = ledger.entries[accrual_id], ledger.undone.setdefault(entry["reverses"], Undone())
    before.refunded_minor.update(why["refunded_minor"])
    paid = _paid(accrual)
    check(before.refunded_minor <= paid, "no more is refunded than was paid", before.refunded_minor, paid)
    tenders = [{"kind": kind, "amount_minor": minor} for kind, minor in why["refunded_minor"].items()]
    rest = ledger.remainder - earned_by(tenders, accrual["why"])
    points = max(0, -floor(rest))
    left = accrual["points"] - before.clawed_points - before.forgiven_points
    points = min(points, left)
    rest += points
    equal(why["clawed_points"] + why["forgiven_points"], points, "a refund takes what the money had earned")
    equal(fraction_of(why["remainder_after"]), rest, "a refund takes the remainder too")
    forgiven = min(points, max(0, _ended_with(ledger, accrual_id, entry) - before.forgiven_points))
    equal(why["forgiven_points"], forgiven, "what had expired is not taken twice")
    clawed = clawback(ledger.open_lots(), points - forgiven, accrual_id, at)
    equal(drawn(entry["draws"]), clawed, "a refund takes of its own lot, then of the soonest to expire")
    debt = points - forgiven + sum(taken for _, taken in clawed)
    equal(entry["debt_points"], debt, "what no lot can bear becomes debt")
    before.clawed_points += points - forgiven
    before.forgiven_points += forgiven
    check(before.clawed_points + before.forgiven_points <= accrual["points"], "clawed back ≤ earned", before)
    ledger.remainder = rest


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
    paid = _paid(ledger.entries[sale_id])[kind]
    before = ledger.undone.get(sale_id, Undone()).refunded_minor[kind]
    after: int = before + entry["why"]["refunded_minor"][kind]
    return spent * after // paid - spent * before // paid


def _of_points(ledger: Ledger, _: str, entry: Fields) -> None:
    """Points that were used come back to the lots they came from, debt first, but not to a lot that has ended."""
    used, why = ledger.entries[entry["reverses"]], entry["why"]
    before = ledger.undone.setdefault(entry["reverses"], Undone())
    taken, spent = Counter({name: -points for name, points in drawn(used["draws"])}), -used["points"]
    back = why["returned_points"] + why["lapsed_points"]
    equal(back, _due_back(ledger, entry, "points", spent), "what was used comes back by the share refunded")
    before.returned += back
    check(before.returned <= spent, "restored ≤ redeemed", before.returned, spent)
    repaid = min(ledger.debt_points, why["returned_points"])
    equal(entry["debt_points"], -repaid, "what comes back repays debt first")
    restored = Counter(dict(drawn(entry["draws"])))
    before.restored.update(restored)
    check(before.restored <= taken, "restored to each lot ≤ taken from it", before.restored, taken)
    all_live = all(live(ledger.lots[name], entry["recorded_at"]) for name in taken)
    check(not all_live or not why["lapsed_points"], "only what has ended lapses", why["lapsed_points"])
    ended = sum(points for name, points in taken.items() if not live(ledger.lots[name], entry["recorded_at"]))
    check(why["lapsed_points"] <= ended, "no more lapses than came from lots that have ended", why["lapsed_points"])
    if why["reason"] in WHOLLY:
        equal(why["lapsed_points"], ended, "what came from a lot that has ended does not come back")


def _of_money(ledger: Ledger, _: str, entry: Fields) -> None:
    """Wallet money that was spent comes back to where it came from, but not to what has ended."""
    used, why = ledger.entries[entry["reverses"]], entry["why"]
    before = ledger.undone.setdefault(entry["reverses"], Undone())
    taken = Counter({name: -minor for name, minor in drawn_minor(used["wallet_draws"])})
    back = why["returned_minor"] + why["lapsed_minor"]
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


REVERSALS_OF: Mapping[str, Expectation] = {
    "accrual": _of_purchase,
    "redemption": _of_points,
    "wallet_payment": _of_money,
    "banking": _of_banking,
}
