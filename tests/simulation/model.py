"""A patient's ledger as its entries tell it: each is checked against what came before, then taken over.

It reads documents, knows the clinic's rules as documents, and calls nothing of the code under test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.simulation.arithmetic import (
    Fields,
    available,
    date_of,
    drawn,
    fraction_of,
    hash_again,
    last_day,
    live,
    midnight_after,
    shared,
    soonest_first,
)
from tests.support.documents import lots_of

ROLES = {"patient", "front_desk", "manager", "owner", "schedule", "payments"}
UNPLACED = {"patient", "schedule"}
# Wallet money is spent and ends by what its lot says: no rule decides then.
WITHOUT_RULE = {"wallet_payment"}
# A lot's next reminder moves without an entry.
REMINDED = {"milestone", "milestone_at", "noticed_on"}
MAY_CHANGE = {"points_remaining", *REMINDED}
MAY_BE_EXTENDED = {"expires_on", "expires_at", "appointment_id", "own_expires_on", "own_expires_at"}
# The kinds whose points come in, and from how many open lots on they may join one.
COMES_IN = {"accrual", "adjustment", "reissue"}
SHARED_FROM = 100


def check(holds: object, invariant: str, *seen: object) -> None:
    """Raises AssertionError, naming the invariant and what was seen."""
    if not holds:
        raise AssertionError(f"{invariant}: {', '.join(map(repr, seen))}")


def equal(seen: object, expected: object, invariant: str) -> None:
    """Raises AssertionError where two things differ that must not."""
    check(seen == expected, invariant, seen, expected)


@dataclass
class Undone:
    """The sum of reversals of an entry so far."""

    refunded_minor: Counter[str] = field(default_factory=Counter)
    clawed_points: int = 0
    forgiven_points: int = 0
    returned: int = 0
    restored: Counter[str] = field(default_factory=Counter)
    reissued_points: int = 0
    closed: str | None = None


@dataclass
class Lapse:
    """Points of a lot that came back after its last day, by which entry, and what became of them."""

    lot_id: str
    entry_id: str
    points: int
    forgiven: int = 0
    reissued: int = 0
    repaid: int = 0

    @property
    def left(self) -> int:
        """The points still lost."""
        return self.points - self.forgiven - self.reissued - self.repaid


@dataclass
class Ledger:
    """The state that a patient's entries add up to. `lots` and `wallet_lots` keep the empty ones too."""

    rules: Mapping[str, Fields]
    zone: ZoneInfo
    points: int = 0
    wallet_minor: int = 0
    debt_points: int = 0
    revision: int = 0
    remainder: Fraction = Fraction(0)
    head_hash: str = "0" * 64
    lots: dict[str, Fields] = field(default_factory=dict)
    wallet_lots: dict[str, Fields] = field(default_factory=dict)
    entries: dict[str, Fields] = field(default_factory=dict)
    undone: dict[str, Undone] = field(default_factory=dict)
    expired_points: Counter[str] = field(default_factory=Counter)
    reissued: Counter[int] = field(default_factory=Counter)
    lapses: list[Lapse] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)
    bankings: Counter[str] = field(default_factory=Counter)
    went_back: Counter[str] = field(default_factory=Counter)
    forgiven_with: Counter[str] = field(default_factory=Counter)
    gone_points: Counter[str] = field(default_factory=Counter)
    gone_minor: Counter[str] = field(default_factory=Counter)
    lapsed_money: Counter[str] = field(default_factory=Counter)
    months: dict[tuple[str, str], str] = field(default_factory=dict)
    paid_months: Counter[str] = field(default_factory=Counter)
    visits: dict[str, Fields] = field(default_factory=dict)
    own: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    closed_until_on: str = ""

    def take(self, entry_id: str, entry: Fields, expect: Expectation) -> None:
        """Check the next entry by everything it must hold to, its kind's own rules included, and take it over."""
        check(entry_id not in self.entries, "an entry is written once", entry_id)
        self._chained(entry)
        self._named(entry)
        self._balanced(entry)
        expect(self, entry_id, entry)
        for draw in entry["draws"]:
            self._move(entry_id, entry, draw)
        for draw in entry["wallet_draws"]:
            self._move_money(entry_id, entry, draw)
        self.entries[entry_id] = entry
        self.revision, self.head_hash = entry["revision"], entry["hash"]
        self.points, self.wallet_minor = entry["points_after"], entry["wallet_minor_after"]
        self.debt_points = entry["debt_points_after"]

    def open_lots(self) -> dict[str, Fields]:
        """Lots with points in them."""
        return {name: lot for name, lot in self.lots.items() if lot["points_remaining"]}

    def agrees(self, account: Fields, now: datetime) -> None:
        """The account is what its entries add up to, and whoever owes points holds none."""
        for name in ("points", "wallet_minor", "debt_points", "revision", "head_hash"):
            equal(account[name], getattr(self, name), f"the account's {name} follows from its entries")
        equal(fraction_of(account["remainder"]), self.remainder, "the account's remainder follows from its entries")
        lots = self.open_lots()
        money = {name: lot for name, lot in self.wallet_lots.items() if lot["remaining_minor"]}
        held = {name: _without_reminders(lot) for name, lot in lots_of(account).items()}
        follow = {name: _without_reminders(lot) for name, lot in lots.items()}
        equal(held, follow, "the account's lots follow from its entries")
        equal(account["wallet_lots"], money, "the account's wallet lots follow from its entries")
        in_lots = sum(lot["points_remaining"] for lot in lots.values())
        equal(self.points, in_lots - self.debt_points, "points are what is in lots less the debt")
        equal(self.wallet_minor, sum(lot["remaining_minor"] for lot in money.values()), "wallet money is in its lots")
        check(self.wallet_minor >= 0 <= self.debt_points, "neither wallet nor debt is negative", self.wallet_minor)
        in_live = sum(lot["points_remaining"] for lot in lots.values() if live(lot, now))
        check(not self.debt_points or not in_live, "who owes points holds none", self.debt_points, in_live)
        ends = [lot["expires_at"] for lot in money.values() if lot["expires_at"]]
        due = min([*(lot["milestone_at"] for lot in lots_of(account).values()), *ends], default=None)
        known = [
            (told["lot_id"], told["entry_id"], told["points"], told["forgiven_points"], told["reissued_points"])
            for told in account.get("lapsed", [])
        ]
        equal(
            known,
            [(it.lot_id, it.entry_id, it.points, it.forgiven, it.reissued) for it in self.lapses][-200:],
            "the account knows what lapsed",
        )
        if self.debt_points:
            left = [
                name for name, lot in money.items() if live(lot, now) and self.points_of(name, lot["remaining_minor"])
            ]
            check(not left, "who owes points holds nothing that points became", self.debt_points, left)
        equal(account["due_at"], due, "the account is due with its first lot")

    def adds_up(self) -> None:
        """The sums over all entries, and every hash once more: what was written has not changed since."""
        entries = self.entries.values()
        equal(sum(entry["points"] for entry in entries), self.points, "points are the sum of the entries")
        equal(sum(entry["wallet_minor"] for entry in entries), self.wallet_minor, "the wallet is the sum of entries")
        equal(len(self.entries), self.revision, "the revision counts the entries")
        self.gives_paid_months()
        for entry in entries:
            equal(entry["hash"], hash_again(entry), "an entry never changes")

    def gives_paid_months(self) -> None:
        """No membership gives the points of more months than were paid."""
        given = Counter(membership_id for membership_id, _ in self.months)
        check(given <= self.paid_months, "no more months give points than were paid", given, self.paid_months)

    def available(self, now: datetime) -> int:
        """The points that could be spent."""
        return available(self.open_lots(), self.debt_points, now)

    def points_of(self, wallet_lot_id: str, minor: int) -> int:
        """The points that banked money stands for, at the rate of its banking."""
        lot = self.wallet_lots[wallet_lot_id]
        made_of = sum(lot["banked_from"].values())
        worth: int = (minor + self.gone_minor[wallet_lot_id]) * made_of // lot["received_minor"]
        return max(0, worth - self.gone_points[wallet_lot_id])

    def lapse_money(self, wallet_lot_id: str, minor: int) -> Counter[str]:
        """The points, by lot, that banked money stood for which lapsed."""
        points, lot = self.points_of(wallet_lot_id, minor), self.wallet_lots[wallet_lot_id]
        before = self.gone_points[wallet_lot_id]
        self.gone_points[wallet_lot_id] += points
        self.gone_minor[wallet_lot_id] += minor
        names = sorted(lot["banked_from"])
        parts = [lot["banked_from"][name] for name in names]
        after, gone = shared(parts, before + points), shared(parts, before)
        return +Counter({name: a - b for name, a, b in zip(names, after, gone, strict=True)})

    def lapse_ended(self, at: datetime) -> None:
        """Note once what banked money stood for that has ended, whether or not it has left yet."""
        known = {lapse.entry_id for lapse in self.lapses}
        for _, name in sorted((lot["earned_at"], name) for name, lot in self.open_lots().items()):
            taken_back = name in self.taken_back and f"{name}.expiry" not in known
            if taken_back and not live(self.lots[name], at):
                self.lapse(f"{name}.expiry", {name: self.lots[name]["points_remaining"]})
        held = [(lot["received_at"], name) for name, lot in self.wallet_lots.items() if lot["remaining_minor"]]
        for _, name in sorted(held):
            banked_from = self.wallet_lots[name]["banked_from"]
            if banked_from and not live(self.wallet_lots[name], at) and f"{name}.wallet-expiry" not in known:
                by_lot = self.lapse_money(name, self.wallet_lots[name]["remaining_minor"])
                self.lapse(f"{name}.wallet-expiry", by_lot)
                if not by_lot:
                    self.lapses.append(Lapse(min(banked_from), f"{name}.wallet-expiry", 0))

    def lapse(self, entry_id: str, by_lot: Mapping[str, int]) -> None:
        """Note points that lapsed."""
        self.lapses += [Lapse(name, entry_id, points) for name, points in by_lot.items() if points]

    def received(self, entry_id: str, entry: Fields, points: int, life_from: str | None = None) -> None:
        """Points that come in repay debt first; the rest is a lot named after the entry, with a life by the rule.

        Their life begins on the date on which they came, or on the one given.
        """
        repaid = min(self.debt_points, points)
        equal(entry["debt_points"], -repaid, "what comes in repays debt first")
        rest = points - repaid
        equal([points for _, points in drawn(entry["draws"])], [rest] if rest else [], "what comes in is in one lot")
        if not rest:
            equal(entry["lot"], None, "a lot is opened for points and only for points")
            return
        ((name, _),), lot = drawn(entry["draws"]), entry["lot"] or entry["draws"][0]["lot"]
        if entry["lot"]:
            equal(name, entry_id, "what comes in opens a lot of its name")
            equal(lot["earned_at"], entry["occurred_at"], "a lot is earned when its entry occurred")
        else:
            open_lots = self.open_lots()
            check(name in open_lots and len(open_lots) >= SHARED_FROM, "a lot is shared where there are many", name)
            check(name not in self.taken_back, "nothing joins what was taken back", name)
            equal(lot["appointment_id"], None, "nothing joins a lot that is held")
            for part in ("expiry", "reminders"):
                version = self.rules[part]["version"]
                equal(lot["policy"][f"{part}_version"], version, "what joins has the same policy")
        begins_on = date.fromisoformat(life_from) if life_from else entry["occurred_at"].astimezone(self.zone).date()
        ends_on = last_day(begins_on, self.rules["expiry"])
        equal(lot["expires_on"], ends_on.isoformat(), "a lot's last day is the rule's")
        grace = timedelta(days=self.rules["expiry"]["grace_days"])
        equal(lot["expires_at"], midnight_after(ends_on + grace, self.zone), "a lot ends after its days of grace")

    def spent(self, entry: Fields) -> None:
        """Points that are used come from live lots, soonest to expire first, and are never more than there are."""
        points, at = -entry["points"], entry["recorded_at"]
        check(0 < points <= self.available(at), "no more is used than is available", points, self.available(at))
        equal(drawn(entry["draws"]), soonest_first(self.open_lots(), points, at), "the soonest to expire is used first")

    def _chained(self, entry: Fields) -> None:
        equal(entry["revision"], self.revision + 1, "revisions have no gap")
        equal(entry["previous_hash"], self.head_hash, "each entry names the hash before")
        equal(entry["hash"], hash_again(entry), "the hash is over the entry and the hash before")

    def _named(self, entry: Fields) -> None:
        actor, why = entry["actor"], entry["why"]
        check(actor["uid"] and actor["role"] in ROLES, "an entry names its actor", actor)
        check(entry["location_id"] or actor["role"] in UNPLACED, "an entry names its location", actor)
        check(why["reason"] and entry["request"]["request_id"], "an entry names its cause", why)
        ruled = entry["kind"] not in WITHOUT_RULE and not (entry["kind"] == "expiry" and entry["wallet_draws"])
        versions = why["rule_versions"]
        check(not ruled or versions, "an entry names the rules that decided", entry["kind"])
        check(all(number >= 1 for number in versions.values()), "versions count from one", versions)
        on = date_of(entry["recorded_at"], self.zone, self.closed_until_on)
        equal(entry["business_date"], on, "the business date is the clinic's")

    def _balanced(self, entry: Fields) -> None:
        points = sum(draw["points"] for draw in entry["draws"]) - entry["debt_points"]
        equal(entry["points"], points, "an entry's points are its draws less the debt")
        minor = sum(draw["amount_minor"] for draw in entry["wallet_draws"])
        equal(entry["wallet_minor"], minor, "an entry's money is its draws")
        equal(entry["points_after"], self.points + points, "balances carry on")
        equal(entry["wallet_minor_after"], self.wallet_minor + minor, "wallet balances carry on")
        equal(entry["debt_points_after"], self.debt_points + entry["debt_points"], "debts carry on")

    def _move(self, entry_id: str, entry: Fields, draw: Fields) -> None:
        name, after = draw["lot_id"], draw["lot"] or entry["lot"]
        before = self.lots.get(name)
        if before is None:
            equal((name, after["points_earned"]), (entry_id, draw["points"]), "a lot opens with what was earned")
            before = {**after, "points_remaining": 0}
        elif entry["kind"] in COMES_IN and draw["points"] > 0:
            before = {**before, "points_earned": before["points_earned"] + draw["points"]}
        equal(after["points_remaining"], before["points_remaining"] + draw["points"], "a draw moves its lot")
        check(0 <= after["points_remaining"] <= after["points_earned"], "a lot holds no more than was earned", after)
        extends = entry["kind"] == "extension"
        for part in before.keys() - MAY_CHANGE - (MAY_BE_EXTENDED if extends else set()):
            equal(after[part], before[part], f"a lot keeps its {part}")
        if entry["kind"] not in {"expiry", "extension"}:
            check(_dated(entry, draw) < before["expires_at"], "nothing moves in a lot that has ended", name)
        self.lots[name] = {part: value for part, value in after.items() if part != "lot_id"}

    def _move_money(self, entry_id: str, entry: Fields, draw: Fields) -> None:
        name, after = draw["wallet_lot_id"], draw["lot"] or entry["wallet_lot"]
        before = self.wallet_lots.get(name)
        if before is None:
            equal((name, after["received_minor"]), (entry_id, draw["amount_minor"]), "a wallet lot opens whole")
            before = {**after, "remaining_minor": 0}
        equal(after["remaining_minor"], before["remaining_minor"] + draw["amount_minor"], "a draw moves its wallet lot")
        check(0 <= after["remaining_minor"] <= after["received_minor"], "a wallet lot holds what it received", after)
        for part in before.keys() - {"remaining_minor"}:
            equal(after[part], before[part], f"a wallet lot keeps its {part}")
        ended = entry["kind"] != "expiry" and not live(before, entry["recorded_at"])
        check(not ended, "nothing moves in wallet money that has ended", name)
        self.wallet_lots[name] = {part: value for part, value in after.items() if part != "wallet_lot_id"}


def _without_reminders(lot: Fields) -> Fields:
    return {part: value for part, value in lot.items() if part not in REMINDED}


def _dated(entry: Fields, draw: Fields) -> datetime:
    """The instant at which a draw counts: a purchase moved to its patient keeps the time it was recorded."""
    instant: datetime = entry["recorded_at"] if draw["lot"] else entry["occurred_at"]
    return instant


Expectation = Callable[[Ledger, str, Fields], None]
