"""The functions as Firebase serves them: parse, call, answer. Only here are firebase_functions and pydantic known.

Options that hold for every function are set before any is declared. `cpu=1` is said aloud, since leaving it out means a
fraction of one and no concurrency; functions-framework serves four threads a CPU, so an instance takes four calls.
"""

import firebase_admin
from firebase_functions.options import set_global_options

REGION = "us-west1"

set_global_options(region=REGION, cpu=1, memory=512, concurrency=4, timeout_sec=30, max_instances=20)
firebase_admin.initialize_app()
