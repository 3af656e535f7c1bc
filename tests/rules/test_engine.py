"""The rules and the engine agree on what a document may say: what can be published, a checkout can be decided by."""

import pytest
from pydantic import ValidationError

from loyalty.entrypoints.managed.clinic import ClinicDocument, LocationDocument, RewardDocument, StaffDocument
from loyalty.entrypoints.managed.shapes import Edited
from tests.rules.cases.case import Case
from tests.rules.clinic import CLINIC, LONG_AGO
from tests.rules.documents import NOW, Commit, Write
from tests.rules.table import CASES

READERS: dict[str, type[Edited]] = {
    "rewards": RewardDocument,
    "staff": StaffDocument,
    "locations": LocationDocument,
}
SHAPES = ("isReward",)
# Dates that nobody may write any more; documents from before have them, as "for ever".
OTHER_CENTURIES = {"starts_on": ["0001-01-01", "1999-12-31"], "ends_on": ["2100-01-01", "9999-12-31"]}


def _reader(path: str) -> type[Edited] | None:
    below = path.removeprefix(f"{CLINIC}/")
    if path == CLINIC:
        return ClinicDocument
    return READERS.get(below) or READERS.get(below.partition("/")[0])


def _written(case: Case) -> Write | None:
    """The document of this case that the engine reads."""
    if not isinstance(case.operation, Commit):
        return None
    first = case.operation.writes[0]
    return first if isinstance(first, Write) and _reader(first.path) else None


def _is_readable(written: Write) -> bool:
    reader = _reader(written.path)
    assert reader
    try:
        reader.model_validate({field: LONG_AGO if value is NOW else value for field, value in written.fields.items()})
    except ValidationError:
        return False
    return True


def _is_of_another_century(written: Write) -> bool:
    return any(written.fields.get(name) in dates for name, dates in OTHER_CENTURIES.items())


ALLOWED = [(case.sentence, written) for case in CASES if case.allowed and (written := _written(case))]
REFUSED = [
    (case.sentence, written)
    for case in CASES
    if not case.allowed and case.about.startswith(SHAPES) and (written := _written(case))
]
OLDER = [(said, written) for said, written in REFUSED if _is_of_another_century(written)]
ILL_SHAPED = [(said, written) for said, written in REFUSED if not _is_of_another_century(written)]


@pytest.mark.parametrize("written", [pytest.param(written, id=sentence) for sentence, written in ALLOWED])
def test_what_the_rules_let_be_written_the_engine_reads(written: Write) -> None:
    assert _is_readable(written)


@pytest.mark.parametrize("written", [pytest.param(written, id=sentence) for sentence, written in ILL_SHAPED])
def test_what_the_rules_refuse_in_a_reward_the_engine_refuses_too(written: Write) -> None:
    assert not _is_readable(written)


@pytest.mark.parametrize("written", [pytest.param(written, id=sentence) for sentence, written in OLDER])
def test_a_date_of_another_century_in_an_older_document_is_still_read(written: Write) -> None:
    assert _is_readable(written)
