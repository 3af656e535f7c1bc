"""The functions that are deployed: imported and listed here, and nothing else.

Nearly all that these imports make lives as long as the worker. Searching it for garbage while it is made takes a tenth
of a cold start, so the collector pauses meanwhile, and afterwards leaves it out of every search.
"""

import gc

gc.disable()
from loyalty.entrypoints.checkout import check_in, get_receipt, issue_code, join_clinic, record_purchase  # noqa: E402

gc.freeze()
gc.enable()

__all__ = ["check_in", "get_receipt", "issue_code", "join_clinic", "record_purchase"]
