"""The deployed functions, by their triggers."""

import main

SCHEDULED = tuple(name for name in main.__all__ if vars(main)[name].__firebase_endpoint__.scheduleTrigger)
# Other systems call these, with a signature instead of a sign-in.
HOOKS = ("ingest_treatments", "stripe_events")
CALLABLES = tuple(name for name in main.__all__ if name not in (*SCHEDULED, *HOOKS))
