"""The checkouts that the desk's page is held against are those that the engine plays."""

from __future__ import annotations

import json

from tests.vectors.make_checkouts import FILE, vectors


def test_the_checkouts_that_the_page_must_show_are_what_the_engine_credits() -> None:
    assert json.loads(FILE.read_text()) == vectors()
