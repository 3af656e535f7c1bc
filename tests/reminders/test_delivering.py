"""A notice on its way: looked at again before it is sent, never sent too often, never forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from loyalty.domain.ledger.lots import NUDGE, URGE
from loyalty.domain.reminders.delivering import (
    LEASE,
    LONGEST_WAIT,
    MOST_TRIES,
    Claim,
    Standing,
    claim_notice,
    settle_notice,
)
from loyalty.domain.reminders.notices import OFFER, OFFER_OVER, OPTED_OUT, TOO_LATE, Device, Notice
from loyalty.domain.reminders.offers import OwnOffer
from loyalty.domain.reminders.pushing import Outcome, Verdict, notice_name
from tests.support.clinic import NOW
from tests.support.notices import (
    ENDS_ON,
    PREFERENCES,
    RULE,
    TODAY,
    account,
    at,
    lot,
    notice,
    phone,
    standing,
)

ACCEPTED, LATER = Outcome(Verdict.ACCEPTED), Outcome(Verdict.LATER)
DEAD, REFUSED = Outcome(Verdict.DEAD), Outcome(Verdict.REFUSED)


def claimed(made: Notice, by: Standing | None = None) -> Claim:
    """The claim on a notice that is due now."""
    done = claim_notice(made, by or standing(), NOW)
    assert done is not None
    return done


def settled(outcomes: dict[str, Outcome], made: Notice | None = None) -> Notice:
    """A notice after one sending."""
    mine = claimed(made or notice()).notice
    return settle_notice(mine, mine, outcomes, NOW)


def ending(done: Notice) -> tuple[str, str | None, bool]:
    return done.state, done.reason, done.due_at is not None


def test_a_claimed_notice_is_nobody_elses_until_its_lease_ends() -> None:
    first = claimed(notice()).notice
    assert (first.due_at, first.claims) == (NOW + LEASE, 1)
    assert claim_notice(first, standing(), NOW + LEASE - timedelta(seconds=1)) is None
    again = claim_notice(first, standing(), NOW + LEASE)
    assert again is not None
    assert again.devices == (phone(),)


def test_after_two_claims_that_nobody_settled_a_notice_is_left_as_unconfirmed() -> None:
    done = claimed(notice(claims=2))
    assert ending(done.notice) == ("failed", "unconfirmed", False)
    assert done.devices == ()


@pytest.mark.parametrize(
    ("made", "holds", "reason"),
    [
        (notice(), standing(account=account(lot(), active=False)), "inactive"),
        (notice(), standing(account=None), "inactive"),
        (notice(), standing(preferences=None), "no-consent"),
        (notice(), standing(preferences=replace(PREFERENCES, push=False)), "no-consent"),
        (notice(), standing(preferences=replace(PREFERENCES, urge=False)), "opted-out"),
        (notice(kind=NUDGE), standing(preferences=replace(PREFERENCES, nudge=False)), "opted-out"),
        (notice(), standing(account=account()), "spent"),
        (notice(), standing(account=account(lot(expires_on=ENDS_ON + timedelta(days=30)))), "spent"),
        (notice(ends_at=NOW), standing(), "too-late"),
        (notice(), replace(standing(), devices=()), "no-device"),
    ],
)
def test_what_changed_since_a_notice_was_made_keeps_it_from_being_sent(
    made: Notice, holds: Standing, reason: str
) -> None:
    done = claimed(made, holds)
    assert ending(done.notice) == ("suppressed", reason, False)
    assert done.devices == ()


def test_a_notice_that_is_not_sent_still_says_what_it_was_about() -> None:
    assert claimed(notice(), standing(account=account())).notice.lots == notice().lots


def test_a_notice_is_about_the_lots_that_are_left_and_of_their_kind() -> None:
    spent, kept = lot("spent"), lot("kept", expires_on=date(2026, 12, 20))
    made = notice(spent)
    made = replace(made, lots=(*made.lots, *notice(kept, kind=NUDGE).lots))
    done = claimed(made, standing(account=account(kept)))
    assert [one.lot_id for one in done.notice.lots] == ["kept"]
    assert done.notice.kind == NUDGE
    assert [(push.kind, push.expires_on) for push in done.pushes()] == [(NUDGE, date(2026, 12, 20))]


def test_points_in_their_days_of_grace_are_not_said_to_last_until_a_day_that_is_over() -> None:
    courteous = replace(lot(expires_on=TODAY - timedelta(days=1)), expires_at=NOW + timedelta(days=5))
    done = claimed(notice(courteous, ends_at=courteous.expires_at), standing(account=account(courteous)))
    assert ending(done.notice) == ("suppressed", "spent", False)


@pytest.mark.parametrize(
    ("now", "holidays", "sent_at"),
    [
        (at(7, 59), (), at(10)),
        (at(20), (), at(10, day=date(2026, 11, 23))),
        (at(12), ("2026-11-22", "2026-11-23"), at(10, day=date(2026, 11, 24))),
    ],
)
def test_in_quiet_hours_and_on_holidays_a_notice_waits_for_the_send_hour(
    now: object, holidays: tuple[str, ...], sent_at: object
) -> None:
    made = notice(due_at=at(0, 0))
    done = claim_notice(made, standing(rule=replace(RULE, holidays=holidays)), now)  # type: ignore[arg-type]
    assert done is not None
    assert (done.notice.due_at, done.notice.claims, done.devices) == (sent_at, 0, ())
    assert done.notice.state == "pending"


def test_a_push_names_the_notice_the_day_and_nothing_of_the_patient() -> None:
    made = notice()
    (push,) = claimed(made).pushes()
    assert (push.name, push.token, push.expires_on) == (notice_name(made), "token-of-phone", ENDS_ON)
    assert (push.voice, push.locale, push.today) == ("calm", "en", TODAY)
    assert len(push.name) == 32
    assert "patient" not in repr(push)


def test_a_notice_is_sent_as_soon_as_one_device_accepts() -> None:
    done = settled({"phone": ACCEPTED, "tablet": DEAD})
    assert ending(done) == ("sent", None, False)
    assert (done.sent_at, done.sent_to, done.claims, done.tries) == (NOW, ("phone",), 0, 1)


def test_where_one_device_accepts_and_another_cannot_now_only_the_other_is_tried_again() -> None:
    done = settled({"phone": ACCEPTED, "tablet": LATER})
    assert ending(done) == ("sent", None, True)
    again = claim_notice(done, standing(phone(), phone("tablet")), done.due_at or NOW)
    assert again is not None
    assert [found.device_id for found in again.devices] == ["tablet"]
    both = settle_notice(again.notice, again.notice, {"tablet": ACCEPTED}, done.due_at or NOW)
    assert (ending(both), both.sent_to, both.sent_at) == (("sent", None, False), ("phone", "tablet"), done.due_at)


def test_what_one_device_accepted_stays_sent_whatever_keeps_the_others_from_it() -> None:
    partly = settled({"phone": ACCEPTED, "tablet": LATER})
    done = claim_notice(partly, standing(preferences=None), partly.due_at or NOW)
    assert done is not None
    assert ending(done.notice) == ("sent", None, False)


@pytest.mark.parametrize("outcomes", [{"phone": REFUSED}, {"phone": DEAD}, {"phone": DEAD, "tablet": REFUSED}])
def test_a_notice_that_every_device_refused_for_good_has_failed(outcomes: dict[str, Outcome]) -> None:
    assert ending(settled(outcomes)) == ("failed", "refused", False)


def test_a_notice_that_nobody_can_take_is_tried_so_often_and_then_has_failed() -> None:
    made, waits = notice(), list[timedelta]()
    for _ in range(MOST_TRIES - 1):
        before = made.due_at or NOW
        done = claim_notice(made, standing(), before)
        assert done is not None
        made = settle_notice(done.notice, done.notice, {"phone": LATER}, before)
        assert made.due_at is not None
        waits.append(made.due_at - before)
    assert waits[0] >= timedelta(minutes=1)
    assert all(later <= LONGEST_WAIT for later in waits)
    assert waits[-1] >= LONGEST_WAIT / 2
    last = claim_notice(made, standing(), made.due_at or NOW)
    assert last is not None
    assert ending(settle_notice(last.notice, last.notice, {"phone": LATER}, NOW)) == ("failed", "exhausted", False)


def test_a_retry_waits_as_long_as_the_answer_asked() -> None:
    asked = {"phone": Outcome(Verdict.LATER, timedelta(hours=5)), "tablet": Outcome(Verdict.LATER, timedelta(hours=2))}
    assert settled(asked).due_at == NOW + timedelta(hours=5)


def test_patients_who_are_refused_together_are_not_all_tried_again_together() -> None:
    made = [notice(patient_id=f"patient-{number}") for number in range(50)]
    again = [settled({"phone": LATER}, one).due_at for one in made]
    assert len(set(again)) > 25
    assert again == [settled({"phone": LATER}, one).due_at for one in made]


def test_a_sender_that_comes_too_late_says_who_accepted_and_leaves_the_rest_to_the_next() -> None:
    slow = claimed(notice()).notice
    next_one = claim_notice(slow, standing(), NOW + LEASE)
    assert next_one is not None
    after = settle_notice(next_one.notice, slow, {"phone": ACCEPTED}, NOW + LEASE)
    assert (after.state, after.sent_to, after.due_at) == ("sent", ("phone",), next_one.notice.due_at)
    assert settle_notice(next_one.notice, slow, {"phone": LATER}, NOW + LEASE) == next_one.notice


YESTERDAY = TODAY - timedelta(days=1)
TOMORROW_AT = at(10, day=TODAY + timedelta(days=1))


def beside(other: Notice, kind: str = URGE) -> Claim:
    """The claim on today's notice where the patient has another."""
    return claimed(notice(lot(), kind=kind), standing(others=(other,)))


@pytest.mark.parametrize(
    "other",
    [
        notice(business_date=YESTERDAY, state="sent", sent_at=at(9), due_at=None),
        notice(business_date=YESTERDAY, claims=1, due_at=NOW + timedelta(seconds=30)),
        notice(business_date=YESTERDAY, claims=1, due_at=NOW - timedelta(minutes=5)),
    ],
    ids=["sent today", "being sent", "whose sender died"],
)
def test_a_notice_waits_for_the_next_day_where_another_is_todays(other: Notice) -> None:
    done = beside(other)
    assert (done.notice.due_at, done.notice.claims, done.devices) == (TOMORROW_AT, 0, ())


def test_of_two_notices_that_have_gathered_the_urgent_one_goes_first_and_the_other_a_day_later() -> None:
    other = notice(business_date=YESTERDAY, kind=NUDGE)
    first = beside(other)
    assert first.devices
    assert first.postponed == (replace(other, due_at=TOMORROW_AT),)
    urgent = notice(business_date=YESTERDAY, kind=URGE)
    assert beside(urgent, kind=NUDGE).notice.due_at == TOMORROW_AT


@pytest.mark.parametrize(
    "other",
    [
        notice(business_date=YESTERDAY, state="sent", sent_at=at(19, day=YESTERDAY), due_at=None),
        notice(business_date=YESTERDAY, state="sent", sent_at=at(19, day=YESTERDAY), due_at=None, claims=2),
        notice(business_date=YESTERDAY, due_at=TOMORROW_AT),
    ],
    ids=["sent yesterday", "sent yesterday and left", "due another day"],
)
def test_a_notice_of_another_day_keeps_none_of_today_from_being_sent(other: Notice) -> None:
    done = beside(other)
    assert done.devices
    assert done.postponed == ()


def test_what_is_left_of_yesterdays_notice_waits_while_todays_is_sent() -> None:
    other = notice(business_date=YESTERDAY, state="sent", sent_at=at(19, day=YESTERDAY), due_at=NOW)
    assert beside(other).postponed == (replace(other, due_at=TOMORROW_AT),)


def test_one_phone_with_two_registrations_is_reached_once() -> None:
    twice = replace(phone("older"), device=Device("token-of-phone", "web"))
    assert [found.device_id for found in claimed(notice(), standing(phone(), twice)).devices] == ["phone"]
    done = claimed(notice(sent_to=("phone",), state="sent"), standing(phone(), twice))
    assert (done.devices, done.notice.due_at) == ((), None)


def test_each_kind_of_reminder_can_be_left_out_alone() -> None:
    only_last = standing(preferences=replace(PREFERENCES, nudge=False))
    assert claimed(notice(kind=URGE), only_last).devices
    assert not claimed(notice(kind=NUDGE), only_last).devices


OWN = OwnOffer("Time for another", "A second peel.", None, None, None)


def news(**changes: object) -> Notice:
    """A notice of today that there is an offer."""
    made = replace(notice(), kind=OFFER, lots=(), offer_id="0" * 32, ends_at=NOW + timedelta(days=3))
    return replace(made, **changes)  # type: ignore[arg-type]


def told() -> Standing:
    """A patient who agreed to news of offers, and has one."""
    return standing(preferences=replace(PREFERENCES, offers=True), offer=OWN)


def test_news_of_an_offer_goes_to_who_agreed_and_has_it_still() -> None:
    assert len(claimed(news(), told()).devices) == 1
    assert claimed(news(), standing(offer=OWN)).notice.reason == OPTED_OUT
    assert claimed(news(), replace(told(), offer=None)).notice.reason == OFFER_OVER
    over = replace(OWN, ends_on=TODAY - timedelta(days=1))
    assert claimed(news(), replace(told(), offer=over)).notice.reason == OFFER_OVER
    assert claimed(news(ends_at=NOW), told()).notice.reason == TOO_LATE


@pytest.mark.parametrize("kind", [NUDGE, URGE])
def test_news_of_an_offer_lets_a_reminder_of_the_day_go_first_and_waits_for_another_day(kind: str) -> None:
    reminder = notice(kind=kind)
    waits = claimed(news(), replace(told(), others=(reminder,)))
    assert waits.devices == ()
    assert waits.notice.due_at is not None
    assert waits.notice.due_at > NOW + timedelta(hours=12)
    first = claimed(reminder, replace(told(), others=(news(),)))
    assert len(first.devices) == 1
    assert [one.kind for one in first.postponed] == [OFFER]


def test_news_of_an_offer_and_a_reminder_of_one_day_have_names_of_their_own() -> None:
    assert notice_name(news()) != notice_name(notice())
    assert {news().notice_id, notice().notice_id} == {"offer-2026-11-22", "2026-11-22"}
