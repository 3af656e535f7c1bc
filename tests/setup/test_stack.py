"""A stack comes up whole or says why not, and leaves no process behind however it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from scripts import NODE_MODULES, ROOT
from scripts.stack.environment import QUICK_AUTH, emulators_environment
from scripts.stack.ports import Address, TakenPortError, is_taken, refuse_taken_ports
from scripts.stack.processes import find_marked, kill_marked
from scripts.stack.stack import DATA_ONLY, Stack, StackError, run_inside
from tests.support.counts import soaking

# Behaves as the Firebase CLI does with its workers: a child in a session of its own, deaf to polite signals.
STAND_IN = f"""#!{sys.executable}
import subprocess, sys, time
deaf = "import signal, time; [signal.signal(s, signal.SIG_IGN) for s in (2, 15, 1)]; print(flush=True); time.sleep(600)"
worker = subprocess.Popen([sys.executable, "-c", deaf], start_new_session=True, stdout=subprocess.PIPE)
worker.stdout.readline()
print("All emulators ready!", flush=True)
time.sleep(600)
"""
DRIVER = """
import sys, time
from pathlib import Path
from scripts.stack.stack import DATA_ONLY, Stack
config, log, program = map(Path, sys.argv[1:])
with Stack(DATA_ONLY, config=config, log=log, program=program) as stack:
    print(stack.mark, flush=True)
    time.sleep(600)
"""


def script(file: Path, text: str) -> Path:
    """An executable file."""
    file.write_text(text)
    file.chmod(0o755)
    return file


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A firebase.json with ports that nothing listens on."""
    names = ["auth", "firestore", "hub"]
    with ExitStack() as held:
        probes = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in names]
        emulators = {name: {"port": probe.getsockname()[1]} for name, probe in zip(names, probes, strict=True)}
    file = tmp_path / "firebase.json"
    file.write_text(json.dumps({"emulators": emulators | {"ui": {"enabled": False}}}))
    return file


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A stand-in for the Firebase CLI that is ready at once."""
    return script(tmp_path / "firebase", STAND_IN)


@pytest.fixture(params=["stand-in", *(["the Firebase CLI"] if soaking() else [])])
def any_program(request: pytest.FixtureRequest, program: Path) -> Path:
    """The stand-in, and in a soak the Firebase CLI itself."""
    return program if request.param == "stand-in" else NODE_MODULES / ".bin" / "firebase"


@pytest.fixture
def driver(config: Path, any_program: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that has started a stack and keeps it."""
    command: list[str | Path] = [sys.executable, "-c", DRIVER, config, config.with_name("emulators.log"), any_program]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def mark_of(driver: subprocess.Popen[str]) -> str:
    """The mark of the driver's stack, once it is up."""
    assert driver.stdout
    return driver.stdout.readline().strip()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_process_of_a_stack_behind(driver: subprocess.Popen[str], number: signal.Signals) -> None:
    mark = mark_of(driver)
    assert len(find_marked(mark)) >= 2
    driver.send_signal(number)
    assert driver.wait(60) == 128 + number
    assert find_marked(mark) == []


def test_a_second_ctrl_c_leaves_no_process_behind_either(driver: subprocess.Popen[str]) -> None:
    mark = mark_of(driver)
    driver.send_signal(signal.SIGINT)
    time.sleep(0.05)
    driver.send_signal(signal.SIGINT)
    driver.wait(60)
    assert find_marked(mark) == []


def test_what_a_killed_stack_left_behind_is_found_and_ended(driver: subprocess.Popen[str]) -> None:
    mark = mark_of(driver)
    driver.kill()
    driver.wait()
    assert len(find_marked(mark)) >= 2
    assert kill_marked(mark) >= 2
    assert find_marked(mark) == []


def test_an_error_inside_leaves_no_process_behind(config: Path, program: Path) -> None:
    stack = Stack(DATA_ONLY, config=config, log=config.with_name("log"), program=program)
    with pytest.raises(ZeroDivisionError), stack:
        _ = 1 // (len(find_marked(stack.mark)) - 2)  # two are running: the CLI and its worker
    assert find_marked(stack.mark) == []


def test_the_signals_are_answered_as_before_once_a_stack_is_gone(config: Path, program: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    with Stack(DATA_ONLY, config=config, log=config.with_name("log"), program=program):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_emulators_that_end_at_once_are_quoted_with_what_matters(config: Path, tmp_path: Path) -> None:
    said = "echo 'i  starting'; echo 'Error: Could not start the Firestore Emulator'; exit 1"
    failing = script(tmp_path / "firebase", f"#!/bin/sh\n{said}\n")
    told = r"The emulators ended at once; .*log:\n  Error: Could not start the Firestore Emulator$"
    with (
        pytest.raises(StackError, match=told),
        Stack(DATA_ONLY, config=config, log=tmp_path / "log", program=failing),
    ):
        pass


def test_functions_that_cannot_be_loaded_stop_the_start_with_their_error(config: Path, tmp_path: Path) -> None:
    said = "Failed to load function definition from source: ModuleNotFoundError: No module named 'x'"
    failing = script(tmp_path / "firebase", f'#!/bin/sh\necho "{said}"; echo "All emulators ready!"; sleep 600\n')
    stack = Stack(DATA_ONLY, config=config, log=tmp_path / "log", program=failing)
    with pytest.raises(StackError, match=r"cannot be loaded; .*\n.*No module named 'x'"), stack:
        pass
    assert find_marked(stack.mark) == []


def test_emulators_that_never_get_ready_are_given_up_and_ended(config: Path, tmp_path: Path) -> None:
    silent = script(tmp_path / "firebase", "#!/bin/sh\necho 'waiting for nothing'; sleep 600\n")
    stack = Stack(DATA_ONLY, config=config, log=tmp_path / "log", program=silent, patience_seconds=0.5)
    with pytest.raises(StackError, match=r"No answer in .* s; .*\n  waiting for nothing$"), stack:
        pass
    assert find_marked(stack.mark) == []


def test_a_command_inside_knows_the_stack_and_its_status_is_handed_on(config: Path, program: Path) -> None:
    with Stack(DATA_ONLY, config=config, log=config.with_name("log"), program=program) as stack:
        knows = f'[ "$FIRESTORE_EMULATOR_HOST" = "{stack.addresses["firestore"]}" ] && exit 7'
        assert run_inside(stack, ["sh", "-c", knows]) == 7


def test_a_taken_port_is_named_with_who_needs_it_and_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = Address("127.0.0.1", listener.getsockname()[1])
        told = rf"Port {taken.port}, which the Firestore emulator needs, is taken: .* or change firebase\.json"
        with pytest.raises(TakenPortError, match=told):
            refuse_taken_ports({"firestore": taken}, ROOT / "firebase.json")
    assert not is_taken(taken)


def test_a_stack_starts_nothing_when_a_port_is_taken(config: Path, program: Path) -> None:
    stack = Stack(DATA_ONLY, config=config, log=config.with_name("log"), program=program)
    with socket.create_server(stack.addresses["auth"]), pytest.raises(TakenPortError, match="Auth"), stack:
        pass
    assert not stack.log.exists()


def test_the_emulators_know_no_way_to_a_real_project(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "FIREBASE_TOKEN", "GOOGLE_CLOUD_PROJECT"):
        monkeypatch.setenv(name, "something")
    known = emulators_environment()
    assert not known.keys() & {"GOOGLE_APPLICATION_CREDENTIALS", "FIREBASE_TOKEN", "GOOGLE_CLOUD_PROJECT"}
    assert Path(known["XDG_CONFIG_HOME"]).is_relative_to(ROOT)
    assert Path(known["CLOUDSDK_CONFIG"]).is_relative_to(ROOT)


def test_the_emulators_run_on_a_java_that_firebase_tools_accepts() -> None:
    told = subprocess.run(["java", "-version"], env=emulators_environment(), capture_output=True, text=True, check=True)
    [major] = re.findall(r'version "(\d+)', told.stderr)
    assert int(major) >= 21


def test_the_quick_start_of_the_auth_emulator_finds_the_validator_it_quickens() -> None:
    validate = 'const Ajv = require("ajv").default; process.exit(new Ajv().validateSchema({type: 5}) ? 0 : 1)'
    for options, status in (["--require", str(QUICK_AUTH)], 0), ([], 1):
        node = ["node", *options, "-e", validate]
        assert subprocess.run(node, cwd=ROOT, env=os.environ, capture_output=True, check=False).returncode == status
