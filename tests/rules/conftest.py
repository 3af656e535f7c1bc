"""The fixtures of the tests of the rules: the rules' text, a connection kept open, and a clinic for the cases."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.rules.clinic import DOCUMENTS
from tests.rules.emulator import Project
from tests.support.stack import clear_documents

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def rules() -> str:
    """The text of firestore.rules."""
    return (ROOT / "firestore.rules").read_text(encoding="ascii")


@pytest.fixture(scope="session")
def emulator(firestore_host: str) -> Iterator[httpx.Client]:
    """One client of the Firestore emulator for all tests; compiling rules takes it a while when it is busy."""
    with httpx.Client(base_url=f"http://{firestore_host}", timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def clinic_under_rules(emulator: httpx.Client, firestore_host: str, rules: str) -> Iterator[Project]:
    """The clinic of the cases with the rules in force; whoever writes to it puts it back as it was."""
    project = Project(emulator, f"demo-{uuid4().hex[:16]}")
    project.load_rules(rules)
    project.put(DOCUMENTS)
    yield project
    clear_documents(firestore_host, project.project_id)
