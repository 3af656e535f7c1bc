"""Fixtures of every test: a clinic in a dictionary, the stack's addresses, a project of its own in the emulators."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from xdist.remote import Producer

from loyalty.errors.base import Refusal
from tests.support.clinic import clinic_documents
from tests.support.counts import count, soaking
from tests.support.memory import MemoryDocuments
from tests.support.runs.log_lines import problems_in
from tests.support.runs.scheduling import PagesOnOneWorker
from tests.support.stack import clear_documents, stack_variable

# Derandomized: the same examples on every machine, so that a red test is red for everybody. A soak looks further.
settings.register_profile("usual", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("soak", deadline=None, print_blob=True, max_examples=count(100, 2000))
settings.load_profile("soak" if soaking() else "usual")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> PagesOnOneWorker:
    """Several workers share the tests so. (Marks of groups are lost on this pytest.)"""
    return PagesOnOneWorker(config, log)


def pytest_collection_finish() -> None:
    """Freeze what was collected: it stays until the end, so the garbage collector need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class LogLines:
    """Reads the functions' log lines of the whole run: what the emulators wrote, and what each test printed."""

    def __init__(self) -> None:
        self.problems: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Look at what a test printed."""
        for _, text in report.sections:
            self.problems |= problems_in(text)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Look at the emulators' log, and fail a run in which a line says what none may say."""
        if kept := os.environ.get("EMULATORS_LOG"):
            self.problems |= problems_in(Path(kept).read_text(errors="replace"))
        if self.problems:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which keys of which lines."""
        for problem in sorted(self.problems):
            terminalreporter.line(f"a log line says what none may say: {problem}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """The lines are read once, where the reports of all workers come together."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(LogLines(), "log-lines")


@pytest.fixture
def documents() -> MemoryDocuments:
    """A clinic in a dictionary."""
    return MemoryDocuments(clinic_documents())


@pytest.fixture
def refused(documents: MemoryDocuments) -> Callable[..., Refusal]:
    """Runs a step that must be refused, and holds that it wrote nothing."""

    def step(expected: type[Refusal], act: Callable[[], object]) -> Refusal:
        before = documents.all()
        with pytest.raises(expected) as refusal:
            act()
        assert documents.all() == before
        return refusal.value

    return step


@pytest.fixture(scope="session")
def firestore_host() -> str:
    """The Firestore emulator, as host:port."""
    return stack_variable("FIRESTORE_EMULATOR_HOST")


@pytest.fixture(scope="session")
def auth_host() -> str:
    """The Auth emulator, as host:port."""
    return stack_variable("FIREBASE_AUTH_EMULATOR_HOST")


@pytest.fixture(scope="session")
def functions_host() -> str:
    """The Functions emulator, as host:port; the functions themselves keep to the project `stack_project`."""
    return stack_variable("FUNCTIONS_EMULATOR_HOST")


@pytest.fixture(scope="session")
def hosting_url() -> str:
    """The address of the pages."""
    return f"http://{stack_variable('HOSTING_EMULATOR_HOST')}"


@pytest.fixture(scope="session")
def stack_project() -> str:
    """The one project that the running functions and pages know."""
    return stack_variable("GCLOUD_PROJECT")


@pytest.fixture(scope="session")
def emulators_log() -> Path:
    """The file that holds everything the emulators and the functions print."""
    return Path(stack_variable("EMULATORS_LOG"))


@pytest.fixture(scope="session")
def project_of_this_worker() -> str:
    """A project of the emulators that no other worker knows."""
    return f"demo-{uuid4().hex[:16]}"


@pytest.fixture
def project_id(firestore_host: str, project_of_this_worker: str) -> Iterator[str]:
    """A project of the emulators that no other test knows meanwhile, empty before and emptied afterwards.

    The emulator takes half a second to compile the rules for each project that is new to it.
    """
    yield project_of_this_worker
    clear_documents(firestore_host, project_of_this_worker)


@pytest.fixture
def untouched_project_id(firestore_host: str) -> Iterator[str]:
    """A project that no test has known before, for those who change more of it than its documents."""
    own = f"demo-{uuid4().hex[:16]}"
    yield own
    clear_documents(firestore_host, own)
