"""Apportionment: a whole number shared in proportion, so that nothing given has to be taken back later."""

from __future__ import annotations

from collections.abc import Sequence


def apportion(shares: Sequence[int], total: int) -> tuple[int, ...]:
    """Split `total` (at most the sum of the shares) in proportion to them, in whole units, by D'Hondt's method.

    It is monotone: a larger total gives no share less. So each partial refund can pay the difference to the sum so
    far. At the full total each share is whole. https://en.wikipedia.org/wiki/D%27Hondt_method
    """
    whole = sum(shares)
    if total > whole:
        raise ValueError(f"{total} is more than the {whole} there is to share")
    given = [share * total // whole if whole else 0 for share in shares]
    for _ in range(total - sum(given)):
        # The next unit goes to the largest share ÷ (given + 1); of equal ones, to the first.
        place = 0
        for other in range(1, len(shares)):
            if shares[other] * (given[place] + 1) > shares[place] * (given[other] + 1):
                place = other
        given[place] += 1
    return tuple(given)
