"""Bills that are open at a visit, as far as points lowered them, found again in the entries of the visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from loyalty.domain.checkout.visits import Visit
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.uses import NO_BILL, VisitBill
from loyalty.domain.ledger.why import RedemptionWhy
from loyalty.domain.program.rules import RedemptionRule


@dataclass(slots=True)
class _OpenBill:
    """The redemptions off a bill that no purchase has, with their worth, and the bill."""

    unclaimed: dict[str, int] = field(default_factory=dict)
    bill: VisitBill = NO_BILL


class Bills:
    """The bills of a patient's visits: takes the entries in order of revision; `at` gives a visit its own."""

    def __init__(self, entries: Iterable[Entry], rule: RedemptionRule | None) -> None:
        """Take in all entries."""
        self._rule = rule
        self._of_visits: dict[str, _OpenBill] = {}
        for entry in entries:
            self._take(entry)

    @property
    def visit_ids(self) -> tuple[str, ...]:
        """The visits at which points lowered a bill."""
        return tuple(self._of_visits)

    def at(self, visit_id: str, visit: Visit) -> Visit:
        """The visit with its open bill, and the redemptions that the next purchase takes as its own."""
        of_visit = self._of_visits[visit_id]
        return replace(visit, unclaimed=tuple(of_visit.unclaimed), bill=of_visit.bill)

    def _take(self, entry: Entry) -> None:
        why = entry.why
        if isinstance(why, RedemptionWhy) and why.bill_minor is not None and entry.linked_entry_id is None:
            open_bill = self._of_visits.setdefault(why.visit_id, _OpenBill())
            open_bill.unclaimed[entry.entry_id] = why.worth_minor
            open_bill.bill = open_bill.bill.lowered(why.bill_minor, why.worth_minor)
        elif entry.purchase is not None and entry.purchase.visit_id in self._of_visits:
            paid = self._of_visits[entry.purchase.visit_id]
            paid.unclaimed.clear()
            paid.bill = paid.bill.paid(entry.purchase.amount_minor, self._rule)
        elif entry.reverses is not None:
            self._raise(entry.reverses)

    def _raise(self, redemption_id: str) -> None:
        for open_bill in self._of_visits.values():
            worth_minor = open_bill.unclaimed.pop(redemption_id, None)
            if worth_minor is not None:
                open_bill.bill = open_bill.bill.raised(worth_minor)
