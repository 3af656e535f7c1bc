"""What was done for a patient is in no push, no log, no id: whatever an offer says, and whatever it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from loyalty.domain.reminders.pushing import Push
from loyalty.domain.reminders.texts import OFFER_TEXTS, OFFER_TITLES, flaws
from loyalty.entrypoints.bodies import ids_of
from loyalty.push.messages import message_of
from loyalty.push.words import words_of
from loyalty.services.reminders.count_audience import CountAudience
from loyalty.services.reminders.place_offer import PlaceOffer
from scripts.seed.clinic import CLINIC_ID, clinic_documents
from tests.support.clinic import NOW
from tests.support.notices import Phones
from tests.support.offers import OFFER_ID, World, audience

VOICES, LOCALES = ("calm", "warm", "brief"), ("en", "es")
CANARY = "Canarypeel"
# Words of services that say nothing by themselves.
COMMON = {"with", "your", "for", "and", "the", "skin"}


def words_of_services(documents: Mapping[str, Mapping[str, object]]) -> set[str]:
    """The words of every service's name, its id and what it is described by."""
    said = " ".join(
        f"{path.rpartition('/')[2]} {' '.join(str(value) for value in fields.values() if isinstance(value, str))}"
        for path, fields in documents.items()
        if "/services/" in path
    )
    return set(re.findall(r"[^\W\d_]{4,}", said.casefold())) - COMMON


def said_by(push: Push) -> str:
    """All that leaves for a phone."""
    return " ".join((*words_of(push), str(message_of(push, NOW).data), push.name)).casefold()


@pytest.mark.parametrize("text", [*OFFER_TEXTS.values(), *OFFER_TITLES.values()])
def test_every_text_of_a_push_about_an_offer_keeps_the_rules_and_names_no_service(text: str) -> None:
    assert flaws(text, dated=False) == []
    services = words_of_services(clinic_documents(NOW))
    assert len(services) > 8
    assert services & set(re.findall(r"[^\W\d_]+", text.casefold())) == set()


def test_every_voice_has_a_text_in_each_language() -> None:
    assert set(OFFER_TEXTS) == {(voice, locale) for voice in VOICES for locale in LOCALES}
    assert set(OFFER_TITLES) == set(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("voice", VOICES)
def test_a_push_has_no_word_of_the_offer_of_its_service_or_of_its_audience(voice: str, locale: str) -> None:
    world = World(
        title=f"{CANARY} again",
        text=f"A second {CANARY} keeps what the first one did.",
        service_id=CANARY.lower(),
        to=audience(service_id=CANARY.lower(), from_days=50, to_days=90),
    )
    rules = "clinics/bella/rules/reminders"
    world.documents.put(rules, {**world.documents.all()[rules], "voice": voice})
    world.join("ana")
    world.treat("ana", NOW.date() - timedelta(days=60), CANARY.lower())
    world.agree("ana", locale=locale)
    assert world.place().offered == 1
    phones = Phones()
    world.deliver(datetime(2026, 11, 22, 20, tzinfo=UTC), phones)
    (push,) = phones.arrived
    said = said_by(push)
    assert OFFER_TEXTS[voice, locale].casefold() in said
    assert "canary" not in said
    assert OFFER_ID not in said
    named = [path for path in world.documents.all() if "canary" in path.casefold()]
    assert [path for path in named if "/treatments/" not in path] == []


def test_a_log_line_of_a_call_about_an_offer_names_no_service() -> None:
    asked = audience(service_id="chemical-peel", from_days=1, to_days=2)
    assert ids_of(CountAudience(CLINIC_ID, asked)) == {"clinic_id": CLINIC_ID}
    assert ids_of(PlaceOffer(CLINIC_ID, OFFER_ID)) == {"clinic_id": CLINIC_ID}
