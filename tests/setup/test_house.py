"""Promises of the repository about itself: its pins, its settings, its verbs."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts import NODE_MODULES, ROOT
from scripts.stack.emulated import write_emulated
from scripts.stack.stack import WHOLE

PINS = ["requirements-dev.txt", "functions/requirements.txt"]


@pytest.fixture(scope="module")
def firebase_json() -> dict[str, Any]:
    """The Firebase CLI's configuration."""
    settings: dict[str, Any] = json.loads((ROOT / "firebase.json").read_text())
    return settings


def test_firebase_json_fits_the_schema_that_comes_with_firebase_tools() -> None:
    schema = NODE_MODULES / "firebase-tools" / "schema" / "firebase-config.json"
    command: list[str | Path] = [
        Path(sys.executable).parent / "check-jsonschema",
        "--schemafile",
        schema,
        ROOT / "firebase.json",
    ]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_every_emulator_has_a_port_of_its_own(firebase_json: dict[str, Any]) -> None:
    settings = firebase_json["emulators"]
    ports = [settings[name]["port"] for name in (*WHOLE, "hub", "eventarc", "tasks")]
    assert len(set(ports)) == len(ports)
    assert {settings[name]["host"] for name in WHOLE} == {"127.0.0.1"}


def test_the_pages_may_run_no_inline_script_or_style_and_stand_in_no_frame(firebase_json: dict[str, Any]) -> None:
    [everywhere] = [rule["headers"] for rule in firebase_json["hosting"]["headers"] if rule["source"] == "**"]
    headers = {header["key"]: header["value"] for header in everywhere}
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    google = "identitytoolkit securetoken firestore firebaseinstallations fcmregistrations"
    assert policy["connect-src"].split() == ["'self'", *(f"https://{name}.googleapis.com" for name in google.split())]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=(self)" in headers["Permissions-Policy"]


def test_the_pages_call_their_own_address_and_hosting_passes_it_on(firebase_json: dict[str, Any]) -> None:
    passed_on = {rule["source"]: rule["function"]["functionId"] for rule in firebase_json["hosting"]["rewrites"]}
    assert passed_on == {"/call/**": "counter", "/office/**": "office"}


def test_only_the_emulators_copy_of_the_policy_names_an_address_of_this_machine(tmp_path: Path) -> None:
    config = tmp_path / "firebase.json"
    config.write_text((ROOT / "firebase.json").read_text())
    settings = json.loads(config.read_text())
    deployed, emulated = json.dumps(settings["hosting"]), json.loads(write_emulated(config).read_text())
    assert "127.0.0.1" not in deployed
    served = json.dumps(emulated["hosting"])
    for name in ("auth", "firestore"):
        address = settings["emulators"][name]
        assert f" http://{address['host']}:{address['port']} " in served
    assert "*" not in served.partition("connect-src")[2].partition(";")[0]


def test_what_is_uploaded_with_the_functions_holds_no_environment_and_no_secret(firebase_json: dict[str, Any]) -> None:
    [functions] = firebase_json["functions"]
    assert {"venv", "tests", "__pycache__", ".secret.local"} <= set(functions["ignore"])


@pytest.mark.parametrize("pins", PINS)
def test_every_python_package_is_pinned_and_no_index_is_named(pins: str) -> None:
    lines = (ROOT / pins).read_text().splitlines()
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)?", line)] == []


def test_the_functions_install_nothing_that_development_does_not_pin_the_same() -> None:
    development, production = (set((ROOT / pins).read_text().splitlines()) for pins in PINS)
    assert production <= development


def test_the_node_lock_names_no_registry_and_a_hash_for_every_package() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {path: package for path, package in packages.items() if path}
    assert [path for path, package in installed.items() if "resolved" in package] == []
    assert [path for path, package in installed.items() if not package.get("integrity")] == []


def test_every_node_package_asked_for_is_pinned() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    wanted = package["dependencies"] | package["devDependencies"]
    assert [name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_the_build_machine_runs_make_test_and_no_more() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "exec make test"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_make_alone_tells_what_every_verb_does() -> None:
    makefile = (ROOT / "Makefile").read_text()
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    told = subprocess.run(["make", "--silent"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^ +make (\w+) +\w", told, re.MULTILINE) == phony.split()
