"""Rounds: the shares of a night, so that every account and every closed day is proved whole again in time.

A round goes through all of them in order of their ids, and takes half of the clinic's `proof_days`: whatever joins
meanwhile and moves others to a later night, nothing waits longer than those days. The first round is done at once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from loyalty.domain.proof.reports import ProofProgress


def nights_of(progress: ProofProgress, proof_days: int) -> int:
    """The nights of the running round."""
    return 1 if progress.rounds == 0 else max(1, proof_days // 2)


def share(done: int, left: int, night: int, nights: int) -> int:
    """How many more of all are due on a night of a round, counted from 1, so that all are done on its last."""
    due = -(-(done + left) * min(night, nights) // nights)
    return max(0, due - done)


def night_of(progress: ProofProgress, today: date) -> int:
    """The number of tonight in the running round, from 1."""
    return 1 if progress.began_on is None else max(1, (today - progress.began_on).days + 1)


def round_of(progress: ProofProgress, today: date, proof_days: int) -> ProofProgress:
    """The progress with the round that tonight belongs to: a new one where the last has ended, and its nights are over.

    A round that is late goes on until it has ended.
    """
    if progress.began_on is None:
        return replace(progress, began_on=today)
    last_on = progress.began_on + timedelta(days=nights_of(progress, proof_days) - 1)
    if not progress.ended or today <= last_on:
        return progress
    return replace(
        progress,
        rounds=progress.rounds + 1,
        began_on=today,
        after="",
        accounts_done=0,
        day_after="",
        days_done=0,
        ended=False,
    )
