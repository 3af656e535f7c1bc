"""Set-up: every part that `make demo` and `make test` need, brought once, given the machine's Python and Node.

`python3 -m scripts.setup` brings all but a browser, and with `--chromium` the page tests' browser too. What is here
already is left alone, so a second run takes no time. What is missing and cannot be brought is named in one sentence
with its mend, and the exit status is 1.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Bring everything; 0 when all is here, 1 when a part is missing, 130 after Ctrl-C."""
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python is what this line is there to meet
        print(_too_old(), file=sys.stderr)
        return 1
    from scripts.setup import steps  # noqa: PLC0415  may use what an older Python lacks

    try:
        steps.bring_all(with_chromium="--chromium" in sys.argv[1:])
    except steps.MissingPartError as missing:
        print(missing, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _too_old() -> str:
    here = ".".join(str(number) for number in sys.version_info[:2])
    return f"Python 3.11 or newer is needed and `{sys.executable}` is {here}: install one and name it, `make PYTHON=…`."


if __name__ == "__main__":
    sys.exit(main())
