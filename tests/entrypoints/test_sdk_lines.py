"""The SDK's own log lines say what was wrong with a request, and quote neither its token nor its body."""

from __future__ import annotations

import logging

import httpx
import pytest

SECRET = "ZebulonaQuartzfieldsToken"


@pytest.mark.parametrize(
    ("headers", "line"),
    [
        ({"Authorization": f"Bearer {SECRET}"}, "Error validating token"),
        ({"Authorization": f"Bearer {SECRET}.{SECRET}.{SECRET}"}, "Error validating token"),
        ({"Authorization": SECRET}, ""),  # without a bearer the SDK is not asked
        ({"X-Firebase-AppCheck": f"{SECRET}.a.b"}, ""),
    ],
)
def test_a_token_that_does_not_parse_is_logged_by_no_letter(
    address: str,
    headers: dict[str, str],
    line: str,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = httpx.post(
            f"{address}/counter/issue_code", json={"data": {"note": SECRET}}, headers=headers, timeout=60
        )
    assert answer.status_code == 401
    printed = "".join(capsys.readouterr()) + caplog.text
    assert line in printed
    assert SECRET not in printed


def test_a_body_that_is_none_is_logged_by_no_letter(
    address: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        httpx.post(f"{address}/counter/issue_code", json={"other": SECRET}, timeout=60)
    assert SECRET not in "".join(capsys.readouterr()) + caplog.text
