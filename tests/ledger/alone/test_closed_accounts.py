"""A manager closes an account: nothing of it is used any more, everything of it can be undone, and it opens again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import OwnAccount, RoleNotAllowed
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.errors.ledger import AccountAlready, AccountInactive
from loyalty.services.checkout.close_account import (
    AccountClosing,
    CloseAccount,
    ReopenAccount,
    close_account,
    reopen_account,
)
from loyalty.services.checkout.issue_code import IssueCode, issue_code
from loyalty.services.preconditions import Caller
from tests.ledger.alone.two_people import AloneDesk
from tests.ledger.at_the_desk import BO, account
from tests.proof.history import findings
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, PATIENT, cash
from tests.support.ledger import into_wallet, tenders
from tests.support.memory import MemoryDocuments

Refused = Callable[[type[Refusal], Callable[[], object]], Refusal]
LATER = NOW + timedelta(minutes=5)


class BusyDesk(AloneDesk):
    """A desk whose patient bought, used points, paid in and banked; another bought, too."""

    def begin(self) -> None:
        """All of it, under ids that are kept."""
        self.bought = self.pay(*cash(50_000)).entry_id
        self.of_bo = self.pay(*cash(2_000), patient_id=BO).entry_id
        self.visit = self.scan()
        self.used = self.redeem(100, visit=self.visit).entry_id
        self.credited = self.credit(3_000, TenderKind.CASH).entry_id
        self.banked = self.bank(500).entry_id


@pytest.fixture
def busy(documents: MemoryDocuments) -> BusyDesk:
    desk = BusyDesk(documents)
    desk.begin()
    return desk


def close(desk: AloneDesk, uid: str = MANAGER, request_id: str = "close-the-account-1") -> AccountClosing:
    body = CloseAccount(request_id, "bella", CALABASAS, PATIENT, "a stranger used it")
    return close_account(desk.store, body, Caller(uid, LATER))


def reopen(desk: AloneDesk, uid: str = MANAGER) -> AccountClosing:
    body = ReopenAccount("reopen-the-account", "bella", CALABASAS, PATIENT, "it is theirs again")
    return reopen_account(desk.store, body, Caller(uid, LATER))


USES: dict[str, Callable[[BusyDesk], object]] = {
    "a purchase": lambda desk: desk.pay(*cash(1_000), visit=desk.visit),
    "a payment from the wallet": lambda desk: desk.pay(*tenders(wallet=100), visit=desk.visit),
    "a use of points": lambda desk: desk.redeem(100, visit=desk.visit),
    "a reward": lambda desk: desk.reward("lip-mask", visit=desk.visit),
    "a payment into the wallet": lambda desk: desk.credit(1_000, TenderKind.CASH),
    "a grant": lambda desk: desk.credit(100),
    "an adjustment": lambda desk: desk.adjust(100),
    "banking": lambda desk: desk.bank(500),
    "a visit": lambda desk: desk.scan(),
    "an enrolment": lambda desk: desk.member("enrol", "monthly"),
    "a sale moved to it": lambda desk: desk.reassign(desk.of_bo, PATIENT, patient_id=BO),
}


@pytest.mark.parametrize("use", USES)
def test_nothing_of_a_closed_account_is_used_and_all_of_it_once_it_is_open(
    busy: BusyDesk, refused: Refused, use: str
) -> None:
    close(busy)
    refused(AccountInactive, lambda: USES[use](busy))
    reopen(busy)
    USES[use](busy)


UNDOINGS: dict[str, Callable[[BusyDesk], object]] = {
    "a refund": lambda desk: desk.refund(desk.bought, [RefundLine(TenderKind.CASH, 1_000)]),
    "a refund into the wallet": lambda desk: desk.refund(desk.bought, into_wallet(cash=1_000)),
    "a void": lambda desk: desk.void(desk.bought),
    "a move to the right patient": lambda desk: desk.reassign(desk.bought, BO),
    "a cancellation": lambda desk: desk.cancel(desk.used, desk.visit),
    "a credit taken back": lambda desk: desk.reverse_credit(desk.credited, 100),
    "a banking undone": lambda desk: desk.undo_bank(desk.banked),
    "a membership cancelled": lambda desk: desk.member("cancel", patient_id=PATIENT),
}


@pytest.mark.parametrize("undoing", UNDOINGS)
def test_closing_never_refuses_an_undoing(busy: BusyDesk, undoing: str) -> None:
    if undoing == "a membership cancelled":
        busy.member("enrol", "monthly", TenderKind.CASH)
    close(busy)
    UNDOINGS[undoing](busy)
    assert account(busy).active is False
    assert findings(busy.documents) == ()


def test_closing_and_reopening_are_kept_with_their_reasons_and_repeated_they_change_nothing(
    alone: AloneDesk, refused: Refused
) -> None:
    closed = close(alone)
    assert (closed.active, close(alone)) == (False, closed)
    refused(AccountAlready, lambda: close(alone, request_id="close-the-account-2"))
    opened = reopen(alone)
    assert (opened.active, close(alone)) == (True, closed)
    refused(RequestIdReused, lambda: close(alone, uid="staff-owner"))
    kept = [fields for path, fields in alone.documents.all().items() if "/closings/" in path]
    assert [(one["active"], one["text"], one["decided_by"]) for one in kept] == [
        (False, "a stranger used it", MANAGER),
        (True, "it is theirs again", MANAGER),
    ]


def test_a_clerk_closes_no_account_and_nobody_their_own(alone: AloneDesk, refused: Refused) -> None:
    refused(RoleNotAllowed, lambda: close(alone, DESK))
    own = CloseAccount("close-my-own-account", "bella", CALABASAS, MANAGER, "mine")
    refused(OwnAccount, lambda: close_account(alone.store, own, Caller(MANAGER, NOW)))


def test_a_patient_of_a_closed_account_gets_no_code(alone: AloneDesk, refused: Refused) -> None:
    close(alone)
    asked = IssueCode("bella", CALABASAS)
    refused(AccountInactive, lambda: issue_code(alone.store, alone.codes, asked, Caller(PATIENT, NOW), "n" * 16))
