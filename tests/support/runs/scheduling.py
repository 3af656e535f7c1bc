"""The order in which several workers share the tests: the pages first and on one worker, then whatever is left."""

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.support.counts import soaking

PAGE_TESTS = "tests/web/"


class PagesOnOneWorker(LoadScopeScheduling):
    """A file goes to one worker. The first worker takes the page tests from their front, the others all else.

    Two browsers at once, each with its emulators' answers to wait for, need two quiet processors: so the others come to
    the pages last, and from the back. In a soak, which measures seconds, the pages stay with the first worker alone.
    """

    def _split_scope(self, nodeid: str) -> str:
        if soaking() and nodeid.startswith(PAGE_TESTS):
            return PAGE_TESTS
        return nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        pages = [scope for scope in self.workqueue if scope.startswith(PAGE_TESTS)]
        others = [scope for scope in self.workqueue if not scope.startswith(PAGE_TESTS)]
        wanted = [*pages, *others] if node is self.nodes[0] else [*others, *reversed(pages)]
        self.workqueue.move_to_end(wanted[0], last=False)
        super()._assign_work_unit(node)
