"""Sharing a whole number in proportion, so that what was given never has to be taken back."""

from __future__ import annotations

from collections.abc import Sequence


def apportion(shares: Sequence[int], total: int) -> tuple[int, ...]:
    """`total` (at most the sum of the shares) in proportion to them, in whole units, by D'Hondt's method.

    It is monotone: a larger total gives no share less; so partial refunds can each pay the difference to the sum so
    far. At the full total each share is whole. https://en.wikipedia.org/wiki/D%27Hondt_method
    """
    whole = sum(shares)
    if total > whole:
        raise ValueError(f"{total} is more than the {whole} there is to share")
    given = [share * total // whole if whole else 0 for share in shares]
    for _ in range(total - sum(given)):
        # The next unit goes where a unit still weighs most: the largest share ÷ (given + 1), the first among equals.
        place = 0
        for other in range(1, len(shares)):
            if shares[other] * (given[place] + 1) > shares[place] * (given[other] + 1):
                place = other
        given[place] += 1
    return tuple(given)
