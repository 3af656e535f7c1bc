"""The year in docs/ledger.md, played line by line on the engine: every figure and sentence in it is what comes out."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from loyalty.domain.ledger.explain import explain
from loyalty.domain.program.rules import TenderKind
from loyalty.store.codec import entry_of
from tests.support.clinic import PATIENT, clinic_documents
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text()
ROW = re.compile(r"^\| (\d+) \| (\S+) \| `([^`]+)` \| (.*) \|$", re.MULTILINE)
LINES = [(int(number), date.fromisoformat(on), act, told) for number, on, act, told in ROW.findall(PAGE)]
PLACE = ZoneInfo("America/Los_Angeles")


class Year:
    """One patient's year: acts by their words, and what each wrote."""

    def __init__(self) -> None:
        self._documents = MemoryDocuments(clinic_documents())
        self._desk = LedgerDesk(memory_store(self._documents))
        self._desk.join(now=datetime(2026, 1, 1, tzinfo=PLACE))
        self._desk.join("patient-bo", now=datetime(2026, 1, 1, tzinfo=PLACE))

    def play(self, number: int, on: date, act: str) -> list[str]:
        """Do the act of a line of the page, and return the line's words about each entry that it wrote."""
        before = set(self._entries())
        now = datetime.combine(on, time(11), PLACE)
        verb, *words = act.split()
        getattr(self, verb)(f"line-{number:02d}-of-the-year", now, *words)
        written = {name: fields for name, fields in self._entries().items() if name not in before}
        told = sorted(written.items(), key=lambda item: item[1]["revision"])
        return [self._told(name, fields) for name, fields in told]

    def _entries(self) -> dict[str, dict[str, Any]]:
        at = f"clinics/bella/patients/{PATIENT}/entries/"
        return {path.removeprefix(at): fields for path, fields in self._documents.all().items() if path.startswith(at)}

    def _told(self, name: str, fields: dict[str, Any]) -> str:
        figures = (fields["points"], fields["wallet_minor"], fields["points_after"], fields["wallet_minor_after"])
        return " | ".join([f"{figure:,}" for figure in figures] + [explain(entry_of(name, fields))])

    def pay(self, request_id: str, now: datetime, *words: str) -> None:
        paid = dict(zip(words[::2], map(int, words[1::2]), strict=True))
        self._desk.pay(*tenders(**paid), now=now, request_id=request_id)

    def redeem(self, request_id: str, now: datetime, points: str, bill_minor: str) -> None:
        self._desk.redeem(int(points), int(bill_minor), now=now, request_id=request_id)

    def reward(self, request_id: str, now: datetime, reward_id: str) -> None:
        self._desk.reward(reward_id, now=now, request_id=request_id)

    def refund(self, request_id: str, now: datetime, line: str, *words: str) -> None:
        given = dict(zip(words[::2], map(int, words[1::2]), strict=True))
        self._desk.refund(_request(line), lines(**given), now=now, request_id=request_id)

    def void(self, request_id: str, now: datetime, line: str) -> None:
        self._desk.void(_request(line), now=now, request_id=request_id)

    def move(self, request_id: str, now: datetime, line: str) -> None:
        self._desk.reassign(_request(line), "patient-bo", now=now, request_id=request_id)

    def bank(self, request_id: str, now: datetime, points: str) -> None:
        self._desk.bank(int(points), now=now, request_id=request_id)

    def undo(self, request_id: str, now: datetime, line: str) -> None:
        self._desk.undo_bank(_request(line), now=now, request_id=request_id)

    def adjust(self, request_id: str, now: datetime, points: str) -> None:
        self._desk.adjust(int(points), now=now, request_id=request_id)

    def grant(self, request_id: str, now: datetime, amount_minor: str) -> None:
        self._desk.credit(int(amount_minor), now=now, request_id=request_id)

    def pay_in(self, request_id: str, now: datetime, amount_minor: str) -> None:
        self._desk.credit(int(amount_minor), TenderKind.CASH, now=now, request_id=request_id)

    def expire(self, request_id: str, now: datetime) -> None:  # noqa: ARG002 - the lot names the entry
        self._desk.expire(now)

    def reissue(self, request_id: str, now: datetime, line: str, points: str) -> None:
        self._desk.reissue(f"{_request(line)}.expiry", int(points), now=now, request_id=request_id)


def _request(line: str) -> str:
    return f"line-{int(line):02d}-of-the-year"


@pytest.fixture(scope="module")
def played() -> dict[tuple[int, str], list[str]]:
    year, told = Year(), {}
    for number, on, act in dict.fromkeys((number, on, act) for number, on, act, _ in LINES):
        told[number, act] = year.play(number, on, act)
    return told


def test_the_year_on_the_page_is_what_the_engine_does(played: dict[tuple[int, str], list[str]]) -> None:
    page: dict[tuple[int, str], list[str]] = {}
    for number, _, act, told in LINES:
        page.setdefault((number, act), []).append(told)
    assert page == played


def test_the_year_shows_every_act() -> None:
    acts = {name for name in vars(Year) if not name.startswith("_")} - {"play"}
    assert {act.split()[0] for _, _, act, _ in LINES} == acts
