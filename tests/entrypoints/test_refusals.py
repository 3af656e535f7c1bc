"""Every way a call is refused, over HTTP: typed, with a stable code, and nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from google.cloud import firestore

from loyalty.entrypoints import backend
from loyalty.services.checkout.get_receipt import GetReceipt
from loyalty.store.documents import Write
from loyalty.store.firestore.client import FirestoreDocuments
from tests.entrypoints.conftest import Counter
from tests.support.clinic import CALABASAS, DESK, PATIENT, Fields, rule
from tests.support.deployed import CALLABLES
from tests.support.documents import with_part
from tests.support.serving import Answer

ACCOUNT = f"clinics/bella/patients/{PATIENT}"
Refused = Callable[[Answer, dict[str, Fields], str, str], None]


def check_in(counter: Counter, uid: str = DESK, **changes: str) -> Answer:
    body = {"request_id": counter.next_id(), "location_id": CALABASAS, "code": counter.code()}
    return counter.call("check_in", uid, **(body | changes))


@pytest.mark.parametrize("name", CALLABLES)
def test_unauthenticated_without_a_sign_in(counter: Counter, refused: Refused, name: str) -> None:
    refused(counter.call(name, None), counter.documents(), "UNAUTHENTICATED", "sign-in-required")


@pytest.mark.parametrize("name", CALLABLES)
def test_unauthenticated_by_a_password_for_an_address_that_is_not_shown_to_be_theirs(
    counter: Counter, refused: Refused, name: str
) -> None:
    refused(counter.call(name, "unproven"), counter.documents(), "UNAUTHENTICATED", "address-not-verified")


@pytest.mark.parametrize("name", CALLABLES)
def test_unauthenticated_with_an_app_check_token_that_is_not_valid(
    counter: Counter, refused: Refused, name: str
) -> None:
    answer = counter.client.call(name, {}, PATIENT, {"X-Firebase-AppCheck": "not one of ours"})
    refused(answer, counter.documents(), "UNAUTHENTICATED", "app-check-required")


@pytest.mark.parametrize("name", CALLABLES)
def test_no_setting_locks_out_the_pages_which_send_no_app_check_token(
    counter: Counter, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENFORCE_APP_CHECK", "true")
    assert counter.call(name, PATIENT, nonsense=1).code == "malformed-request"


def test_permission_denied_for_who_is_not_on_the_staff(counter: Counter, refused: Refused) -> None:
    counter.join()
    refused(check_in(counter, "nobody"), counter.documents(), "PERMISSION_DENIED", "not-staff")


@pytest.mark.parametrize("name", CALLABLES)
def test_invalid_argument_for_a_body_out_of_shape(counter: Counter, refused: Refused, name: str) -> None:
    answer = counter.call(name, PATIENT, nonsense=1)
    refused(answer, counter.documents(), "INVALID_ARGUMENT", "malformed-request")
    assert answer.details["field"]


@pytest.mark.parametrize("name", ["join_clinic", "record_purchase", "quote_redemption"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"5",
        b"null",
        b"[]",
        b'{"data": {}, "more": 1}',
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"data": NaN}',
        b"1" * 5_000,
    ],
)
def test_invalid_argument_for_what_is_not_the_protocol(counter: Counter, name: str, body: bytes) -> None:
    answer = counter.client.post(name, body, PATIENT)
    assert (answer.http_status, answer.status, answer.code) == (400, "INVALID_ARGUMENT", "malformed-request")


def test_invalid_argument_for_a_body_too_large_or_of_another_type(counter: Counter) -> None:
    for body, content_type in ((b'{"data": "' + b"x" * 70_000 + b'"}', "application/json"), (b"a=1", "text/plain")):
        answer = counter.client.post("join_clinic", body, PATIENT, content_type)
        assert (answer.status, answer.code) == ("INVALID_ARGUMENT", "malformed-request")


def test_invalid_argument_for_a_text_that_is_no_code(counter: Counter, refused: Refused) -> None:
    refused(check_in(counter, code="HELLO"), counter.documents(), "INVALID_ARGUMENT", "code-not-genuine")


def test_not_found_for_a_patient_without_account(counter: Counter, refused: Refused) -> None:
    refused(check_in(counter), counter.documents(), "NOT_FOUND", "account-not-found")


def test_failed_precondition_for_a_code_that_ended(counter: Counter, refused: Refused) -> None:
    counter.join()
    old = counter.code(issued_at=datetime.now(UTC) - timedelta(seconds=61))
    refused(check_in(counter, code=old), counter.documents(), "FAILED_PRECONDITION", "code-expired")


def test_failed_precondition_for_an_invalid_rule_document_naming_it_and_its_field(
    counter: Counter, refused: Refused
) -> None:
    counter.join()
    body = counter.purchase(counter.scan())
    spoiled = rule(eligible_tenders=["cash"], rate_bp=-1, minor_per_point=1)
    counter.database.document("clinics/bella/rules/earning").set(spoiled)
    answer = counter.call("record_purchase", **body)
    refused(answer, counter.documents(), "FAILED_PRECONDITION", "document-invalid")
    assert (answer.details["document"], answer.details["field"]) == ("clinics/bella/rules/earning", "rate_bp")


def test_already_exists_for_a_code_scanned_before(counter: Counter, refused: Refused) -> None:
    counter.join()
    code = counter.code()
    check_in(counter, code=code)
    answer = check_in(counter, code=code)
    refused(answer, counter.documents(), "ALREADY_EXISTS", "code-already-used")
    assert answer.details["checked_in_by"] == DESK


def test_already_exists_for_a_request_id_used_for_something_else(counter: Counter, refused: Refused) -> None:
    counter.join()
    body = counter.purchase(counter.scan())
    counter.call("record_purchase", **body)
    other = {**body, "tenders": [{"kind": "cash", "amount_minor": 1}]}
    before = counter.documents()
    refused(counter.call("record_purchase", **other), before, "ALREADY_EXISTS", "request-id-reused")


def test_aborted_when_others_keep_changing_the_account(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.join()
    body = counter.purchase(counter.scan())
    account = counter.database.document(ACCOUNT)

    class Beaten(FirestoreDocuments):
        """Somebody else is always a moment faster."""

        def commit(self, writes: Sequence[Write], timeout: float) -> None:
            account.update({"rival": firestore.Increment(1)})
            super().commit(writes, timeout)

    monkeypatch.setattr(backend, "FirestoreDocuments", Beaten)
    answer = counter.call("record_purchase", **body)
    assert (answer.http_status, answer.status, answer.code) == (409, "ABORTED", "contention")
    assert not [path for path in counter.documents() if "/entries/" in path]


def test_resource_exhausted_when_the_account_holds_500_open_lots_of_other_days(
    counter: Counter, refused: Refused
) -> None:
    counter.join()
    counter.call("record_purchase", **counter.purchase(counter.scan()))
    body = counter.purchase(counter.scan())
    (lot,) = counter.documents()[ACCOUNT]["lots"].values()
    full = {f"lot-{number}": with_part(lot, "expires_on", "2099-12-31") for number in range(500)}
    counter.database.document(ACCOUNT).update({"lots": full})
    answer = counter.call("record_purchase", **body)
    refused(answer, counter.documents(), "RESOURCE_EXHAUSTED", "too-many-open-lots")
    assert answer.details["limit"] == 500


def test_a_bug_of_ours_leaves_its_traceback_in_the_log(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(store: object, body: GetReceipt, caller: object) -> None:  # noqa: ARG001
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("loyalty.services.checkout.get_receipt.get_receipt", broken)
    body = {"patient_id": PATIENT, "request_id": counter.next_id()}
    assert counter.call("get_receipt", PATIENT, **body).status == "INTERNAL"
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    (line,) = [line for line in lines if line.get("message") == "call"]
    assert (line["severity"], line["outcome"]) == ("ERROR", "internal")
    assert "ZeroDivisionError: a bug" in line["stack_trace"]
