"""The points that accepted visits hold, counted from the appointments' documents alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.simulation.arithmetic import Fields, live, midnight_after
from tests.simulation.model import Ledger, equal

Life = tuple[str, datetime, str | None]
"""A last day, the instant at which it is over, and the appointment that holds the lot until then."""


def lets_go_of_spent(ledger: Ledger, appointment_id: str) -> None:
    """Lots that are empty have their own last day again: a visit that is settled anew holds only what is left."""
    for name, lot in ledger.lots.items():
        if lot["appointment_id"] == appointment_id and not lot["points_remaining"] and name in ledger.own:
            ledger.lots[name] = with_life(lot, (*ledger.own.pop(name), None))


def lives_after(ledger: Ledger, appointment_id: str, at: datetime) -> dict[str, Life]:
    """The lots whose last day a visit changes as it is settled, with the life that each has then."""
    until = _until(ledger, appointment_id)
    changed: dict[str, Life] = {}
    for name, lot in ledger.open_lots().items():
        if not live(lot, at) or lot["appointment_id"] not in {None, appointment_id}:
            continue
        own = ledger.own.get(name, (lot["expires_on"], lot["expires_at"]))
        if until is not None and own[0] < until.isoformat():
            days = timedelta(days=lot["policy"]["grace_days"])
            held = (until.isoformat(), midnight_after(until + days, ledger.zone), appointment_id)
            if lot["expires_on"] != held[0]:
                changed[name] = held
        elif name in ledger.own:
            changed[name] = (*own, None)
    return changed


def check_held(ledger: Ledger, entry: Fields) -> None:
    """Check the entry of a visit: the lots it holds and those it lets go of, and remember their own last days."""
    why = entry["why"]
    expected = lives_after(ledger, why["appointment_id"], entry["recorded_at"])
    equal({draw["lot_id"]: _life(draw["lot"]) for draw in entry["draws"]}, expected, "a visit holds points until it")
    held = {name for name, life in expected.items() if life[2]}
    equal(why["reason"], "appointment" if held else "no-appointment", "an entry says if a visit still holds points")
    for name in expected:
        if name in held:
            ledger.own.setdefault(name, _life(ledger.lots[name])[:2])
        else:
            ledger.own.pop(name)


def check_nothing_held(ledger: Ledger, appointment_id: str, at: datetime) -> None:
    """Check that a visit which was settled without an entry changes no last day of what had come in before it."""
    changed = lives_after(ledger, appointment_id, at)
    before = {name: life for name, life in changed.items() if ledger.lots[name]["earned_at"] < at}
    equal(before, {}, "a visit holds points until it")


def with_life(lot: Fields, life: Life) -> Fields:
    """A lot with another life."""
    own = {part: value for part, value in lot.items() if part not in {"own_expires_on", "own_expires_at"}}
    return {**own, "expires_on": life[0], "expires_at": life[1], "appointment_id": life[2]}


def _until(ledger: Ledger, appointment_id: str) -> date | None:
    visit = ledger.visits[appointment_id]
    margin = ledger.rules["reminders"]["appointment_margin_days"]
    if visit["visit_at"] is None or margin is None:
        return None
    day: date = visit["visit_at"].astimezone(ledger.zone).date() + timedelta(days=margin)
    return day


def _life(lot: Fields) -> Life:
    return lot["expires_on"], lot["expires_at"], lot["appointment_id"]
