"""The environment of the emulators: their Java, their launchers, and no way out of this machine."""

from __future__ import annotations

import os

from scripts import CACHE, ROOT
from scripts.setup import emulators

QUICK_AUTH = ROOT / "scripts" / "stack" / "quick_auth.cjs"

# Variables that would lead an emulator, or a function in it, to a real project, another stack or foreign Python
# packages; and one that would only slow it.
_LEFT_OUT = {
    "FIREBASE_AUTH_EMULATOR_HOST",
    "FIREBASE_CONFIG",
    "FIREBASE_EMULATOR_HUB",
    "FIREBASE_TOKEN",
    "FIRESTORE_EMULATOR_HOST",
    "GCLOUD_PROJECT",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CLOUD_PROJECT",
    "PUBSUB_EMULATOR_HOST",
    "PYTHONDONTWRITEBYTECODE",  # every worker would compile the functions anew
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
}

# A stack lives for minutes: on two processors Java's second compiler, and garbage gathered by several threads, take
# more than they give.
_QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def emulators_environment() -> dict[str, str]:
    """The environment that the Firebase CLI is started with; nothing in it waits for an answer from the network."""
    java = emulators.java_home()
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return (
        kept
        | {
            "PATH": f"{java / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "JAVA_HOME": str(java),
            "JDK_JAVA_OPTIONS": f"{_QUICK_JAVA} {os.environ.get('JDK_JAVA_OPTIONS', '')}".strip(),
            "FUNCTIONS_DISCOVERY_TIMEOUT": "60",  # seconds; on a busy machine the first import takes more than 10
            "CI": "1",  # no message of the day is fetched
            "NO_UPDATE_NOTIFIER": "1",
            "NODE_OPTIONS": f'{os.environ.get("NODE_OPTIONS", "")} --require "{QUICK_AUTH}"'.strip(),
            "NO_COLOR": "1",
            "METADATA_SERVER_DETECTION": "none",  # Node's Google libraries do not look for a metadata server …
            "NO_GCE_CHECK": "true",  # … nor do Python's
            "CLOUDSDK_CONFIG": str(CACHE / "config" / "gcloud"),  # nobody's own sign-in is found
            "XDG_CONFIG_HOME": str(CACHE / "config"),
        }
        | emulators.overrides()
    )
