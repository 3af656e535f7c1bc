"""What people and the build machine run by hand, one module a command; here stand the places they all share."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
FUNCTIONS_VENV = ROOT / "functions" / "venv"
NODE_MODULES = ROOT / "node_modules"
