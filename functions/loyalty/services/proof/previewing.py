"""Previewing: the writing of a preview while it runs: its progress, whether somebody canceled it, its pages, its end.

It is handed the keys of one preview, and writes nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.proof.previews import Preview, PreviewPage, PreviewPhase, PreviewResult, PreviewState

# Progress is written at most so often, and a request to cancel is noticed as often.
TICK = timedelta(seconds=1)


class PreviewCanceled(Exception):
    """Somebody canceled the preview while it ran."""


class PreviewDesk:
    """The document of one running preview. `ticks` says how long it has been at work; `watch` is told every step."""

    def __init__(self, store: Store, keys: ClinicKeys, preview_id: str, preview: Preview, ticks: Ticks) -> None:
        self._store, self._keys, self._preview_id = store, keys, preview_id
        self._at, self.preview, self._ticks = keys.preview(preview_id), preview, ticks
        self._told = ticks()
        self.watch: Callable[[PreviewPhase, int, int], None] = lambda _phase, _done, _total: None

    def now(self) -> datetime:
        """The instant, by the time that it has been at work."""
        return self.preview.asked_at + timedelta(seconds=self._ticks())

    def tell(self, phase: PreviewPhase, done: int, total: int) -> None:
        """Write how far it is, if that was not written a moment ago. Raises PreviewCanceled."""
        self.watch(phase, done, total)
        ticks = self._ticks()
        if ticks - self._told < TICK.total_seconds():
            return
        self._told = ticks
        self._write(replace(self.preview, phase=phase, done=done, total=total, told_at=self.now()))

    def _write(self, preview: Preview) -> None:
        """Write it as it is now. One that ended or began anew meanwhile is left alone, as if it was canceled."""

        def decide(docs: Snapshots) -> Decision[Preview]:
            found = docs.require(self._at)
            if found.state != "running" or found.asked_at != self.preview.asked_at or found.is_cancel_asked:
                return Decision(found)
            return Decision(preview, (Put(self._at, preview),))

        self.preview = self._store.transact((self._at,), decide)
        if self.preview != preview:
            raise PreviewCanceled

    def put_pages(self, pages: Iterable[PreviewPage]) -> int:
        """Write the pages of the lists, kept as long as the preview; return how many. Those of an earlier run go."""
        count = 0
        for count, page in enumerate(pages, start=1):
            at = self._keys.preview_page(self._preview_id, count)
            self._store.transact((at,), partial(_put, Put(at, replace(page, ends_at=self.preview.ends_at))))
        return count

    def end(self, state: PreviewState, result: PreviewResult | None = None, failed_with: str | None = None) -> None:
        """Write its end, whatever came meanwhile."""
        ended = replace(
            self.preview,
            state=state,
            result=result,
            failed_with=failed_with,
            done=self.preview.total if result else self.preview.done,
            told_at=self.now(),
            finished_at=self.now(),
        )

        def decide(docs: Snapshots) -> Decision[None]:
            found = docs.require(self._at)
            is_own = found.asked_at == self.preview.asked_at
            return Decision(
                None, (Put(self._at, replace(ended, is_cancel_asked=found.is_cancel_asked)),) if is_own else ()
            )

        self._store.transact((self._at,), decide)


def _put(put: Put[PreviewPage], docs: Snapshots) -> Decision[None]:
    docs.get(put.key)
    return Decision(None, (put,))


Ticks = Callable[[], float]
"""The seconds since a preview was asked for."""
