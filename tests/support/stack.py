"""The addresses of the running stack, from the environment it sets; and emptying its database."""

import os

import pytest

from tests.support.http import http_client


def stack_variable(name: str) -> str:
    """The value of a variable that the stack sets; the test fails when no stack runs."""
    value = os.environ.get(name)
    if not value:
        pytest.fail(f"No emulators are running ({name} is not set): start the tests with `make test`.", pytrace=False)
    return value


def clear_documents(firestore_host: str, project_id: str) -> None:
    """Delete every document of a project in the emulator."""
    path = f"/emulator/v1/projects/{project_id}/databases/(default)/documents"
    http_client().delete(f"http://{firestore_host}{path}").raise_for_status()
