"""Booking: the location at which the points and the wallet money of an entry count.

Points count where their lot was earned, and wallet money where it was received, or where the points that it was banked
from had been earned: so the sum of all that was ever booked at a location is what is left there. Debt counts at the
location of the entry, and so does what moves a lot that does not say where it is from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loyalty.domain.apportion import apportion
from loyalty.domain.ledger.lots import NOWHERE
from loyalty.domain.proof.findings import Fields, list_of, map_of, text, whole


@dataclass(frozen=True, slots=True)
class Moved:
    """The points and the wallet money that an entry moves at a location."""

    points: int = 0
    wallet_minor: int = 0

    def __add__(self, other: Moved) -> Moved:
        """The sum of both."""
        return Moved(self.points + other.points, self.wallet_minor + other.wallet_minor)

    def __sub__(self, other: Moved) -> Moved:
        """The difference."""
        return Moved(self.points - other.points, self.wallet_minor - other.wallet_minor)


NOTHING = Moved()


def booked(entry: Fields) -> dict[str, Moved]:
    """The movements of an entry by location, whatever it holds: never empty, and in all what the entry says."""
    at: dict[str, Moved] = {}
    for place, moved in (*_of_lots(entry), *_of_wallet_lots(entry)):
        at[place] = at.get(place, NOTHING) + moved
    rest = Moved(whole(entry.get("points")) or 0, whole(entry.get("wallet_minor")) or 0)
    for moved in at.values():
        rest -= moved
    if rest != NOTHING or not at:
        own = text(entry.get("location_id")) or NOWHERE
        at[own] = at.get(own, NOTHING) + rest
    return at


def _of_lots(entry: Fields) -> Iterator[tuple[str, Moved]]:
    for draw in map(map_of, list_of(entry.get("draws"))):
        place = text(map_of(draw.get("lot") or entry.get("lot")).get("location_id"))
        if place is not None:
            yield place, Moved(points=whole(draw.get("points")) or 0)


def _of_wallet_lots(entry: Fields) -> Iterator[tuple[str, Moved]]:
    for draw in map(map_of, list_of(entry.get("wallet_draws"))):
        lot, amount_minor = map_of(draw.get("lot") or entry.get("wallet_lot")), whole(draw.get("amount_minor")) or 0
        after_minor = whole(lot.get("remaining_minor")) or 0
        after, before = left_at(lot, after_minor), left_at(lot, after_minor - amount_minor)
        if after.keys() == before.keys():
            yield from ((place, Moved(wallet_minor=after[place] - before[place])) for place in after)


def left_at(lot: Fields, remaining_minor: int) -> Mapping[str, int]:
    """What is left of a wallet lot, by location, in proportion to what it received there; empty if it does not say."""
    shares = {place: whole(minor) or 0 for place, minor in sorted(map_of(lot.get("locations")).items())}
    if not 0 <= remaining_minor <= sum(shares.values()):
        return {}
    return dict(zip(shares, apportion(list(shares.values()), remaining_minor), strict=True))
