"""The audit of what decides a tier without an entry: grants, memberships and treatments, by their own records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from loyalty.domain.program.day_texts import map_of_day
from loyalty.domain.program.memberships import DESK
from loyalty.domain.program.tiers import KEPT_DAYS
from loyalty.domain.proof.findings import Fields, Note, day_of, instant, list_of, map_of, text, whole

Records = Callable[[str], Iterable[tuple[str, Fields]]]
"""Reads a collection beside a patient's entries."""

UNDONE = "undone"
PAST_DUE, CANCELLED = "past_due", "cancelled"


class StandingAudit:
    """The audit of an account's grant, memberships and treatments: takes the entries, then the account."""

    def __init__(self) -> None:
        self._bonuses: dict[str, set[tuple[str, int]]] = {}

    def entry(self, entry_id: str, entry: Fields) -> None:
        """Remember the next entry, if it is the points of a month."""
        if entry.get("kind") == "bonus":
            of_months = self._bonuses.setdefault(str(map_of(entry.get("why")).get("membership_id")), set())
            of_months.add((entry_id, whole(entry.get("points")) or 0))

    def account(self, account: Fields, records: Records, note: Note) -> None:
        """Compare the account with its records."""
        _check_grant(account, records("tier_changes"), note)
        events = [event for _, event in records("membership_events")]
        self._check_bonuses(events, note)
        _check_memberships(account, events, note)
        _check_treatments(account, (treatment for _, treatment in records("treatments")), note)

    def _check_bonuses(self, events: Iterable[Fields], note: Note) -> None:
        agreed: dict[str, set[int]] = {}
        for membership in (map_of(event.get("membership")) for event in events):
            points = whole(membership.get("bonus_points")) or 0
            agreed.setdefault(str(membership.get("membership_id")), set()).add(points)
        for membership_id, given in self._bonuses.items():
            for entry_id, points in sorted(given):
                if points not in agreed.get(membership_id, set()):
                    note("terms-differ", f"bonus.{entry_id}", sorted(agreed.get(membership_id, set())), points)


def _check_grant(account: Fields, changes: Iterable[tuple[str, Fields]], note: Note) -> None:
    grants = [change for _, change in changes if change.get("because") == "grant"]
    latest = max((at for one in grants if (at := instant(one.get("recorded_at")))), default=None)
    said = [one.get("granted") for one in grants if one.get("recorded_at") == latest] or [None]
    if account.get("granted") not in said:
        note("record-differs", "granted", said[0], account.get("granted"))


def _check_memberships(account: Fields, events: Iterable[Fields], note: Note) -> None:
    latest: dict[str, Fields] = {}
    for membership in map(map_of, (event.get("membership") for event in events if not _is_undone(event))):
        name = str(membership.get("membership_id"))
        if name not in latest or _order(membership) > _order(latest[name]):
            latest[name] = membership
    held = [map_of(account.get("membership")), *map(map_of, list_of(account.get("other_memberships")))]
    states = {str(state.get("membership_id")): state for state in held if state}
    for name, state in states.items():
        differing = _differences(latest[name], state) if name in latest else ["membership_id"]
        if differing:
            event = latest.get(name, {})
            said, found = ([fields.get(key) for key in differing] for fields in (event, state))
            note("record-differs", f"membership.{name}.{','.join(differing)}", said, found)
    looked_on = text(map_of(account.get("tier")).get("on"))
    for name, state in latest.items():
        if name not in states and looked_on is not None and _is_in_force(state, looked_on):
            note("record-differs", f"membership.{name}", state.get("event_id"), None)


def _is_undone(event: Fields) -> bool:
    return str(event.get("what")).endswith(UNDONE)


def _order(membership: Fields) -> tuple[str, int, str, str]:
    at = instant(membership.get("as_of"))
    return (
        at.isoformat(timespec="microseconds") if at else "",
        whole(membership.get("rank")) or 0,
        str(membership.get("paid_until_on")),
        str(membership.get("event_id")),
    )


def _differences(said: Fields, held: Fields) -> list[str]:
    """The fields in which a state differs from its event's; one that an older version did not know is left out.

    A provider's membership whose payment is missing is paid until the end of what other events said was paid.
    """
    names = {*said, *(name for name, value in held.items() if value)}
    if said.get("source") != DESK and said.get("status") == PAST_DUE:
        names.discard("paid_until_on")
    return sorted(name for name in names if name in said and held.get(name) != said[name])


def _is_in_force(membership: Fields, on: str) -> bool:
    status, until = membership.get("status"), day_of(membership.get("paid_until_on"))
    if until is None or status not in {"active", CANCELLED}:
        return False
    grace = timedelta(days=whole(membership.get("grace_days")) or 0) if status == "active" else timedelta(0)
    return str(membership.get("started_on")) <= on <= (until + grace).isoformat()


def _check_treatments(account: Fields, treatments: Iterable[Fields], note: Note) -> None:
    """Compare the treatments of each day that the account must still keep, and of each it does keep."""
    recorded = Counter(str(one.get("completed_on")) for one in treatments if not one.get("withdrawn"))
    held: Counter[str] = Counter()
    for day in map(map_of_day, list_of(account.get("days"))):
        held[str(day.get("on"))] += whole(day.get("treatments")) or 0
    looked_on = day_of(map_of(account.get("tier")).get("on"))
    for on in sorted({*recorded, *held}):
        if on not in held and not _is_kept(on, looked_on):
            continue
        if recorded[on] != held[on]:
            note("record-differs", f"days.{on}.treatments", recorded[on], held[on])


def _is_kept(on: str, looked_on: date | None) -> bool:
    day = day_of(on)
    return day is not None and looked_on is not None and looked_on - day < timedelta(days=KEPT_DAYS)
