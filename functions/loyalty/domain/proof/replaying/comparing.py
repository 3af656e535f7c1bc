"""Comparing: an account's past is played by the rules that decided it, and, from the window on, by a draft beside that.

Each act must come out with its own points and hash. One that does not is named, and the past goes on as it is
recorded, if the entry is whole; as it was played, if somebody changed the entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from loyalty.domain.calendar import ONE_DAY, first_instant_after
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.bonus import give_month, months_due
from loyalty.domain.ledger.entry import ACCRUAL, Actor, Entry, Request, seal
from loyalty.domain.ledger.extension import NO_NOTICE
from loyalty.domain.ledger.posting import Cause, account_after
from loyalty.domain.ledger.why import AccrualWhy, BonusWhy, ExtensionWhy, ReversalWhy
from loyalty.domain.proof.previews import ActNotPossible, PatientCompared
from loyalty.domain.proof.replaying.plans import DraftedPlans
from loyalty.domain.proof.replaying.player import Player
from loyalty.domain.proof.replaying.rulebook import Rulebook, VersionLost
from loyalty.domain.proof.replaying.state import Setting, State, with_milestones
from loyalty.domain.proof.replaying.tallying import Outcome
from loyalty.domain.proof.replaying.timeline import Act, AppointmentFact, Fact, Item, MembershipFact
from loyalty.domain.proof.replaying.using import Moved, is_asked_first
from loyalty.errors.base import Refusal

ENTRY_DIFFERS, ENTRY_CHANGED, ENTRY_MISSING, RULE_LOST = "entry-differs", "entry-changed", "entry-missing", "rule-lost"
ACCOUNT_DIFFERS = "account-differs"
_NOBODY, _NO_REQUEST = Actor("schedule", "schedule"), Request("schedule", "")


@dataclass(frozen=True, slots=True)
class Window:
    """The window of a comparison: from the first business date to an instant, and the rulebooks of both sides.

    `after` is None where only the past is proved.
    """

    from_on: date
    until: datetime
    until_on: date
    before: Rulebook
    after: Rulebook | None
    setting: Setting


@dataclass(slots=True)
class Drafted:
    """The other side of an account, from the first act of the window on."""

    player: Player
    plans: DraftedPlans | None
    refused: list[ActNotPossible] = field(default_factory=list)


class AccountComparison:
    """The comparison of one account: takes its timeline, item by item, and adds to an outcome."""

    def __init__(
        self, start: Account, window: Window, outcome: Outcome, moved: tuple[Moved, Moved], items: Sequence[Item]
    ) -> None:
        """Begin with an account as it was before the first item."""
        self._window, self._outcome, self._moved = window, outcome, moved
        self.past = Player(State(start), window.before, window.setting, moved[0])
        self.drafted: Drafted | None = None
        self._name, self._patient_id = start.name, start.patient_id
        self._spared = _spared_lots(items)

    def take(self, item: Item) -> None:
        """Play the next item on both sides."""
        if isinstance(item, Act):
            self._take_act(item)
        else:
            self._take_fact(item)

    def _is_inside(self, on: date) -> bool:
        return on >= self._window.from_on

    def _begin(self) -> Drafted | None:
        """The other side, which begins as the past has left the account."""
        rules = self._window.after
        if self.drafted is None and rules is not None and rules.draft is not None:
            player = Player(self.past.state.fork(), rules, self._window.setting, self._moved[1])
            plans = DraftedPlans(rules.draft.value) if rules.draft.rule == "memberships" else None
            self.drafted = Drafted(player, plans)
        return self.drafted

    def _take_act(self, act: Act) -> None:
        inside = self._is_inside(act.main.business_date)
        drafted = self._begin() if inside else None
        played = self._play_past(act, inside=inside)
        if inside:
            self._outcome.before.add(played, self.past.state.entries)
        would_be = self._play_drafted(drafted, act) if drafted is not None else ()
        if inside:
            self._compare_earned(played, would_be)

    def _compare_earned(self, played: Sequence[Entry], would_be: Sequence[Entry]) -> None:
        after = {entry.entry_id: entry for entry in would_be}
        for entry in played:
            if entry.kind == ACCRUAL:
                self._outcome.earned(entry, after.get(entry.entry_id))

    def _play_past(self, act: Act, *, inside: bool) -> Sequence[Entry]:
        """Play an act by its own rules; return its entries as they are to be counted."""
        self._close_gap(act)
        state = self.past.state
        before = state.account = with_milestones(state.account, (draw for entry in act.entries for draw in entry.draws))
        try:
            played: Sequence[Entry] = self.past.play(act)
        except VersionLost:
            return self._adopt(before, act.entries, (), RULE_LOST, inside=inside)
        except Refusal as refusal:
            return self._adopt(before, act.entries, (), refusal.code, inside=inside)
        except (TypeError, ValueError, LookupError):
            return self._adopt(before, act.entries, (), ENTRY_DIFFERS, inside=inside)
        return self._check(before, act.entries, played, inside=inside)

    def _close_gap(self, act: Act) -> None:
        account, first = self.past.state.account, act.entries[0]
        if first.revision != account.revision + 1:
            self._outcome.mismatch(self._patient_id, first.entry_id, ENTRY_MISSING)
            self.past.state.account = replace(account, revision=first.revision - 1, head_hash=first.previous_hash)

    def _check(
        self, before: Account, recorded: Sequence[Entry], played: Sequence[Entry], *, inside: bool
    ) -> Sequence[Entry]:
        # Equal to what was sealed a moment ago, with its hash and all other fields: so it is whole, too.
        if tuple(recorded) == tuple(played):
            if inside:
                self._outcome.entries += len(recorded)
                self._outcome.reproduced += len(recorded)
            return played
        return self._adopt(before, recorded, played, ENTRY_DIFFERS, inside=inside)

    def _adopt(
        self, before: Account, recorded: Sequence[Entry], played: Sequence[Entry], code: str, *, inside: bool
    ) -> Sequence[Entry]:
        """Name what differs, and go on with what is recorded; with what was played, if somebody changed just that."""
        state, by_id = self.past.state, {entry.entry_id: entry for entry in played}
        for entry in recorded:
            twin = by_id.get(entry.entry_id)
            same = twin is not None and twin.hash == entry.hash and _is_whole(entry)
            if inside:
                self._outcome.entries += 1
                self._outcome.reproduced += int(same)
            if not same:
                said = code if _is_whole(entry) else ENTRY_CHANGED
                self._outcome.mismatch(self._patient_id, entry.entry_id, said)
        if played and [entry.hash for entry in played] == [entry.hash for entry in recorded]:
            return played
        for entry in played:
            state.entries.pop(entry.entry_id, None)
        account = before
        for entry in recorded:
            account = account_after(account, entry, _remainder_of(entry))
        state.take(account, recorded)
        return recorded

    def _play_drafted(self, drafted: Drafted, act: Act) -> Sequence[Entry]:
        """Play an act by the draft; an act that it refuses is left out, and counted."""
        state, played = drafted.player.state, list[Entry]()
        played += drafted.player.expire_ended(act, self._spared_after(act.at))
        played += self._give_due(drafted, act.main.business_date)
        draws = [draw for entry in act.entries for draw in entry.draws]
        state.account = with_milestones(state.account, draws)
        if not self._is_of_plan(act, drafted.plans):
            try:
                made = drafted.player.play(replace(act, is_trial=True))
            except Refusal as refusal:
                self._refuse(drafted, act.main, refusal)
            else:
                played += made
                self._outcome.asked_first += int(is_asked_first(made, act.entries))
        self._outcome.after.add(played, state.entries)
        return played

    def _is_of_plan(self, act: Act, plans: DraftedPlans | None) -> bool:
        """True for the points of a month that the draft's own plan gives, or does not give, and takes back."""
        if plans is None:
            return False
        main = act.main
        given = self.past.state.entries.get(main.reverses) if main.reverses else main
        return given is not None and isinstance(given.why, BonusWhy) and plans.is_sold(given.why.membership_id)

    def _refuse(self, drafted: Drafted, main: Entry, refusal: Refusal) -> None:
        asked = -main.points if main.points < 0 else main.points
        drafted.refused.append(
            ActNotPossible(
                self._patient_id, self._name, main.entry_id, main.kind, asked, main.business_date, refusal.code
            )
        )

    def _take_fact(self, fact: Fact) -> None:
        account = self.past.state.account
        drafted = self._begin() if self._is_fact_inside(fact) else self.drafted
        recorded = fact.recorded if isinstance(fact, AppointmentFact) else None
        if recorded is not None:
            self._close_gap(Act((recorded,)))
            account = self.past.state.account = with_milestones(account, recorded.draws)
        inside = recorded is not None and self._is_inside(recorded.business_date)
        try:
            made: Sequence[Entry] = self.past.take_in(fact)
        except (Refusal, VersionLost, TypeError, ValueError):
            made = ()
        if recorded is not None or made:
            counted = self._check(account, (recorded,) if recorded else (), made, inside=inside)
            if inside:
                self._outcome.before.add(counted, self.past.state.entries)
        if drafted is not None:
            self._take_in_drafted(drafted, fact)

    def _take_in_drafted(self, drafted: Drafted, fact: Fact) -> None:
        changed: Fact | None = fact
        if drafted.plans is not None and isinstance(fact, MembershipFact):
            self._give_due(drafted, fact.on)
            try:
                changed = drafted.plans.under(fact)
            except Refusal as refusal:
                membership = fact.membership
                drafted.refused.append(
                    ActNotPossible(
                        self._patient_id, self._name, membership.event_id, "membership", 0, fact.on, refusal.code
                    )
                )
                changed = None
        if changed is not None:
            made = drafted.player.take_in(changed)
            if drafted.plans is not None and isinstance(changed, MembershipFact) and drafted.plans.ends(changed):
                made = (*made, *drafted.player.take_months_back(changed))
            self._outcome.after.add(made, drafted.player.state.entries)

    def _is_fact_inside(self, fact: Fact) -> bool:
        return fact.at >= first_instant_after(self._window.from_on - ONE_DAY, self._window.setting.zone)

    def _give_due(self, drafted: Drafted, on: date) -> Sequence[Entry]:
        """Give the months of memberships whose terms the draft decides, as the schedule does when they begin."""
        if drafted.plans is None or not drafted.plans.sold:
            return ()
        state, zone = drafted.player.state, self._window.setting.zone
        given = []
        for month in months_due(state.account, on):
            if drafted.plans.is_sold(month.membership_id):
                now = first_instant_after(month.on - ONE_DAY, zone)
                lives = drafted.player.lives_at(now)
                cause = Cause(month.name, _NO_REQUEST, _NOBODY, None, month.on, now, is_trial=True)
                posting = give_month(state.account, month, lives, cause)
                state.take(posting.account, (posting.entry,))
                given.append(posting.entry)
        return given

    def _spared_after(self, now: datetime) -> frozenset[str]:
        """Lots that a later sweep lets live on, as nobody had noticed their end."""
        return frozenset(lot_id for lot_id, at in self._spared.items() if at > now)

    def end(self, present: Account) -> None:
        """Let expire and give what is due by the end of the window, and compare what the patient holds.

        The past must come to the account as it is, if all of its entries were read.
        """
        window, drafted = self._window, self.drafted
        played = self.past.state.account
        if played.revision == present.revision and _held(played) != _held(present):
            self._outcome.mismatch(self._patient_id, "", ACCOUNT_DIFFERS)
        if drafted is not None:
            late = list[Entry]()
            late += self._give_due(drafted, window.until_on)
            late += drafted.player.expire_until(window.until, window.until_on, self._still_held())
            self._outcome.after.add(late, drafted.player.state.entries)
            self._outcome.refused += drafted.refused
        if window.after is not None:
            self._outcome.held(self._compared(), worths_of(window))

    def _still_held(self) -> frozenset[str]:
        """Lots that have ended in the past as it was, too, and wait for the next sweep on both sides."""
        ended = (lot for lot in self.past.state.account.lots if not lot.is_live(self._window.until))
        return frozenset(lot.lot_id for lot in ended)

    def _compared(self) -> PatientCompared:
        window, was = self._window, self.past.state.account
        would_be = self.drafted.player.state.account if self.drafted else was
        after = window.after or window.before
        return PatientCompared(
            patient_id=self._patient_id,
            name=self._name,
            points_before=was.points,
            points_after=would_be.points,
            wallet_minor_before=was.wallet_minor,
            wallet_minor_after=would_be.wallet_minor,
            tier_before=_tier_id(was, window.before, window),
            tier_after=_tier_id(would_be, after, window),
            acts_not_possible=len(self.drafted.refused) if self.drafted else 0,
        )


def worths_of(window: Window) -> tuple[int, int]:
    """The worth of a hundred points before and after, in minor units; 0 where points have none."""
    rules = (window.before, window.after or window.before)
    found = [book.redemption_at(window.until) for book in rules]
    before, after = (rule.minor_per_100_points if rule else 0 for rule in found)
    return before, after


def _tier_id(account: Account, rules: Rulebook, window: Window) -> str | None:
    tier = account.tier_in_force(rules.tiers_at(window.until), window.until_on)
    return tier.tier_id if tier else None


def _held(account: Account) -> tuple[object, ...]:
    """What an account holds, but for the milestones of reminders, which no entry moves."""
    lots = [(lot.lot_id, lot.points_earned, lot.points_remaining, lot.expires_at) for lot in account.lots]
    wallet = [(lot.wallet_lot_id, lot.remaining_minor, lot.expires_at) for lot in account.wallet_lots]
    sums = account.points, account.wallet_minor, account.debt_points, account.remainder
    return (*sums, account.head_hash, tuple(lots), tuple(wallet))


def _is_whole(entry: Entry) -> bool:
    """True if an entry's hash is that of its content."""
    return seal(entry).hash == entry.hash


def _remainder_of(entry: Entry) -> Fraction | None:
    why = entry.why
    return why.remainder_after if isinstance(why, AccrualWhy | ReversalWhy) else None


def _spared_lots(items: Iterable[Item]) -> dict[str, datetime]:
    """The lots that a sweep let live on as nobody had noticed their end, and the last time that one did."""
    spared = {}
    for item in items:
        if isinstance(item, Act):
            for entry in item.entries:
                if isinstance(entry.why, ExtensionWhy) and entry.why.reason == NO_NOTICE:
                    spared.update({draw.lot_id: item.at for draw in entry.draws})
    return spared
