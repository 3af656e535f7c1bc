"""The cases of tiers: who reads what follows from the rules of tiers and memberships."""

from collections.abc import Iterator

from tests.rules import clinic as c
from tests.rules.cases.case import Case, may, may_not
from tests.rules.cases.reading import STRANGERS
from tests.rules.documents import Get, Query


def tiers() -> Iterator[Case]:
    """Every case of tiers and memberships."""
    for collection in ("membership_events", "treatments", "tier_changes"):
        path = f"{c.CLINIC}/patients/{c.ANA}/{collection}"
        for operation, what in ((Get(f"{path}/one"), "one"), (Query(path), "all")):
            yield may(collection, f"a patient reads {what} of their own {collection}", c.ANA, operation)
            for who, stranger in {**STRANGERS, "the front desk": c.DESK, **c.MANAGERS}.items():
                yield may_not(collection, f"{who} cannot read {what} of a patient's {collection}", stranger, operation)
