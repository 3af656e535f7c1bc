"""The callables of a checkout: join, show a code, scan it, record the purchase, look a receipt up."""

from __future__ import annotations

import secrets
from dataclasses import asdict

from loyalty import config
from loyalty.entrypoints.bodies import CheckInBody, GetReceiptBody, IssueCodeBody, JoinClinicBody, RecordPurchaseBody
from loyalty.entrypoints.calls import Call, answers, codes
from loyalty.services import check_in as checking_in
from loyalty.services import get_receipt as receipts
from loyalty.services import issue_code as issuing
from loyalty.services import join_clinic as joining
from loyalty.services import qr_image
from loyalty.services import record_purchase as purchases

NONCE_BYTES = 12


@answers(lambda: JoinClinicBody)
def join_clinic(call: Call[JoinClinicBody]) -> object:
    """A patient opens their account."""
    return joining.join_clinic(call.store, call.body.value(), call.caller)


@answers(lambda: IssueCodeBody, secrets=(config.CODE_SIGNING_KEYS,))
def issue_code(call: Call[IssueCodeBody]) -> object:
    """A patient's app asks for a code, and its picture."""
    nonce = secrets.token_hex(NONCE_BYTES)
    issued = issuing.issue_code(call.store, codes(), call.body.value(), call.caller, nonce)
    draw = qr_image.png if call.body.image == "png" else qr_image.svg
    return {**asdict(issued), "image": draw(issued.text)}


@answers(lambda: CheckInBody, secrets=(config.CODE_SIGNING_KEYS,))
def check_in(call: Call[CheckInBody]) -> object:
    """The desk scans a code, and the patient appears."""
    return checking_in.check_in(call.store, codes(), call.body.value(), call.caller)


@answers(lambda: RecordPurchaseBody)
def record_purchase(call: Call[RecordPurchaseBody]) -> object:
    """The desk records a purchase, and the points are credited."""
    return purchases.record_purchase(call.store, call.body.value(), call.caller)


@answers(lambda: GetReceiptBody)
def get_receipt(call: Call[GetReceiptBody]) -> object:
    """What became of a request."""
    return receipts.get_receipt(call.store, call.body.value(), call.caller)
