"""Scripts that people and the build machine run by hand, a folder a subject; here are the places they all share."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
FUNCTIONS_VENV = ROOT / "functions" / "venv"
NODE_MODULES = ROOT / "node_modules"
FCM_PORT = 9198  # where a stand-in for Firebase Cloud Messaging listens

# Scripts import the engine as the functions do: as `loyalty`, from its own folder.
sys.path.insert(0, str(ROOT / "functions"))
