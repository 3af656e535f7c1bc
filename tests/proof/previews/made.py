"""Made clinics for tests of previews: one of a size, what a preview says of it, and the draft played for real."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.proof.previews import Preview, PreviewPage, PreviewResult
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.entrypoints.managed.problems import read_draft
from loyalty.services.preconditions import Caller
from loyalty.services.proof.preview_rule import PreviewAsked, PreviewRule, preview_rule
from loyalty.store.codec import Codec
from loyalty.store.past import PackedPast
from scripts.made.acts import MadeClinic, under
from scripts.made.clinic import ROOT, made_documents
from scripts.made.history import OPENED_AT, make
from scripts.made.pages import MadePages
from scripts.seed.clinic import CLINIC_ID, MANAGER
from scripts.seed.draft import Draft
from tests.support.clinic import Fields
from tests.support.memory import MemoryDocuments, memory_store

KEYS = ClinicKeys(CLINIC_ID)
ENVELOPE = ("version", "updated_at", "updated_by", "note", "release_id")


@dataclass
class Ticks:
    """A clock that each look moves on."""

    by: float = 0.0
    now: float = 0.0

    def __call__(self) -> float:
        """The seconds so far."""
        self.now += self.by
        return self.now


@dataclass
class Previewed:
    """A clinic's documents, on which previews are asked for."""

    documents: MemoryDocuments
    now: datetime
    steps: int = 0
    on_read: Callable[[], None] = field(default=lambda: None)

    def live(self, rule: str) -> Fields:
        """The live content of a rule."""
        fields = self.documents.all()[f"{ROOT}/rules/{rule}"]
        return {name: value for name, value in fields.items() if name not in ENVELOPE}

    def ask(
        self, rule: str, days: int = 365, ticks: Ticks | None = None, uid: str = MANAGER.uid, **changes: object
    ) -> PreviewAsked:
        """A preview of the live rule with some changes."""
        self.steps += 1
        live = self.documents.all()[f"{ROOT}/rules/{rule}"]
        content = {**self.live(rule), **changes}
        body = PreviewRule(f"preview-request-{self.steps}", CLINIC_ID, rule, live["version"], content, days)
        past = PackedPast(MadePages(self.documents.all(), self.on_read), Codec(PARSERS))
        store = memory_store(self.documents)
        return preview_rule(store, body, Caller(uid, self.now), past, read_draft, ticks or Ticks())

    def preview(self, preview_id: str) -> Preview:
        """The document of a preview."""
        at = KEYS.preview(preview_id)
        return memory_store(self.documents).transact((at,), lambda docs: Decision(docs.require(at)))

    def result(self, rule: str, days: int = 365, **changes: object) -> PreviewResult:
        """The result of a preview that is done."""
        preview = self.preview(self.ask(rule, days, **changes).preview_id)  # type: ignore[arg-type]
        assert (preview.state, preview.failed_with) == ("done", None)
        assert preview.result is not None
        return preview.result

    def pages(self, preview_id: str, count: int) -> list[PreviewPage]:
        """The pages of a preview."""
        keys = [KEYS.preview_page(preview_id, number) for number in range(1, count + 1)]
        return memory_store(self.documents).transact(keys, lambda docs: Decision([docs.require(key) for key in keys]))


@cache
def made(patients: int, entries: int, seed: int = 20261122) -> MadeClinic:
    """A made clinic, which nobody changes."""
    return make(patients, entries, seed)


def previewed(clinic: MadeClinic) -> Previewed:
    """Documents of a made clinic of their own, just after its last act."""
    documents = MemoryDocuments(dict(clinic.draft.documents))
    return Previewed(documents, clinic.items[-1].at + timedelta(seconds=1))


def for_real(clinic: MadeClinic, rule: str, content: Mapping[str, Any], since: datetime = OPENED_AT) -> MadeClinic:
    """A second clinic, where the same acts are done and a rule has been so since an instant."""
    second = MadeClinic(Draft())
    for path, fields in made_documents(OPENED_AT).items():
        second.draft.put(path, fields)
    live = clinic.draft.documents[f"{ROOT}/rules/{rule}"]
    second.play_all(list(under(clinic, rule, {**live, **content}, since)))
    return second
