"""The ports a stack listens on: read from firebase.json, and refused by name when something else has one."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

_TITLES = {
    "auth": "Auth",
    "firestore": "Firestore",
    "functions": "Functions",
    "hosting": "Hosting",
    "pubsub": "Pub/Sub",
}


class Address(NamedTuple):
    """The address at which one emulator listens."""

    host: str
    port: int

    def __str__(self) -> str:
        """The form that the SDKs' environment variables want: host:port."""
        return f"{self.host}:{self.port}"


class TakenPortError(Exception):
    """A port the stack needs is in use; the message names it, the emulator that needs it, and what to do."""


def addresses(settings: Mapping[str, Any], only: tuple[str, ...]) -> dict[str, Address]:
    """Every address that a stack of these emulators binds; `settings` is the `emulators` of firebase.json."""
    names = [*only, "hub"]
    if "functions" in only:
        names += ["eventarc", "tasks"]  # the Firebase CLI starts these two beside it
    found = {name: Address(settings[name].get("host", "127.0.0.1"), settings[name]["port"]) for name in names}
    websocket = settings.get("firestore", {}).get("websocketPort")
    if "firestore" in only and websocket:
        found["firestore websocket"] = Address(found["firestore"].host, websocket)
    return found


def refuse_taken_ports(wanted: Mapping[str, Address], config: Path) -> None:
    """Raise TakenPortError for the first of these addresses that something listens on already."""
    for name, address in wanted.items():
        if is_taken(address):
            raise TakenPortError(
                f"Port {address.port}, which the {_TITLES.get(name, name)} emulator needs, is taken: end what has it "
                f"(`lsof -i :{address.port}` shows it, `make stop` ends a stack left behind) or change {config.name}."
            )


def is_taken(address: Address) -> bool:
    """True where something on this machine keeps the address from being listened on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that are closing do not count
        try:
            probe.bind(address)
        except OSError:
            return True
    return False
