"""The documents that people edit, validated whenever one is read: an invalid one decides nothing and is named.

What reads a kind of document is imported when the first of it is read: a worker serves one function, and loads what
that one needs.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Parser = Callable[[str, Mapping[str, Any]], Any]


def _late(module: str, name: str) -> Parser:
    """The parser of a class of documents."""

    @cache
    def made() -> Parser:
        from loyalty.entrypoints.managed.shapes import parser

        return parser(getattr(importlib.import_module(f"loyalty.entrypoints.managed.{module}"), name))

    def read(path: str, fields: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever value the documents have
        return made()(path, fields)

    return read


# By the name of the kind of value that a document is read as.
PARSERS: Mapping[str, Parser] = {
    "Clinic": _late("clinic", "ClinicDocument"),
    "Location": _late("clinic", "LocationDocument"),
    "Staff": _late("clinic", "StaffDocument"),
    "Reward": _late("clinic", "RewardDocument"),
    "Preferences": _late("clinic", "PreferencesDocument"),
    "EarningRule": _late("rules", "EarningDocument"),
    "ExpiryRule": _late("rules", "ExpiryDocument"),
    "RemindersRule": _late("rules", "RemindersDocument"),
    "CheckInRule": _late("rules", "CheckInDocument"),
    "RedemptionRule": _late("rules", "RedemptionDocument"),
    "BankingRule": _late("rules", "BankingDocument"),
    "AdjustmentsRule": _late("rules", "AdjustmentsDocument"),
    "TiersRule": _late("tiers", "TiersDocument"),
    "MembershipsRule": _late("tiers", "MembershipsDocument"),
    "Appointment": _late("appointments", "AppointmentDocument"),
}
