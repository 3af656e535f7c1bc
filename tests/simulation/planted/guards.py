"""Bugs to plant in what guards a ledger: conditions of writes, request ids, the chain, caps, stocks, receipts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loyalty.domain.documents import Snapshots
from loyalty.domain.ledger import account, entry, posting, redemption, refunds
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry, hash_of
from loyalty.domain.ledger.uses import UsedToday
from loyalty.services import preconditions, requests, tier_standing
from loyalty.services.ledger import (
    add_to_wallet,
    adjust_points,
    reassign_purchase,
    record_purchase,
    redemptions,
)
from loyalty.services.preconditions import AtDesk
from loyalty.store.documents import Write
from loyalty.store.transaction import TransactionalStore
from tests.simulation.planted.planting import bug


class AnyVersion:
    """A version that every document has: a write without a condition."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


def _unconditioned(patch: pytest.MonkeyPatch, kind: type) -> None:
    write = TransactionalStore._write

    def blindly(store: TransactionalStore, put: Any, found: Any) -> Write:  # noqa: ANN401
        made = write(store, put, found)
        return replace(made, version=AnyVersion()) if put.key.kind is kind else made

    patch.setattr(TransactionalStore, "_write", blindly)


class _Forgetful(AtDesk):
    """A desk that recognises no repeat."""

    def find_repeat(self, docs: Snapshots) -> Entry | None:  # noqa: ARG002
        return None


def _nothing(*_: object) -> None:
    return None


@bug("revisions have no gap", "trouble_is_near", "buys")
def the_account_is_written_without_its_precondition(patch: pytest.MonkeyPatch) -> None:
    """Of two desks at once the slower overwrites the faster."""
    _unconditioned(patch, Account)


@bug("an entry is never written again")
def entries_are_set_and_not_created(patch: pytest.MonkeyPatch) -> None:
    """A repeat replaces the entry, if the check before it fails too."""
    _unconditioned(patch, Entry)
    patch.setattr(add_to_wallet, "AtDesk", _Forgetful)


@bug("the same request|a request id stands for one body")
def a_repeat_is_answered_by_a_second_entry(patch: pytest.MonkeyPatch) -> None:
    """Money paid into the wallet is not recognised when it comes again."""
    cause_of = requests.cause_of
    made: list[str] = []

    def another(request: Any, *others: Any) -> Any:  # noqa: ANN401
        made.append(request.request_id)
        return replace(cause_of(request, *others), entry_id=f"{request.request_id}-{len(made)}")

    patch.setattr(add_to_wallet, "AtDesk", _Forgetful)
    patch.setattr(add_to_wallet, "cause_of", another)


@bug("a request id stands for one body|records no purchase")
def another_body_is_answered_under_a_known_request_id(patch: pytest.MonkeyPatch) -> None:
    """Nobody compares what was asked."""
    patch.setattr(preconditions, "require_same_request", _nothing)


@bug("an entry is never written again", "adjusts", "takes_id_of_pending", "decides", "reuses_request_id", "buys")
def an_adjustment_overwrites_the_entry_of_its_request_id(patch: pytest.MonkeyPatch) -> None:
    """As it once did."""
    _unconditioned(patch, Entry)
    patch.setattr(adjust_points, "_require_no_entry", _nothing)


@bug("a receipt number stands for one purchase", "buys")
def a_receipt_number_is_not_checked(patch: pytest.MonkeyPatch) -> None:
    """One receipt, two purchases."""
    patch.setattr(record_purchase, "_require_number", _nothing)


@bug("a day's redemptions keep to their cap|points pay their share at most", "redeems_confirmed", "redeems", "buys")
def the_cap_of_a_visit_is_ignored(patch: pytest.MonkeyPatch) -> None:
    """And the share of the bill."""
    patch.setattr(redemption, "_require_within", _nothing)


@bug("keep to their cap|the patient confirms each time|not combined|uses are counted", "redeems", "buys")
def another_call_forgets_the_patients_day(patch: pytest.MonkeyPatch) -> None:
    """The bound of each call alone."""
    patch.setattr(Account, "used_on", lambda _, on: UsedToday(on))


@bug("points pay their share at most", "redeems_twice_off_one_bill", "pays_with_points", "buys")
def another_call_forgets_the_bill(patch: pytest.MonkeyPatch) -> None:
    """Half of it, and half of it again."""
    patch.setattr(redemption, "left_of_bill", lambda _, rule, bill, **__: bill * rule.most_bill_bp // 10_000)


@bug("uses are counted", "changes_their_mind", "rings_voids_and_rings_again", "buys")
def what_is_undone_stays_counted_on_its_day(patch: pytest.MonkeyPatch) -> None:
    """A redemption that went back uses up what needs no question."""
    for module in (redemption, refunds):
        patch.setattr(module, "without_use", lambda found, *_, **__: found)


@bug("no reward beyond its stock", "takes_reward", "buys")
def a_reward_is_given_beyond_its_stock(patch: pytest.MonkeyPatch) -> None:
    """Two masks, and a third."""
    patch.setattr(redemptions, "require_stock", _nothing)


@bug("the patient confirms each time", "redeems_confirmed", "buys")
def a_confirmation_is_used_again(patch: pytest.MonkeyPatch) -> None:
    """It stays on the account after it was used."""
    used = account.with_use
    patch.setattr(redemption, "with_use", lambda held, by: replace(used(held, by), confirmation=held.confirmation))


@bug("many points are adjusted by two people")
def one_person_adjusts_as_much_as_they_like(patch: pytest.MonkeyPatch) -> None:
    """No second person is asked."""
    patch.setattr(adjust_points, "abs", lambda _: 0, raising=False)


@bug("a sale that moves is taken from one", "reassigns", "buys")
def a_reassigned_purchase_leaves_one_account_and_reaches_none(patch: pytest.MonkeyPatch) -> None:
    """Half of the pair."""
    settle = tier_standing.settle
    patch.setattr(reassign_purchase, "settle", lambda *found: settle(*found)._replace(writes=()))


@bug("the hash is over the entry and the hash before")
def the_hash_leaves_out_the_hash_before(patch: pytest.MonkeyPatch) -> None:
    """A chain that is none."""
    patch.setattr(entry, "hash_of", lambda fields: hash_of({**fields, "previous_hash": ""}))


@bug("the account's revision follows from its entries")
def the_revision_stands_still(patch: pytest.MonkeyPatch) -> None:
    """An entry that the account does not count."""
    after = posting.account_after
    patch.setattr(posting, "account_after", lambda found, *rest: replace(after(found, *rest), revision=found.revision))
