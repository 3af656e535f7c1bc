"""The contract of the pages is what the functions' dataclasses say: the committed file is the generated one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, make_dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

import pytest

from loyalty.entrypoints.services import COUNTER, OFFICE
from loyalty.services.ledger.void_purchase import VoidPurchase
from scripts import ROOT
from scripts.contracts.__main__ import FILE
from scripts.contracts.contract import contract, refusals
from scripts.contracts.typescript import Interfaces

MEND = "run `make contracts`: a dataclass has changed, and the pages' contract has not"


def test_the_committed_contract_is_what_the_dataclasses_say() -> None:
    assert FILE.read_text() == contract(), MEND


def test_a_field_added_to_a_body_changes_the_contract_and_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    wider = make_dataclass("VoidPurchase", [("colour", str)], bases=(VoidPurchase,), frozen=True)

    def void_purchase(store: object, body: object, caller: object) -> None: ...

    void_purchase.__annotations__.update(body=wider)
    monkeypatch.setattr("loyalty.services.ledger.void_purchase.void_purchase", void_purchase)
    assert "  colour: string;" in contract()
    assert FILE.read_text() != contract()


def test_the_command_says_nothing_where_nothing_differs() -> None:
    command = [sys.executable, "-m", "scripts.contracts", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_call_and_every_refusal_is_in_the_contract() -> None:
    text = FILE.read_text()
    assert [name for name in (*COUNTER.calls, *OFFICE.calls) if f"  {name}: [body: " not in text] == []
    assert [refusal.code for refusal in refusals() if f'"{refusal.code}"' not in text] == []


@dataclass(frozen=True)
class Inner:
    """A part of it."""

    on: date
    share: Fraction


@dataclass(frozen=True)
class Outer:
    """The whole of it."""

    parts: tuple[Inner, ...]
    at: datetime | None
    choice: Literal["a", "b"] = "a"


def test_an_annotation_becomes_the_type_that_json_has() -> None:
    interfaces = Interfaces()
    assert interfaces.body(Outer) == "Outer"
    assert "\n".join(interfaces.written()).split("\n")[-7:-1] == [
        "/** The whole of it. */",
        "export interface Outer<At = string> {",
        "  parts: readonly Inner[];",
        "  at: At | null;",
        '  choice?: "a" | "b";',
        "}",
    ]
