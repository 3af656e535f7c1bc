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
# Each function that may be called: its secrets, and what bounds its instances.
USUAL = {"availableMemoryMb": 512, "timeoutSeconds": 30}
# A preview plays a year of a clinic again.
LONG = {"availableMemoryMb": 1024, "timeoutSeconds": 300}
SERVICES: dict[str, tuple[list[str], dict[str, float]]] = {
    "counter": (["CODE_SIGNING_KEYS"], {"cpu": 1, "concurrency": 4, "maxInstances": 2, **USUAL}),
    "office": (["STRIPE_WEBHOOK_SECRETS", "RECORDS_SECRETS"], {"cpu": 1, "concurrency": 4, "maxInstances": 1, **LONG}),
    # Other systems call it; the signature of what they send is checked with a secret.
    "hooks": (
        ["STRIPE_WEBHOOK_SECRETS", "RECORDS_SECRETS"],
        {"cpu": 0.5, "concurrency": 1, "maxInstances": 1, **USUAL},
    ),
}
SCHEDULED = {
    "refresh_tiers": ("20 * * * *", "Etc/UTC", 0.25),
    "nightly_audit": ("30 3 * * *", "America/Los_Angeles", 0.5),
    "deliver_notices": ("*/5 * * * *", "America/Los_Angeles", 0.25),
    "sweep_points": ("0 * * * *", "Etc/UTC", 0.375),
    "publish_releases": ("*/5 * * * *", "Etc/UTC", 0.125),
}
# The quota of a new project is twenty CPUs in a region; half of it is left for its builds, and for growth.
MOST_CPUS = 10


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
    assert set(discovered["endpoints"]) == {*SERVICES, *SCHEDULED}
    assert len(discovered["endpoints"]) <= 9


@pytest.mark.parametrize("name", SERVICES)
def test_a_function_has_its_region_cpu_concurrency_secrets_and_no_schedule(
    discovered: dict[str, Any], name: str
) -> None:
    endpoint, (secrets, bounds) = discovered["endpoints"][name], SERVICES[name]
    assert endpoint["region"] == ["us-west1"]
    assert {bound: endpoint[bound] for bound in bounds} == bounds
    assert endpoint.get("secretEnvironmentVariables", []) == [{"key": secret} for secret in secrets]
    assert "scheduleTrigger" not in endpoint


@pytest.mark.parametrize("name", ["counter", "office"])
def test_a_service_of_calls_speaks_the_callable_protocol(discovered: dict[str, Any], name: str) -> None:
    assert discovered["endpoints"][name]["callableTrigger"] == {}


def test_a_hook_is_plain_https_and_has_its_own_secret_only(discovered: dict[str, Any]) -> None:
    assert discovered["endpoints"]["hooks"]["httpsTrigger"] == {}


@pytest.mark.parametrize("name", SCHEDULED)
def test_a_scheduled_function_names_its_time_zone_its_retries_and_has_time(
    discovered: dict[str, Any], name: str
) -> None:
    endpoint = discovered["endpoints"][name]
    trigger = endpoint["scheduleTrigger"]
    assert (trigger["schedule"], trigger["timeZone"], endpoint["cpu"]) == SCHEDULED[name]
    assert trigger["retryConfig"]["retryCount"] == 3
    assert endpoint["region"] == ["us-west1"]
    assert (endpoint["availableMemoryMb"], endpoint["timeoutSeconds"]) == (512, 540)
    assert (endpoint["concurrency"], endpoint["maxInstances"]) == (1, 1)


def test_all_functions_together_stay_within_ten_cpus_while_an_update_runs_them_twice(
    discovered: dict[str, Any],
) -> None:
    endpoints = discovered["endpoints"].values()
    assert 2 * sum(endpoint["cpu"] * endpoint["maxInstances"] for endpoint in endpoints) <= MOST_CPUS


def test_a_deployment_asks_for_secrets_and_for_no_parameter(discovered: dict[str, Any]) -> None:
    declared = {param["name"]: param["type"] for param in discovered["params"]}
    assert declared == dict.fromkeys(("CODE_SIGNING_KEYS", "STRIPE_WEBHOOK_SECRETS", "RECORDS_SECRETS"), "secret")


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
    assert imported == {*SERVICES, *SCHEDULED}
