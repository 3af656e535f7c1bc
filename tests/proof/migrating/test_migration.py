"""A clinic of before is migrated: nothing that is money changes, nothing is lost, and what was forgotten is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account, BankedToday
from loyalty.domain.ledger.uses import UsedToday
from loyalty.errors.checkout import ReceiptNumberUsed
from loyalty.services.membership.place_accounts import Placer
from loyalty.services.membership.refresh_tier import refresh_tier
from loyalty.services.proof.audit_ledger import audit_clinic
from scripts.clinic.migrate import lines_of
from scripts.clinic.migrating.ledgers import ledgers_of
from scripts.clinic.migrating.migration import ACCOUNTS, CLINIC, PLACINGS, RECEIPT_NUMBERS, RULES, VISITS
from scripts.clinic.project import CODEC
from scripts.clinic.rebuild import rebuild_accounts
from tests.proof.migrating.acts import ACTS, AtWork
from tests.proof.migrating.before import (
    ANA,
    BEN,
    EVE,
    FAY,
    FORGOTTEN,
    GUS,
    HAL,
    NOW,
    PATIENTS,
    documents,
    manifest,
    migrate,
    migrated,
)
from tests.support.clinic import MANAGER
from tests.support.counts import count
from tests.support.documents import lots_of
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages
from tests.support.ports.placings import MemoryPlacingAccounts

TODAY = date(2026, 12, 19)
BALANCES = ("points", "wallet_minor", "debt_points", "remainder", "revision", "head_hash", "due_at")


def account(kept: MemoryDocuments, patient_id: str) -> Account:
    at = ClinicKeys("bella").account(patient_id)
    return CODEC.value_of(at, kept.all()[at.path])


def findings(kept: MemoryDocuments) -> set[tuple[str, str | None]]:
    return {(found.code, found.patient_id) for found in audit_clinic(MemoryPages(kept), "bella").findings}


def versions_of(kept: MemoryDocuments, patient_id: str) -> int | None:
    """The version of the ladder that placed a patient."""
    tier = account(kept, patient_id).tier
    return tier.rule_versions["tiers"] if tier else None


def desk_of(kept: MemoryDocuments) -> LedgerDesk:
    return LedgerDesk(memory_store(kept), steps=5_000)


def test_the_ledger_of_before_is_whole_and_one_membership_that_holds_is_missing() -> None:
    audited = audit_clinic(MemoryPages(documents()), "bella")
    assert audited.progress.digest == manifest()["ledger_digest"]
    assert [(found.code, found.patient_id) for found in audited.findings] == [FORGOTTEN]


def test_a_dry_run_says_what_the_migration_does_and_writes_nothing() -> None:
    kept = documents()
    said = migrate(kept, write=False)
    assert kept.all() == documents().all()
    assert dict(said.changed) == {CLINIC: 1, RULES: 9, ACCOUNTS: 8, VISITS: 1, RECEIPT_NUMBERS: 1, PLACINGS: 1}
    done = migrate(kept)
    assert (done.changed, done.fields, done.examples) == (said.changed, said.fields, said.examples)


def test_entries_balances_lots_and_closed_days_are_as_before_and_the_proof_finds_nothing() -> None:
    before, kept = documents().all(), documents()
    told = migrate(kept)
    after = kept.all()
    assert told.digest_before == told.digest_after
    assert (told.accounts_moved, told.ledgers_changed) == (0, [])
    untouched = ("/entries/", "/reversals/", "/ledger_days/", "/membership_events/", "/treatments/", "/history/")
    for path, fields in before.items():
        if any(name in path for name in untouched):
            assert after[path] == fields
    for patient_id in PATIENTS:
        was, is_now = (each[f"clinics/bella/patients/{patient_id}"] for each in (before, after))
        assert [is_now.get(name) for name in BALANCES] == [was.get(name) for name in BALANCES]
        assert lots_of(is_now) == was["lots"]
    assert findings(kept) == set()
    assert [differing for _, _, differing in rebuild_accounts(MemoryPages(kept), "bella") if differing] == []


def test_a_second_run_writes_nothing_at_the_same_instant_or_the_next_day() -> None:
    kept = migrated()
    before = kept.all()
    for now in (NOW, NOW + timedelta(days=1), NOW + timedelta(days=40)):
        assert migrate(kept, now).changed.total() == 0
    assert kept.all() == before


class KilledError(Exception):
    """The process ends here."""


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_run_that_is_killed_at_any_commit_is_gone_on_with_to_the_same_end(*, after: bool) -> None:
    whole = migrated().all()
    killed = 0
    while True:
        kept, left = documents(), [killed]

        def kill(left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KilledError

        setattr(kept, "after_commit" if after else "before_commit", kill)
        try:
            migrate(kept)
        except KilledError:
            killed += 1
        else:
            break
        kept.before_commit = kept.after_commit = lambda: None
        assert findings(kept) <= {FORGOTTEN}
        migrate(kept)
        assert kept.all() == whole
    assert killed > len(PATIENTS)


def test_acts_of_a_desk_in_the_middle_of_each_commit_are_not_lost() -> None:
    kept = documents()
    desk, paid = desk_of(kept), dict.fromkeys(PATIENTS, False)

    def work() -> None:
        for patient_id in PATIENTS:
            if not paid[patient_id]:
                paid[patient_id] = True  # first, as the desk commits too
                visit = desk.scan(patient_id, NOW)
                desk.pay(*tenders(cash=5_000), patient_id=patient_id, now=NOW, visit=visit)
                return

    kept.before_commit = work
    told = migrate(kept)
    kept.before_commit = lambda: None
    assert all(paid.values())
    assert (told.accounts_moved, told.ledgers_changed) == (len(PATIENTS), [])
    assert findings(kept) == set()
    for patient_id in PATIENTS:
        assert account(kept, patient_id).recent_purchases[-1].amount_minor == 5_000
    # What stood at the very end of the run is migrated by the next, and then there is nothing more.
    migrate(kept)
    assert migrate(kept).changed.total() == 0
    assert account(kept, HAL).used == account(migrated(), HAL).used


def test_an_account_that_cannot_be_read_is_left_and_named_and_the_others_are_migrated() -> None:
    kept = documents()
    path = f"clinics/bella/patients/{GUS}"
    entry = next(name for name in kept.all() if name.startswith(f"{path}/entries/"))
    kept.put(entry, {name: value for name, value in kept.all()[entry].items() if name != "why"})
    told = migrate(kept)
    assert told.left == [f"{GUS} cannot be read (KeyError('why')); audit the clinic"]
    assert told.changed[ACCOUNTS] == 7
    assert f"LEFT as it is: {told.left[0]}" in list(lines_of(told))
    assert kept.all()[path] == documents().all()[path]


def test_an_account_that_is_never_at_rest_is_left_to_the_next_run() -> None:
    kept = documents()
    desk = desk_of(kept)

    def work() -> None:
        kept.before_commit = lambda: None
        desk.credit(1, None, GUS, NOW)
        kept.before_commit = work

    kept.before_commit = work
    told = migrate(kept)
    kept.before_commit = lambda: None
    assert told.left == [f"{GUS} changed again and again; run the command again"]
    assert migrate(kept).left == []
    assert findings(kept) == set()


def test_a_ledger_that_changes_without_an_entry_is_told() -> None:
    kept = documents()
    before = ledgers_of(MemoryPages(kept), "bella")
    kept.put(f"clinics/bella/patients/{GUS}", {**kept.all()[f"clinics/bella/patients/{GUS}"], "points": 1_000_000})
    after = ledgers_of(MemoryPages(kept), "bella")
    assert (after.changed_since(before), after.moved_since(before)) == ([GUS], 0)
    assert after.digest != before.digest


# ----------------------------------------------------------------------------------------------- what was forgotten


def test_what_was_used_and_banked_on_the_day_of_the_deployment_counts() -> None:
    assert account(documents(), HAL).used_on(TODAY) == UsedToday(TODAY)
    kept = account(migrated(), HAL)
    # 1,000 and 500 points off a bill, 300 more that were cancelled, and $7.00 of wallet money.
    assert kept.used_on(TODAY) == UsedToday(TODAY, 1_500, 700, 2, 1_500, 700)
    assert kept.banked_today == BankedToday(TODAY, 2)


def test_an_open_bill_keeps_what_points_took_off_and_the_purchase_takes_it_as_its_own() -> None:
    kept = migrated()
    visit_id, fields = next(
        (path.rpartition("/")[2], fields)
        for path, fields in kept.all().items()
        if path.startswith(f"clinics/bella/patients/{HAL}/visits/") and fields.get("unclaimed")
    )
    assert fields["bill"] == {"named_minor": 32_000, "off_minor": 1_500, "over_minor": 0}
    desk = desk_of(kept)
    here = desk.scan(HAL, NOW)
    before = account(kept, HAL)
    sale = desk.pay(*tenders(cash=30_500), patient_id=HAL, now=NOW, visit=replace(here, visit_id=visit_id))
    entry = kept.all()[f"clinics/bella/patients/{HAL}/entries/{sale.entry_id}"]
    assert len(entry["purchase"]["redemption_ids"]) == 2
    desk.void(sale.entry_id, HAL, NOW)
    assert account(kept, HAL).points == before.points + 1_500


def test_money_that_was_banked_before_goes_with_the_points_of_a_refunded_purchase() -> None:
    sale_of = "request-000000000101"  # 6,000 points of Gus, all of them banked

    def refunded(kept: MemoryDocuments) -> Account:
        desk_of(kept).refund(sale_of, lines(cash=60_000), GUS, NOW, uid=MANAGER)
        return account(kept, GUS)

    by_default, kept = refunded(documents()), refunded(migrated())
    assert (by_default.debt_points, by_default.wallet_minor, by_default.available_minor(NOW)) == (2_045, 5_150, 0)
    # 3,955 points that are left, and 2,045 as money at 110 cents each hundred.
    assert (kept.debt_points, kept.points, kept.wallet_minor) == (0, 0, 5_150 - 2_249)


def test_nobody_owes_for_points_that_lapsed_when_they_came_back_before() -> None:
    sale_of = "request-000000000091"  # 2,000 points of Fay, of which 600 came back after their last day

    def refunded(kept: MemoryDocuments) -> int:
        before = account(kept, FAY).points
        desk_of(kept).refund(sale_of, lines(cash=20_000), FAY, NOW, uid=MANAGER)
        return before - account(kept, FAY).points

    assert refunded(documents()) == 2_000
    assert refunded(migrated()) == 1_400


def test_a_membership_that_holds_beside_a_providers_is_known_again_and_decides() -> None:
    tiers = CODEC.value_of(ClinicKeys("bella").tiers, documents().all()["clinics/bella/rules/tiers"])
    before, kept = account(documents(), EVE), account(migrated(), EVE)
    assert [state.source for state in before.memberships] == ["stripe"]
    assert sorted(state.source for state in kept.memberships) == ["desk", "stripe"]
    held = kept.tier_in_force(tiers, date(2026, 12, 22))
    assert held is not None
    assert held.tier_id == "gold"
    assert kept.tier_due_at == NOW


def test_a_membership_that_ended_since_the_account_was_looked_at_is_known_until_it_is_looked_at_again() -> None:
    kept, later = documents(), NOW + timedelta(days=6)
    migrate(kept, later)
    assert findings(kept) == set()
    refresh_tier(memory_store(kept), "bella", EVE, later)
    assert [state.source for state in account(kept, EVE).memberships] == ["stripe"]
    assert findings(kept) == set()
    assert migrate(kept, later).changed[ACCOUNTS] == 0


def test_a_receipt_number_of_today_is_taken_however_it_is_typed() -> None:
    by_default, kept = desk_of(documents()), desk_of(migrated())
    by_default.pay(*tenders(cash=100), patient_id=ANA, now=NOW, receipt_number="R-77")
    with pytest.raises(ReceiptNumberUsed):
        kept.pay(*tenders(cash=100), patient_id=ANA, now=NOW, receipt_number="R-77")


def test_accounts_that_an_older_ladder_placed_are_placed_by_the_schedule() -> None:
    kept = migrated()
    assert versions_of(kept, BEN) == 1
    list(Placer(memory_store(kept), MemoryPlacingAccounts(kept), NOW + timedelta(hours=1)).place_all())
    assert {versions_of(kept, patient_id) for patient_id in PATIENTS} == {2}
    assert findings(kept) == set()
    assert migrate(kept, NOW + timedelta(hours=2)).changed.total() == 0


def test_the_clinic_says_at_once_up_to_which_day_it_is_closed() -> None:
    assert migrated().all()["clinics/bella"]["closed_until_on"] == "2026-12-18"


# ------------------------------------------------------------------------------------------------- afterwards


@pytest.mark.parametrize("seed", range(count(12, 300)))
def test_every_act_works_on_every_patient_before_and_after_the_migration(seed: int) -> None:
    kept = documents()
    at = AtWork(kept, NOW, seed)
    for patient_id in PATIENTS * (seed % 3):  # the desk is at work before the command is run
        at.act(patient_id)
    assert findings(kept) <= {FORGOTTEN}
    told = migrate(kept, at.now)
    assert told.digest_before == told.digest_after
    assert findings(kept) == set()
    for patient_id in PATIENTS * 6:
        at.act(patient_id)
    assert findings(kept) == set()
    assert [differing for _, _, differing in rebuild_accounts(MemoryPages(kept), "bella") if differing] == []
    migrate(kept, at.now)
    assert migrate(kept, at.now).changed.total() == 0


def test_each_act_is_done_somewhere_in_these_histories() -> None:
    done: set[str] = set()
    for seed in range(12):
        at = AtWork(migrated(), NOW, seed)
        for patient_id in PATIENTS * 12:
            at.act(patient_id)
        done |= {name for name in at.outcomes if ":" not in name}
    assert sorted(ACTS.keys() - done) == ["cash out"]  # the clinic of before has no such rule
