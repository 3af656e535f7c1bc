"""Balances from another system: every bad row is told with its line, nothing is written by halves or twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from loyalty.errors.base import RequestIdReused
from loyalty.services.ledger.open_balances import OpenBalance, open_balance
from loyalty.services.proof.audit_ledger import audit_clinic
from scripts.clinic.open_balances import check_rows, take_over
from tests.support.clinic import NOW, clinic_documents
from tests.support.documents import lots_of
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

HEAD = "source_id,patient_id,name,points,expires_on,wallet_minor,wallet_expires_on"
TODAY = NOW.date()
GOOD = f"""{HEAD}
old-1,cleo,Cleo Park,1200,{TODAY + timedelta(days=90)},2500,
old-2,cleo,Cleo Park,300,,,
old-3,dana,"Dana ""Dee"" Wu",0,,900,{TODAY + timedelta(days=10)}
"""


@pytest.fixture
def kept() -> MemoryDocuments:
    return MemoryDocuments(clinic_documents())


def write_rows(tmp_path: Path, rows: str) -> Path:
    file = tmp_path / "balances.csv"
    file.write_text(rows, encoding="utf-8")
    return file


def test_balances_come_in_as_lots_with_their_last_days(kept: MemoryDocuments, tmp_path: Path) -> None:
    store = memory_store(kept)
    rows = check_rows(store, "bella", write_rows(tmp_path, GOOD), NOW)
    assert rows.bad == []
    assert take_over(store, rows, NOW) == 3
    cleo, dana = (kept.all()[f"clinics/bella/patients/{name}"] for name in ("cleo", "dana"))
    assert (cleo["points"], cleo["wallet_minor"], dana["name"]) == (1500, 2500, 'Dana "Dee" Wu')
    # Six months by the clinic's rule where the other system knew no last day.
    assert sorted(lot["expires_on"] for lot in lots_of(cleo).values()) == ["2027-02-20", "2027-05-22"]
    (money,), (dated,) = cleo["wallet_lots"].values(), dana["wallet_lots"].values()
    assert (money["expires_on"], dated["expires_on"]) == (None, "2026-12-02")
    assert audit_clinic(MemoryPages(kept), "bella").findings == ()


def test_the_same_file_again_changes_nothing_even_when_it_has_expired_since(
    kept: MemoryDocuments, tmp_path: Path
) -> None:
    store, file = memory_store(kept), write_rows(tmp_path, GOOD)
    take_over(store, check_rows(store, "bella", file, NOW), NOW)
    before, later = kept.all(), NOW + timedelta(days=400)
    rows = check_rows(store, "bella", file, later)
    assert rows.bad == []
    assert take_over(store, rows, later) == 0
    assert kept.all() == before


def test_checking_writes_nothing_and_tells_every_bad_row_with_its_line_and_reason(
    kept: MemoryDocuments, tmp_path: Path
) -> None:
    store = memory_store(kept)
    take_over(store, check_rows(store, "bella", write_rows(tmp_path, GOOD), NOW), NOW)
    before = kept.all()
    bad = [
        (",p,N,1,,,", "source_id"),
        ("a,no id,N,1,,,", "patient_id"),
        ("b,p,,1,,,", "name"),
        ("c,p,N,1.5,,,", "points"),
        ("d,p,N,-5,,,", "points"),
        ("e,p,N,,,,", "neither"),
        ("f,p,N,1,31.12.2026,,", "expires_on"),
        (f"g,p,N,1,{TODAY - timedelta(days=2)},,", "is over"),
        ("h,p,N,1,,,2027-01-01", "a last day of nothing"),
        ("i,p,N,1,,,,,", "not as many cells"),
        ("j,p,N", "not as many cells"),
        ("k,p,N,99999999999,,,", "points"),
        ("old-1,cleo,Cleo Park,1201,,,", "another balance"),
        ("old-2,dana,Cleo Park,300,,,", "another balance"),
        ("fine,p,N,1,,,", ""),
        ("fine,q,N,1,,,", "stands on line 16 too"),
    ]
    rows = check_rows(store, "bella", write_rows(tmp_path, "\n".join([HEAD, *(row for row, _ in bad), ""])), NOW)
    told = {row.line: row.reason for row in rows.bad}
    for line, (row, reason) in enumerate(bad, 2):
        assert (reason in told[line]) if reason else (line not in told), (row, told.get(line))
    assert kept.all() == before


def test_a_file_without_a_column_and_a_clinic_that_is_not_there_are_told(kept: MemoryDocuments, tmp_path: Path) -> None:
    store = memory_store(kept)
    (row,) = check_rows(store, "bella", write_rows(tmp_path, "source_id,points\na,1\n"), NOW).bad
    assert (row.line, row.reason) == (1, "no column patient_id, name, expires_on, wallet_minor, wallet_expires_on")
    (row,) = check_rows(store, "nowhere", write_rows(tmp_path, GOOD), NOW).bad
    assert "nowhere" in row.reason


def test_a_source_id_stands_for_one_balance_of_the_clinic(kept: MemoryDocuments) -> None:
    store = memory_store(kept)
    body = OpenBalance("bella", "old-1", "cleo", "Cleo", 10, None, 0, None)
    assert open_balance(store, body, NOW)
    assert not open_balance(store, body, NOW + timedelta(days=1))
    with pytest.raises(RequestIdReused):
        open_balance(store, OpenBalance("bella", "old-1", "dana", "Dana", 10, None, 0, None), NOW)
