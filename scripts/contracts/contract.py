"""The contract: the calls with their bodies and answers, the codes of refusals, the documents that a page reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loyalty.domain.checkout.appointments import Appointment
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.adjustments import Adjustment
from loyalty.domain.ledger.entry import WHY_OF, Entry
from loyalty.domain.ledger.lot_texts import LOT_PARTS
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.program.releases import Release, RuleDraft
from loyalty.domain.proof.downloads import Download
from loyalty.domain.proof.previews import Preview, PreviewPage
from loyalty.domain.reminders.offers import OfferPlacing, OwnOffer
from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.managed.parsers import document_of
from loyalty.entrypoints.services import COUNTER, OFFICE
from loyalty.errors import access, base, checkout, ledger, membership, program, proof
from loyalty.errors.base import Refusal
from scripts.contracts.bounds import RULES, numbers_of, rule_model
from scripts.contracts.typescript import Interfaces, union_of

HEAD = """\
/**
 * Bodies, answers, documents and refusals, as Python's dataclasses say them. Written by `make contracts`: not to be
 * edited.
 *
 * An instant is ISO 8601 text in an answer, and what the database's client makes of it in a document: `At`. A date is
 * text, YYYY-MM-DD. An exact fraction is two integers.
 */
"""
ROOMS_OF_REFUSALS = (base, access, program, checkout, ledger, membership, proof)
# What people edit, by the name of the value that decisions read: its shape is its document's, not the value's.
EDITED = (
    "Clinic",
    "Location",
    "Staff",
    "Reward",
    "Preferences",
    "TargetedOffer",
    "EarningRule",
    "ExpiryRule",
    "RemindersRule",
    "CheckInRule",
    "RedemptionRule",
    "BankingRule",
    "AdjustmentsRule",
    "GovernanceRule",
    "TiersRule",
    "MembershipsRule",
)


def contract() -> str:
    """The whole file."""
    interfaces = Interfaces()
    calls = [
        _calls("Calls", "Calls that `counter` serves: the body and the answer of each.", COUNTER.calls, interfaces),
        _calls("OfficeCalls", "Calls that `office` serves.", OFFICE.calls, interfaces),
    ]
    documents = list(_documents(interfaces))
    return "\n".join([HEAD, *interfaces.written(), *documents, *calls, _refusal_codes(), _lot_parts(), _rule_bounds()])


def _calls(name: str, header: str, calls: Mapping[str, Call], interfaces: Interfaces) -> str:
    lines = [
        f"  {call.name}: [body: {interfaces.body(call.body)}, answer: {interfaces.answer(call.answer)}];"
        for call in sorted(calls.values(), key=lambda call: call.name)
    ]
    return "\n".join([f"/** {header} */", f"export interface {name} {{", *lines, "}", ""])


def _documents(interfaces: Interfaces) -> Iterator[str]:
    yield interfaces.why_by_kind(WHY_OF)
    yield interfaces.account(Account)
    yield interfaces.entry(Entry)
    yield interfaces.document(Adjustment)
    yield interfaces.document(Reversals)
    yield interfaces.document(Appointment)
    yield interfaces.document(Release)
    yield interfaces.document(RuleDraft)
    yield interfaces.document(Preview)
    yield interfaces.document(PreviewPage)
    yield interfaces.document(Download)
    yield interfaces.document(OwnOffer)
    yield interfaces.document(OfferPlacing)
    for name in EDITED:
        yield interfaces.edited(document_of(name))


def _refusal_codes() -> str:
    codes = sorted(refusal.code for refusal in refusals())
    return f"/** The stable code of every refusal. */\nexport type RefusalCode ={_after_equals(union_of(codes))};\n"


def _lot_parts() -> str:
    head = "/** The parts of a lot's text in an account, with one blank between; `-` is none, and more may follow. */"
    names = [f'  "{name}",' for name in LOT_PARTS]
    return "\n".join([head, "export const LOT_PARTS = [", *names, "] as const;", ""])


def _rule_bounds() -> str:
    lines = []
    for rule in RULES:
        lines.append(f"  {rule}: {{")
        for name, (least, most) in numbers_of(rule_model(rule)).items():
            lines.append(f"    {name}: [{'null' if least is None else least}, {'null' if most is None else most}],")
        lines.append("  },")
    head = "/** The least and the most that each number of a rule may be; null where another field decides it. */"
    return "\n".join([head, "export const ruleBounds = {", *lines, "} as const;", ""])


def _after_equals(union: str) -> str:
    return union if union.startswith("\n") else f" {union}"


def refusals() -> list[type[Refusal]]:
    """Every refusal that has a code."""
    found = [value for room in ROOMS_OF_REFUSALS for value in vars(room).values() if isinstance(value, type)]
    return [each for each in dict.fromkeys(found) if issubclass(each, Refusal) and "code" in vars(each)]
