"""Calls of the program: managers publish rules and grant tiers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.managed.parsers import PARSERS

if TYPE_CHECKING:
    from loyalty.entrypoints.backend import Backend
    from loyalty.services.program.publish_rule import RequireSound

KINDS = {"tiers": "TiersRule", "memberships": "MembershipsRule", "governance": "GovernanceRule"}


def _require_sound(_: Backend) -> RequireSound:
    def require(rule: str, fields: Mapping[str, Any]) -> None:
        PARSERS[KINDS[rule]](f"rules/{rule}", fields)

    return require


OFFICE_CALLS = (
    Call("manage_rule", "program.manage_rule"),
    Call("publish_rule", "program.publish_rule", {"require_sound": _require_sound}),
    Call("grant_tier", "program.grant_tier"),
)
