"""The audit of the records beside entries: people, places, rules, adjustments and the sums of what was undone.

An entry says who acted where and by which rules, and each of these has a document of its own. An insider who writes a
false entry, and seals it, has to write those too. What is not kept, such as a rule's old version in a clinic that keeps
no history, is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from loyalty.domain.proof.findings import Fields, Finding, fraction, list_of, map_of, quote, text, whole

Read = Callable[[str], Fields | None]
"""Reads a document by its path within the clinic."""

STAFF = frozenset({"front_desk", "manager", "owner"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,255}")
# A month's points that an act's undoing takes back have no document of reversals.
_MONTH = ".month-"
_WHOLE_BP = 10_000


@dataclass(slots=True)
class _Undone:
    """The sums that reversals of one entry say."""

    clawed_points: int = 0
    forgiven_points: int = 0
    reissued_points: int = 0
    refunded_minor: Counter[str] = field(default_factory=Counter)
    closes: bool = False


class RecordsAudit:
    """The audit of the records that a patient's entries name: takes the entries, then ends; returns findings."""

    def __init__(self, clinic_id: str, patient_id: str, read: Read) -> None:
        self._clinic_id, self._patient_id, self._read = clinic_id, patient_id, read
        self._undone: dict[str, _Undone] = {}
        self._findings: list[Finding] = []
        self._place: tuple[str | None, int | None] = (None, None)

    def entry(self, entry_id: str, entry: Fields) -> list[Finding]:
        """Check the records that the next entry names, and return its findings."""
        self._findings, self._place = [], (entry_id, whole(entry.get("revision")))
        why, actor = map_of(entry.get("why")), map_of(entry.get("actor"))
        self._check_people(actor, why)
        for named in (entry.get("location_id"), why.get("acted_at")):
            if text(named) is not None and self._find("locations", named) is None:
                self._note("location-unknown", "location_id", "a location of the clinic", named)
        kind = entry.get("kind")
        if kind == "adjustment":
            self._check_adjustment(entry_id, entry, why)
        elif kind == "accrual":
            self._check_earning(why)
        elif kind == "banking":
            self._check_banking(entry, why)
        else:
            self._add_up(entry, why)
        return self._findings

    def end(self, *, complete: bool) -> list[Finding]:
        """Compare the sums of what was undone with their documents: they hold as much, or just that of all entries."""
        self._findings, self._place = [], (None, None)
        for entry_id, undone in self._undone.items():
            held = self._find(f"patients/{self._patient_id}/reversals", entry_id)
            if held is None:
                self._note("record-missing", f"reversals.{entry_id}", "a document of reversals", None)
            else:
                self._compare_undone(entry_id, undone, held, complete=complete)
        return self._findings

    # ----------------------------------------------------------------------------------------------- people and places

    def _check_people(self, actor: Fields, why: Fields) -> None:
        role, uid = text(actor.get("role")), text(actor.get("uid"))
        if role == "patient" and uid != self._patient_id:
            self._note("actor-unknown", "actor.uid", self._patient_id, uid)
        named = [uid] if role in STAFF else []
        if why.get("approved_by") is not None:
            named.append(text(why.get("approved_by")))
        for person in named:
            if person is not None and self._find("staff", person) is None:
                self._note("actor-unknown", "actor.uid", "a person on the clinic's staff", person)

    def _check_adjustment(self, entry_id: str, entry: Fields, why: Fields) -> None:
        held = self._find("adjustments", entry_id)
        if held is None:
            self._note("record-missing", f"adjustments.{entry_id}", "the adjustment's document", None)
            return
        said = self._patient_id, entry.get("points"), why.get("reason"), True
        kept = held.get("patient_id"), held.get("points"), held.get("reason"), _is_posted(held)
        if said != kept:
            self._note("record-differs", f"adjustments.{entry_id}", said, kept)

    # ----------------------------------------------------------------------------------------------------------- rules

    def _rule(self, name: str, why: Fields) -> Fields:
        """A rule at the version that an entry names; an empty map where that is not kept."""
        version = whole(map_of(why.get("rule_versions")).get(name))
        if version is None:
            return {}
        past = self._read(f"rules/{name}/history/{version}")
        if past is not None:
            return past
        current = self._read(f"rules/{name}") or {}
        return current if current.get("version") == version else {}

    def _check_earning(self, why: Fields) -> None:
        earning, tiers = self._rule("earning", why), self._rule("tiers", why)
        for name in ("rate_bp", "minor_per_point"):
            if earning and earning.get(name) != why.get(name):
                self._note("terms-differ", f"why.{name}", earning.get(name), why.get(name))
        named = sorted(map(str, list_of(why.get("eligible_tenders"))))
        if earning and sorted(map(str, list_of(earning.get("eligible_tenders")))) != named:
            self._note("terms-differ", "why.eligible_tenders", earning.get("eligible_tenders"), named)
        expected = _multiplier(tiers, why.get("tier_id")) if tiers else None
        if expected is not None and fraction(why.get("multiplier")) != expected:
            self._note("terms-differ", "why.multiplier", expected, why.get("multiplier"))

    def _check_banking(self, entry: Fields, why: Fields) -> None:
        points, rate = whole(entry.get("points")) or 0, whole(why.get("minor_per_100_points")) or 0
        bonus_bp = whole(why.get("tier_bonus_bp")) or 0
        minor = -points * rate * (_WHOLE_BP + bonus_bp) // (100 * _WHOLE_BP)
        if entry.get("wallet_minor") != minor:
            self._note("terms-differ", "wallet_minor", minor, entry.get("wallet_minor"))
        rule = self._rule("banking", why)
        said = why.get("minor_per_100_points"), why.get("tier_bonus_bp")
        held = rule.get("minor_per_100_points"), map_of(rule.get("tier_bonus_bp")).get(str(why.get("tier_id")), 0)
        if rule and said != held:
            self._note("terms-differ", "why.minor_per_100_points", held, said)

    # -------------------------------------------------------------------------------------------------- what was undone

    def _add_up(self, entry: Fields, why: Fields) -> None:
        linked, reversed_id = text(entry.get("linked_entry_id")), text(entry.get("reverses"))
        if entry.get("kind") == "reissue" and linked is not None:
            self._undone.setdefault(linked, _Undone()).reissued_points += whole(entry.get("points")) or 0
        elif entry.get("kind") == "reversal" and linked is None and reversed_id and _MONTH not in reversed_id:
            undone = self._undone.setdefault(reversed_id, _Undone())
            undone.clawed_points += whole(why.get("clawed_points")) or 0
            undone.forgiven_points += whole(why.get("forgiven_points")) or 0
            refunded = _amounts(why.get("refunded_minor"))
            if why.get("reason") == "credit" and not refunded:
                refunded = {"granted": -(whole(entry.get("wallet_minor")) or 0)}
            undone.refunded_minor.update(refunded)
            undone.closes |= why.get("reason") in {"cancel", "undo", "void", "reassign"}

    def _compare_undone(self, entry_id: str, undone: _Undone, held: Fields, *, complete: bool) -> None:
        refunded = Counter(_amounts(held.get("refunded_minor")))
        sums = {
            "clawed_points": (undone.clawed_points, whole(held.get("clawed_points"))),
            "forgiven_points": (undone.forgiven_points, whole(held.get("forgiven_points"))),
            "reissued_points": (undone.reissued_points, whole(held.get("reissued_points", 0))),
            **{f"refunded_minor.{kind}": (minor, refunded[kind]) for kind, minor in undone.refunded_minor.items()},
        }
        for name, (said, kept) in sums.items():
            if kept is None or kept < said or (complete and kept != said):
                self._note("record-differs", f"reversals.{entry_id}.{name}", said, kept)
        if undone.closes and not held.get("closed"):
            self._note("record-differs", f"reversals.{entry_id}.closed", "why nothing is left", held.get("closed"))

    def _find(self, collection: str, name: object) -> Fields | None:
        is_name = isinstance(name, str) and _NAME.fullmatch(name) is not None
        return self._read(f"{collection}/{name}") if is_name else None

    def _note(self, code: str, field_name: str, expected: object, found: object) -> None:
        entry_id, revision = self._place
        self._findings.append(
            Finding(code, self._patient_id, entry_id, revision, None, field_name, quote(expected), quote(found))
        )


def _is_posted(adjustment: Fields) -> bool:
    return adjustment.get("status") in {"posted", "approved"}


def _multiplier(tiers: Fields, tier_id: object) -> Fraction | None:
    """The multiplier of a tier by a rule; 0 for a tier that the rule has not."""
    of_tiers: Iterable[Fields] = map(map_of, list_of(tiers.get("tiers")))
    found = next((tier for tier in of_tiers if tier.get("tier_id") == tier_id), None)
    return Fraction(0) if found is None else fraction(found.get("multiplier"))


def _amounts(value: object) -> Mapping[str, int]:
    return {str(kind): whole(minor) or 0 for kind, minor in map_of(value).items()}
