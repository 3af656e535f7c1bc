"""The clinic's books: every patient's ledger, and what must agree with all of them, checked commit by commit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.simulation.arithmetic import WHOLE_BP, Fields
from tests.simulation.kinds import EXPECTED
from tests.simulation.model import Ledger, Undone, check, equal


@dataclass
class Used:
    """The redemptions at a visit."""

    points: int = 0
    redemptions: int = 0
    off_bill: list[str] = field(default_factory=list)


@dataclass
class Books:
    """The sums of a clinic's entries. `documents` are the clinic's own, by their path within it."""

    documents: Mapping[str, Fields]
    ledgers: dict[str, Ledger] = field(default_factory=dict)
    receipts: dict[tuple[str, str, str], str] = field(default_factory=dict)
    visits: dict[str, Used] = field(default_factory=dict)
    rewards: Counter[str] = field(default_factory=Counter)
    confirmations: set[str] = field(default_factory=set)
    adjusted: Counter[tuple[str, str]] = field(default_factory=Counter)
    granted: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: dict[str, Fields] = field(default_factory=dict)
    notices: defaultdict[str, dict[str, Fields]] = field(default_factory=lambda: defaultdict(dict))
    reminded: set[tuple[str, str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """The rules as they are now, by name; shared with the ledgers, so a rule that changes, changes for all."""
        self.zone = ZoneInfo(self.documents[""]["time_zone"])
        for path, fields in self.documents.items():
            if path.startswith("/rules/"):
                self.rules[path.removeprefix("/rules/")] = fields

    def ledger(self, patient_id: str) -> Ledger:
        """A patient's ledger."""
        if patient_id not in self.ledgers:
            self.ledgers[patient_id] = Ledger(self.rules, self.zone)
        return self.ledgers[patient_id]

    def take(self, committed: Iterable[tuple[str, Fields]], now: datetime) -> None:
        """Check and take over one commit: paths within the clinic, and documents."""
        committed = list(committed)
        entries = [(*_entry_at(path), fields) for path, fields in committed if "/entries/" in path]
        for patient_id, entry_id, entry in sorted(entries, key=lambda found: (found[0], found[2]["revision"])):
            ledger = self.ledger(patient_id)
            ledger.take(entry_id, entry, EXPECTED[entry["kind"]])
        self._paired(entries)
        for patient_id, entry_id, entry in sorted(entries, key=lambda found: found[2]["kind"] != "reversal"):
            _BESIDES.get(entry["kind"], _nothing)(self, self.ledger(patient_id), entry_id, entry)
        for path, fields in committed:
            self._agrees(path.strip("/").split("/"), fields, now)

    def add_up(self) -> None:
        """Every ledger, from its first entry."""
        for ledger in self.ledgers.values():
            ledger.adds_up()

    def _paired(self, entries: list[tuple[str, str, Fields]]) -> None:
        """A sale earns at the rule's rate; one that moves leaves one account and comes to another at its own rate."""
        left = [(patient_id, entry) for patient_id, _, entry in entries if entry["why"]["reason"] == "reassign"]
        came = [entry for *_, entry in entries if entry["kind"] == "accrual"]
        check(not left or len(left) == len(came), "a sale that moves is taken from one and given to another", left)
        for sale in came:
            rate, occurred_at = self.rules["earning"], sale["recorded_at"]
            if left:
                ((patient_id, reversal),) = left
                origin = self.ledger(patient_id).entries[reversal["reverses"]]
                moves = {**origin["purchase"], "redemption_ids": []}
                equal(sale["purchase"], moves, "a sale moves as it is, without the redemptions of who it leaves")
                rate, occurred_at = origin["why"], origin["occurred_at"]
            equal(sale["occurred_at"], occurred_at, "a sale occurred when it was rung")
            for name in ("rate_bp", "minor_per_point"):
                equal(sale["why"][name], rate[name], "a purchase earns at the rate of its day")

    def _agrees(self, path: list[str], fields: Fields, now: datetime) -> None:
        match path:
            case ["patients", patient_id]:
                self.ledger(patient_id).agrees(fields, now)
            case ["patients", _, "visits", visit_id]:
                used = self.visits.get(visit_id, Used())
                equal((fields["redeemed_points"], fields["redemptions"]), (used.points, used.redemptions), "visits")
                equal(fields["unclaimed"], used.off_bill, "a visit knows what no purchase has yet")
            case ["patients", patient_id, "reversals", entry_id]:
                _stands(self.ledger(patient_id).undone[entry_id], fields)
            case ["patients", patient_id, "notices", on]:
                self._noticed(patient_id, on, fields)
            case ["reward_stock", reward_id]:
                equal(fields["taken"], self.rewards[reward_id], "the stock counts what is redeemed")
            case ["adjustments", _]:
                self._asked(fields)
            case ["adjusted_today", uid]:
                self._within_caps(uid, fields)

    def _noticed(self, patient_id: str, on: str, notice: Fields) -> None:
        """A patient has one notice a date; of a lot's end it reminds once at each milestone, and never of no points."""
        check(on not in self.notices[patient_id], "one notice a date", patient_id, on)
        self.notices[patient_id][on] = notice
        lots = self.ledger(patient_id).open_lots()
        for lot in notice["lots"]:
            reminder = (lot["lot_id"], lot["milestone"], lot["expires_on"])
            check(reminder not in self.reminded, "a lot is reminded of once at each milestone", reminder)
            self.reminded.add(reminder)
            check(lot["lot_id"] in lots, "nobody is reminded of points that are spent", reminder)

    def _asked(self, adjustment: Fields) -> None:
        """An adjustment counts on the day it is asked for, decided or not."""
        if adjustment["decided_at"] is None:
            on = adjustment["requested_at"].astimezone(self.zone).date().isoformat()
            self.adjusted[adjustment["requested_by"], on] += abs(adjustment["points"])

    def _within_caps(self, uid: str, today: Fields) -> None:
        rule, role = self.rules["adjustments"], self.documents[f"/staff/{uid}"]["role"]
        at = (uid, today["business_date"])
        counted = (self.adjusted[at], self.granted[at])
        equal((today["points"], today["wallet_minor"]), counted, "a day's adjustments and grants are counted")
        check(today["points"] <= rule["daily_caps"][role], "a day's adjustments keep to their cap", today)
        check(today["wallet_minor"] <= rule["wallet_daily_caps_minor"][role], "a day's grants keep to their cap", today)


def _entry_at(path: str) -> tuple[str, str]:
    _, patient_id, _, entry_id = path.strip("/").split("/")
    return patient_id, entry_id


def _stands(undone: Undone, fields: Fields) -> None:
    """Check that the document beside an entry is the sum of its reversals."""
    kept = {kind: minor for kind, minor in fields["refunded_minor"].items() if minor}
    equal(kept, {kind: minor for kind, minor in undone.refunded_minor.items() if minor}, "refunds are summed up")
    for name in ("clawed_points", "forgiven_points", "reissued_points", "closed"):
        equal(fields[name], getattr(undone, name), f"{name} are summed up")


def _nothing(*_: object) -> None:
    """Entries of this kind leave nothing besides the ledger."""


def _numbered(books: Books, _: Ledger, entry_id: str, entry: Fields) -> None:
    off_bill = books.visits.setdefault(entry["purchase"]["visit_id"], Used()).off_bill
    for name in entry["purchase"]["redemption_ids"]:
        check(name in off_bill, "a redemption lowers one bill", name)
        off_bill.remove(name)
    number = entry["purchase"]["receipt_number"]
    if number is not None:
        at = _till(books, entry)
        check(at not in books.receipts, "a receipt number stands for one purchase", number, entry_id)
        books.receipts[at] = entry_id


def _till(books: Books, sale: Fields) -> tuple[str, str, str]:
    """The location, the day and the number of a sale's receipt: every way to write `R-1` is one."""
    on = sale["occurred_at"].astimezone(books.zone).date().isoformat()
    return sale["location_id"], on, sale["purchase"]["receipt_number"].translate(_ONE_WAY).lower()


# The ways in which the simulated desk writes a number.
_ONE_WAY = {0xFF32: "R", 0x2011: "-", 0x2212: "-", ord(" "): None}


def _used(books: Books, _: Ledger, entry_id: str, entry: Fields) -> None:
    why, rule, points = entry["why"], books.rules["redemption"], -entry["points"]
    used = books.visits.setdefault(why["visit_id"], Used())
    used.points += points
    used.redemptions += 1
    if why["reason"] == "points":
        used.off_bill.append(entry_id)
    most = rule["most_points_per_visit"]
    check(most is None or used.points <= most, "a visit's redemptions keep to their cap", used.points, most)
    check(rule["combinable"] or used.redemptions == 1, "redemptions are not combined", used.redemptions)
    if why["reason"] == "reward":
        stock = books.documents[f"/rewards/{why['reward_id']}"]["stock"]
        books.rewards[why["reward_id"]] += 1
        check(stock is None or books.rewards[why["reward_id"]] <= stock, "no reward beyond its stock", why["reward_id"])
    else:
        step_by_step = points >= rule["minimum_points"] and points % rule["increment_points"] == 0
        check(step_by_step, "points are used from the minimum, in steps", points)
        worth = points * rule["minor_per_100_points"] // 100
        equal(why["worth_minor"], worth, "points are worth what the rule says")
        check(worth <= why["bill_minor"] * rule["most_bill_bp"] // WHOLE_BP, "points pay their share at most", worth)
    above = rule["confirm_above_points"]
    if above is not None and points > above:
        confirmed = why["confirmation_id"]
        check(confirmed and confirmed not in books.confirmations, "the patient confirms each time", entry_id)
        books.confirmations.add(confirmed)


def _freed(books: Books, ledger: Ledger, _: str, entry: Fields) -> None:
    """Check that a cancelled redemption or a voided purchase frees its visit, the stock and the receipt number."""
    undone, reason = ledger.entries[entry["reverses"]], entry["why"]["reason"]
    purchase = undone["purchase"]
    if reason == "cancel":
        books.visits[undone["why"]["visit_id"]].points += undone["points"]
        books.visits[undone["why"]["visit_id"]].redemptions -= 1
        if entry["reverses"] in books.visits[undone["why"]["visit_id"]].off_bill:
            books.visits[undone["why"]["visit_id"]].off_bill.remove(entry["reverses"])
        if undone["why"]["reason"] == "reward":
            books.rewards[undone["why"]["reward_id"]] -= 1
    if reason == "void" and purchase and purchase["redeemed_points"]:
        books.visits[purchase["visit_id"]].points -= purchase["redeemed_points"]
        books.visits[purchase["visit_id"]].redemptions -= 1
    for name in purchase["redemption_ids"] if reason == "void" and purchase else ():
        if ledger.undone.get(name, Undone()).closed != "cancelled":
            books.visits[purchase["visit_id"]].points += ledger.entries[name]["points"]
            books.visits[purchase["visit_id"]].redemptions -= 1
    gone = reason in {"void", "reassign"} or ledger.undone[entry["reverses"]].closed
    if gone and purchase and purchase["receipt_number"]:
        books.receipts.pop(_till(books, undone), None)


def _granted(books: Books, _: Ledger, __: str, entry: Fields) -> None:
    if entry["why"]["reason"] == "granted":
        books.granted[entry["actor"]["uid"], entry["business_date"]] += entry["wallet_minor"]


_BESIDES: Mapping[str, Any] = {
    "accrual": _numbered,
    "redemption": _used,
    "reversal": _freed,
    "wallet_credit": _granted,
}
