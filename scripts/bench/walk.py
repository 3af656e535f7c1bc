"""Transitions between the engine's modules while one purchase is recorded, counted by `sys.setprofile`.

A transition is a call or a return that goes from the code of one engine module to that of another. Engine modules are
those of `loyalty.domain`, `loyalty.services` and `loyalty.errors`.

Not counted: the store, the parsers of what people edit, and what these call in the engine for themselves (a document
decoded, a key hashed). A function of a service that the store calls back is a decision, and counts. Constructors that
`dataclass` generates are in no file, and count to their caller.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import FrameType

from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.services.preconditions import Caller
from loyalty.store.codec import Codec
from loyalty.store.transaction import TransactionalStore
from scripts.seed.clinic import CALABASAS, CLINIC_ID, DESKS, clinic_documents
from scripts.seed.draft import Draft

SERVICES = "loyalty.services"
ENGINE = ("loyalty.domain", SERVICES, "loyalty.errors")
OURS = ("loyalty", "scripts")
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
PATIENT = "patient-who-pays"
TIERS = ("/rules/tiers", "/rules/memberships")


@dataclass
class Walk:
    """Stays in engine modules, in order: from one to the next is one transition. It is a profile function."""

    stays: list[str] = field(default_factory=list)
    _stack: list[str | None] = field(default_factory=list)

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Follow a call or a return of Python code."""
        if event == "call":
            self._stack.append(self._module_of(frame))
        elif event == "return" and self._stack:
            self._stack.pop()
        here = self._stack[-1] if self._stack else None
        if here is not None and self.stays[-1:] != [here]:
            self.stays.append(here)

    def _module_of(self, frame: FrameType) -> str | None:
        """The engine module that a frame counts to, or None outside the engine; a library counts to its caller."""
        caller = self._stack[-1] if self._stack else None
        name = str(frame.f_globals.get("__name__", ""))
        if not _is_within(name, OURS):
            return caller
        if not _is_within(name, ENGINE):
            return None
        if frame.f_code.co_filename.startswith("<"):
            return caller
        return name if caller is not None or _is_within(name, (SERVICES,)) else None

    @property
    def transitions(self) -> int:
        """The number of changes from one module to another."""
        return max(len(self.stays) - 1, 0)

    @property
    def modules(self) -> Counter[str]:
        """Stays by module."""
        return Counter(self.stays)

    @property
    def ping_pong(self) -> Counter[tuple[str, str]]:
        """Pairs of modules, by how often the walk goes from the first to the second and straight back."""
        threes = zip(self.stays, self.stays[1:], self.stays[2:], strict=False)
        return Counter((one, two) for one, two, three in threes if one == three)


def measure(*, tiers: bool) -> Walk:
    """The walk of one purchase in a warm worker, at a clinic with or without tiers."""
    return walk_of(make_purchase(tiers=tiers))


def walk_of(act: Callable[[], object]) -> Walk:
    """The walk of an act."""
    walk = Walk()
    sys.setprofile(walk)
    try:
        act()
    finally:
        sys.setprofile(None)
    return walk


def make_purchase(*, tiers: bool) -> Callable[[], object]:
    """A cash purchase in the seeded clinic, ready to be recorded after another one, with which all was loaded."""
    draft = Draft()
    for path, fields in clinic_documents(NOW).items():
        if tiers or not path.endswith(TIERS):
            draft.put(path, fields)
    store, codes = TransactionalStore(draft, Codec(PARSERS)), Codes(["a-key-for-measuring"])
    join_clinic(store, JoinClinic("walk-request-joins", CLINIC_ID, "Ana Ruiz"), Caller(PATIENT, NOW))
    _purchase(store, codes, 1)()
    return _purchase(store, codes, 2)


def _purchase(store: TransactionalStore, codes: Codes, number: int) -> Callable[[], object]:
    now = NOW + timedelta(hours=number)
    caller = Caller(DESKS[CALABASAS].uid, now)
    code = codes.make(CodePayload(CLINIC_ID, CALABASAS, PATIENT, f"walk-visit-{number}", now))
    scan = CheckIn(f"walk-request-scan-{number}", CLINIC_ID, CALABASAS, code)
    visit = check_in(store, codes, scan, caller)
    paid = (Tender(TenderKind.CASH, 45_000),)
    request_id = f"walk-request-{number}"
    body = RecordPurchase(request_id, CLINIC_ID, CALABASAS, PATIENT, visit.visit_id, paid, confirmed_duplicate=True)
    return lambda: record_purchase(store, body, caller)


def _is_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)
