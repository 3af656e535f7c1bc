"""Lot texts: the open lots as an account's document keeps them, one short text each, under the lot's id.

`4500 4500 2027-05-27 2027-05-28T07:00:00Z 28 7 2026-11-22T18:30:00Z expiry …`, by `LOT_PARTS`: `-` stands for what
there is not, and parts may follow that are not known here. A text is a third of a map, and it is read at once where a
map is read value by value, of which an account with hundreds of lots has thousands. Older documents keep maps.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from loyalty.domain.fields import maps_of
from loyalty.domain.ledger.account import Extended
from loyalty.domain.ledger.lots import Lot, Policy

# The parts that pages read come first. `longer` is `+` where the account remembers the lot's longer life, or the
# instant at which that would have been over if the lot fell back to its own.
LOT_PARTS = (
    *("points_remaining", "points_earned", "expires_on", "expires_at", "nudge_days", "urge_days"),
    *("earned_at", "milestone", "milestone_at", "noticed_on", "appointment_id", "location_id"),
    *("own_expires_on", "own_expires_at", "expiry_version", "reminders_version", "send_hour", "grace_days", "longer"),
)
_NONE, _LONGER = "-", "+"


def text_of_lot(lot: Lot, longer: Extended | None = None) -> str:
    """The text of a lot; `longer` is its longer life, if the account remembers one, which is the lot's own there."""
    policy = lot.policy
    parts = (
        lot.points_remaining,
        lot.points_earned,
        lot.expires_on,
        _instant_text(lot.expires_at),
        policy.nudge_days,
        policy.urge_days,
        _instant_text(lot.earned_at),
        lot.milestone,
        _instant_text(lot.milestone_at),
        lot.noticed_on,
        lot.appointment_id,
        lot.location_id,
        lot.own_expires_on,
        _instant_text(lot.own_expires_at),
        policy.expiry_version,
        policy.reminders_version,
        policy.send_hour,
        policy.grace_days,
        None if longer is None else _instant_text(longer.kept_until_at) or _LONGER,
    )
    return " ".join(_NONE if part is None else str(part) for part in parts)


@lru_cache(maxsize=8_192)
def lot_of(lot_id: str, text: str) -> tuple[Lot, Extended | None]:
    """The lot of a text, and the longer life that the account remembers of it.

    A worker that opened a visit has read the patient's lots before it records the purchase.
    """
    left, earned, on, at, nudge, urge, *rest = text.split(" ")
    earned_at, step, step_at, noticed, held_by, place, *rest = rest
    own, own_at, expiry, reminders, hour, grace, longer, *_ = rest
    lot = Lot(
        lot_id,
        int(earned),
        int(left),
        datetime.fromisoformat(earned_at),
        date.fromisoformat(on),
        datetime.fromisoformat(at),
        step,
        datetime.fromisoformat(step_at),
        Policy(int(expiry), int(reminders), int(nudge), int(urge), int(hour), int(grace)),
        _date_of(noticed),
        None if held_by == _NONE else held_by,
        None if place == _NONE else place,
        _date_of(own),
        _instant_of(own_at),
    )
    return lot, None if longer == _NONE else _life_of(lot, None if longer == _LONGER else _instant_of(longer))


def is_life_of(longer: Extended, lot: Lot) -> bool:
    """True if the longer life that is remembered of a lot is the one it has."""
    return longer == _life_of(lot, longer.kept_until_at)


def maps_of_lots(lots: object) -> dict[str, Mapping[str, Any]]:
    """Kept lots, each as a map of its fields; nothing is required of them, and older documents keep maps themselves."""
    kept = lots if isinstance(lots, Mapping) else {}
    return {str(lot_id): said if isinstance(said, Mapping) else _map_of_text(said) for lot_id, said in kept.items()}


def maps_of_longer(account: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The longer lives that a kept account remembers, as maps; nothing is required of them."""
    lots, others = account.get("lots"), account.get("extended")
    told = (_read(lot_id, said) for lot_id, said in lots.items()) if isinstance(lots, Mapping) else ()
    found: list[Mapping[str, Any]] = [maps_of(both[1]) for both in told if both is not None and both[1] is not None]
    kept = others if isinstance(others, list | tuple) else ()
    return [*(life for life in kept if isinstance(life, Mapping)), *found]


def _map_of_text(said: object) -> Mapping[str, Any]:
    both = _read("", said)
    return {} if both is None else {name: value for name, value in maps_of(both[0]).items() if name != "lot_id"}


def _read(lot_id: object, said: object) -> tuple[Lot, Extended | None] | None:
    """What a text says; None for what is none."""
    try:
        return lot_of(str(lot_id), said) if isinstance(said, str) else None
    except ValueError:
        return None


def _life_of(lot: Lot, kept_until_at: datetime | None) -> Extended:
    life = lot.expires_on, lot.expires_at, lot.appointment_id, lot.own_expires_on, lot.own_expires_at
    return Extended(lot.lot_id, *life, kept_until_at)


def _instant_text(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _instant_of(said: str) -> datetime | None:
    return None if said == _NONE else datetime.fromisoformat(said)


def _date_of(said: str) -> date | None:
    return None if said == _NONE else date.fromisoformat(said)
