"""Due notices, their devices, and accounts whose points end, in Firestore: the ports `DueNotices`, `EndingAccounts`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.documents import Key
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ports import MOST_DEVICES, MOST_RECENT
from loyalty.domain.reminders.notices import Device, FoundDevice, Notice
from loyalty.store.codec import Codec
from loyalty.store.decoding import decode
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot

PAGE = 200


class FirestoreNotices:
    """See the protocol `DueNotices`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def due(self, now: datetime) -> Iterator[Key[Notice]]:
        """See `DueNotices`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        due = self._client.collection_group("notices").where(filter=FieldFilter("due_at", "<=", now)).order_by("due_at")
        while True:
            with refuse_unavailable():
                page = list(due.limit(PAGE).stream())
            yield from map(_key, page)
            if len(page) < PAGE:
                return
            due = due.start_after(page[-1])

    def devices(self, clinic_id: str, patient_id: str) -> Sequence[FoundDevice]:
        """See `DueNotices`."""
        devices = self._client.collection(f"clinics/{clinic_id}/patients/{patient_id}/devices")
        newest = devices.order_by("updated_at", direction="DESCENDING")
        with refuse_unavailable():
            found = map(_found_device, newest.limit(MOST_DEVICES).stream())
            return [one for one in found if one.device.token]

    def recent(self, clinic_id: str, patient_id: str) -> Sequence[Notice]:
        """See `DueNotices`."""
        notices = self._client.collection(f"clinics/{clinic_id}/patients/{patient_id}/notices")
        newest = notices.order_by("business_date", direction="DESCENDING")
        with refuse_unavailable():
            return [decode(Notice, found.to_dict() or {}) for found in newest.limit(MOST_RECENT).stream()]

    def forget(self, clinic_id: str, patient_id: str, found: FoundDevice) -> bool:
        """See `DueNotices`."""
        from google.api_core.exceptions import FailedPrecondition, NotFound  # noqa: PLC0415 - loaded with the client

        path = f"clinics/{clinic_id}/patients/{patient_id}/devices/{found.device_id}"
        option = self._client.write_option(last_update_time=found.version)
        try:
            with refuse_unavailable():
                self._client.document(path).delete(option=option)
        except (FailedPrecondition, NotFound):
            return False
        return True


class FirestoreEndingAccounts:
    """See the protocol `EndingAccounts`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def until(self, clinic_id: str, until: datetime, most: int) -> Sequence[Account]:
        """See `EndingAccounts`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        patients = self._client.collection(f"clinics/{clinic_id}/patients")
        due = patients.where(filter=FieldFilter("due_at", "<=", until)).order_by("due_at")
        with refuse_unavailable():
            found = list(due.limit(most).stream())
        self._usage.add(documents_read=len(found))
        keys, codec = ClinicKeys(clinic_id), Codec({})
        return [codec.value_of(keys.account(one.id), one.to_dict() or {}) for one in found]


def _key(snapshot: DocumentSnapshot[Any]) -> Key[Notice]:
    return Key(Notice, snapshot.reference.path)


def _found_device(snapshot: DocumentSnapshot[Any]) -> FoundDevice:
    fields = snapshot.to_dict() or {}
    return FoundDevice(snapshot.id, Device(fields.get("token", ""), fields.get("platform", "")), snapshot.update_time)
