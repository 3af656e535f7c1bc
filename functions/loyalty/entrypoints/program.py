"""Calls of the program: managers publish rules and grant tiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loyalty.entrypoints.endpoint import Call

if TYPE_CHECKING:
    from loyalty.domain.ports import ProgramFacts
    from loyalty.entrypoints.backend import Backend
    from loyalty.services.program.rule_actions import RuleShapes


def _facts(backend: Backend) -> ProgramFacts:
    from loyalty.entrypoints.backend import CODEC
    from loyalty.store.firestore.releases import FirestoreProgramFacts

    return FirestoreProgramFacts(backend.client, CODEC, backend.usage)


def _shapes(_: Backend) -> RuleShapes:
    from loyalty.entrypoints.managed.problems import DocumentShapes

    return DocumentShapes()


OFFICE_CALLS = (
    Call("manage_rule", "program.manage_rule", {"facts": _facts, "shapes": _shapes}),
    Call("grant_tier", "program.grant_tier"),
)
