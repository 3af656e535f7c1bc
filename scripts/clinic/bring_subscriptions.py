"""Bring subscriptions that a payment provider's export holds: events that were missed, or came before their patient.

    stripe subscriptions list --status all --limit 100 > subscriptions.json
    python -m scripts.clinic bring-subscriptions CLINIC subscriptions.json [--exported-at 2026-11-22T18:00:00Z] [--json]

The file is what the provider's own command prints: lists of subscriptions, or subscriptions, one JSON value after
another. Those that name this clinic are taken in as events of the instant of the export, by default the file's; what a
membership says already changes nothing, so the file may be brought again. An export holds the running period only:
points of months before it are not given. It ends with exit status 1 where a subscription was refused.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from loyalty.domain.documents import Store
from loyalty.entrypoints.stripe_events import StripeEvent, names_ours
from loyalty.errors.base import Refusal
from loyalty.errors.membership import EventMalformed
from loyalty.services.membership.subscriptions import SubscriptionEvent, bring_subscription
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, store_of

KIND = "customer.subscription.exported"

app = typer.Typer(add_completion=False)
File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The provider's export.")]
ExportedAt = Annotated[str | None, typer.Option(help="The instant of the export, ISO 8601 with its offset.")]


@dataclass(slots=True)
class Brought:
    """The outcome of a file: subscriptions that brought something, were known, were not ours; refusals by their id."""

    brought: int = 0
    known: int = 0
    passed_over: int = 0
    refused: dict[str, str] = field(default_factory=dict)


@app.command("bring-subscriptions")
def bring(
    clinic: ClinicId,
    file: File,
    exported_at: ExportedAt = None,
    project: Project = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Bring the subscriptions of an export that name this clinic; what is known changes nothing."""
    instant = datetime.fromisoformat(exported_at) if exported_at else datetime.fromtimestamp(file.stat().st_mtime, UTC)
    if instant.tzinfo is None:
        print(f"{exported_at} names no offset from UTC; Z is none.", file=sys.stderr)
        sys.exit(1)
    found = subscriptions_in(file.read_text(encoding="utf-8"))
    done = bring_all(store_of(client_of(project)), clinic, found, instant, datetime.now(UTC))
    print(json.dumps(asdict(done), indent=2) if as_json else sentence_of(done))
    sys.exit(1 if done.refused else 0)


def subscriptions_in(text: str) -> Iterator[dict[str, Any]]:
    """The subscriptions of a text of JSON values, one after another, each a subscription or a list of some."""
    decoder, at = json.JSONDecoder(), 0
    while (at := len(text) - len(text[at:].lstrip())) < len(text):
        value, at = decoder.raw_decode(text, at)
        yield from value["data"] if value.get("object") == "list" else [value]


def bring_all(
    store: Store, clinic_id: str, found: Iterator[dict[str, Any]], exported_at: datetime, now: datetime
) -> Brought:
    """Bring subscriptions as events of an instant, and count what became of them."""
    done = Brought()
    for subscription in found:
        event = _event(subscription, exported_at)
        if not names_ours(event) or subscription["metadata"].get("clinic_id") != clinic_id:
            done.passed_over += 1
            continue
        try:
            changed = bring_subscription(store, _value(event), now)
        except Refusal as refusal:
            done.refused[str(subscription.get("id"))] = refusal.code
            continue
        done.brought += changed is not None
        done.known += changed is None
    return done


def sentence_of(done: Brought) -> str:
    """The outcome in a sentence for people."""
    told = f"{done.brought} brought, {done.known} known, {done.passed_over} passed over."
    codes = Counter(done.refused.values())
    return told + "".join(f" Refused as {code}: {_ids(done, code)}." for code in sorted(codes))


def _ids(done: Brought, code: str) -> str:
    return ", ".join(name for name, refused in done.refused.items() if refused == code)


def _event(subscription: dict[str, Any], exported_at: datetime) -> dict[str, Any]:
    """The event that an export of a subscription stands for."""
    seconds = int(exported_at.timestamp())
    name = f"export-{seconds}-{subscription.get('id')}"
    return {"id": name, "type": KIND, "created": seconds, "data": {"object": subscription}}


def _value(event: dict[str, Any]) -> SubscriptionEvent:
    """The service's event. Raises EventMalformed."""
    try:
        value = StripeEvent.model_validate(event).value()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise EventMalformed(field=".".join(map(str, first["loc"]))[:80], problem=first["msg"]) from error
    if value is None:
        raise EventMalformed(field="data.object.items.data.0.current_period_end", problem="a period that has an end")
    return value
