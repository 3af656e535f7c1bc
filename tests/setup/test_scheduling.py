"""Two workers share the tests so that neither idles: one has the pages, and the other helps with them at the end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.runs.scheduling import PagesOnOneWorker

PAGES = [f"tests/web/test_{letter}.py::test_it" for letter in "abcd"]
OTHERS = [f"tests/ledger/test_{letter}.py::test_it" for letter in "abc"]


class Worker:
    """A worker that remembers what it was given and does it when it is told to."""

    def __init__(self, collected: list[str]) -> None:
        """It has nothing to do yet."""
        self.gateway = SimpleNamespace(id="any")
        self.shutting_down = False
        self.given: list[str] = []
        self.done: list[str] = []
        self._collected = collected

    def send_runtest_some(self, indices: list[int]) -> None:
        """Take tests."""
        self.given += [self._collected[index] for index in indices]

    def shutdown(self) -> None:
        """Take no more."""
        self.shutting_down = True


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - the library's nodes are played
    """The schedule of two workers, before anything was handed out."""
    monkeypatch.setattr("xdist.scheduler.loadscope.parse_tx_spec_config", lambda _: ["popen", "popen"])
    monkeypatch.delenv("SOAK", raising=False)
    return PagesOnOneWorker(SimpleNamespace(option=SimpleNamespace(loadscopereorder=False)))  # type: ignore[arg-type]


def _work(shared: Any, first: int, second: int) -> tuple[list[str], list[str]]:  # noqa: ANN401
    """The work of two workers, one so much quicker than the other, until all is done."""
    collected = [*OTHERS, *PAGES]
    workers = [Worker(collected), Worker(collected)]
    for worker in workers:
        shared.add_node(worker)
        shared.add_node_collection(worker, collected)
    shared.schedule()
    while any(len(worker.done) < len(worker.given) for worker in workers):
        for worker, quickness in zip(workers, (first, second), strict=True):
            for test in worker.given[len(worker.done) :][:quickness]:
                worker.done.append(test)
                shared.mark_test_complete(worker, collected.index(test))
    return workers[0].done, workers[1].done


def test_the_first_worker_has_the_pages_and_the_second_all_else(shared: Any) -> None:  # noqa: ANN401
    first, second = _work(shared, 1, 1)
    assert first[:3] == PAGES[:3]
    assert second[:3] == OTHERS
    assert sorted([*first, *second]) == sorted([*OTHERS, *PAGES])


def test_whoever_has_nothing_left_helps_with_the_pages_from_the_back(shared: Any) -> None:  # noqa: ANN401
    first, second = _work(shared, 1, 3)
    assert second[:4] == [*OTHERS, PAGES[-1]]
    assert first == PAGES[: len(first)]


def test_in_a_soak_the_pages_stay_on_one_worker(shared: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    monkeypatch.setenv("SOAK", "1")
    assert _work(shared, 1, 3) == (PAGES, OTHERS)
