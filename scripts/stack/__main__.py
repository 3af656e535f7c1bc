"""Commands of the stack, after `python -m scripts.stack`.

- `exec -- pytest tests` runs a command inside a stack of its own, and returns its status;
- `serve -- python fill.py` does the same, and when that is done keeps the stack up until Ctrl-C;
- `stop` ends what a killed stack of this checkout left behind.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from scripts.stack.ports import TakenPortError
from scripts.stack.processes import kill_marked
from scripts.stack.stack import CHECKOUT_MARK, Stack, StackError, run_inside, stay_up


def main(arguments: Sequence[str]) -> int:
    """The commands of the module's docstring; 1 with one sentence when the stack cannot start."""
    match arguments:
        case ["exec" | "serve" as verb, "--", *command] if command:
            try:
                with Stack() as stack:
                    status = run_inside(stack, command)
                    return stay_up(stack) if verb == "serve" and status == 0 else status
            except (StackError, TakenPortError) as error:
                print(error, file=sys.stderr)
                return 1
        case ["stop"]:
            print(f"{kill_marked(CHECKOUT_MARK)} processes ended")
            return 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
