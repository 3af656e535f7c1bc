"""The whole table of cases, in one order, and how one of them is tried."""

from tests.rules.cases.appointments import appointments
from tests.rules.cases.case import Case
from tests.rules.cases.catalogue import catalogue
from tests.rules.cases.changes import changes
from tests.rules.cases.gallery import gallery
from tests.rules.cases.publishing import publishing
from tests.rules.cases.reading import reading
from tests.rules.cases.reminding import reminding
from tests.rules.cases.rewards import offers, rewards
from tests.rules.cases.targeting import targeting
from tests.rules.cases.tiers import tiers
from tests.rules.cases.writing import writing
from tests.rules.clinic import DOCUMENTS
from tests.rules.documents import Commit
from tests.rules.emulator import Project

CASES: tuple[Case, ...] = (
    *reading(),
    *writing(),
    *reminding(),
    *rewards(),
    *offers(),
    *targeting(),
    *gallery(),
    *catalogue(),
    *changes(),
    *appointments(),
    *publishing(),
    *tiers(),
)


def is_allowed(project: Project, case: Case) -> bool:
    """Tries the case; what it wrote is undone, so that the next case finds the clinic as it was."""
    allowed = project.allows(case.uid, case.operation)
    if allowed and isinstance(case.operation, Commit):
        project.restore({write.path for write in case.operation.writes}, DOCUMENTS)
    return allowed
