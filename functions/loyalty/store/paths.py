"""Where each kind of document lives: every path of the database, spelled once."""

from __future__ import annotations

from typing import Any

from loyalty.domain.account import Account
from loyalty.domain.appointments import Appointment
from loyalty.domain.documents import (
    AdjustedToday,
    Adjustment,
    Clinic,
    Key,
    Location,
    ReceiptNumber,
    RewardStock,
    Staff,
    Visit,
)
from loyalty.domain.entry import Entry
from loyalty.domain.ledger_days import LedgerDay
from loyalty.domain.notices import Notice, Preferences
from loyalty.domain.reports import AuditReport, BroughtBalance
from loyalty.domain.rules import (
    AdjustmentsRule,
    BankingRule,
    CheckInRule,
    EarningRule,
    ExpiryRule,
    RedemptionRule,
    RemindersRule,
    Reward,
)
from loyalty.domain.standing import Reversals

_CLINIC = "clinics/{}"
_PATIENT = "clinics/{}/patients/{}"

PATHS: dict[type, str] = {
    Clinic: _CLINIC,
    Location: f"{_CLINIC}/locations/{{}}",
    Staff: f"{_CLINIC}/staff/{{}}",
    EarningRule: f"{_CLINIC}/rules/earning",
    ExpiryRule: f"{_CLINIC}/rules/expiry",
    RemindersRule: f"{_CLINIC}/rules/reminders",
    CheckInRule: f"{_CLINIC}/rules/check_in",
    RedemptionRule: f"{_CLINIC}/rules/redemption",
    BankingRule: f"{_CLINIC}/rules/banking",
    AdjustmentsRule: f"{_CLINIC}/rules/adjustments",
    Reward: f"{_CLINIC}/rewards/{{}}",
    Account: _PATIENT,
    Entry: f"{_PATIENT}/entries/{{}}",
    Reversals: f"{_PATIENT}/reversals/{{}}",
    ReceiptNumber: f"{_CLINIC}/receipt_numbers/{{}}",
    RewardStock: f"{_CLINIC}/reward_stock/{{}}",
    AdjustedToday: f"{_CLINIC}/adjusted_today/{{}}",
    Adjustment: f"{_CLINIC}/adjustments/{{}}",
    LedgerDay: f"{_CLINIC}/ledger_days/{{}}",
    AuditReport: f"{_CLINIC}/audits/{{}}",
    BroughtBalance: f"{_CLINIC}/brought_balances/{{}}",
    Appointment: f"{_CLINIC}/appointments/{{}}",
    Visit: f"{_PATIENT}/visits/{{}}",
    Notice: f"{_PATIENT}/notices/{{}}",
    Preferences: f"{_PATIENT}/preferences/reminders",
}


def path_of(key: Key[Any]) -> str:
    """The document's path."""
    return PATHS[key.kind].format(*key.ids)
