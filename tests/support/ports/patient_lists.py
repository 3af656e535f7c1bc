"""Lists of patients in a dictionary: the port `ListedAccounts`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from loyalty.domain.checkout.patient_lists import BY_NUMBER, ListedAccount, PatientChoice, Question
from loyalty.store.firestore.patient_lists import listed_account
from tests.support.memory import MemoryDocuments

DOWN = frozenset({PatientChoice.TIERS, PatientChoice.AWAY, PatientChoice.OWING})


class MemoryListedAccounts:
    """See the protocol `ListedAccounts`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def page(
        self, clinic_id: str, question: Question, after: tuple[str | int, str] | None, most: int
    ) -> Sequence[ListedAccount]:
        fitting = [
            ((_place(one, question.choice), one.patient_id), one)
            for one, fields in self._accounts(clinic_id)
            if _fits(fields, question)
        ]
        down = question.choice in DOWN
        fitting.sort(key=lambda one: one[0], reverse=down)
        following = [one for place, one in fitting if after is None or (place < after if down else place > after)]
        return self._read(following[:most])

    def named(self, clinic_id: str, keys: Sequence[tuple[str, int]]) -> Sequence[ListedAccount]:
        named = [(one, fields["name_keys"]) for one, fields in self._accounts(clinic_id) if "seen_on" in fields]
        named.sort(key=lambda one: one[0].joined_at)
        named.sort(key=lambda one: one[0].seen_on or date.min, reverse=True)
        found = [self._read([one for one, known in named if key in known][:most]) for key, most in keys]
        return list({one.patient_id: one for group in found for one in group}.values())

    def _read(self, found: list[ListedAccount]) -> list[ListedAccount]:
        self._documents.usage.add(documents_read=len(found))
        return found

    def _accounts(self, clinic_id: str) -> list[tuple[ListedAccount, Mapping[str, Any]]]:
        within = f"clinics/{clinic_id}/patients/"
        return [
            (listed_account(path.removeprefix(within), fields), fields)
            for path, fields in sorted(self._documents.all().items())
            if path.startswith(within) and path.count("/") == 3
        ]


def _place(one: ListedAccount, choice: PatientChoice) -> str | int:
    place = one.place(choice)
    return int(place) if choice in BY_NUMBER else place


def _fits(fields: Mapping[str, Any], question: Question) -> bool:
    bound = str(question.bound_on)
    match question.choice:
        case PatientChoice.ENDING:
            return fields.get("ends_on") is not None and fields["ends_on"] <= bound
        case PatientChoice.TIERS:
            return fields["tier_id"] in question.tier_ids
        case PatientChoice.MEMBERS:
            return fields["membership"] is not None and fields["membership"]["paid_until_on"] >= bound
        case PatientChoice.AWAY:
            return fields.get("seen_on") is not None and fields["seen_on"] <= bound
        case PatientChoice.OWING:
            return bool(fields["debt_points"] > 0)
        case _:
            return True
