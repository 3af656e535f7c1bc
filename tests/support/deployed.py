"""The deployed functions, by their triggers."""

import main
from loyalty.entrypoints.hooks import HOOKS as _HOOKS
from loyalty.entrypoints.services import COUNTER, OFFICE

SCHEDULED = tuple(name for name in main.__all__ if vars(main)[name].__firebase_endpoint__.scheduleTrigger)
# Other systems call these, with a signature instead of a sign-in.
HOOKS = tuple(_HOOKS)
CALLABLES = (*COUNTER.calls, *OFFICE.calls)


def path_of(name: str) -> str:
    """Where a call or a hook is reached: its function, and its own name. Any other name is one that `counter` lacks."""
    function = "hooks" if name in HOOKS else "office" if name in OFFICE.calls else "counter"
    return f"{function}/{name}"
