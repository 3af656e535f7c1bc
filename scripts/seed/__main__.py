"""Seed the emulators that the environment names, and say who can sign in.

python -m scripts.seed [project id]
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

from scripts.seed.seed import NotAnEmulatorError, seed, sign_ins
from scripts.stack import PROJECT


def main() -> int:
    """Seed, and say who can sign in; 1 with one sentence where there are no emulators."""
    started = time.monotonic()
    try:
        seeded = seed(sys.argv[1] if len(sys.argv) > 1 else PROJECT, datetime.now(UTC))
    except NotAnEmulatorError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    done = f"{seeded.written} documents written" if seeded.written else "it was there already"
    print(f"Clinic {seeded.clinic_id}: {done}, in {time.monotonic() - started:.1f} s.")
    print(sign_ins(seeded))
    return 0


if __name__ == "__main__":
    sys.exit(main())
