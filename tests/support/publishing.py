"""A manager at work on the rules of a clinic: drafts, previews, and the acts of the call that manages rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from loyalty.domain.documents import Store
from loyalty.domain.ports import ProgramFacts
from loyalty.domain.program.drafts import PREVIEWED, fingerprint_of
from loyalty.domain.program.published_rules import RuleName
from loyalty.entrypoints.managed.problems import DocumentShapes
from loyalty.services.preconditions import Caller
from loyalty.services.program.judging import ENVELOPE
from loyalty.services.program.manage_rule import manage_rule
from loyalty.services.program.publish_releases import Published, publish_releases
from loyalty.services.program.rule_actions import ManageRule, RuleManaged
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.firestore.releases import FirestoreProgramFacts
from loyalty.store.transaction import TransactionalStore
from tests.support.clinic import MANAGER, NOW, OWNER, Fields
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.program import CODEC, MemoryProgramFacts

SHAPES = DocumentShapes()


def content_of(rule: Mapping[str, Any], **changes: object) -> Fields:
    """The content of a rule's document, with some changes."""
    return {**{name: value for name, value in rule.items() if name not in ENVELOPE}, **changes}


def preview_of(
    rule: str, base_version: int, content: Mapping[str, Any], now: datetime = NOW, **changes: object
) -> Fields:
    """The document of a preview of a draft that has ended just now."""
    said: Fields = {
        "clinic_id": "bella",
        "rule": rule,
        "base_version": base_version,
        "fingerprint": fingerprint_of(rule, base_version, content),
        "days": 90,
        "from_on": "2026-08-24",
        "to_on": "2026-11-21",
        "asked_by": MANAGER,
        "asked_at": now,
        "ends_at": now + timedelta(days=30),
        "state": "done",
        "finished_at": now,
    }
    return {**said, **changes}


class Office:
    """The rules of a clinic in the hands of its managers. `put` writes a document as the preview does."""

    def __init__(
        self, store: Store, facts: ProgramFacts, put: Callable[[str, Fields], object], read: Callable[[str], Any]
    ) -> None:
        """Nothing is read yet."""
        self.store, self.facts, self._put, self._read = store, facts, put, read
        self.steps = 0

    def next_id(self) -> str:
        """A request id of this office's own, the same in every run."""
        self.steps += 1
        return f"of-the-office-{self.steps:012d}"

    def live(self, rule: str) -> Fields | None:
        """The live document of a rule."""
        found: Fields | None = self._read(f"clinics/bella/rules/{rule}")
        return found

    def act(self, action: str, uid: str = MANAGER, now: datetime = NOW, **fields: Any) -> RuleManaged:  # noqa: ANN401
        """An action on a rule; a request id, the base and a note that are left out are as they should be."""
        said: dict[str, Any] = {"request_id": self.next_id(), "clinic_id": "bella", "action": action, **fields}
        if "rule" in fields:
            live = self.live(fields["rule"])
            said = {"base_version": live["version"] if live else 0, "note": "as agreed", **said}
        return manage_rule(self.store, self.facts, SHAPES, ManageRule(**said), Caller(uid, now))

    def look(self, rule: str, content: Mapping[str, Any], now: datetime = NOW, **changes: object) -> str:
        """Preview a draft, and return the preview's id."""
        live, preview_id = self.live(rule), self.next_id()
        base_version = live["version"] if live else 0
        self._put(f"clinics/bella/previews/{preview_id}", preview_of(rule, base_version, content, now, **changes))
        return preview_id

    def publish(
        self,
        rule: RuleName,
        content: Mapping[str, Any],
        uid: str = MANAGER,
        now: datetime = NOW,
        **fields: Any,  # noqa: ANN401
    ) -> RuleManaged:
        """Publish a draft that was looked at first where it must be, with a yes to what it is questioned for."""
        checked = self.act("check", uid, now, rule=rule, content=content)
        said: dict[str, Any] = {"accepted": tuple(question.code for question in checked.questions), **fields}
        if rule in PREVIEWED and "preview_id" not in said:
            said["preview_id"] = self.look(rule, content, now)
        return self.act("publish", uid, now, rule=rule, content=content, **said)

    def schedule(
        self, rule: RuleName, content: Mapping[str, Any], on: date, clock: str | None = None, now: datetime = NOW
    ) -> RuleManaged:
        """Schedule a draft that was looked at first where it must be, with a yes to what it is questioned for."""
        at = {"effective_on": on, "effective_time": clock}
        checked = self.act("check", MANAGER, now, rule=rule, content=content, **at)
        accepted = tuple(question.code for question in checked.questions)
        preview_id = self.look(rule, content, now) if rule in PREVIEWED else None
        return self.act(
            "schedule", MANAGER, now, rule=rule, content=content, **at, accepted=accepted, preview_id=preview_id
        )

    def publish_by_two(
        self, rule: RuleName, content: Mapping[str, Any], uid: str = MANAGER, second: str = OWNER, now: datetime = NOW
    ) -> RuleManaged:
        """Publish a draft; where it waits for a second person, that one agrees."""
        managed = self.publish(rule, content, uid, now)
        if managed.state == "waiting":
            managed = self.act("agree", second, now, release_id=managed.release_id)
        return managed

    def take_up(self, now: datetime, go_on: Callable[[], bool] = lambda: True) -> Published:
        """A run of the schedule."""
        return publish_releases(self.store, self.facts, SHAPES, now, go_on)


def office_in(documents: MemoryDocuments, steps: int = 0) -> Office:
    """The office of a clinic in a dictionary; its request ids begin after so many steps."""
    facts = MemoryProgramFacts(documents)
    office = Office(memory_store(documents), facts, documents.put, lambda path: documents.all().get(path))
    office.steps = steps
    return office


def office_on(client: Any) -> Office:  # noqa: ANN401 - Firestore's client
    """The office of a clinic on the emulator."""
    usage = Usage()
    store = TransactionalStore(FirestoreDocuments(client, usage), CODEC)
    facts = FirestoreProgramFacts(client, CODEC, usage)
    return Office(
        store,
        facts,
        lambda path, fields: client.document(path).set(fields),
        lambda path: client.document(path).get().to_dict(),
    )
