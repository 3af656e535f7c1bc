"""Parsers of the documents that people edit: each is validated whenever it is read, and an invalid one is refused.

A document's class is imported when the first document of it is read.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loyalty.entrypoints.managed.shapes import Edited

Parser = Callable[[str, Mapping[str, Any]], Any]

# The module and the class of a document, by the name of the value's class.
CLASSES: Mapping[str, tuple[str, str]] = {
    "Clinic": ("clinic", "ClinicDocument"),
    "Location": ("clinic", "LocationDocument"),
    "Staff": ("clinic", "StaffDocument"),
    "Reward": ("clinic", "RewardDocument"),
    "Preferences": ("clinic", "PreferencesDocument"),
    "TargetedOffer": ("offers", "TargetedOfferDocument"),
    "EarningRule": ("rules", "EarningDocument"),
    "ExpiryRule": ("rules", "ExpiryDocument"),
    "RemindersRule": ("rules", "RemindersDocument"),
    "CheckInRule": ("rules", "CheckInDocument"),
    "RedemptionRule": ("rules", "RedemptionDocument"),
    "BankingRule": ("rules", "BankingDocument"),
    "AdjustmentsRule": ("rules", "AdjustmentsDocument"),
    "GovernanceRule": ("rules", "GovernanceDocument"),
    "TiersRule": ("tiers", "TiersDocument"),
    "MembershipsRule": ("tiers", "MembershipsDocument"),
    "Appointment": ("appointments", "AppointmentDocument"),
}


def document_of(kind: str) -> type[Edited]:
    """The class of a document, by the name of its value's class."""
    module, name = CLASSES[kind]
    found: type[Edited] = getattr(importlib.import_module(f"loyalty.entrypoints.managed.{module}"), name)
    return found


def _parser_of(kind: str) -> Parser:
    @cache
    def ready_parser() -> Parser:
        from loyalty.entrypoints.managed.shapes import parser

        return parser(document_of(kind))

    def read(path: str, fields: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever value the documents have
        return ready_parser()(path, fields)

    return read


PARSERS: Mapping[str, Parser] = {kind: _parser_of(kind) for kind in CLASSES}
