"""Time of `import main`, as a multiple of that of `import functions_framework`, and the packages it must not load.

The two are imported in turn, each in a Python of its own with the production packages alone, and timed inside it, so
that the start of Python itself flatters neither. Bytecode is kept in the cache and written by a first, uncounted pair.
"""

from __future__ import annotations

import json
import os
import subprocess

from scripts import CACHE, FUNCTIONS_VENV, ROOT
from scripts.bench.figures import Figure, median_figure

BAR = 3.2
NOT_LOADED = ("qrcode", "firebase_admin.messaging", "google.cloud.firestore")
_TIMED = "import time; began = time.perf_counter(); import {}; print(time.perf_counter() - began)"
_LOADED = "import json, main, sys; print(json.dumps([name for name in {} if name in sys.modules]))"


def measure(runs: int) -> list[Figure]:
    """The ratio of so many pairs, after one that is not counted, and how many of NOT_LOADED are loaded."""
    ratios = [_ratio(ours_first=run % 2 == 0) for run in range(runs + 1)][1:]
    loaded = json.loads(_output_of(_LOADED.format(NOT_LOADED)))
    return [
        median_figure("import main ÷ import functions_framework", ratios, BAR),
        Figure(f"of {', '.join(NOT_LOADED)}: loaded by it", len(loaded), 0),
    ]


def _ratio(*, ours_first: bool) -> float:
    order = ("main", "functions_framework") if ours_first else ("functions_framework", "main")
    seconds = {name: float(_output_of(_TIMED.format(name))) for name in order}
    return seconds["main"] / seconds["functions_framework"]


def _output_of(code: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [FUNCTIONS_VENV / "bin" / "python", "-W", "ignore", "-c", code],
        cwd=ROOT / "functions",
        env=kept | {"PYTHONPYCACHEPREFIX": str(CACHE / "bytecode")},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
