"""Shapes of the documents that people edit: the kinds of their fields, and the parser of a document.

A run reads only some of the documents, so each model is built when it is first needed (`defer_build`), not at import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from loyalty.domain.bounds import ID_PATTERN
from loyalty.entrypoints.bodies import read_day
from loyalty.errors.base import DocumentInvalid


def _zone(name: object) -> ZoneInfo:
    if not isinstance(name, str):
        raise ValueError("a time zone is the text of an IANA name")  # noqa: TRY004 - pydantic reports ValueError
    if not name[:1].isupper() or name == "Factory":  # localtime, posixrules and the like: files, and no browser's zones
        raise ValueError("there is no such time zone")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("there is no such time zone") from error


Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Day = Annotated[date, BeforeValidator(read_day)]
Role = Literal["front_desk", "manager", "owner"]
# The ids that calls accept: those that the security rules allow for documents.
DocumentId = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=128)]


class Edited(BaseModel):
    """A document that people edit."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class RuleDocument(Edited):
    """The fields of every rule document; unknown ones are refused, so no misspelt field is ignored.

    The history has the note, the author, the release and the second person of a version. A live rule of before has
    note and author, too.
    """

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1)]
    updated_at: datetime
    updated_by: str | None = None
    note: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    release_id: str | None = None
    agreed_by: str | None = None


def parser(document: Any) -> Callable[[str, Mapping[str, Any]], Any]:  # noqa: ANN401 - any class of document
    """The parser of a document: it returns its value, or raises DocumentInvalid naming the first wrong field."""

    def parse(path: str, fields: Mapping[str, Any]) -> Any:  # noqa: ANN401
        try:
            return document.model_validate(dict(fields)).value()
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or "the document"
            raise DocumentInvalid(document=path, field=field, problem=first["msg"]) from error

    return parse
