"""How long `import main` takes, as a multiple of `import functions_framework`, run about."""

from __future__ import annotations

import subprocess
import time

from scripts import FUNCTIONS_VENV, ROOT
from scripts.bench_figures import Figure, median_figure

BAR = 3.2


def measure(runs: int) -> list[Figure]:
    """The ratio of each of so many pairs, after one that is not counted."""
    ratios = []
    for run in range(runs + 1):
        ours, theirs = _seconds("import main"), _seconds("import functions_framework")
        if run:
            ratios.append(ours / theirs)
    return [median_figure("import main ÷ import functions_framework", ratios, BAR)]


def _seconds(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([FUNCTIONS_VENV / "bin" / "python", "-W", "ignore", "-c", code], cwd=ROOT / "functions", check=True)
    return time.perf_counter() - started
