"""The functions as Firebase serves them: parse, call, answer. Only this package knows firebase_functions and pydantic.

Options for all functions are set before any is declared. `cpu=1` is explicit, since without it an instance has a
fraction of a CPU and no concurrency; functions-framework serves four threads a CPU, so an instance takes four calls.
"""

import gc

# Set before the SDKs load: by default Python collects garbage after every 700 new objects, and a cold start makes
# hundreds of thousands that stay. The collections took a tenth of it, and found nothing.
gc.set_threshold(50_000, 20, 50)

import firebase_admin  # noqa: E402
from firebase_functions.options import set_global_options  # noqa: E402

REGION = "us-west1"

set_global_options(region=REGION, cpu=1, memory=512, concurrency=4, timeout_sec=30)
firebase_admin.initialize_app()
