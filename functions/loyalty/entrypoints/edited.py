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
        from loyalty.entrypoints.edited_shapes import parser  # noqa: PLC0415 - see the module's docstring

        return parser(getattr(importlib.import_module(f"loyalty.entrypoints.{module}"), name))

    def read(path: str, fields: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever value the documents have
        return made()(path, fields)

    return read


# By the name of the kind of value that a document is read as.
PARSERS: Mapping[str, Parser] = {
    "Clinic": _late("edited_clinic", "ClinicDocument"),
    "Location": _late("edited_clinic", "LocationDocument"),
    "Staff": _late("edited_clinic", "StaffDocument"),
    "Reward": _late("edited_clinic", "RewardDocument"),
    "Preferences": _late("edited_clinic", "PreferencesDocument"),
    "EarningRule": _late("edited_rules", "EarningDocument"),
    "ExpiryRule": _late("edited_rules", "ExpiryDocument"),
    "RemindersRule": _late("edited_rules", "RemindersDocument"),
    "CheckInRule": _late("edited_rules", "CheckInDocument"),
    "RedemptionRule": _late("edited_rules", "RedemptionDocument"),
    "BankingRule": _late("edited_rules", "BankingDocument"),
    "AdjustmentsRule": _late("edited_rules", "AdjustmentsDocument"),
    "TiersRule": _late("edited_tiers", "TiersDocument"),
    "MembershipsRule": _late("edited_tiers", "MembershipsDocument"),
    "Appointment": _late("edited_appointments", "AppointmentDocument"),
}
