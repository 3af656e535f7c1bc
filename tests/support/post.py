"""The post of everybody in the page tests: the e-mails that the Auth emulator would have sent."""

from __future__ import annotations

from typing import Any

import httpx


class Post:
    """The e-mails that the Auth emulator would have sent."""

    def __init__(self, auth_host: str, project: str) -> None:
        """Read at the emulator."""
        self._url = f"http://{auth_host}/emulator/v1/projects/{project}/oobCodes"

    def links(self, address: str, kind: str = "EMAIL_SIGNIN") -> list[str]:
        """The links that were sent to an address, oldest first, and are not used up."""
        sent: list[dict[str, Any]] = httpx.get(self._url).raise_for_status().json()["oobCodes"]
        mine = [each for each in sent if each["email"] == address and each["requestType"] == kind]
        return [str(each["oobLink"]) for each in mine]

    def link(self, address: str) -> str:
        """The one that is in their post."""
        (link,) = self.links(address)
        return link

    def confirm(self, address: str) -> None:
        """Open the newest link that shows whose an address is."""
        answer = httpx.get(self.links(address, "VERIFY_EMAIL")[-1])
        assert answer.status_code in {httpx.codes.OK, httpx.codes.SEE_OTHER}
