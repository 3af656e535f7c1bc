"""The clinic's books: every patient's ledger, and what must agree with all of them, checked commit by commit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.simulation.arithmetic import WHOLE_BP, Fields, date_of
from tests.simulation.kinds import EXPECTED
from tests.simulation.model import Ledger, Undone, check, equal
from tests.simulation.visits import check_nothing_held, lets_go_of_spent


@dataclass
class Used:
    """The bill of a visit: what points took off it, by redemption, and beyond their share of those paid before."""

    named: int = 0
    off_bill: dict[str, int] = field(default_factory=dict)
    paid_by: dict[str, tuple[Ledger, str]] = field(default_factory=dict)
    beyond: dict[str, int] = field(default_factory=dict)


@dataclass
class Day:
    """The uses of a patient's business date: what is left of each, as points and wallet money, and if it was asked."""

    uses: dict[str, tuple[int, int, bool]] = field(default_factory=dict)

    def sums(self, rate: int) -> tuple[int, int, int, int]:
        """Points, wallet money and redemptions; and the points that nobody was asked about, money among them."""
        left = [use for use in self.uses.values() if use != (0, 0, use[2])]
        unasked_minor = sum(minor for _, minor, asked in left if not asked)
        return (
            sum(points for points, *_ in left),
            sum(minor for _, minor, _ in left),
            sum(points > 0 for points, *_ in left),
            sum(points for points, _, asked in left if not asked) - (-unasked_minor * 100 // rate),
        )


@dataclass
class Books:
    """The sums of a clinic's entries. `documents` are the clinic's own, by their path within it."""

    documents: Mapping[str, Fields]
    ledgers: dict[str, Ledger] = field(default_factory=dict)
    receipts: dict[tuple[str, str, str], str] = field(default_factory=dict)
    visits: dict[str, Used] = field(default_factory=dict)
    days: defaultdict[tuple[int, str], Day] = field(default_factory=lambda: defaultdict(Day))
    rewards: Counter[str] = field(default_factory=Counter)
    confirmations: dict[str, str] = field(default_factory=dict)
    adjusted: Counter[tuple[str, str]] = field(default_factory=Counter)
    granted: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: dict[str, Fields] = field(default_factory=dict)
    notices: defaultdict[str, dict[str, Fields]] = field(default_factory=lambda: defaultdict(dict))
    reminded: set[tuple[str, str, str]] = field(default_factory=set)
    closed_until_on: str = ""

    def __post_init__(self) -> None:
        """The rules as they are now, by name; shared with the ledgers, so a rule that changes, changes for all."""
        self.zone = ZoneInfo(self.documents[""]["time_zone"])
        for path, fields in self.documents.items():
            if path.startswith("/rules/"):
                self.rules[path.removeprefix("/rules/")] = fields

    def ledger(self, patient_id: str) -> Ledger:
        """A patient's ledger."""
        if patient_id not in self.ledgers:
            self.ledgers[patient_id] = Ledger(self.rules, self.zone, closed_until_on=self.closed_until_on)
        return self.ledgers[patient_id]

    def take(self, committed: Iterable[tuple[str, Fields]], now: datetime) -> None:
        """Check and take over one commit: paths within the clinic, and documents."""
        committed = list(committed)
        settled = self._visits_in(committed)
        entries = [(*_entry_at(path), fields) for path, fields in committed if "/entries/" in path]
        for patient_id, entry_id, entry in sorted(entries, key=lambda found: (found[0], found[2]["revision"])):
            ledger = self.ledger(patient_id)
            ledger.take(entry_id, entry, EXPECTED[entry["kind"]])
            settled.pop(entry["why"].get("appointment_id"), None)
        for appointment_id, ledger in settled.items():
            check_nothing_held(ledger, appointment_id, now)
        self._paired(entries)
        for patient_id, entry_id, entry in sorted(entries, key=lambda found: found[2]["kind"] != "reversal"):
            _BESIDES.get(entry["kind"], _nothing)(self, self.ledger(patient_id), entry_id, entry)
        for path, fields in committed:
            self._agrees(path.strip("/").split("/"), fields, now)

    def _visits_in(self, committed: Iterable[tuple[str, Fields]]) -> dict[str, Ledger]:
        """The appointments of a commit that were settled, by the ledger of each; what was spent is let go of."""
        settled: dict[str, Ledger] = {}
        for path, fields in committed:
            if path.startswith("/appointments/"):
                appointment_id, ledger = path.rpartition("/")[2], self.ledger(fields["patient_id"])
                ledger.visits[appointment_id] = fields
                lets_go_of_spent(ledger, appointment_id)
                settled[appointment_id] = ledger
        return settled

    def _moves(self, clinic: Fields) -> None:
        """The clinic's zone and its last closed day, from now on."""
        self.zone, self.closed_until_on = ZoneInfo(clinic["time_zone"]), clinic.get("closed_until_on") or ""
        for ledger in self.ledgers.values():
            ledger.zone, ledger.closed_until_on = self.zone, self.closed_until_on

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
            case [""]:
                self._moves(fields)
            case ["patients", patient_id]:
                self.ledger(patient_id).agrees(fields, now)
                self._counts(self.ledger(patient_id), fields.get("used"))
            case ["patients", _, "visits", visit_id]:
                used = self.visits.get(visit_id, Used())
                equal(fields["unclaimed"], list(used.off_bill), "a visit knows what no purchase has yet")
                bill = fields.get("bill", {"named_minor": 0, "off_minor": 0, "over_minor": 0})
                equal((bill["named_minor"], bill["off_minor"]), (used.named, sum(used.off_bill.values())), "visits")
                check(bill["over_minor"] >= sum(used.beyond.values()), "visits", bill, used.beyond)
            case ["patients", patient_id, "reversals", entry_id]:
                _stands(self.ledger(patient_id).undone[entry_id], fields)
            case ["patients", patient_id, "notices", on]:
                self._noticed(patient_id, on, fields)
            case ["patients", patient_id, "membership_events", _]:
                self._paid(self.ledger(patient_id), fields)
            case ["reward_stock", reward_id]:
                equal(fields["taken"], self.rewards[reward_id], "the stock counts what is redeemed")
            case ["adjustments", _]:
                self._asked(fields)
            case ["adjusted_today", uid]:
                self._within_caps(uid, fields)

    def _counts(self, ledger: Ledger, used: Fields | None) -> None:
        """The account counts what was used on a date, less what was undone of it."""
        if used is not None:
            rate = self.rules["redemption"]["minor_per_100_points"]
            points, minor, redemptions, unasked = self.days[id(ledger), used["on"]].sums(rate)
            kept = (used["points"], used["wallet_minor"], used["redemptions"])
            equal(kept, (points, minor, redemptions), "a day's uses are counted")
            equal(used["unasked_points"] - (-used["unasked_minor"] * 100 // rate), unasked, "a day's uses are counted")

    def _paid(self, ledger: Ledger, event: Fields) -> None:
        """An act that pays a period pays its months, until it is undone; no membership gives more months than that."""
        membership, what = event["membership"], event["what"].removesuffix("-undone")
        paid = {"month": 1, "year": 12}[membership["period"]]
        if membership["source"] == "stripe":
            ledger.paid_months[membership["membership_id"]] += membership["status"] in {"active", "cancelled"}
        elif what in {"enrolled", "renewed"}:
            ledger.paid_months[membership["membership_id"]] += -paid if what != event["what"] else paid
        ledger.gives_paid_months()

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
            on = date_of(adjustment["requested_at"], self.zone, self.closed_until_on)
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


def _numbered(books: Books, ledger: Ledger, entry_id: str, entry: Fields) -> None:
    _paid(books, ledger, entry_id, entry)
    number = entry["purchase"]["receipt_number"]
    if number is not None:
        at = _till(books, entry)
        check(at not in books.receipts, "a receipt number stands for one purchase", number, entry_id)
        books.receipts[at] = entry_id


def _paid(books: Books, ledger: Ledger, entry_id: str, entry: Fields) -> None:
    """Check that a sale pays the bill that is open at its visit; one that moved had paid it before."""
    names, visit = entry["purchase"]["redemption_ids"], books.visits.setdefault(entry["purchase"]["visit_id"], Used())
    before = [visit.paid_by[name] for name in names if name in visit.paid_by]
    visit.paid_by.update(dict.fromkeys(names, (ledger, entry_id)))
    # A sale that moves is taken from the other patient by an entry of the same name.
    moves = any(entry_id in held.entries for held in books.ledgers.values() if held is not ledger)
    if moves or before:
        moved = all(held.undone.get(sale_id, Undone()).closed == "reassigned" for held, sale_id in before)
        check(moved, "a redemption lowers one bill", names)
        return
    equal(names, list(visit.off_bill), "a redemption lowers one bill")
    lowered = sum(visit.off_bill.values())
    beyond = lowered - (lowered + entry["purchase"]["amount_minor"]) * _share_bp(books) // WHOLE_BP
    if beyond > 0:
        visit.beyond[entry_id] = beyond
    visit.named, visit.off_bill = 0, {}


def _till(books: Books, sale: Fields) -> tuple[str, str, str]:
    """The location, the day and the number of a sale's receipt: every way to write `R-1` is one."""
    on = date_of(sale["occurred_at"], books.zone, books.closed_until_on)
    return sale["location_id"], on, sale["purchase"]["receipt_number"].translate(_ONE_WAY).lower()


# The ways in which the simulated desk writes a number.
_ONE_WAY = {0xFF32: "R", 0x2011: "-", 0x2212: "-", ord(" "): None}


def _share_bp(books: Books) -> int:
    return int(books.rules["redemption"]["most_bill_bp"])


def _used(books: Books, ledger: Ledger, entry_id: str, entry: Fields) -> None:
    why, rule, points = entry["why"], books.rules["redemption"], -entry["points"]
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
        _lowered(books, entry_id, why)
    _counted(books, ledger, entry_id, entry)


def _lowered(books: Books, entry_id: str, why: Fields) -> None:
    """Check that points pay their share of a bill at most, however many acts they pay it in."""
    visit, is_tender = books.visits.setdefault(why["visit_id"], Used()), why["reason"] == "tender"
    off = sum(visit.off_bill.values())
    whole = off + why["bill_minor"] if is_tender else max(visit.named, why["bill_minor"])
    by_points, share = off + why["worth_minor"] + sum(visit.beyond.values()), whole * _share_bp(books) // WHOLE_BP
    check(by_points <= share, "points pay their share at most", by_points, share)
    if not is_tender:
        visit.named, visit.off_bill[entry_id] = whole, why["worth_minor"]


def _counted(books: Books, ledger: Ledger, entry_id: str, entry: Fields) -> None:
    """Check what is used on a date, at all visits, by points and wallet; beyond the rule the patient says yes, once."""
    rule, confirmed = books.rules["redemption"], entry["why"].get("confirmation_id")
    day, act = books.days[id(ledger), entry["business_date"]], entry["linked_entry_id"] or entry_id
    day.uses[entry_id] = (-entry["points"], -entry["wallet_minor"], bool(confirmed))
    points, _, redemptions, unasked = day.sums(rule["minor_per_100_points"])
    most, above = rule["most_points_per_visit"], rule["confirm_above_points"]
    check(not entry["points"] or most is None or points <= most, "a day's redemptions keep to their cap", points, most)
    check(not entry["points"] or rule["combinable"] or redemptions == 1, "redemptions are not combined", redemptions)
    if confirmed:
        check(books.confirmations.setdefault(confirmed, act) == act, "the patient confirms each time", entry_id)
    else:
        check(above is None or unasked <= above, "the patient confirms each time", entry_id, unasked)


def _freed(books: Books, ledger: Ledger, _: str, entry: Fields) -> None:
    """Check that what is undone frees its visit and day, the stock and the receipt number."""
    undone, reason, undone_id = ledger.entries[entry["reverses"]], entry["why"]["reason"], entry["reverses"]
    purchase = undone["purchase"]
    _unused(books, ledger, undone_id, entry)
    if reason == "cancel":
        visit = books.visits.setdefault(undone["why"]["visit_id"], Used())
        if visit.off_bill.pop(undone_id, None) is not None and not visit.off_bill:
            visit.named = 0
        if undone["why"]["reason"] == "reward":
            books.rewards[undone["why"]["reward_id"]] -= 1
    if reason == "void" and purchase:
        books.visits[purchase["visit_id"]].beyond.pop(undone_id, None)
    gone = reason in {"void", "reassign"} or ledger.undone[undone_id].closed
    if gone and purchase and purchase["receipt_number"]:
        books.receipts = {till: name for till, name in books.receipts.items() if name != undone_id}


def _unused(books: Books, ledger: Ledger, undone_id: str, entry: Fields) -> None:
    """Take what is given back of a use off the patient's day."""
    day = books.days[id(ledger), ledger.entries[undone_id]["business_date"]]
    if undone_id in day.uses:
        (points, minor, asked), why = day.uses[undone_id], entry["why"]
        points -= why["returned_points"] + why["lapsed_points"]
        day.uses[undone_id] = (points, minor - why["returned_minor"] - why["lapsed_minor"], asked)


def _granted(books: Books, _: Ledger, __: str, entry: Fields) -> None:
    if entry["why"]["reason"] == "granted":
        books.granted[entry["actor"]["uid"], entry["business_date"]] += entry["wallet_minor"]


_BESIDES: Mapping[str, Any] = {
    "accrual": _numbered,
    "redemption": _used,
    "wallet_payment": _counted,
    "reversal": _freed,
    "wallet_credit": _granted,
}
