"""Extensions: points live longer for an appointment, or where nobody could be told of their end; never shorter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import MOST_EMPTY_REMEMBERED, Account
from loyalty.domain.ledger.entry import Actor, Entry, Request, entry_fields
from loyalty.domain.ledger.extension import hold_for_appointment
from loyalty.domain.ledger.lots import Draw, Lot, move
from loyalty.domain.ledger.posting import Cause, Change, post
from loyalty.domain.ledger.reversals import give_back
from loyalty.domain.ledger.why import ExtensionWhy
from loyalty.domain.proof.lots_audit import POINTS, Lots
from loyalty.domain.reminders.reminding import remind
from tests.support.due import CODEC
from tests.support.reminding import RULE, account_of, lot

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
HOLDS = replace(RULE, appointment_margin_days=14)
EXTENDS = replace(RULE, extension_days=10)
SOON, LATE = lot("soon", NOW, date(2026, 12, 20), ZONE), lot("late", NOW, date(2027, 5, 22), ZONE)


def cause(now: datetime = NOW, entry_id: str = "request-000000000001") -> Cause:
    actor = Actor("desk", "front_desk")
    return Cause(entry_id, Request(entry_id, ""), actor, "calabasas", business_date(now, ZONE), now)


def lots_of(account: Account) -> dict[str, Lot]:
    return {one.lot_id: one for one in account.lots}


def test_an_appointment_holds_the_points_that_would_end_before_it_until_a_margin_after() -> None:
    held = hold_for_appointment(account_of(SOON, LATE), date(2027, 1, 11), "visit-1", HOLDS, ZONE, cause())
    assert held is not None
    after = lots_of(held.account)
    assert (after["soon"].expires_on, after["soon"].appointment_id) == (date(2027, 1, 25), "visit-1")
    assert after["soon"].expires_at == datetime(2027, 1, 26, 8, tzinfo=UTC)
    assert (after["soon"].milestone, after["soon"].milestone_at) == ("nudge", datetime(2026, 12, 28, 18, tzinfo=UTC))
    assert after["late"] == LATE
    assert (held.entry.kind, held.entry.points, held.account.points) == ("extension", 0, 200)
    assert held.entry.why == ExtensionWhy("appointment", date(2027, 1, 25), 100, "visit-1", {"reminders": 1})


def test_a_second_appointment_does_not_hold_the_same_points_again() -> None:
    first = hold_for_appointment(account_of(SOON), date(2027, 1, 11), "visit-1", HOLDS, ZONE, cause())
    assert first is not None
    assert hold_for_appointment(first.account, date(2027, 3, 1), "visit-2", HOLDS, ZONE, cause()) is None


def test_an_appointment_holds_nothing_where_the_rule_does_not_or_nothing_ends_before_it_or_all_has_ended() -> None:
    assert hold_for_appointment(account_of(SOON), date(2027, 1, 11), "visit-1", RULE, ZONE, cause()) is None
    assert hold_for_appointment(account_of(LATE), date(2026, 12, 1), "visit-1", HOLDS, ZONE, cause()) is None
    ended = cause(SOON.expires_at)
    assert hold_for_appointment(account_of(SOON), date(2027, 1, 11), "visit-1", HOLDS, ZONE, ended) is None


def swept(account: Account, now: datetime, accepted: bool) -> tuple[Account, tuple[Entry, ...]]:  # noqa: FBT001
    reminded = remind(account, "USD", EXTENDS, ZONE, cause(now, "schedule"), lambda _: accepted)
    return reminded.account, reminded.entries


def test_points_of_whose_end_nobody_was_told_live_on_until_somebody_was() -> None:
    told_late = SOON.expires_at + timedelta(hours=5)
    account, (extension,) = swept(account_of(SOON), told_late, accepted=False)
    longer = lots_of(account)["soon"]
    assert (extension.entry_id, extension.why.reason) == ("soon.extension-2026-12-21", "no-notice")
    assert longer.expires_on == date(2026, 12, 31)
    assert (longer.milestone, longer.milestone_at) == ("urge", datetime(2026, 12, 24, 18, tzinfo=UTC))
    account, (expiry,) = swept(account, longer.expires_at, accepted=True)
    assert (expiry.kind, expiry.occurred_at, account.lots) == ("expiry", longer.expires_at, ())


def test_what_lives_again_repays_what_came_to_be_owed_meanwhile() -> None:
    owing = replace(account_of(SOON), debt_points=30, points=70)
    account, (extension,) = swept(owing, SOON.expires_at, accepted=False)
    assert (extension.points, extension.debt_points, account.points, account.debt_points) == (0, -30, 70, 0)
    assert lots_of(account)["soon"].points_remaining == 70


def test_points_of_whose_end_somebody_was_told_expire() -> None:
    account, (expiry,) = swept(account_of(SOON), SOON.expires_at, accepted=True)
    assert (expiry.kind, account.points) == ("expiry", 0)


def test_what_comes_back_to_a_lot_that_was_emptied_after_it_was_extended_has_its_longer_life() -> None:
    before = account_of(SOON)
    spent = replace(SOON, points_remaining=40)
    why = ExtensionWhy("appointment", date(2027, 1, 25), 0, None, {"reminders": 1})
    redeemed = post(before, Change("redemption", why, draws=(Draw("soon", -60, spent),)), cause())
    held = hold_for_appointment(redeemed.account, date(2027, 1, 11), "visit-1", HOLDS, ZONE, cause())
    assert held is not None
    empty = replace(lots_of(held.account)["soon"], points_remaining=0)
    emptied = post(held.account, Change("redemption", why, draws=(Draw("soon", -40, empty),)), cause())
    assert emptied.account.lots == ()
    later = SOON.expires_at + timedelta(days=1)
    back = give_back(emptied.account, redeemed.entry.draws, 0, 60, later, ZONE)
    assert (back.points, back.lapsed_points) == (60, 0)
    (draw,) = back.draws
    assert draw.lot is not None
    assert (draw.lot.expires_on, draw.lot.milestone) == (date(2027, 1, 25), "nudge")
    assert draw.lot.appointment_id == "visit-1"


def test_an_extension_is_kept_with_its_account_and_entry() -> None:
    held = hold_for_appointment(account_of(SOON), date(2027, 1, 11), "visit-1", HOLDS, ZONE, cause())
    assert held is not None
    account_at, entry_at = (
        ClinicKeys("bella").account("patient-ana"),
        ClinicKeys("bella").entry("patient-ana", held.entry.entry_id),
    )
    assert CODEC.value_of(account_at, CODEC.fields_of(Put(account_at, held.account))) == held.account
    assert CODEC.value_of(entry_at, entry_fields(held.entry)) == held.entry


def test_of_empty_lots_those_whose_longer_life_ends_last_are_remembered_and_the_audit_knows() -> None:
    account, entries = replace(account_of(SOON), lots=()), list[Entry]()
    for number in range(MOST_EMPTY_REMEMBERED + 20):
        one = replace(SOON, lot_id=f"lot-{number}", earned_at=NOW + timedelta(seconds=number))
        account = replace(account, lots=(*account.lots, one))
        visit_on = date(2027, 1, 11) + timedelta(days=number)
        held = hold_for_appointment(account, visit_on, f"visit-{number}", HOLDS, ZONE, cause(entry_id=f"hold-{number}"))
        assert held is not None
        account = held.account
        entries.append(held.entry)
    assert len(account.extended) == len(account.lots) == MOST_EMPTY_REMEMBERED + 20  # of open lots, all are
    why = ExtensionWhy("appointment", date(2027, 1, 25), 0, None, {"reminders": 1})
    draws = tuple(move(one, -one.points_remaining) for one in account.lots)
    emptied = post(account, Change("redemption", why, draws=draws), cause())
    entries.append(emptied.entry)
    remembered = {life.lot_id for life in emptied.account.extended}
    assert remembered == {f"lot-{number}" for number in range(20, MOST_EMPTY_REMEMBERED + 20)}
    assert differing_lives(emptied.account, entries) == []
    fewer = replace(emptied.account, extended=emptied.account.extended[1:])
    assert len(differing_lives(fewer, entries)) == 21  # with room for another, none is forgotten


def differing_lives(account: Account, entries: Sequence[Entry]) -> list[tuple[object, ...]]:
    """What an audit finds of the longer lives that an account remembers."""
    audit, found = Lots(POINTS), list[tuple[object, ...]]()
    for entry in entries:
        audit.draw(entry.entry_id, entry_fields(entry), lambda *_: None)
    at = ClinicKeys("bella").account("patient-ana")
    audit.compare_longer(CODEC.fields_of(Put(at, account)), NOW, lambda *said: found.append(said))
    return found
