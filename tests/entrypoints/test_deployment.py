"""The deployment: discovery finds what is intended, and it imports with the production packages alone."""

from __future__ import annotations

import ast
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[2]
FUNCTIONS = HOUSE / "functions"
PRODUCTION_PYTHON = FUNCTIONS / "venv" / "bin" / "python"
SIGNING = [{"key": "CODE_SIGNING_KEYS"}]
# Every function that may be called, and the secrets it is given; and every one that a schedule runs.
INTENDED: dict[str, list[dict[str, str]]] = {
    "join_clinic": [],
    "issue_code": SIGNING,
    "check_in": SIGNING,
    "record_purchase": [],
    "get_receipt": [],
    "quote_redemption": [],
    "redeem_points": [],
    "redeem_reward": [],
    "cancel_redemption": [],
    "request_confirmation": [],
    "confirm_redemption": [],
    "refund_purchase": [],
    "void_purchase": [],
    "reassign_purchase": [],
    "adjust_points": [],
    "decide_adjustment": [],
    "reissue_points": [],
    "add_to_wallet": [],
    "bank_points": [],
    "undo_banking": [],
    "answer_appointment": [],
    "accept_proposal": [],
    "change_membership": [],
    "complete_treatment": [],
    "grant_tier": [],
    "publish_rule": [],
    "find_patients": [],
    "open_visit": [],
    "get_engagement": [],
    "list_receipts": [],
    "list_requests": [],
    "get_location_totals": [],
    "get_revenue": [],
}
# Other systems call these; the signature of what they send is checked with the secret.
HOOKS = {"stripe_events": [{"key": "STRIPE_WEBHOOK_SECRETS"}], "ingest_treatments": [{"key": "RECORDS_SECRETS"}]}
SCHEDULED = {
    "refresh_tiers": ("20 * * * *", "Etc/UTC"),
    "nightly_audit": ("30 3 * * *", "America/Los_Angeles"),
    "deliver_notices": ("*/5 * * * *", "America/Los_Angeles"),
    "sweep_points": ("0 * * * *", "Etc/UTC"),
}


def in_production(code: str) -> str:
    """The output of a line of Python in the environment that is deployed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FIRE", "GCLOUD", "GOOGLE"))}
    done = subprocess.run(
        [PRODUCTION_PYTHON, "-W", "ignore", "-c", code],
        cwd=FUNCTIONS,
        capture_output=True,
        text=True,
        env=clean,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def discovered() -> dict[str, Any]:
    """The manifest that the CLI reads at deploy."""
    spoken = in_production(
        "import json, yaml; from firebase_functions.private import serving;"
        "print(json.dumps(yaml.safe_load(serving.functions_as_yaml(serving.get_functions()))))"
    )
    manifest: dict[str, Any] = json.loads(spoken)
    return manifest


def test_discovery_lists_every_function_and_no_other(discovered: dict[str, Any]) -> None:
    assert set(discovered["endpoints"]) == {*INTENDED, *HOOKS, *SCHEDULED}


@pytest.mark.parametrize("name", INTENDED)
def test_a_function_has_its_region_cpu_concurrency_secrets_and_no_schedule(
    discovered: dict[str, Any], name: str
) -> None:
    endpoint = discovered["endpoints"][name]
    assert endpoint["region"] == ["us-west1"]
    assert (endpoint["cpu"], endpoint["concurrency"], endpoint["availableMemoryMb"]) == (1, 4, 512)
    assert (endpoint["timeoutSeconds"], endpoint["maxInstances"]) == (30, 20)
    assert endpoint.get("secretEnvironmentVariables", []) == INTENDED[name]
    assert endpoint["callableTrigger"] == {}
    assert "scheduleTrigger" not in endpoint


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_plain_https_and_has_its_own_secret_only(discovered: dict[str, Any], name: str) -> None:
    endpoint = discovered["endpoints"][name]
    assert endpoint["httpsTrigger"] == {}
    assert endpoint["secretEnvironmentVariables"] == HOOKS[name]
    assert (endpoint["region"], endpoint["timeoutSeconds"], endpoint["maxInstances"]) == (["us-west1"], 30, 20)


@pytest.mark.parametrize("name", SCHEDULED)
def test_a_scheduled_function_names_its_time_zone_its_retries_and_has_time(
    discovered: dict[str, Any], name: str
) -> None:
    endpoint = discovered["endpoints"][name]
    trigger = endpoint["scheduleTrigger"]
    assert (trigger["schedule"], trigger["timeZone"]) == SCHEDULED[name]
    assert trigger["retryConfig"]["retryCount"] == 3
    assert endpoint["region"] == ["us-west1"]
    assert (endpoint["cpu"], endpoint["availableMemoryMb"], endpoint["timeoutSeconds"]) == (1, 512, 540)
    assert (endpoint["concurrency"], endpoint["maxInstances"]) == (1, 1)


def test_parameters_are_declared_and_secrets_are_secret(discovered: dict[str, Any]) -> None:
    declared = {param["name"]: param["type"] for param in discovered["params"]}
    secrets = dict.fromkeys(("CODE_SIGNING_KEYS", "STRIPE_WEBHOOK_SECRETS", "RECORDS_SECRETS"), "secret")
    assert declared == {**secrets, "ENFORCE_APP_CHECK": "boolean", "FCM_ENDPOINT": "string"}


def test_importing_main_loads_neither_pictures_nor_push_nor_payments_nor_the_database_client() -> None:
    loaded = in_production("import main, sys, json; print(json.dumps(sorted(sys.modules)))")
    modules = set(json.loads(loaded))
    assert "loyalty.entrypoints.checkout" in modules
    assert "loyalty.services.checkout.check_in" not in modules
    assert not modules & {"qrcode", "png", "firebase_admin.messaging", "google.cloud.firestore", "babel", "stripe"}


def test_nothing_of_development_is_installed_in_production() -> None:
    with_tests = {"pytest", "hypothesis", "mypy", "ruff", "playwright", "PIL", "typer"}
    found = in_production(f"import importlib.util as u; print([n for n in {sorted(with_tests)} if u.find_spec(n)])")
    assert found.strip() == "[]"


def test_main_only_imports_the_functions_and_lists_them() -> None:
    tree = ast.parse((FUNCTIONS / "main.py").read_text())
    docstring, *rest = tree.body
    assert isinstance(docstring, ast.Expr)
    imported = {alias.name for node in rest if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert all(isinstance(node, ast.ImportFrom | ast.Assign) for node in rest)
    assert all(
        node.module.startswith("loyalty.entrypoints.")
        for node in rest
        if isinstance(node, ast.ImportFrom) and node.module
    )
    assert imported == {*INTENDED, *HOOKS, *SCHEDULED}
