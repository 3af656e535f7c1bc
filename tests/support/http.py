"""HTTP to this machine, by one client a process, because making one reads every certificate."""

from __future__ import annotations

from functools import cache

import httpx


@cache
def http_client() -> httpx.Client:
    """The process's client. The emulators, compiling rules or starting a function, may keep it waiting."""
    return httpx.Client(timeout=60)
