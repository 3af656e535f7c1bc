"""Lists of patients in Firestore: the port `ListedAccounts`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from loyalty.domain.checkout.patient_lists import ListedAccount, ListedMembership, PatientChoice, Question
from loyalty.store.decoding import decode
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, Query

# Of an account no more is read than a list shows.
SHOWN = ("name", "active", "joined_at", "seen_on", "points", "debt_points", "wallet_minor", "tier_id", "ends_on")
SHOWN_OF_MEMBERSHIP = ("plan_name", "status", "paid_until_on", "grace_days")
MASK = [*SHOWN, *(f"membership.{name}" for name in SHOWN_OF_MEMBERSHIP)]


class FirestoreListedAccounts:
    """See the protocol `ListedAccounts`: one question for a page, and one for each key of a name."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def page(
        self, clinic_id: str, question: Question, after: tuple[str | int, str] | None, most: int
    ) -> Sequence[ListedAccount]:
        """See `ListedAccounts`."""
        asked, by = self._in_order(clinic_id, question)
        if after is not None:
            place, patient_id = after
            asked = asked.start_after(
                {by: place, "__name__": self._client.document(f"clinics/{clinic_id}/patients/{patient_id}")}
            )
        return self._read(asked, most)

    def named(self, clinic_id: str, keys: Sequence[tuple[str, int]]) -> Sequence[ListedAccount]:
        """See `ListedAccounts`; the keys are asked side by side."""
        with ThreadPoolExecutor(len(keys)) as pool:
            found = pool.map(lambda one: self._read(self._with_key(clinic_id, one[0]), one[1]), keys)
            return list({one.patient_id: one for group in found for one in group}.values())

    def _read(self, asked: Query, most: int) -> list[ListedAccount]:
        with refuse_unavailable():
            found = list(asked.select(MASK).limit(most).stream())
        self._usage.add(documents_read=len(found))
        return [listed_account(one.id, one.to_dict() or {}) for one in found]

    def _with_key(self, clinic_id: str, key: str) -> Query:
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        named: Query = (
            self._client.collection(f"clinics/{clinic_id}/patients")
            .where(filter=FieldFilter("name_keys", "array_contains", key))
            .order_by("seen_on", direction="DESCENDING")
            .order_by("joined_at")
        )
        return named

    def _in_order(self, clinic_id: str, question: Question) -> tuple[Query, str]:
        """The query of a choice, spelled out, so that a test finds its index; and the field of its order."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        patients = self._client.collection(f"clinics/{clinic_id}/patients")
        bound = str(question.bound_on)
        match question.choice:
            case PatientChoice.ENDING:
                ending = patients.where(filter=FieldFilter("ends_on", "<=", bound))
                return ending.order_by("ends_on").order_by("__name__"), "ends_on"
            case PatientChoice.TIERS:
                placed = patients.where(filter=FieldFilter("tier_id", "in", list(question.tier_ids)))
                most_first = placed.order_by("points", direction="DESCENDING")
                return most_first.order_by("__name__", direction="DESCENDING"), "points"
            case PatientChoice.MEMBERS:
                paid = patients.where(filter=FieldFilter("membership.paid_until_on", ">=", bound))
                return paid.order_by("membership.paid_until_on").order_by("__name__"), "membership.paid_until_on"
            case PatientChoice.AWAY:
                away = patients.where(filter=FieldFilter("seen_on", "<=", bound))
                last_first = away.order_by("seen_on", direction="DESCENDING")
                return last_first.order_by("__name__", direction="DESCENDING"), "seen_on"
            case PatientChoice.OWING:
                owing = patients.where(filter=FieldFilter("debt_points", ">", 0))
                most_first = owing.order_by("debt_points", direction="DESCENDING")
                return most_first.order_by("__name__", direction="DESCENDING"), "debt_points"
            case _:
                return patients.order_by("name").order_by("__name__"), "name"


def listed_account(patient_id: str, fields: Mapping[str, Any]) -> ListedAccount:
    """The account of a document of which the mask was read, or the whole."""
    membership = fields.get("membership")
    said = {name: fields.get(name) for name in (*SHOWN, "membership")}
    listed = {name: membership[name] for name in SHOWN_OF_MEMBERSHIP} if membership else None
    held = decode(ListedMembership, listed) if listed else None
    return decode(ListedAccount, said, patient_id=patient_id, membership=held)
