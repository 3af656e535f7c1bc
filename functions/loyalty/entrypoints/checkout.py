"""Calls of the checkout: join, codes, visits, lookups, receipts, appointments."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from loyalty import config
from loyalty.entrypoints.callers import JOINING
from loyalty.entrypoints.endpoint import Call

if TYPE_CHECKING:
    from loyalty.domain.checkout.patient_lists import ListedAccounts
    from loyalty.domain.ports import (
        ComingVisits,
        DayActs,
        Engagements,
        OpenRequests,
        PatientNames,
        PatientRecords,
        Sales,
        Sessions,
    )
    from loyalty.entrypoints.backend import Backend
    from loyalty.services.checkout.codes import Codes

NONCE_BYTES = 8
LOOKUP_ID_BYTES = 12
VIEW_ID_BYTES = 12


def _codes(_: Backend) -> Codes:
    from loyalty.services.checkout.codes import Codes

    return Codes(config.code_signing_keys())


def _nonce(_: Backend) -> str:
    return secrets.token_hex(NONCE_BYTES)


def _lookup_id(_: Backend) -> str:
    return secrets.token_hex(LOOKUP_ID_BYTES)


def _view_id(_: Backend) -> str:
    return secrets.token_hex(VIEW_ID_BYTES)


def _records(backend: Backend) -> PatientRecords:
    from loyalty.store.firestore.records import FirestorePatientRecords

    return FirestorePatientRecords(backend.client, backend.usage)


def _listed_accounts(backend: Backend) -> ListedAccounts:
    from loyalty.store.firestore.patient_lists import FirestoreListedAccounts

    return FirestoreListedAccounts(backend.client, backend.usage)


def _sessions(_: Backend) -> Sessions:
    from loyalty.entrypoints.sessions import FirebaseSessions

    return FirebaseSessions()


def _names(backend: Backend) -> PatientNames:
    from loyalty.store.firestore.checkout import FirestorePatientNames

    return FirestorePatientNames(backend.client, backend.usage)


def _sales(backend: Backend) -> Sales:
    from loyalty.store.firestore.checkout import FirestoreSales

    return FirestoreSales(backend.client, backend.usage)


def _day_acts(backend: Backend) -> DayActs:
    from loyalty.store.firestore.day import FirestoreDayActs

    return FirestoreDayActs(backend.client, backend.usage)


def _engagements(backend: Backend) -> Engagements:
    from loyalty.store.firestore.checkout import FirestoreEngagements

    return FirestoreEngagements(backend.client, backend.usage)


def _open_requests(backend: Backend) -> OpenRequests:
    from loyalty.store.firestore.checkout import FirestoreOpenRequests

    return FirestoreOpenRequests(backend.client, backend.usage)


def _coming_visits(backend: Backend) -> ComingVisits:
    from loyalty.store.firestore.checkout import FirestoreComingVisits

    return FirestoreComingVisits(backend.client, backend.usage)


CALLS = (
    Call("join_clinic", "checkout.join_clinic", {"new_accounts": lambda _: JOINING}),
    Call("end_sessions", "checkout.end_sessions", {"sessions": _sessions}),
    Call("issue_code", "checkout.issue_code", {"codes": _codes, "nonce": _nonce}),
    Call("check_in", "checkout.check_in", {"codes": _codes}),
    Call("find_patients", "checkout.find_patients", {"names": _names, "lookup_id": _lookup_id}),
    Call("open_visit", "checkout.open_visit"),
    Call("get_patient", "checkout.get_patient", {"records": _records, "view_id": _view_id}),
    Call("list_patients", "checkout.list_patients", {"accounts": _listed_accounts, "view_id": _view_id}),
    Call("close_account", "checkout.close_account"),
    Call("reopen_account", "checkout.close_account"),
    Call("get_receipt", "checkout.get_receipt"),
    Call("list_receipts", "checkout.list_receipts", {"sales": _sales}),
    Call("list_day", "checkout.list_day", {"day_acts": _day_acts}),
    Call("get_engagement", "checkout.get_engagement", {"engagements": _engagements}),
    Call("list_requests", "checkout.list_requests", {"open_requests": _open_requests}),
    Call("list_coming_visits", "checkout.list_coming_visits", {"coming_visits": _coming_visits}),
    Call("answer_appointment", "checkout.appointments"),
    Call("accept_proposal", "checkout.appointments"),
    Call("change_appointment", "checkout.change_appointment"),
    Call("cancel_appointment", "checkout.change_appointment"),
)
