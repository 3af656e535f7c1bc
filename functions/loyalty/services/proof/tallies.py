"""Tallies of a proof: what it went through, and its findings, counted by code and told one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, field

from loyalty.domain.proof.findings import Finding

# So many findings of one code are told first: many of one code never hide another.
MOST_OF_A_CODE = 30
# A document holds a megabyte at most.
MOST_BYTES = 700_000


def nowhere(_finding: Finding) -> None:
    """Forget a finding that is only counted."""


@dataclass
class Tally:
    """The counts of a proof, and the first findings of each code; all of them where no bound is given.

    `further` takes every finding that is not among the first.
    """

    most_of_a_code: int | None = MOST_OF_A_CODE
    further: Callable[[Finding], None] = nowhere
    accounts: int = 0
    entries: int = 0
    days: int = 0
    whole: int = 0
    by_code: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    _bytes: int = 0

    def note(self, findings: Iterable[Finding]) -> int:
        """Count findings, and return how many they were."""
        noted = 0
        for finding in findings:
            noted += 1
            self.by_code[finding.code] += 1
            if self._is_among_the_first(finding):
                self.findings.append(finding)
            else:
                self.further(finding)
        return noted

    def _is_among_the_first(self, finding: Finding) -> bool:
        if self.most_of_a_code is None:
            return True
        if self.by_code[finding.code] > self.most_of_a_code:
            return False
        self._bytes += sum(len(str(value).encode(errors="replace")) + 20 for value in astuple(finding))
        return self._bytes <= MOST_BYTES
