"""Any signed body of another system is answered, or refused by type; no hook answers `internal`, no refusal writes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stripe import WebhookSignature

from tests.entrypoints.conftest import Counter
from tests.entrypoints.test_any_body import OTHER_PATIENT, anything, days, ids
from tests.entrypoints.test_hooks import HEADERS, NAMES
from tests.support.clinic import CALABASAS, PATIENT
from tests.support.counts import count
from tests.support.deployed import path_of
from tests.support.emulator import put_documents
from tests.support.http import http_client
from tests.support.tiers import memberships_rule, tiers_rule

SECRETS = "*:of every clinic,bella:of bella,other:of another"
NOW = int(time.time())
TRY = settings(
    max_examples=count(60, 2_000),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
)
seconds = st.integers(-1, 253_402_300_800) | st.integers(NOW - 40 * 86_400, NOW + 400 * 86_400)
named = st.sampled_from([PATIENT, OTHER_PATIENT]) | ids
texts = st.sampled_from(["", "active", "paused", "canceled", "incomplete", "year", "usd", "eur", "yearly"]) | days
near = anything | seconds | named | texts
PRICE = {"unit_amount": 9_900, "currency": "usd", "recurring": {"interval": "month", "interval_count": 1}}
ITEM = {"price": PRICE, "current_period_start": NOW, "current_period_end": NOW + 31 * 86_400}
SUBSCRIPTION = {
    "id": "sub_1",
    "status": "active",
    "start_date": NOW,
    "billing_cycle_anchor": NOW,
    "cancel_at": None,
    "cancel_at_period_end": False,
    "ended_at": None,
    "pause_collection": None,
    "discounts": [],
    "items": {"data": [ITEM]},
    "metadata": {"clinic_id": "bella", "patient_id": PATIENT, "location_id": CALABASAS, "plan_id": "monthly"},
}
EVENT = {
    "id": "evt_1",
    "type": "customer.subscription.updated",
    "created": NOW,
    "data": {"object": SUBSCRIPTION},
}
TREATMENT = {
    "treatment_id": "T-1",
    "patient_id": PATIENT,
    "location_id": CALABASAS,
    "service_id": "peel",
    "completed_on": time.strftime("%Y-%m-%d", time.gmtime(NOW - 86_400)),
    "withdrawn": False,
}
REPORT = {"clinic_id": "bella", "treatments": [TREATMENT, {**TREATMENT, "treatment_id": "T-2"}]}
RIGHT: dict[str, dict[str, Any]] = {"stripe_events": EVENT, "ingest_treatments": REPORT}
Path = tuple[str | int, ...]


def parts(body: object, path: Path = ()) -> Iterator[Path]:
    """The path of every value inside a body."""
    inside = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for name, value in inside:
        yield (*path, name)
        yield from parts(value, (*path, name))


def changed(body: Any, path: Path, value: Any) -> Any:  # noqa: ANN401
    """The body with another value at a path; where the path leads nowhere any more, the body as it is."""
    if not path:
        return value
    if isinstance(body, dict) and path[0] in body:
        return {**body, path[0]: changed(body[path[0]], path[1:], value)}
    if isinstance(body, list) and isinstance(path[0], int) and path[0] < len(body):
        return [changed(each, path[1:], value) if at == path[0] else each for at, each in enumerate(body)]
    return body


@st.composite
def bodies(draw: st.DrawFn, hook: str) -> str:
    """Bodies near the right one, by up to four of their values; bodies far from it; and texts that are no JSON."""
    body: Any = draw(anything) if draw(st.integers(0, 9)) == 9 else RIGHT[hook]
    for path in draw(st.lists(st.sampled_from(list(parts(RIGHT[hook]))), max_size=4)):
        body = changed(body, path, draw(near))
    text = json.dumps(body)
    return draw(st.just(text) | st.just(text) | st.sampled_from([text[:-1], "", "[" * 50_000, f"1{'0' * 5_000}"]))


@pytest.mark.parametrize("hook", HEADERS)
def test_nothing_another_system_signs_is_answered_internal_and_no_refusal_writes(
    counter: Counter,
    commits: list[int],
    address: str,
    hook: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(NAMES[hook], SECRETS)
    service = {"name": "Peel", "minutes": 45, "price_minor": 18_000, "active": True}
    rules = {"rules/tiers": tiers_rule(), "rules/memberships": memberships_rule(), "services/peel": service}
    put_documents(counter.database, {f"clinics/bella/{name}": fields for name, fields in rules.items()})
    counter.join()
    counter.join(OTHER_PATIENT)
    taken_in = 0

    @TRY
    @given(text=bodies(hook), secret=st.sampled_from(["of every clinic", "of bella", "of another", "of nobody"]))
    def sent(text: str, secret: str) -> None:
        nonlocal taken_in
        commits.clear()
        answer = _send(address, hook, text, secret)
        assert answer.status_code in {200, 400, 401, 403, 409, 503}, (answer.status_code, answer.text)
        taken = _taken_in(answer)
        assert len(commits) <= taken
        taken_in += taken

    sent()
    assert taken_in, "some bodies were taken in"


def _taken_in(answer: httpx.Response) -> int:
    """The number of things that an answer says were taken in; a refusal has a code."""
    said = answer.json()
    if answer.status_code != 200:
        assert said["code"]
        return 0
    if "treatments" in said:
        return sum(each["outcome"] == "ok" for each in said["treatments"])
    return int(said["taken_in"])


def _send(address: str, hook: str, text: str, secret: str) -> httpx.Response:
    signature = WebhookSignature.generate_signature_header(text, secret, int(time.time()))
    url = f"{address}/{path_of(hook)}"
    return http_client().post(url, content=text.encode(), headers={HEADERS[hook]: signature})
