"""Managing a rule: the one path by which any rule of the program becomes live."""

from __future__ import annotations

from loyalty.domain.documents import Store
from loyalty.domain.ports import ProgramFacts
from loyalty.services.preconditions import Caller
from loyalty.services.program.releasing import Office, agree, ask, cancel, check
from loyalty.services.program.rule_actions import ManageRule, RuleManaged, RuleShapes


def manage_rule(store: Store, facts: ProgramFacts, shapes: RuleShapes, body: ManageRule, caller: Caller) -> RuleManaged:
    """Check, publish, schedule or restore a version of a rule, agree to a release, or cancel it.

    `check` writes nothing and says what stands against the draft. The others refuse RuleInvalid, RuleQuestioned,
    PreviewRequired and RuleChanged; a repeated request gets the same answer. Refuses a person who does not manage the
    clinic, and managers for the rule `governance`, which bounds them: owners publish it.
    """
    office = Office(store, facts, shapes, caller)
    match body.action:
        case "check":
            return check(office, body)
        case "agree":
            return agree(office, body)
        case "cancel":
            return cancel(office, body)
        case _:
            return ask(office, body)
