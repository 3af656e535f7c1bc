"""The demo's change of a rule: a manager previews a richer rate, publishes it, and takes it back; a phone follows."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from rich.console import Group, RenderableType
from rich.text import Text

from loyalty.domain.money import money
from scripts.demo.checkout import require
from scripts.demo.clients import Client, DemoFailedError
from scripts.demo.phone import Phone
from scripts.demo.timeline import actor, steps_table
from scripts.seed.clinic import CLINIC_ID

RULE = f"clinics/{CLINIC_ID}/rules/earning"
RICHER_BP = 1_200
DAYS = 90
_PATIENCE, _LOOK = 60.0, 0.05  # seconds
_SIGNED = frozenset({"version", "note", "updated_by", "updated_at"})
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A change that went well: the rates, what the preview said, and when each step was seen, in milliseconds."""

    before_bp: int
    result: Fields
    previewed_ms: float
    version: int
    published_ms: float
    restored_ms: float


def play(manager: Client, phone: Phone) -> Change:
    """Preview a richer rate, publish it, and restore the version before; each time until the phone has it."""
    live = manager.read(RULE)
    content = {name: value for name, value in live.items() if name not in _SIGNED} | {"rate_bp": RICHER_BP}
    draft = {"clinic_id": CLINIC_ID, "rule": "earning", "base_version": live["version"], "content": content}
    began = time.monotonic()
    asked = manager.call("preview_rule", {"request_id": _request_id(), **draft, "days": DAYS}, service="office")
    result = _result_of(manager, asked["preview_id"])
    previewed = time.monotonic()
    note = {"note": "Autumn: reward cash again", "preview_id": asked["preview_id"]}
    version = _publish(manager, {"action": "publish", **draft, **note})
    _until(phone, version, RICHER_BP)
    published = time.monotonic()
    back = {"clinic_id": CLINIC_ID, "rule": "earning", "base_version": version, "version": live["version"]}
    restored_version = _publish(manager, {"action": "restore", **back, "note": "Back to what it was"})
    _until(phone, restored_version, live["rate_bp"])
    restored = time.monotonic()
    return Change(
        before_bp=live["rate_bp"],
        result=result,
        previewed_ms=(previewed - began) * 1000,
        version=version,
        published_ms=(published - previewed) * 1000,
        restored_ms=(restored - published) * 1000,
    )


def story(change: Change) -> RenderableType:
    """The change line by line."""
    told = steps_table("milliseconds until it is on the screen", "", "took")
    result, before, after = change.result, change.result["before"], change.result["after"]
    rates = f"{change.before_bp / 100:g} % → {RICHER_BP / 100:g} %"
    checked = f"{result['reproduced']:,} of {result['entries']:,} entries of {DAYS} days come out exactly as they are"
    cost = money(after["cost_minor"] - before["cost_minor"], "USD")
    given = f"{before['given_points']:,} → {after['given_points']:,} points given, {cost} more, with the same visits"
    told.add_row(actor("manager"), "previewed", f"cash earns {rates}: {checked}", "", f"{change.previewed_ms:,.0f}")
    told.add_row("", "", given, "", "")
    told.add_row(
        actor("phone"), "has it", f"version {change.version}, told by its listener", "", f"{change.published_ms:,.0f}"
    )
    told.add_row(actor("phone"), "has it back", "what it was before, restored", "", f"{change.restored_ms:,.0f}")
    return Group(Text("A manager changes the program", style="bold"), told)


def _result_of(manager: Client, preview_id: str) -> Fields:
    """What a preview says once it has ended; every entry of the past must have come out as it is."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        preview = manager.read(f"clinics/{CLINIC_ID}/previews/{preview_id}")
        if preview["state"] == "done":
            result: Fields = preview["result"]
            require(result["reproduced"] == result["entries"] > 0, f"the past did not come out as it is: {result}")
            return result
        require(preview["state"] == "running", f"the preview ended as {preview['state']}")
        time.sleep(_LOOK)
    raise DemoFailedError(f"The preview has not ended after {_PATIENCE:.0f} s.")


def _publish(manager: Client, body: Fields) -> int:
    answer = manager.call("manage_rule", {"request_id": _request_id(), **body}, service="office")
    require(answer["state"] == "live", f"the rule is {answer['state']}: {answer['reasons']}")
    version: int = answer["version"]
    return version


def _until(phone: Phone, version: int, rate_bp: int) -> None:
    phone.until("program", lambda event: (event["version"], event["rate_bp"]) == (version, rate_bp))


def _request_id() -> str:
    return f"demo-{uuid4().hex}"
