"""The approved texts of reminders, by voice, kind and language, and the rules that each text keeps.

A text says that there are points, and their last day, or that there is something new. Anyone near can read it on a
locked screen, so it names no treatment, no person and no amount. It reminds and does not press.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from loyalty.domain.ledger.lots import NUDGE, URGE
from loyalty.domain.reminders.notices import OFFER

DATE = "{date}"
LONGEST = 120
_LONGEST_DATE = "23 de septiembre"
WEEKDAY_DAYS = 6

TITLES = {"en": "Your points", "es": "Tus puntos"}
TEXTS = {
    ("calm", NUDGE, "en"): "You have points to enjoy until {date}.",
    ("calm", URGE, "en"): "A gentle reminder: your points are with you until {date}.",
    ("calm", NUDGE, "es"): "Tienes puntos para disfrutar hasta el {date}.",
    ("calm", URGE, "es"): "Un pequeño recordatorio: tus puntos te acompañan hasta el {date}.",
    ("warm", NUDGE, "en"): "Your points are waiting for you. Enjoy them any day until {date}.",
    ("warm", URGE, "en"): "It would be lovely to see you: your points are yours until {date}.",
    ("warm", NUDGE, "es"): "Tus puntos te esperan. Disfrútalos cualquier día hasta el {date}.",
    ("warm", URGE, "es"): "Nos encantaría verte: tus puntos son tuyos hasta el {date}.",
    ("brief", NUDGE, "en"): "Points to enjoy until {date}.",
    ("brief", URGE, "en"): "Your points: until {date}.",
    ("brief", NUDGE, "es"): "Puntos para disfrutar hasta el {date}.",
    ("brief", URGE, "es"): "Tus puntos: hasta el {date}.",
}

# The same for every offer, so that no word of an offer, and no service, is ever in a push.
OFFER_TITLES = {"en": "From your clinic", "es": "De tu clínica"}
OFFER_TEXTS = {
    ("calm", "en"): "There is something new for you.",
    ("calm", "es"): "Hay algo nuevo para ti.",
    ("warm", "en"): "We have something new for you. Have a look when you like.",
    ("warm", "es"): "Tenemos algo nuevo para ti. Míralo cuando quieras.",
    ("brief", "en"): "Something new for you.",
    ("brief", "es"): "Algo nuevo para ti.",
}

# Beginnings of words that would name a treatment, a provider or an amount, or that press.
_BANNED = {
    "a treatment": "treat facial peel laser botox filler inject massage skin wax therap "
    "tratam láser bótox rellen inyec masaje piel depila terap",
    "a provider": "doctor dr nurse provider specialist doctora enfermer médic especialist esteticist",
    "an amount": "dollar cent euro peso dólar céntimo centavo hundred thousand cien mil value worth valor vale",
    "a press": "hurry expir lose losing last urgent now caduc venc pierd perder últim urgent ahora apúrate corre",
}


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A title and a body with a placeholder for the date, if it says one; `weekday`: by its weekday alone."""

    title: str
    body: str
    weekday: bool


def notice_text(voice: str, kind: str, locale: str, expires_on: date, today: date) -> NoticeText:
    """The approved text of a reminder. Its date is a weekday if the last day is the next day of that name."""
    if kind == OFFER:
        return NoticeText(OFFER_TITLES[locale], OFFER_TEXTS[voice, locale], weekday=False)
    near = kind == URGE and 0 < (expires_on - today).days <= WEEKDAY_DAYS
    return NoticeText(TITLES[locale], TEXTS[voice, kind, locale], near)


def flaws(text: str, *, dated: bool = True) -> list[str]:
    """The flaws that keep a text from approval; none if it may be approved. A title has no date."""
    placeholders = re.findall(r"\{[^}]*\}?|\}", text)
    bare = text.replace(DATE, "")
    checks = {
        "an exclamation": re.search(r"[!¡]", bare),
        "a word in capitals": re.search(r"\b[A-ZÁÉÍÓÚÜÑ]{2,}\b", bare),
        "a digit": re.search(r"\d", bare),
        "a sign of money": re.search(r"[$€£¥¢%]", bare),
        "not just one date": placeholders != [DATE] * dated,
        f"longer than {LONGEST}": len(text.replace(DATE, _LONGEST_DATE)) > LONGEST,
        "nothing": not bare.strip(),
        "a link": re.search(r"https?:|www\.", bare),
    }
    named = (what for what, words in _BANNED.items() if _has_word(bare, words.split()))
    return [*(what for what, found in checks.items() if found), *named]


def _has_word(text: str, words: list[str]) -> bool:
    """True if a word of the text begins with one of these, or equals one that has at most three letters."""
    said = re.findall(r"[^\W\d_]+", text.casefold())
    return any(one == word if len(word) <= 3 else one.startswith(word) for one in said for word in words)
