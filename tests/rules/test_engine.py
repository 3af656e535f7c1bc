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


ALLOWED = [(case.sentence, written) for case in CASES if case.allowed and (written := _written(case))]
ILL_SHAPED = [
    (case.sentence, written)
    for case in CASES
    if not case.allowed and case.about.startswith(SHAPES) and (written := _written(case))
]


@pytest.mark.parametrize("written", [pytest.param(written, id=sentence) for sentence, written in ALLOWED])
def test_what_the_rules_let_be_written_the_engine_reads(written: Write) -> None:
    assert _is_readable(written)


@pytest.mark.parametrize("written", [pytest.param(written, id=sentence) for sentence, written in ILL_SHAPED])
def test_what_the_rules_refuse_in_a_reward_the_engine_refuses_too(written: Write) -> None:
    assert not _is_readable(written)
