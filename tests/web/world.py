"""A clinic of the page tests' own in the running stack: its documents, its people, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
from google.cloud.firestore import Client, FieldFilter

from loyalty.domain.calendar import first_instant_after
from loyalty.domain.ledger.lot_texts import text_of_lot
from loyalty.domain.ledger.lots import Lot, Policy
from loyalty.entrypoints.backend import CODEC
from loyalty.services.program.open_clinic import OpenClinic, open_clinic
from loyalty.services.reminders.sweep_account import sweep_account
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.transaction import TransactionalStore
from tests.support.clinic import CALABASAS, ENCINO, clinic_documents, rule, staff
from tests.support.deployed import path_of
from tests.support.emulator import put_documents

PASSWORD = "a password of the emulator"
CODE_LIFETIME = 300  # seconds, the longest there is: a code must not end because the machine is busy
BRAND = {"primary": "#1F4D4A", "accent": "#B08D57", "tagline": "Skin, unhurried."}
_KEY = {"key": "any"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in."""

    uid: str
    email: str
    name: str


class World:
    """The clinic `clinic_id`, with locations Calabasas and Encino, in the one project that the functions know."""

    def __init__(self, project: str, auth_host: str, functions_host: str) -> None:
        """Write the clinic's documents; its people are made as they are asked for."""
        self.clinic_id = f"pages-{uuid4().hex[:12]}"
        self._auth = f"http://{auth_host}/identitytoolkit.googleapis.com/v1"
        self._functions = f"http://{functions_host}/{project}/us-west1"
        self._project = project
        self._store = Client(project=project)
        self._http = httpx.Client(timeout=60)
        self._tokens: dict[str, str] = {}
        put_documents(self._store, clinic_documents(self.clinic_id))
        self._clinic().update({"name": "Bella Riva Dermatology", "brand": BRAND})
        for published in self._clinic().collection("rules").stream():
            published.reference.collection("history").document("1").set(published.to_dict() or {})
        self.set_code_lifetime(CODE_LIFETIME)
        # The front desk, too, may ask for more points than it gives by itself.
        self._clinic().collection("rules").document("adjustments").update({"daily_caps.front_desk": 3_000})
        # California: what little is left of paid-in money is paid out.
        self._clinic().collection("rules").document("banking").update({"cash_out_below_minor": 15_00})

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()
        self._store.close()

    def patient(self, name: str = "Ana Ruiz") -> Person:
        """A patient with an account and no points."""
        person = self.stranger(name)
        body = {"request_id": uuid4().hex, "clinic_id": self.clinic_id, "name": name}
        self._post(f"{self._functions}/{path_of('join_clinic')}", {"data": body}, self._token(person))
        return person

    def call(self, name: str, person: Person, **body: object) -> dict[str, Any]:
        """The answer of a callable to somebody; the clinic is this one."""
        data = {"clinic_id": self.clinic_id, **body}
        answer = self._post(f"{self._functions}/{path_of(name)}", {"data": data}, self._token(person))
        result: dict[str, Any] = answer["result"]
        return result

    def add_to_wallet(self, person: Person, amount_minor: int) -> None:
        """A member of staff takes money for the patient's wallet."""
        body = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": person.uid}
        self.call("add_to_wallet", self.staff(), **body, amount_minor=amount_minor, tender="cash", text="paid in")

    def buy(self, person: Person, **tenders: int) -> str:
        """The patient pays at Calabasas, minor units by tender, and it is recorded: its entry's id."""
        member = self.staff()
        at = {"location_id": CALABASAS}
        visit = self.call("check_in", member, request_id=uuid4().hex, code=self.code(person), **at)
        paid = [{"kind": kind, "amount_minor": amount_minor} for kind, amount_minor in tenders.items()]
        who = {"patient_id": person.uid, "visit_id": visit["visit_id"]}
        receipt = self.call("record_purchase", member, request_id=uuid4().hex, tenders=paid, **who, **at)
        return str(receipt["entry_id"])

    def end_visits(self, person: Person) -> None:
        """All their visits are over."""
        for visit in self._account(person).collection("visits").list_documents():
            visit.update({"closes_at": datetime.now(UTC) - timedelta(minutes=1)})

    def buy_before(self, person: Person, amounts: Iterable[int]) -> None:
        """Purchases like the patient's own, a minute apart, straight into the ledger: enough for them to be read."""
        batch, entries = self._store.batch(), self._account(person).collection("entries")
        (sold,) = [entry for entry in self.entries(person) if entry["kind"] == "accrual"]
        for minutes, amount_minor in enumerate(amounts, start=1):
            tenders = [{"kind": "cash", "amount_minor": amount_minor}]
            purchase = {**sold["purchase"], "amount_minor": amount_minor, "tenders": tenders}
            recorded_at = datetime.now(UTC) + timedelta(minutes=minutes)
            points = amount_minor // 10
            batch.set(entries.document(), {**sold, "recorded_at": recorded_at, "points": points, "purchase": purchase})
        batch.commit()

    def let_expire(self, person: Person) -> None:
        """The schedule runs when every lot of the patient has passed its last day."""
        store = TransactionalStore(FirestoreDocuments(self._store, Usage()), CODEC)
        later = datetime.now(UTC) + timedelta(days=400)
        assert sweep_account(store, self.clinic_id, person.uid, later).expired > 0

    def adjust(self, by: Person, person: Person, points: int, text: str, note: str = "") -> str:
        """A member of staff gives points, or takes them: the adjustment's id."""
        body = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": person.uid, "points": points}
        answer = self.call("adjust_points", by, **body, reason="goodwill", text=text, private_note=note)
        return str(answer["adjustment_id"])

    def decide(self, by: Person, person: Person, adjustment_id: str, *, approve: bool) -> None:
        """A manager decides on an adjustment that waits."""
        body = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": person.uid}
        self.call("decide_adjustment", by, **body, adjustment_id=adjustment_id, approve=approve)

    def forget_adjustments(self) -> None:
        """No adjustment waits any more."""
        for adjustment in self._clinic().collection("adjustments").list_documents():
            adjustment.delete()

    def ask_for(self, person: Person, *wished_on: str, service: str = "Hydrating facial") -> str:
        """The patient asks Calabasas for an appointment: its id."""
        self._clinic().collection("services").document("facial").set({"name": service, "active": True})
        asked = {"patient_id": person.uid, "service_id": "facial", "location_id": CALABASAS, "state": "requested"}
        appointment = self._clinic().collection("appointments").document()
        appointment.set({**asked, "wished_on": list(wished_on), "asked_at": datetime.now(UTC)})
        return str(appointment.id)

    def accept(self, person: Person, visit_at: datetime, service: str = "Hydrating facial") -> str:
        """The patient asked Calabasas for an appointment, and the desk accepted this time: its id."""
        appointment_id = self.ask_for(person, str(visit_at.date()), service=service)
        body = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": person.uid}
        when = {"answer": "accepted", "visit_at": visit_at.isoformat()}
        self.call("answer_appointment", self.staff(), **body, appointment_id=appointment_id, **when)
        return appointment_id

    def hold_points(self, margin_days: int | None) -> None:
        """Accepted visits hold points until so many days after them, or not at all."""
        reminders = self._clinic().collection("rules").document("reminders")
        reminders.update({"appointment_margin_days": margin_days})

    def appointment(self, appointment_id: str) -> dict[str, Any]:
        """An appointment as it stands."""
        found: dict[str, Any] = self._clinic().collection("appointments").document(appointment_id).get().to_dict() or {}
        return found

    def forget_appointments(self) -> None:
        """Nobody has asked for anything."""
        for appointment in self._clinic().collection("appointments").list_documents():
            appointment.delete()

    def expect_of(self, person: Person, **quota: int) -> None:
        """So much is expected of a member of staff in a week."""
        self._clinic().collection("staff").document(person.uid).update({"weekly_quota": quota})

    def lookups(self, person: Person) -> list[dict[str, Any]]:
        """The lookups of a member of staff, as managers see them, the oldest first."""
        found = self._clinic().collection("lookups").where(filter=FieldFilter("asked_by", "==", person.uid)).stream()
        return sorted((lookup.to_dict() or {} for lookup in found), key=lambda lookup: lookup["asked_at"])

    def past_reads(self) -> list[dict[str, Any]]:
        """The reads of patients' pasts, as managers see them."""
        return [read.to_dict() or {} for read in self._clinic().collection("past_reads").stream()]

    def count_lookups(self, person: Person, lookups: int) -> None:
        """So many patients were opened by lookups of a member of staff a moment ago."""
        count = {"begins_at": datetime.now(UTC), "lookups": lookups}
        self._clinic().collection("lookups_lately").document(person.uid).set(count)

    def confirmation(self, person: Person) -> str | None:
        """The id of the confirmation that the patient's phone asks for now."""
        asked = self._account(person).get().get("confirmation")
        return asked["confirmation_id"] if asked else None

    def say(self, person: Person, *, approve: bool) -> None:
        """The patient answers what their phone asks."""
        self.call("confirm_redemption", person, confirmation_id=self.confirmation(person), approve=approve)

    def code(self, person: Person, location_id: str = CALABASAS) -> str:
        """A code as the patient's app gets it."""
        body = {"clinic_id": self.clinic_id, "location_id": location_id}
        answer = self._post(f"{self._functions}/{path_of('issue_code')}", {"data": body}, self._token(person))
        return str(answer["result"]["text"])

    def stranger(self, name: str = "Ana Ruiz") -> Person:
        """Somebody with a sign-in, an address that is shown to be theirs, and no account at the clinic."""
        person = self.unproven(name)
        self.prove(person)
        return person

    def unproven(self, name: str = "Ana Ruiz") -> Person:
        """Somebody who made a password for an address that they have not shown to be theirs."""
        email = f"{uuid4().hex[:12]}@people.example"
        uid = self._post(f"{self._auth}/accounts:signUp", _sign_in(email))["localId"]
        return Person(uid, email, name)

    def prove(self, person: Person) -> None:
        """The person opens the link in the e-mail about their address."""
        proven = {"localId": person.uid, "emailVerified": True}
        self._post(f"{self._auth}/projects/{self._project}/accounts:update", proven, "owner")

    def session(self, person: Person) -> str:
        """The person signs in by their password, on a device of their own: its token."""
        return str(self._post(f"{self._auth}/accounts:signInWithPassword", _sign_in(person.email))["idToken"])

    def sessions_since(self, person: Person) -> int:
        """The second since which the person's sign-ins are renewed; the emulator keeps it, and does not enforce it."""
        asked = {"localId": [person.uid]}
        (found,) = self._post(f"{self._auth}/projects/{self._project}/accounts:lookup", asked, "owner")["users"]
        return int(found.get("validSince", 0))

    def may_sign_in(self, person: Person) -> bool:
        """True if the person's password lets them in."""
        url = f"{self._auth}/accounts:signInWithPassword"
        return self._http.post(url, params=_KEY, json=_sign_in(person.email)).status_code == httpx.codes.OK

    def refusal(self, call: str, token: str, /, **body: object) -> str:
        """The code that a call is refused with; empty where it is answered."""
        url = f"{self._functions}/{path_of(call)}"
        data = {"data": {"clinic_id": self.clinic_id, **body}}
        answer = self._http.post(url, json=data, headers={"authorization": f"Bearer {token}"}).json()
        return str(answer.get("error", {}).get("details", {}).get("code", ""))

    def staff(self, *location_ids: str, role: str = "front_desk", active: bool = True) -> Person:
        """A member of staff at the locations (Calabasas, if none is named), with the claims that route them."""
        person = self.stranger("Maya Chen")
        claims = json.dumps({"clinic_id": self.clinic_id, "role": role})
        account = {"localId": person.uid, "customAttributes": claims}
        self._post(f"{self._auth}/projects/{self._project}/accounts:update", account, "owner")
        document = staff(role, *(location_ids or (CALABASAS,)), active=active)
        self._clinic().collection("staff").document(person.uid).set({**document, "name": person.name})
        return person

    def manager(self) -> Person:
        """Somebody who works at both locations."""
        return self.staff(CALABASAS, ENCINO, role="manager")

    def add(self, collection: str, **fields: Any) -> None:  # noqa: ANN401 - whatever the document holds
        """A document of a collection below the clinic."""
        self._clinic().collection(collection).document().set(fields)

    def open_again(self, email: str) -> str:
        """Whoever runs the platform invites an owner: the invite's id."""
        store = TransactionalStore(FirestoreDocuments(self._store, Usage()), CODEC)
        asked = OpenClinic(
            self.clinic_id, uuid4().hex, "Bella", "America/Los_Angeles", "USD", "en-US", "Nora Diaz", email
        )
        assert not open_clinic(store, asked, datetime.now(UTC))
        return asked.invite_id

    def empty(self) -> None:
        """There is nothing of the clinic but its own document."""
        for name in ("locations", "rules", "services", "rewards", "staff"):
            for document in self._clinic().collection(name).list_documents():
                self._store.recursive_delete(document)

    def staff_document(self, person: Person) -> dict[str, Any]:
        """The document of a member of staff."""
        return self._clinic().collection("staff").document(person.uid).get().to_dict() or {}

    def changes(self, path: str) -> list[dict[str, Any]]:
        """The changes of a document by its path within the clinic, the oldest first."""
        found = self._clinic().collection("changes").where(filter=FieldFilter("path", "==", path)).stream()
        return sorted((change.to_dict() or {} for change in found), key=lambda change: change["at"])

    def disable(self, person: Person) -> None:
        """Switch a member of staff off."""
        self._clinic().collection("staff").document(person.uid).update({"active": False})

    def set_code_lifetime(self, seconds: int) -> None:
        """Change how long codes live."""
        self.set_rule("check_in", code_lifetime_seconds=seconds, any_location=False, visit_hours=12)

    def set_rule(self, name: str, **content: Any) -> None:  # noqa: ANN401 - whatever the rule holds
        """Put a rule document in force."""
        self._clinic().collection("rules").document(name).set(rule(1, **content))

    def spoil(self, person: Person) -> None:
        """Their entries are changed by hand, so that they do not come out again when they are played."""
        for entry in self._account(person).collection("entries").stream():
            entry.reference.update({"points": entry.get("points") + 1})

    def set_membership(self, person: Person, membership: dict[str, Any]) -> None:
        """Write a membership into the account; the tier follows with the next act that counts."""
        self._account(person).update({"membership": membership})

    def forget_tier(self, person: Person) -> None:
        """Their account is as it was before the clinic had tiers."""
        self._account(person).update({"tier": None, "tier_id": None})

    def enrol(self, person: Person, plan_id: str) -> None:
        """The desk enrols them."""
        body = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": person.uid}
        self.call("change_membership", self.staff(), **body, act="enrol", plan_id=plan_id)

    def give_lots(self, person: Person, *lots: tuple[int, datetime]) -> None:
        """Lots of points, each with the first instant after its life, straight into the account document."""
        account = self._account(person)
        account.update(
            {
                "points": sum(points for points, _ in lots),
                "lots": {f"lot-{index}": _lot(points, ends) for index, (points, ends) in enumerate(lots)},
            }
        )

    def give_lot(self, person: Person, points: int, expires_on: date, *, grace_days: int = 0) -> None:
        """One lot of points with its last day, and as many days of grace, by the calendar of Los Angeles."""
        ends = first_instant_after(expires_on + timedelta(days=grace_days), ZoneInfo("America/Los_Angeles"))
        lot = _lot(points, ends, expires_on)
        self._account(person).update({"points": points, "lots": {"lot": lot}})

    def devices(self, person: Person) -> dict[str, dict[str, Any]]:
        """The patient's devices, by id."""
        found = self._account(person).collection("devices").stream()
        return {device.id: device.to_dict() or {} for device in found}

    def preferences(self, person: Person) -> dict[str, Any] | None:
        """The patient's choice of reminders; None if there is none."""
        found = self._account(person).collection("preferences").document("reminders").get()
        fields: dict[str, Any] | None = found.to_dict()
        return fields

    def points(self, person: Person) -> int:
        """The balance as the account says it."""
        return int(self._account(person).get().get("points"))

    def is_open(self, person: Person) -> bool:
        """True unless the account is closed."""
        return bool(self._account(person).get().get("active"))

    def closings(self, person: Person) -> list[dict[str, Any]]:
        """The closings and reopenings of the account."""
        return [closing.to_dict() or {} for closing in self._account(person).collection("closings").stream()]

    def close_account(self, person: Person, text: str) -> None:
        """A manager closes the account of somebody who was seen here."""
        body = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": person.uid, "text": text}
        self.call("close_account", self.staff(role="manager"), **body)

    def entries(self, person: Person) -> list[dict[str, Any]]:
        """The patient's ledger."""
        return [entry.to_dict() or {} for entry in self._account(person).collection("entries").stream()]

    def _clinic(self) -> Any:  # noqa: ANN401 - the client library is not typed
        return self._store.collection("clinics").document(self.clinic_id)

    def _account(self, person: Person) -> Any:  # noqa: ANN401 - the client library is not typed
        return self._clinic().collection("patients").document(person.uid)

    def _token(self, person: Person) -> str:
        if person.uid not in self._tokens:
            answer = self._post(f"{self._auth}/accounts:signInWithPassword", _sign_in(person.email))
            self._tokens[person.uid] = str(answer["idToken"])
        return self._tokens[person.uid]

    def _post(self, url: str, body: dict[str, Any], token: str | None = None) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        answer = self._http.post(url, params=_KEY, json=body, headers=headers)
        if answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR and '"error"' not in answer.text:
            # The Functions emulator's proxy met a connection that its worker had just closed; the call never arrived.
            answer = self._http.post(url, params=_KEY, json=body, headers=headers)
        content: dict[str, Any] = answer.raise_for_status().json()
        return content


def _sign_in(email: str) -> dict[str, Any]:
    return {"email": email, "password": PASSWORD, "returnSecureToken": True}


def _lot(points: int, ends: datetime, expires_on: date | None = None) -> str:
    """The text of a lot as an account keeps it."""
    policy = Policy(expiry_version=1, reminders_version=1, nudge_days=28, urge_days=7, send_hour=10)
    last_on = expires_on or ends.date()
    return text_of_lot(Lot("", points, points, datetime.now(UTC), last_on, ends, "nudge", ends, policy))
