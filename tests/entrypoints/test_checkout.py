"""A checkout over HTTP, as the pages make it."""

from __future__ import annotations

import base64
import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
import zxingcpp
from PIL import Image

from loyalty.services.checkout.codes import Codes
from tests.entrypoints.conftest import Counter
from tests.support.clinic import CALABASAS, DESK, KEYS, PATIENT
from tests.support.http import http_client

ACCOUNT = f"clinics/bella/patients/{PATIENT}"


def test_from_joining_to_the_receipt(counter: Counter) -> None:
    assert counter.join().result["points"] == 0
    issued = counter.call("issue_code", PATIENT, location_id=CALABASAS, image="png").result
    picture = Image.open(io.BytesIO(base64.b64decode(issued["image"]["data"])))
    scanned = zxingcpp.read_barcodes(picture)[0].text
    visit = counter.call("check_in", request_id=counter.next_id(), location_id=CALABASAS, code=scanned)
    assert visit.result["patient"]["name"] == "Ana Ruiz"
    body = counter.purchase(visit)
    receipt = counter.call("record_purchase", **body).result
    assert (receipt["points"], receipt["points_after"]) == (4_500, 4_500)
    assert receipt["explanation"] == "10 % of $450.00 cash"
    looked_up = counter.call("get_receipt", PATIENT, patient_id=PATIENT, request_id=body["request_id"])
    assert looked_up.result == receipt
    assert counter.documents()[ACCOUNT]["points"] == 4_500


def test_answers_are_plain_json_with_instants_and_dates_as_iso_text(counter: Counter) -> None:
    counter.join()
    receipt = counter.call("record_purchase", **counter.purchase(counter.scan())).result
    assert datetime.fromisoformat(receipt["occurred_at"]).utcoffset() is not None
    assert receipt["why"]["remainder_after"] == {"numerator": 0, "denominator": 1}
    assert receipt["why"]["rule_versions"] == {"earning": 1, "expiry": 1, "reminders": 1}
    assert set(receipt["lot"]) == {"lot_id", "points_earned", "expires_on", "expires_at"}


def test_an_issued_code_says_when_it_ends_and_comes_as_svg_by_default(counter: Counter) -> None:
    counter.join()
    issued = counter.call("issue_code", PATIENT, location_id=CALABASAS).result
    assert issued["image"]["media_type"] == "image/svg+xml"
    life = datetime.fromisoformat(issued["expires_at"]) - datetime.fromisoformat(issued["issued_at"])
    assert life.total_seconds() == issued["lifetime_seconds"] == 60
    assert Codes(KEYS).read(issued["text"]).location_id == CALABASAS


def test_every_code_issued_is_another(counter: Counter) -> None:
    counter.join()
    texts = {counter.call("issue_code", PATIENT, location_id=CALABASAS).result["text"] for _ in range(5)}
    assert len(texts) == 5


def test_a_card_only_purchase_is_recorded_with_zero_points_and_says_why(counter: Counter) -> None:
    counter.join()
    receipt = counter.call("record_purchase", **counter.purchase(counter.scan(), kind="card")).result
    assert (receipt["points"], receipt["lot"]) == (0, None)
    assert receipt["explanation"] == "No points: only cash earns here."


def test_five_of_one_request_at_once_make_one_entry_and_five_identical_answers(counter: Counter) -> None:
    counter.join()
    body = counter.purchase(counter.scan())
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: counter.call("record_purchase", **body), range(5)))
    assert all(answer.result == answers[0].result is not None for answer in answers)
    assert len([path for path in counter.documents() if "/entries/" in path]) == 1


def test_fifty_presentations_of_one_code_at_once_open_one_visit(counter: Counter) -> None:
    counter.join()
    code = counter.code()
    requests = [counter.next_id() for _ in range(50)]
    with ThreadPoolExecutor(50) as pool:
        answers = list(
            pool.map(
                lambda request_id: counter.call("check_in", request_id=request_id, location_id=CALABASAS, code=code),
                requests,
            )
        )
    assert len([answer for answer in answers if answer.result]) == 1
    assert {answer.code for answer in answers if not answer.result} == {"code-already-used"}
    assert len([path for path in counter.documents() if "/visits/" in path]) == 1


def test_a_browser_asks_once_for_leave_to_call_from_a_page(address: str) -> None:
    asked = {"Origin": "https://clinic.example", "Access-Control-Request-Method": "POST"}
    answer = http_client().options(f"{address}/counter/record_purchase", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] in {"*", "https://clinic.example"}
    assert answer.headers["Access-Control-Max-Age"] == "7200"


def test_one_log_line_a_call_tells_what_it_cost_and_nothing_private(
    counter: Counter, capfd: pytest.CaptureFixture[str]
) -> None:
    counter.join()
    visit = counter.scan()
    body = counter.purchase(visit, amount_minor=43_219)
    capfd.readouterr()
    counter.call("record_purchase", **body)
    printed = capfd.readouterr().out
    lines = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    (line,) = [line for line in lines if line.get("message") == "call"]
    assert (line["call"], line["outcome"], line["severity"]) == ("record_purchase", "ok", "INFO")
    assert (line["round_trips"], line["documents_read"], line["documents_written"]) == (2, 15, 3)
    assert line["milliseconds"] > 0
    assert (line["uid"], line["patient_id"], line["request_id"]) == (DESK, PATIENT, body["request_id"])
    assert "Ana" not in printed
    assert "43219" not in printed


def test_a_refused_call_is_logged_by_its_code(counter: Counter, capfd: pytest.CaptureFixture[str]) -> None:
    counter.call("check_in", "nobody", request_id=counter.next_id(), location_id=CALABASAS, code=counter.code())
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines() if line.startswith("{")]
    assert [line["outcome"] for line in lines if line.get("message") == "call"] == ["not-staff"]
