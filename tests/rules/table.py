"""The whole table of cases, in one order, and how one of them is tried."""

from tests.rules.cases import Case
from tests.rules.cases_appointments import appointments
from tests.rules.cases_gallery import gallery
from tests.rules.cases_publishing import publishing
from tests.rules.cases_reading import reading
from tests.rules.cases_reminding import reminding
from tests.rules.cases_rewards import offers, rewards
from tests.rules.cases_rules import contents
from tests.rules.cases_tiers import tiers
from tests.rules.cases_writing import writing
from tests.rules.clinic import DOCUMENTS
from tests.rules.documents import Commit
from tests.rules.emulator import Project

CASES: tuple[Case, ...] = (
    *reading(),
    *writing(),
    *reminding(),
    *rewards(),
    *offers(),
    *gallery(),
    *appointments(),
    *publishing(),
    *contents(),
    *tiers(),
)


def is_allowed(project: Project, case: Case) -> bool:
    """Tries the case; what it wrote is undone, so that the next case finds the clinic as it was."""
    allowed = project.allows(case.uid, case.operation)
    if allowed and isinstance(case.operation, Commit):
        project.restore({write.path for write in case.operation.writes}, DOCUMENTS)
    return allowed
