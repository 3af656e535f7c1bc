"""What an account remembers is in its entries: found there again, it is what the engine had kept."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.wallet.unbanking import lapse_ended
from loyalty.domain.ledger.why import ReversalWhy
from loyalty.store.codec import entry_of
from scripts.clinic.migrating.remembering import Line, with_memory
from scripts.clinic.project import CODEC
from tests.simulation.acts import ACTS
from tests.simulation.script import CLINIC
from tests.simulation.world import World
from tests.support.counts import count
from tests.support.memory import MemoryDocuments
from tests.support.ports.pages import MemoryPages

ACTS_OF_A_RUN = 150
AFTER_ALL = datetime(2100, 1, 1, tzinfo=UTC)
OFTEN = ("buys", "buys", "buys", "pays_with_points", "redeems", "refunds", "refunds", "banks")


def played(seed: int) -> MemoryDocuments:
    """A history of any acts, in which lots often end."""
    dice, memory = random.Random(seed), MemoryDocuments(CLINIC)  # noqa: S311 - nothing secret
    world = World(memory, CLINIC, memory.put)
    names = [*OFTEN, *(name for name in ACTS if name != "trouble_is_near")]
    for number in range(ACTS_OF_A_RUN):
        act = ACTS[dice.choice(names)]
        act.perform(world, **{name: dice.randint(*bounds) for name, bounds in act.numbers.items()})
        if number % 12 == 0:
            world.later(days=dice.randint(1, 30))
    return memory


def accounts_of(memory: MemoryDocuments) -> Iterator[tuple[Account, list[Entry]]]:
    pages = MemoryPages(memory)
    for clinic_id in pages.clinics():
        for patient_id, fields in pages.accounts(clinic_id):
            entries = [entry_of(entry_id, entry) for entry_id, entry in pages.entries(clinic_id, patient_id)]
            yield CODEC.value_of(ClinicKeys(clinic_id).account(patient_id), fields), entries


def forgetful(account: Account) -> Account:
    """The account as the version before kept it."""
    wallet_lots = tuple(replace(lot, banked_from={}) for lot in account.wallet_lots)
    return replace(unremembering(account), wallet_lots=wallet_lots)


def unremembering(account: Account) -> Account:
    """The account without what is remembered beside its lots."""
    return replace(account, used=None, banked_today=None, lapsed=(), unbanked=(), taken_back=())


def lapses(account: Account, entries: list[Entry]) -> list[tuple[str, str, int, int]]:
    """The points that lapsed as points, by entry; not those that the engine counts before their expiry is an entry."""
    written = {entry.entry_id for entry in entries}
    return sorted(
        (lapse.lot_id, lapse.entry_id, lapse.points, lapse.reissued_points)
        for lapse in account.lapsed
        if "wallet" not in lapse.entry_id and (lapse.entry_id in written or not lapse.entry_id.endswith("expiry"))
    )


def gone_in_the_end(account: Account) -> Counter[str]:
    """The points of each lot that lapse in all, those of banked money too; parts are rounded in any order."""
    gone = Counter[str]()
    for lapse in lapse_ended(account, AFTER_ALL).lapsed:
        gone[lapse.lot_id] += lapse.points
    return gone


def takes_money_for_points(entries: list[Entry]) -> bool:
    """True if points were ever taken back as banked money, which the version before never did."""
    return any(isinstance(entry.why, ReversalWhy) and entry.why.unbanked_points for entry in entries)


@pytest.mark.parametrize("seed", range(count(8, 200)))
def test_what_an_account_forgot_is_found_in_its_entries(seed: int) -> None:
    for kept, entries in accounts_of(played(seed)):
        found = with_memory(forgetful(kept), [Line(entry, is_older=True) for entry in entries])
        assert (found.used, found.banked_today) == (kept.used, kept.banked_today)
        assert found.wallet_lots == kept.wallet_lots
        assert found.taken_back == kept.taken_back
        assert lapses(found, entries) == lapses(kept, entries)
        if not takes_money_for_points(entries):
            assert gone_in_the_end(found) == gone_in_the_end(kept)
        assert unremembering(found) == unremembering(kept)


@pytest.mark.parametrize("seed", range(2))
def test_an_account_that_remembers_is_left_as_it_is(seed: int) -> None:
    for kept, entries in accounts_of(played(seed)):
        assert with_memory(kept, [Line(entry, is_older=False) for entry in entries]) == kept
