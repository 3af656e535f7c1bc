"""The audit of an entry by its own fields: its origin, its earnings, and the entry it undoes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC
from fractions import Fraction
from math import floor

from loyalty.domain.calendar import ONE_DAY
from loyalty.domain.ledger.entry import WHY_OF
from loyalty.domain.proof.findings import Fields, Note, day_of, fraction, instant, list_of, map_of, text, whole

SCHEDULE = "schedule"
# These roles act at no location; and only these kinds of entry may be decided without a rule.
ANYWHERE = frozenset({"patient", SCHEDULE, "import"})
UNRULED = frozenset({"wallet_payment", "expiry", "reversal"})
NOT_EARNING = frozenset({"wallet", "points", "insurance"})
FINEST = Fraction(1, 10**12)


def check_origin(clinic_id: str, entry_id: str, entry: Fields, note: Note) -> None:
    """Check that an entry names its clinic, actor, location, versions of rules, instants and cause."""
    why, actor, request = map_of(entry.get("why")), map_of(entry.get("actor")), map_of(entry.get("request"))
    kind, role = entry.get("kind"), text(actor.get("role"))
    if entry.get("clinic_id") != clinic_id:
        note("wrong-place", "clinic_id", clinic_id, entry.get("clinic_id"))
    if not isinstance(kind, str) or kind not in WHY_OF:
        note("malformed", "kind", "a kind of entry", kind)
    if role is None or text(actor.get("uid")) is None:
        note("actor-missing", "actor", "a uid and a role", dict(actor))
    location = entry.get("location_id")
    if text(location) is None and (location is not None or role not in ANYWHERE):
        note("location-missing", "location_id", "a location", location)
    _check_versions(kind, why.get("rule_versions"), note)
    _check_time(entry, note)
    _check_cause(entry_id, entry, why, request, note)


def _check_time(entry: Fields, note: Note) -> None:
    """Check that an entry occurred before it was recorded, and that its business date is about that of its record.

    No clinic's calendar is more than a day ahead of Greenwich or behind it, also after a change of its time zone.
    """
    occurred_at, recorded_at = (instant(entry.get(name)) for name in ("occurred_at", "recorded_at"))
    for name, at in (("occurred_at", occurred_at), ("recorded_at", recorded_at)):
        if at is None:
            note("malformed", name, "an instant", entry.get(name))
    on = day_of(entry.get("business_date"))
    if on is None:
        note("malformed", "business_date", "a date", entry.get("business_date"))
    if recorded_at is None:
        return
    if occurred_at is not None and occurred_at > recorded_at:
        note("out-of-time", "occurred_at", f"not after {recorded_at}", occurred_at)
    if on is not None and abs(on - recorded_at.astimezone(UTC).date()) > ONE_DAY:
        note("out-of-time", "business_date", f"about {recorded_at}", on)


def _check_versions(kind: object, versions: object, note: Note) -> None:
    if not isinstance(versions, Mapping) or any((whole(version) or 0) < 1 for version in versions.values()):
        note("rule-versions-missing", "why.rule_versions", "a version of each rule", versions)
    elif not versions and kind not in UNRULED:
        note("rule-versions-missing", "why.rule_versions", "at least one", dict(versions))


def _check_cause(entry_id: str, entry: Fields, why: Fields, request: Fields, note: Note) -> None:
    """Check that an entry is named after its request, or, if the schedule made it, after the lot that expired.

    The points of a membership's month are named after the month, whatever act or run gives them, and however late.
    """
    request_id, said = text(request.get("request_id")), text(request.get("fingerprint"))
    if text(why.get("reason")) is None or request_id is None or (said is None and request_id != SCHEDULE):
        note("cause-missing", "request", "a reason, a request and its fingerprint", (why.get("reason"), dict(request)))
        return
    if entry.get("kind") == "bonus":
        named = f"{why.get('membership_id')}.month-{why.get('month_on')}"
        # Points that were taken back and given again have a number behind the name.
        if re.fullmatch(rf"{re.escape(named)}(-[1-9][0-9]*)?", entry_id) is None:
            note("wrong-place", "why.month_on", named, entry_id)
        return
    roots = [request_id]
    if request_id == SCHEDULE:
        drawn = [*list_of(entry.get("draws")), *list_of(entry.get("wallet_draws"))]
        roots = [str(map_of(draw).get("lot_id") or map_of(draw).get("wallet_lot_id")) for draw in drawn]
    if not any(entry_id == root or entry_id.startswith(f"{root}.") for root in roots):
        note("wrong-place", "request", f"an id made of {roots}", entry_id)


def check_earned(entry: Fields, remainder: Fraction | None, note: Note) -> Fraction | None:
    """Check that an accrual's points are those of its own terms, exactly, and return the remainder after it."""
    why = map_of(entry.get("why"))
    before, after = fraction(why.get("remainder_before")), fraction(why.get("remainder_after"))
    multiplier = fraction(why.get("multiplier"))
    eligible, rate_bp, minor_per_point, points = (
        whole(value)
        for value in (why.get("eligible_minor"), why.get("rate_bp"), why.get("minor_per_point"), entry.get("points"))
    )
    if before is None or after is None or multiplier is None or eligible is None or rate_bp is None:
        note("malformed", "why", "the terms of an accrual", dict(why))
        return None
    if not minor_per_point or points is None:
        note("malformed", "why.minor_per_point", "an integer above 0", minor_per_point)
        return None
    _check_remainder(remainder, before, note)
    _check_eligible(entry, why, eligible, note)
    exact = Fraction(eligible * rate_bp, 10_000 * minor_per_point) * multiplier + before
    if points != max(0, floor(exact)):
        note("earned-otherwise", "points", max(0, floor(exact)), points)
    elif not 0 <= exact - points - after < FINEST:
        note("earned-otherwise", "why.remainder_after", exact - points, after)
    return after


def _check_remainder(known: Fraction | None, before: Fraction, note: Note) -> None:
    if known is not None and known != before:
        note("earned-otherwise", "why.remainder_before", known, before)


def _check_eligible(entry: Fields, why: Fields, eligible: int, note: Note) -> None:
    named = {name for name in list_of(why.get("eligible_tenders")) if isinstance(name, str)} - NOT_EARNING
    purchase = map_of(entry.get("purchase"))
    tenders, paid_in = ([map_of(each) for each in list_of(purchase.get(name))] for name in ("tenders", "paid_in"))
    paid = _sum_of(tender for tender in (*tenders, *paid_in) if tender.get("kind") in named)
    if paid != eligible:
        note("earned-otherwise", "why.eligible_minor", paid, eligible)
    wallet = _sum_of(tender for tender in tenders if tender.get("kind") == "wallet")
    if _sum_of(paid_in) > wallet:
        note("earned-otherwise", "purchase.paid_in", f"at most {wallet}", _sum_of(paid_in))


def _sum_of(tenders: Iterable[Fields]) -> int:
    return sum(whole(tender.get("amount_minor")) or 0 for tender in tenders)


@dataclass(slots=True)
class _Standing:
    """The sums an entry moved and later entries undid; the points it lost, and those of them with a new life."""

    accrual: bool
    points: int
    wallet_minor: int
    lost_points: int
    undone_points: int = 0
    undone_minor: int = 0
    gone: int = 0
    reissued_points: int = 0


class Standings:
    """The part of each entry that can still be undone: none takes or gives back more than there was."""

    def __init__(self) -> None:
        self._standing: dict[str, _Standing] = {}
        self._gaps = False

    def lose(self) -> None:
        """Allow later entries to name one that is not known."""
        self._gaps = True

    def kept(self) -> dict[str, list[int]]:
        """What the next audit needs to go on."""
        return {entry_id: [int(value) for value in astuple(one)] for entry_id, one in self._standing.items()}

    def take_up(self, kept: Mapping[str, list[int]]) -> None:
        """Go on from what an audit kept."""
        self._standing = {entry_id: _Standing(bool(one[0]), *one[1:]) for entry_id, one in kept.items()}

    def forget(self, entry_id: str, entry: Fields) -> None:
        """Forget an entry that cannot be trusted, and those that it names."""
        for name in (entry_id, entry.get("reverses"), entry.get("linked_entry_id")):
            if isinstance(name, str):
                self._standing.pop(name, None)

    def replay(self, entry_id: str, entry: Fields, note: Note) -> None:
        """Remember an entry, and check that it undoes no more than there was."""
        why, kind = map_of(entry.get("why")), entry.get("kind")
        points, minor = whole(entry.get("points")) or 0, whole(entry.get("wallet_minor")) or 0
        lapsed = whole(why.get("lapsed_points")) or 0
        if kind == "reversal":
            self._undo(entry, why, points, minor, note)
        elif entry.get("reverses") is not None:
            note("malformed", "reverses", None, entry.get("reverses"))
        if kind == "reissue":
            self._reissue(entry, points, note)
        lost = -points if kind == "expiry" else lapsed if kind == "reversal" else 0
        # A purchase without points counts, too: when wallet money comes back by its refund, that may repay debt.
        if points or minor or lost or kind == "accrual":
            self._standing[entry_id] = _Standing(kind == "accrual", points, minor, lost)

    def _standing_of(self, entry: Fields, field: str, note: Note) -> _Standing | None:
        named = entry.get(field)
        standing = self._standing.get(named) if isinstance(named, str) else None
        points = whole(entry.get("points"))
        if standing is None and not self._gaps and (points or not isinstance(named, str)):
            note("undone-too-much", field, "an entry before it", named)
        return standing

    def _undo(self, entry: Fields, why: Fields, points: int, minor: int, note: Note) -> None:
        undone = self._standing_of(entry, "reverses", note)
        if undone is None:
            return
        unbanked = whole(why.get("unbanked_points")) or 0
        undone.undone_points += points - unbanked
        undone.undone_minor += minor + (whole(why.get("unbanked_minor")) or 0)
        undone.gone += whole(why.get("forgiven_points" if undone.accrual else "lapsed_points")) or 0
        if undone.accrual and whole(why.get("clawed_points")) != unbanked - points:
            note("undone-too-much", "why.clawed_points", unbanked - points, why.get("clawed_points"))
        gone = undone.gone if undone.points else 0
        if not _is_within(undone.points, undone.undone_points, gone):
            note("undone-too-much", "points", f"at most {abs(undone.points)} in all", abs(undone.undone_points) + gone)
        if not _is_within(undone.wallet_minor, undone.undone_minor, 0):
            note("undone-too-much", "wallet_minor", f"at most {abs(undone.wallet_minor)} in all", undone.undone_minor)

    def _reissue(self, entry: Fields, points: int, note: Note) -> None:
        lost = self._standing_of(entry, "linked_entry_id", note)
        if lost is None:
            return
        lost.reissued_points += points
        if lost.reissued_points > lost.lost_points:
            note("undone-too-much", "points", f"at most {lost.lost_points} in all", lost.reissued_points)


def _is_within(moved: int, undone: int, gone: int) -> bool:
    """True if the undone amount has the opposite sign, and is not more than was moved."""
    opposite = -undone if moved >= 0 else undone
    return opposite >= 0 and opposite + gone <= abs(moved)
