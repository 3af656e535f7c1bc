"""Set-up's own conditions: the machine's Python and Node, the secret, Chromium, the emulators' launchers."""

import base64
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.setup import __main__ as setup
from scripts.setup import chromium, emulators, steps
from scripts.setup.parts import MissingPartError


def program(file: Path, script: str) -> Path:
    """An executable shell script."""
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def test_an_old_python_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert setup.main() == 1
    assert re.fullmatch(r"Python 3\.11 or newer is needed and .* is 3\.9: install one .*\n", capsys.readouterr().err)


def test_a_machine_without_node_is_told_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPartError, match="Node 20 and its npm are missing: install them"):
        steps.check_node()


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3"])
def test_an_old_node_is_refused_by_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    program(tmp_path / "node", f"echo {version}")
    program(tmp_path / "npm", "true")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPartError, match=rf"Node 20\.19 or newer is needed and .* is {re.escape(version)}"):
        steps.check_node()


def test_the_secrets_are_random_and_for_their_owner_only(tmp_path: Path) -> None:
    keys = []
    for name in ("one", "another"):
        steps.ensure_secret(tmp_path / name)
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
        values = [line.partition("=")[2] for line in (tmp_path / name).read_text().splitlines()]
        keys += [part.rpartition(":")[2] for value in values for part in value.split(",")]
    assert len(set(keys)) == len(keys) == 2 * (1 + 4 + 4)
    assert {len(base64.urlsafe_b64decode(key + "=")) for key in keys} == {32}


def test_a_secret_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    file = tmp_path / ".secret.local"
    there = "OTHER=1\nCODE_SIGNING_KEYS=old,new\nSTRIPE_WEBHOOK_SECRETS=*:whsec\nRECORDS_SECRETS=bella:shared\n"
    file.write_text(there)
    steps.ensure_secret(file)
    assert file.read_text() == there


def test_a_secret_that_is_no_clinics_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / ".secret.local"
    file.write_text("CODE_SIGNING_KEYS=old,new\nSTRIPE_WEBHOOK_SECRETS=whsec\nRECORDS_SECRETS=bella:shared\n")
    steps.ensure_secret(file)
    assert re.fullmatch(
        r"CODE_SIGNING_KEYS=old,new\nRECORDS_SECRETS=bella:shared\nSTRIPE_WEBHOOK_SECRETS=\*:\S+\n", file.read_text()
    )


def test_secrets_join_others(tmp_path: Path) -> None:
    file = tmp_path / ".secret.local"
    file.write_text("OTHER=1")
    steps.ensure_secret(file)
    others = "".join(rf"{name}=\S{{43,}}\n" for name in steps.SECRET_NAMES)
    assert re.fullmatch(rf"OTHER=1\n{others}", file.read_text())


def test_the_emulators_functions_push_to_this_machine(tmp_path: Path) -> None:
    file = tmp_path / ".env.local"
    steps.ensure_endpoint(file)
    assert file.read_text() == "FCM_ENDPOINT=http://127.0.0.1:9198\n"
    file.write_text("OTHER=1\nFCM_ENDPOINT=\n")
    steps.ensure_endpoint(file)
    assert file.read_text() == "OTHER=1\nFCM_ENDPOINT=http://127.0.0.1:9198\n"


def test_an_endpoint_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    file = tmp_path / ".env.local"
    file.write_text("FCM_ENDPOINT=http://127.0.0.1:1\n")
    steps.ensure_endpoint(file)
    assert file.read_text() == "FCM_ENDPOINT=http://127.0.0.1:1\n"


def test_the_browser_named_by_the_environment_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = program(tmp_path / "browser", "true")
    monkeypatch.setenv("CHROMIUM_PATH", str(browser))
    assert chromium.find_chromium() == browser


def test_a_named_browser_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "nothing"))
    with pytest.raises(MissingPartError, match=r"CHROMIUM_PATH names .*/nothing, which is not a program"):
        chromium.bring()


def test_the_newest_browser_in_playwrights_cache_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for revision in ("999", "1200"):
        folder = tmp_path / f"chromium-{revision}" / "chrome-linux"
        folder.mkdir(parents=True)
        program(folder / "chrome", "true")
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert chromium.find_chromium() == tmp_path / "chromium-1200" / "chrome-linux" / "chrome"


@pytest.mark.parametrize("folder", ["/opt/sdk", "/opt/" + "a long way/" * 20 + "Müller"])
def test_the_launchers_manifest_keeps_to_lines_of_72_bytes_and_loses_nothing(tmp_path: Path, folder: str) -> None:
    jar = Path(folder) / "emulator.jar"
    emulators.write_launcher_jar(tmp_path / "launcher.jar", "com.example.Main", jar)
    with zipfile.ZipFile(tmp_path / "launcher.jar") as archive:
        manifest = archive.read("META-INF/MANIFEST.MF")
    assert all(len(line) <= 72 for line in manifest.split(b"\r\n"))
    assert manifest.replace(b"\r\n ", b"").decode().splitlines() == [
        "Manifest-Version: 1.0",
        "Main-Class: com.example.Main",
        f"Class-Path: {jar.as_uri()}",
        "",
    ]


def test_java_itself_follows_a_launcher_to_the_main_class_of_the_other_jar(tmp_path: Path) -> None:
    emulators.write_launcher_jar(tmp_path / "launcher.jar", "com.example.Main", tmp_path / "missing.jar")
    java = emulators.java_home() / "bin" / "java"
    told = subprocess.run([java, "-jar", tmp_path / "launcher.jar"], capture_output=True, text=True, check=False)
    assert "Could not find or load main class com.example.Main" in told.stderr


def test_the_launcher_script_becomes_the_program_with_its_arguments(tmp_path: Path) -> None:
    original = program(tmp_path / "the emulator", 'printf "%s|" "$0" "$@"')
    emulators.write_launcher_script(tmp_path / "launcher", original)
    told = subprocess.run([tmp_path / "launcher", "--port=1", "a b"], capture_output=True, text=True, check=True)
    assert told.stdout == f"{original}|--port=1|a b|"
