"""The cases of the rules, and makers of cases about the shape of a document."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tests.rules.changes import kept
from tests.rules.documents import Document, Operation, without

Writer = Callable[[Document], Operation]


@dataclass(frozen=True)
class Case:
    """One person doing one thing, and whether they may.

    `about` names what the case is chosen for, a space between: functions, collections and fields of firestore.rules.
    What changes there is looked for in these cases first.
    """

    about: str
    sentence: str
    uid: str | None
    operation: Operation
    allowed: bool


def may(about: str, sentence: str, uid: str | None, operation: Operation) -> Case:
    """Somebody may do this; the changes of what they write are kept."""
    return Case(about, sentence, uid, kept(uid, operation), allowed=True)


def may_not(about: str, sentence: str, uid: str | None, operation: Operation) -> Case:
    """Somebody may not do this, though the changes of what they write are kept."""
    return Case(about, sentence, uid, kept(uid, operation), allowed=False)


@dataclass(frozen=True)
class Shape:
    """A kind of document, a sound example of it, and how its author writes it."""

    about: str
    name: str
    author: str
    sound: Document
    writer: Writer

    def about_also(self, *functions: str) -> "Shape":
        """The same shape, whose cases are about these functions of the rules too."""
        return replace(self, about=" ".join([self.about, *functions]))

    def is_refused(self, how: str, fields: Document, because_of: str = "") -> Case:
        """The author cannot write the document so, because of this field or function of the rules."""
        return may_not(f"{self.about} {because_of}", f"{self.name} is refused {how}", self.author, self.writer(fields))

    def is_taken(self, how: str, **changes: object) -> Case:
        """The author can write the document so."""
        about = " ".join([self.about, *changes])
        return may(about, f"{self.name} is taken {how}", self.author, self.writer({**self.sound, **changes}))

    def refusals(self, wrong: Mapping[str, tuple[object, ...]]) -> Iterator[Case]:
        """A field that has no place there, each field given each of its wrong values, each field left out."""
        yield self.is_refused("with a field of its author's invention", {**self.sound, "invented": True}, "hasOnly")
        yield from self.wrong_values(wrong)
        for field in self.sound:
            yield self.is_refused(f"without {field}", without(self.sound, field), field)

    def wrong_values(self, wrong: Mapping[str, tuple[object, ...]]) -> Iterator[Case]:
        """Each field given each of its wrong values: all there is to refuse of a field that may be left out."""
        for field, values in wrong.items():
            for value in values:
                yield self.is_refused(f"with {field} {_shown(value)}", {**self.sound, field: value}, field)


def _shown(value: object) -> str:
    text = value.isoformat() if isinstance(value, datetime) else repr(value)
    return text if len(text) <= 40 else f"{text[:16]}… of {len(value) if isinstance(value, str | list) else 'many'}"


NOT_TEXT: tuple[object, ...] = (None, 7, True, ["x"], {"x": "x"})
NOT_WHOLE: tuple[object, ...] = (None, "10", True, 10.0, 10.5, [10])
# No list, or one of other things than texts, or of texts with a comma or nothing in them.
NOT_A_LIST: tuple[object, ...] = (None, "gold", "", {}, {"gold": True})
NOT_LISTED: tuple[object, ...] = (*NOT_A_LIST, [1], [None], [True], [{"gold": 1}], ["a,b"], [""])
NOT_YES_OR_NO: tuple[object, ...] = (None, "true", 1, 0)
