"""The player: it does each act of a timeline again, by the functions that did it, and each fact by what it changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.acts.memberships import with_act, with_event, without_act
from loyalty.domain.ledger.adjustments import Opening, adjust, reissue, require_lost, take_over_balance
from loyalty.domain.ledger.bonus import give_month, given_months, take_back_bonuses
from loyalty.domain.ledger.entry import (
    ACCRUAL,
    ADJUSTMENT,
    BONUS,
    OPENING,
    REDEMPTION,
    REISSUE,
    REVERSAL,
    Actor,
    Entry,
    Request,
)
from loyalty.domain.ledger.expiry import expire
from loyalty.domain.ledger.extension import extend_unnoticed, fall_back_spent, hold_for_appointment
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause, Posting
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.wallet.banking import BankingTerms, bank, credit_wallet
from loyalty.domain.ledger.wallet.cashing_out import cash_out
from loyalty.domain.ledger.wallet.unbanking import EXPIRY_PART
from loyalty.domain.ledger.why import (
    AdjustmentWhy,
    BankingWhy,
    BonusWhy,
    CashOutWhy,
    CreditWhy,
    ExtensionWhy,
    OpeningWhy,
    ReissueWhy,
)
from loyalty.domain.program.bonus_months import BonusMonth
from loyalty.domain.program.tiers import QualifyingDay, count_in
from loyalty.domain.proof.replaying.rulebook import Rulebook
from loyalty.domain.proof.replaying.state import Setting, State
from loyalty.domain.proof.replaying.timeline import (
    Act,
    AppointmentFact,
    Fact,
    GrantFact,
    MembershipFact,
    PlacedFact,
    TreatmentFact,
)
from loyalty.domain.proof.replaying.undoing import play_reversal
from loyalty.domain.proof.replaying.using import Moved, is_moved, play_moved, play_purchase, play_redemption
from loyalty.errors.ledger import EntryNotFound

# A reissue was within the year's bound when it was made; that bound is not what is replayed.
_ANY_NUMBER = 10**12
_SCHEDULE, _NO_REQUEST = Actor("schedule", "schedule"), Request("schedule", "")


class Player:
    """Plays the acts of one account on a state, by the versions of a rulebook. It refuses as the acts themselves do."""

    def __init__(self, state: State, rules: Rulebook, setting: Setting, moved: Moved) -> None:
        self.state, self._rules, self._setting, self._moved = state, rules, setting, moved

    def play(self, act: Act) -> tuple[Entry, ...]:
        """Do an act again; return its entries. Raises what it refuses, and VersionLost."""
        if act.is_sweep:
            return self._sweep(act)
        if act.main.kind == ACCRUAL:
            entries = self._purchase(act)
            self._place(act.main.business_date)
            return entries
        if act.main.kind == REDEMPTION:
            return play_redemption(self.state, act, self._rules, self._setting)
        if act.main.kind == REVERSAL:
            return play_reversal(self.state, act, self._rules, self._setting)
        posting = self._one(act)
        self.state.take(posting.account, (posting.entry,))
        return (posting.entry,)

    def _purchase(self, act: Act) -> tuple[Entry, ...]:
        if is_moved(act.main):
            return play_moved(self.state, act, self._rules, self._setting, self._moved)
        return play_purchase(self.state, act, self._rules, self._setting)

    def _place(self, on: date) -> None:
        """Forget memberships that no longer hold, as every look at the tier does."""
        account = self.state.account
        if account.memberships:
            self.state.account = account.with_memberships(account.memberships, on)

    def take_in(self, fact: Fact) -> tuple[Entry, ...]:
        """Take in a fact; return the entry that it makes, if it makes one."""
        match fact:
            case AppointmentFact():
                return self._hold(fact)
            case PlacedFact():
                self._place(fact.on)
            case MembershipFact():
                self.state.account = _with_membership(self.state.account, fact)
            case GrantFact():
                self.state.account = replace(self.state.account, granted=fact.granted)
            case TreatmentFact():
                self.state.account = _with_treatment(self.state.account, fact)
        return ()

    def take_months_back(self, fact: MembershipFact) -> tuple[Entry, ...]:
        """Take back the points of all months of a membership that is undone."""
        sold_id, state = fact.membership.membership_id, self.state
        given = given_months(
            entry
            for entry in state.entries.values()
            if isinstance(entry.why, BonusWhy) and entry.why.membership_id == sold_id
        )
        cause = Cause(
            f"{fact.membership.event_id}.undone", _NO_REQUEST, _SCHEDULE, None, fact.on, fact.at, is_trial=True
        )
        lives = self.lives_at(fact.at)
        account, entries = take_back_bonuses(state.account, given, self._setting.currency, lives, cause)
        state.take(account, entries)
        return entries

    def expire_ended(self, act: Act, spared: frozenset[str]) -> tuple[Entry, ...]:
        """Let expire what a sweep would have by an act's instant, but for the lots that are spared.

        By a draft other lots may be left than the recorded sweeps found.
        """
        return self.expire_until(act.at, act.main.business_date, spared)

    def expire_until(self, now: datetime, on: date, spared: frozenset[str]) -> tuple[Entry, ...]:
        """Let expire what has ended by an instant of a business date, but for the lots that are spared."""
        ended = [lot.expires_at for lot in self.state.account.lots if lot.lot_id not in spared]
        ended += [lot.expires_at for lot in self.state.account.wallet_lots if lot.expires_at is not None]
        if not any(at <= now for at in ended):
            return ()
        return self._expire(Cause("schedule", _NO_REQUEST, _SCHEDULE, None, on, now, is_trial=True), spared)

    def lives_at(self, now: datetime) -> Lives:
        """The rules of an instant that give new points their life. Raises VersionLost where none is known."""
        return self._rules.lives_at(now, self._setting.zone)

    def _expire(self, cause: Cause, spared: frozenset[str] = frozenset()) -> tuple[Entry, ...]:
        account, now = self.state.account, cause.now
        kept = tuple(lot for lot in account.lots if lot.lot_id in spared and not lot.is_live(now))
        if kept:
            account = replace(account, lots=tuple(lot for lot in account.lots if lot not in kept))
        account, entries = expire(account, self._setting.currency, cause)
        if kept:
            lots = sorted((*account.lots, *kept), key=lambda lot: (lot.earned_at, lot.lot_id))
            account = replace(account, lots=tuple(lots))
        self.state.take(account, entries)
        return entries

    def _sweep(self, act: Act) -> tuple[Entry, ...]:
        extended: tuple[Entry, ...] = ()
        first = act.entries[0]
        if isinstance(first.why, ExtensionWhy):
            named = {draw.lot_id for draw in first.draws}
            lots = [lot for lot in self.state.account.lots if lot.lot_id in named and not lot.is_live(act.at)]
            if lots:
                rule = self._rules.reminders(first.why.rule_versions)
                cause = replace(act.cause(), entry_id=f"{lots[0].lot_id}.{first.entry_id.rpartition('.')[2]}")
                posting = extend_unnoticed(self.state.account, lots, rule, self._setting.zone, cause)
                self.state.take(posting.account, (posting.entry,))
                extended = (posting.entry,)
        return (*extended, *self._expire(act.cause()))

    def _hold(self, fact: AppointmentFact) -> tuple[Entry, ...]:
        rule = self._rules.at("reminders", fact.at)
        if rule is None:
            return ()
        spent = fall_back_spent(self.state.account, fact.appointment_id, fact.at)
        posting = hold_for_appointment(spent, fact.visit_on, fact.appointment_id, rule, self._setting.zone, fact.cause)
        self.state.account = posting.account if posting else spent
        if posting is None:
            return ()
        self.state.take(posting.account, (posting.entry,))
        return (posting.entry,)

    def _one(self, act: Act) -> Posting:
        """Do again an act that makes one entry: of points that come in, or of wallet money."""
        if act.main.kind in (ADJUSTMENT, BONUS, OPENING, REISSUE):
            return self._points(act)
        return self._money(act)

    def _points(self, act: Act) -> Posting:
        main, account, cause = act.main, self.state.account, act.cause()
        rules, setting = self._rules, self._setting
        match main.why:
            case AdjustmentWhy() as why:
                lives = rules.lives(_with_life(why.rule_versions, rules, main), setting.zone)
                return adjust(account, main.points, why, lives, cause)
            case BonusWhy() as why:
                month = BonusMonth(why.membership_id, why.month_on, main.points, why.plan_name)
                return give_month(account, month, rules.lives(why.rule_versions, setting.zone), cause)
            case OpeningWhy() as why:
                lives = rules.lives(why.rule_versions, setting.zone)
                return take_over_balance(account, _opening(main, why, rules), setting.currency, lives, cause)
            case ReissueWhy() as why:
                return self._reissue(main, why, cause)
        raise EntryNotFound

    def _money(self, act: Act) -> Posting:
        main, account, cause = act.main, self.state.account, act.cause()
        rules, setting = self._rules, self._setting
        match main.why:
            case CreditWhy() as why:
                rule = rules.banking(why.rule_versions)
                return credit_wallet(account, main.wallet_minor, why, rule, setting.zone, cause)
            case CashOutWhy() as why:
                rule = rules.banking(why.rule_versions)
                return cash_out(account, -main.wallet_minor, why.text, rule, setting.currency, cause)
            case BankingWhy():
                return self._bank(act)
        raise EntryNotFound

    def _bank(self, act: Act) -> Posting:
        main, account = act.main, self.state.account
        tier = account.tier_in_force(self._rules.tiers_at(act.at), main.business_date)
        rule = self._rules.banking(main.why.rule_versions)
        terms = BankingTerms(rule, tier.tier_id if tier else None, self._setting.currency, self._setting.zone)
        return bank(account, -main.points, terms, act.cause())

    def _reissue(self, main: Entry, why: ReissueWhy, cause: Cause) -> Posting:
        state, lost_id = self.state, main.linked_entry_id or ""
        lost = state.entries.get(lost_id)
        if lost is None:
            raise EntryNotFound
        before = state.reversals.get(lost_id) or Reversals(lost.location_id)
        of_lot = state.reversals.get(lost_id.removesuffix(f".{EXPIRY_PART}"))
        require_lost(state.account, lost, before.reissued_points, of_lot, main.points)
        lives = self._rules.lives(why.rule_versions, self._setting.zone)
        posting = reissue(state.account, main.points, why, _ANY_NUMBER, lost_id, lives, cause)
        state.reversals[lost_id] = replace(before, reissued_points=before.reissued_points + main.points)
        return posting


def _with_life(versions: object, rules: Rulebook, main: Entry) -> dict[str, int]:
    """The versions of an adjustment: one that takes points names none for their life, and asks for none."""
    said = dict(versions) if isinstance(versions, dict) else {}
    expiry, reminders = rules.at("expiry", main.recorded_at), rules.at("reminders", main.recorded_at)
    for name, rule in (("expiry", expiry), ("reminders", reminders)):
        if rule is not None:
            said.setdefault(name, rule.version)
    return said


def _opening(main: Entry, why: OpeningWhy, rules: Rulebook) -> Opening:
    """The balance as it was brought; a last day that the clinic's rule gave is given by the rule again."""
    held = main.lot or next((draw.lot for draw in main.draws if draw.lot is not None), None)
    expires_on = held.expires_on if held else None
    if main.wallet_lot is not None:
        return Opening(why.source_id, main.points, main.wallet_minor, main.wallet_lot.expires_on)
    if rules.draft is not None and held is not None:
        given = rules.kept_expiry(why.rule_versions)
        if given is not None and given.last_day(main.business_date) == expires_on:
            expires_on = None
    return Opening(why.source_id, main.points, main.wallet_minor, expires_on)


def _with_membership(account: Account, fact: MembershipFact) -> Account:
    if fact.what == "undone":
        return without_act(account, fact.membership, fact.restored, fact.on)
    if fact.what == "event":
        return with_event(account, fact.membership, fact.occurred_on, fact.on)
    return with_act(account, fact.membership, fact.on)


def _with_treatment(account: Account, fact: TreatmentFact) -> Account:
    counted = any(day.on == fact.completed_on and day.treatments > 0 for day in account.days)
    if fact.count < 0 and not counted:
        return account
    change = QualifyingDay(fact.completed_on, treatments=fact.count)
    return replace(account, days=count_in(account.days, change))
