"""The callables of a checkout: join, show a code, scan it, record the purchase, look a receipt up.

A worker serves one function, so each imports its body and its service with its first call.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING

from loyalty import config
from loyalty.entrypoints.endpoint import Call, answers, codes, late

if TYPE_CHECKING:
    from loyalty.entrypoints import bodies_checkout as bodies

NONCE_BYTES = 8


@answers(late("bodies_checkout", "JoinClinicBody"))
def join_clinic(call: Call[bodies.JoinClinicBody]) -> object:
    """A patient opens their account."""
    from loyalty.services.checkout import join_clinic as service

    return service.join_clinic(call.store, call.body.into(service.JoinClinic), call.caller)


@answers(late("bodies_checkout", "IssueCodeBody"), secrets=(config.CODE_SIGNING_KEYS,))
def issue_code(call: Call[bodies.IssueCodeBody]) -> object:
    """A patient's app asks for a code, and its picture."""
    from loyalty.services.checkout import issue_code as service
    from loyalty.services.checkout import qr_image

    nonce = secrets.token_hex(NONCE_BYTES)
    issued = service.issue_code(call.store, codes(), call.body.into(service.IssueCode), call.caller, nonce)
    draw = qr_image.png if call.body.image == "png" else qr_image.svg
    return {**asdict(issued), "image": draw(issued.text)}


@answers(late("bodies_checkout", "CheckInBody"), secrets=(config.CODE_SIGNING_KEYS,))
def check_in(call: Call[bodies.CheckInBody]) -> object:
    """The desk scans a code, and the patient appears."""
    from loyalty.services.checkout import check_in as service

    return service.check_in(call.store, codes(), call.body.into(service.CheckIn), call.caller)


@answers(late("bodies_checkout", "RecordPurchaseBody"))
def record_purchase(call: Call[bodies.RecordPurchaseBody]) -> object:
    """The desk records a purchase, and the points are credited."""
    from loyalty.services.ledger import record_purchase as service

    return service.record_purchase(call.store, call.body.into(service.RecordPurchase), call.caller)


@answers(late("bodies_checkout", "GetReceiptBody"))
def get_receipt(call: Call[bodies.GetReceiptBody]) -> object:
    """What became of a request."""
    from loyalty.services.checkout import get_receipt as service

    return service.get_receipt(call.store, call.body.into(service.GetReceipt), call.caller)
