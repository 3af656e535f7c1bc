"""Turns on an account within one process: in order, never for ever, and never in one's own way."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from loyalty.store.turns import Turns

LONG, SHORT = 60.0, 0.01


def test_calls_on_one_account_go_one_at_a_time() -> None:
    turns, inside, most = Turns(), [], []

    def call(number: int) -> None:
        with turns.turn("ana", LONG):
            inside.append(number)
            most.append(len(inside))
            inside.remove(number)

    with ThreadPoolExecutor(8) as desks:
        list(desks.map(call, range(200)))
    assert most == [1] * 200


def test_who_came_first_goes_first() -> None:
    turns, went = Turns(), []

    def call(number: int) -> None:
        with turns.turn("ana", LONG):
            went.append(number)

    with turns.turn("ana", LONG):
        desks = [threading.Thread(target=call, args=(number,)) for number in range(5)]
        for came, desk in enumerate(desks, start=2):
            desk.start()
            _wait_until_so_many_stand(turns, "ana", came)
    for desk in desks:
        desk.join()
    assert went == [0, 1, 2, 3, 4]


def _wait_until_so_many_stand(turns: Turns, name: str, number: int) -> None:
    pause = threading.Event()
    while len(turns._queues[name]) < number:
        pause.wait(0.001)


def test_calls_on_different_accounts_do_not_wait_for_each_other() -> None:
    turns, done = Turns(), threading.Event()

    def call() -> None:
        with turns.turn("ben", LONG):
            done.set()

    with turns.turn("ana", LONG):
        other = threading.Thread(target=call)
        other.start()
        assert done.wait(LONG)
    other.join()


def test_a_call_that_has_waited_its_share_goes_ahead() -> None:
    turns, went_ahead = Turns(), threading.Event()

    def call() -> None:
        with turns.turn("ana", SHORT):
            went_ahead.set()

    with turns.turn("ana", LONG):
        impatient = threading.Thread(target=call)
        impatient.start()
        assert went_ahead.wait(LONG)
        impatient.join()
    with turns.turn("ana", LONG):
        assert went_ahead.is_set()


def test_a_call_within_a_call_does_not_wait_for_itself() -> None:
    turns = Turns()
    with turns.turn("ana", LONG), turns.turn("ana", LONG):
        assert len(turns._queues["ana"]) == 2


def test_a_call_that_fails_lets_the_next_one_go_and_leaves_no_queue() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn("ana", LONG):
        raise ZeroDivisionError
    with turns.turn("ana", LONG):
        assert list(turns._queues) == ["ana"]
    assert turns._queues == {}
