"""Other systems call with a signature: what is signed is taken in, once; what is not, or is unsound, is refused."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from google.cloud.firestore import SERVER_TIMESTAMP, Client
from stripe import WebhookSignature

from tests.support.clinic import CALABASAS, clinic_documents
from tests.support.deployed import path_of
from tests.support.emulator import put_documents
from tests.support.tiers import memberships_rule, tiers_rule

SECRETS = Path(__file__).parents[2] / "functions" / ".secret.local"
HEADERS = {"stripe_events": "Stripe-Signature", "ingest_treatments": "Records-Signature"}
NAMES = {"stripe_events": "STRIPE_WEBHOOK_SECRETS", "ingest_treatments": "RECORDS_SECRETS"}


class Sender:
    """A system that signs what it sends."""

    def __init__(self, functions_host: str, project: str, clinic_id: str) -> None:
        """It sends to the functions of a project, about a clinic."""
        self.clinic_id = clinic_id
        self._url = f"http://{functions_host}/{project}/us-west1"
        self._secrets = dict(line.split("=", 1) for line in SECRETS.read_text().splitlines() if "=" in line)

    def secrets_of(self, hook: str, clinic_id: str) -> list[str]:
        """The secrets of a clinic, or of every clinic."""
        pairs = [pair.split(":", 1) for pair in self._secrets[NAMES[hook]].split(",")]
        return [secret for whose, secret in pairs if whose == clinic_id]

    def send(self, hook: str, body: object, *, secret: str | None = None, seconds_ago: int = 0) -> httpx.Response:
        """Send a body, as JSON unless it is text, signed with the machine's own secret."""
        text = body if isinstance(body, str) else json.dumps(body)
        signed_at = int(time.time()) - seconds_ago
        secret = secret or self.secrets_of(hook, "*")[0]
        header = WebhookSignature.generate_signature_header(text, secret, signed_at)
        return httpx.post(f"{self._url}/{path_of(hook)}", content=text, headers={HEADERS[hook]: header}, timeout=60)


@pytest.fixture(scope="module")
def database(stack_project: str, firestore_host: str) -> Client:
    assert firestore_host
    return Client(project=stack_project)


@pytest.fixture(scope="module")
def sender(stack_project: str, functions_host: str, database: Client) -> Sender:
    clinic_id = f"hooks-{uuid4().hex[:8]}"
    rules = f"clinics/{clinic_id}/rules"
    documents = {f"{rules}/tiers": tiers_rule(), f"{rules}/memberships": memberships_rule()}
    put_documents(database, {**clinic_documents(clinic_id), **documents})
    return Sender(functions_host, stack_project, clinic_id)


@pytest.fixture
def patient(database: Client, sender: Sender) -> str:
    """A patient with an account and nothing on it."""
    patient_id = f"patient-{uuid4().hex[:8]}"
    account = {
        **dict.fromkeys(("points", "wallet_minor", "debt_points", "revision"), 0),
        "name": "Ana Ruiz",
        "active": True,
        "remainder": {"numerator": 0, "denominator": 1},
        "head_hash": "0" * 64,
        "lots": {},
        "progress": {},
        "tier_id": None,
        "joined_with": {"request_id": "joined-by-a-test", "fingerprint": ""},
    }
    at = database.document(f"clinics/{sender.clinic_id}/patients/{patient_id}")
    at.set({**account, "joined_at": SERVER_TIMESTAMP})
    return patient_id


def subscription(sender: Sender, patient_id: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """An event as Stripe sends it, with much that nobody here needs."""
    now = int(time.time())
    price = {
        "id": "price_1",
        "unit_amount": 9_900,
        "currency": "usd",
        "recurring": {"interval": "month", "interval_count": 1},
    }
    item = {"id": "si_1", "price": price, "current_period_start": now, "current_period_end": now + 31 * 86_400}
    names = {"clinic_id": sender.clinic_id, "patient_id": patient_id, "location_id": CALABASAS, "plan_id": "monthly"}
    said = {
        "id": f"sub_{uuid4().hex[:12]}",
        "object": "subscription",
        "status": "active",
        "start_date": now,
        "cancel_at_period_end": False,
        "items": {"object": "list", "data": [item]},
        "metadata": names,
        "livemode": False,
        **changes,
    }
    kind = "customer.subscription.created"
    return {"id": f"evt_{uuid4().hex[:12]}", "object": "event", "type": kind, "created": now, "data": {"object": said}}


def account_of(database: Client, sender: Sender, patient_id: str) -> dict[str, Any]:
    """The account as it stands."""
    return database.document(f"clinics/{sender.clinic_id}/patients/{patient_id}").get().to_dict() or {}


def test_a_paid_subscription_makes_a_member_at_once_and_the_same_event_again_changes_nothing(
    database: Client, sender: Sender, patient: str
) -> None:
    event = subscription(sender, patient)
    first = sender.send("stripe_events", event)
    assert (first.status_code, first.json()["tier_id"], first.json()["status"]) == (200, "gold", "active")
    before = account_of(database, sender, patient)
    assert (before["tier_id"], before["membership"]["price_minor"]) == ("gold", 9_900)
    assert sender.send("stripe_events", event).json() == first.json()
    assert account_of(database, sender, patient) == before


def test_an_ended_subscription_takes_the_tier_with_it(database: Client, sender: Sender, patient: str) -> None:
    event = subscription(sender, patient)
    sender.send("stripe_events", event)
    event["data"]["object"] |= {"status": "canceled", "ended_at": event["created"] + 60}
    ended = sender.send("stripe_events", {**event, "id": f"evt_{uuid4().hex[:12]}", "created": event["created"] + 60})
    assert (ended.status_code, ended.json()["tier_id"]) == (200, "base")
    assert account_of(database, sender, patient)["membership"]["status"] == "ended"


def test_an_event_about_anything_else_is_passed_over(sender: Sender) -> None:
    answer = sender.send("stripe_events", {"id": "evt_1", "type": "invoice.paid", "data": {}})
    assert (answer.status_code, answer.json()) == (200, {"taken_in": False, "type": "invoice.paid"})


def test_a_subscription_that_is_none_of_ours_is_passed_over(sender: Sender) -> None:
    kind = "customer.subscription.updated"
    answer = sender.send("stripe_events", {"id": "evt_1", "type": kind, "data": {"object": {"metadata": {}}}})
    assert (answer.status_code, answer.json()) == (200, {"taken_in": False, "type": kind})


@pytest.mark.parametrize("hook", HEADERS)
def test_what_is_not_signed_by_the_secret_or_at_another_time_is_refused(sender: Sender, hook: str) -> None:
    wrong = sender.send(hook, {"type": "x"}, secret="another secret")
    old = sender.send(hook, {"type": "x"}, seconds_ago=400)
    ahead = sender.send(hook, {"type": "x"}, seconds_ago=-400)
    told = [(answer.status_code, answer.json()["code"]) for answer in (wrong, old, ahead)]
    assert told == [(401, "signature-invalid")] * 3


@pytest.mark.parametrize(
    ("hook", "body", "field"),
    [
        ("stripe_events", "no JSON", "the body"),
        ("stripe_events", "[]", "type"),
        ("ingest_treatments", "no JSON", "the body"),
        ("ingest_treatments", {"clinic_id": "a", "treatments": []}, "treatments"),
    ],
)
def test_what_is_signed_and_says_nothing_sound_is_refused_by_its_field(
    sender: Sender, hook: str, body: object, field: str
) -> None:
    answer = sender.send(hook, body)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (400, "event-malformed", field)


def test_a_subscription_of_an_unknown_patient_plan_or_currency_is_refused_and_nothing_is_written(
    database: Client, sender: Sender, patient: str
) -> None:
    unknown = subscription(sender, "patient-unknown")
    no_plan = subscription(sender, patient)
    no_plan["data"]["object"]["metadata"]["plan_id"] = "diamond"
    euros = subscription(sender, patient)
    euros["data"]["object"]["items"]["data"][0]["price"]["currency"] = "eur"
    before = account_of(database, sender, patient)
    answers = [sender.send("stripe_events", event) for event in (unknown, no_plan, euros)]
    told = [(answer.status_code, answer.json()["code"]) for answer in answers]
    assert told == [(200, "account-not-found"), (200, "plan-not-found"), (200, "event-malformed")]
    assert account_of(database, sender, patient) == before


def test_an_event_that_is_dated_ahead_is_refused_and_does_not_stay_the_latest(
    database: Client, sender: Sender, patient: str
) -> None:
    event, before = subscription(sender, patient), account_of(database, sender, patient)
    answer = sender.send("stripe_events", {**event, "created": event["created"] + 3_600})
    told = answer.json()
    assert (answer.status_code, told["code"], told["field"]) == (200, "event-malformed", "occurred_at")
    assert account_of(database, sender, patient) == before


@pytest.mark.parametrize("signer", ["one-clinic", "two-clinic"])
def test_a_secret_signs_for_its_own_clinic_alone_and_two_of_one_clinic_overlap(
    database: Client, sender: Sender, signer: str
) -> None:
    for clinic_id in ("one-clinic", "two-clinic"):
        rules = f"clinics/{clinic_id}/rules"
        documents = {f"{rules}/tiers": tiers_rule(), f"{rules}/memberships": memberships_rule()}
        put_documents(database, {**clinic_documents(clinic_id), **documents})
    theirs = {"one-clinic": "two-clinic", "two-clinic": "one-clinic"}[signer]
    outcomes = []
    for secret in sender.secrets_of("stripe_events", signer):
        for clinic_id in (signer, theirs):
            event = subscription(sender, "nobody-at-all")
            event["data"]["object"]["metadata"]["clinic_id"] = clinic_id
            outcomes.append(sender.send("stripe_events", event, secret=secret).json()["code"])
    expected = ["account-not-found", "signed-for-another-clinic"]
    assert outcomes == expected * len(sender.secrets_of("stripe_events", signer))
    (secret, *_) = sender.secrets_of("ingest_treatments", signer)
    treatment = {"treatment_id": "T-1", "patient_id": "nobody", "location_id": CALABASAS, "service_id": "peel"}
    told = [
        sender.send(
            "ingest_treatments",
            {"clinic_id": clinic_id, "treatments": [treatment | {"completed_on": "2026-11-01"}]},
            secret=secret,
        )
        for clinic_id in (signer, theirs)
    ]
    assert [answer.status_code for answer in told] == [200, 403]
    assert told[1].json()["code"] == "signed-for-another-clinic"


def test_completed_treatments_come_from_the_clinics_records_each_once_and_each_with_its_outcome(
    database: Client, sender: Sender, patient: str
) -> None:
    named = {
        "location_id": CALABASAS,
        "service_id": "peel",
        "completed_on": time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86_400)),
    }
    treatments = [
        {"treatment_id": "T-1", "patient_id": patient, **named},
        {"treatment_id": "T-1", "patient_id": patient, **named},
        {"treatment_id": "T-2", "patient_id": "patient-unknown", **named},
    ]
    answer = sender.send("ingest_treatments", {"clinic_id": sender.clinic_id, "treatments": treatments})
    assert [told["outcome"] for told in answer.json()["treatments"]] == ["ok", "ok", "account-not-found"]
    assert account_of(database, sender, patient)["progress"]["treatments"] == 1
    gone = {"treatment_id": "T-1", "patient_id": patient, **named, "withdrawn": True}
    unknown = {**gone, "treatment_id": "T-9"}
    answer = sender.send("ingest_treatments", {"clinic_id": sender.clinic_id, "treatments": [gone, gone, unknown]})
    assert [told["outcome"] for told in answer.json()["treatments"]] == ["ok", "ok", "treatment-not-found"]
    assert account_of(database, sender, patient)["progress"]["treatments"] == 0
