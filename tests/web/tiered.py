"""A clinic with tiers for the page tests: base, silver by what was paid, gold by a membership."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.support.clinic import CALABASAS
from tests.web.world import World

# Every frame that the page paints: what it says then of the balance, the ring, the way and the year.
FRAMES = """(home) => {
  const inside = (name, part) => home.shadowRoot.querySelector(name)?.shadowRoot.querySelector(part);
  const figure = () => inside("balance-card", "points-figure")?.shadowRoot.querySelector(".unseen")?.textContent;
  const ring = () => inside("tier-card", ".ring")?.getAttribute("aria-label");
  const drawn = () => inside("tier-card", ".gone")?.getAttribute("stroke-dasharray");
  const said = (part) => inside("tier-card", part)?.textContent.trim();
  window.frames_ = [];
  const look = () => {
    const seen = JSON.stringify([figure(), ring(), drawn(), said(".way"), said(".year")]);
    if (window.frames_.at(-1) !== seen) window.frames_.push(seen);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
STROKES = """(card) => {
  const paint = (part, what) => getComputedStyle(card.shadowRoot.querySelector(part))[what];
  return [paint("section", "backgroundColor"), paint(".gone", "stroke"), paint(".way-line", "stroke")];
}"""


def _tier(tier_id: str, multiplier: tuple[int, int], at_least: int = 0, *perks: str) -> dict[str, Any]:
    numerator, denominator = multiplier
    return {
        "tier_id": tier_id,
        "name": tier_id.title(),
        "multiplier": {"numerator": numerator, "denominator": denominator},
        "perks": list(perks),
        "measure": "spend_minor" if at_least else None,
        "at_least": at_least,
    }


TIERS = (
    _tier("base", (1, 1)),
    _tier("silver", (3, 2), 100_000, "A quiet hour on Thursdays", "Parking"),
    _tier("gold", (3, 1), 0, "A facial each season"),
)
PLAN: dict[str, Any] = {
    "plan_id": "gold-monthly",
    "name": "Gold monthly",
    "price_minor": 2_500,
    "period": "month",
    "tier_id": "gold",
    "bonus_points": 0,
    "perks": [],
    "active": True,
}


def set_tiers(world: World, upgrade: str = "next_purchase") -> None:
    """Put the tiers and the one plan in force."""
    when = {"window_days": 365, "grace_days": 0, "downgrade": "to_reached", "upgrade": upgrade}
    world.set_rule("tiers", tiers=list(TIERS), **when)
    world.set_rule("memberships", plans=[PLAN], grace_days=7)


def membership(status: str, started_days_ago: int = 30) -> dict[str, Any]:
    """A membership of the plan as its last event left it, paid for a hundred days more."""
    today = date.today()  # noqa: DTZ011 - any zone's date will do
    started_on = (today - timedelta(days=started_days_ago)).isoformat()
    agreed = {name: PLAN[name] for name in ("plan_id", "tier_id", "price_minor", "period", "bonus_points")}
    dates = dict.fromkeys(("started_on", "months_from_on", "paid_from_on"), started_on)
    return {
        "membership_id": "membership-1",
        "plan_name": PLAN["name"],
        **agreed,
        **dates,
        "paid_until_on": (today + timedelta(days=100)).isoformat(),
        "grace_days": 7,
        "location_id": CALABASAS,
        "source": "desk",
        "status": status,
        "as_of": datetime.now(UTC),
        "event_id": "event-1",
    }
