"""The configuration of the emulators: firebase.json, and leave for the pages to reach the emulators themselves.

The policy that is deployed names no address of a developer's machine. Where the emulators serve the pages, these read
the Auth and Firestore emulators besides; so the stack starts them with a copy of firebase.json that says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

POLICY = "Content-Security-Policy"
READ_BY_PAGES = ("auth", "firestore")


def write_emulated(config: Path) -> Path:
    """The emulators' copy of a firebase.json, written beside it: paths in it are relative to its folder."""
    settings: dict[str, Any] = json.loads(config.read_text())
    origins = " ".join(_origins(settings["emulators"]))
    for rule in settings.get("hosting", {}).get("headers", []):
        for header in rule["headers"]:
            if header["key"] == POLICY:
                header["value"] = header["value"].replace("connect-src 'self'", f"connect-src 'self' {origins}")
    path = config.with_name(f"{config.stem}.emulators.json")
    path.write_text(json.dumps(settings, indent=2) + "\n")
    return path


def _origins(emulators: dict[str, Any]) -> list[str]:
    used = [emulators[name] for name in READ_BY_PAGES if name in emulators]
    return [f"http://{emulator.get('host', '127.0.0.1')}:{emulator['port']}" for emulator in used]
