"""Parameters as they are read: none that there isn't, none that says nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from corpus.vocabulary.errors import shown
from index.server.mistakes import no_parameter
from index.server.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.server.settings import Settings


def _split(value: Any) -> Any:
    """Return values one by one that stand with commas between them."""
    values = [value] if isinstance(value, str) else value
    return [part for each in values for part in each.split(",") if part]


def _day(value: Any) -> Any:
    """Return a day as it is written; pydantic would take any number for one."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(f"{shown(value)} is not a day; write it as 2021-03-18") from None


def _unknown(name: str, known: list[str]) -> ProblemError:
    """Return what is told of a parameter that there isn't."""
    line = f"{shown(name)} in the address says nothing here; it is left out below"
    return ProblemError(HTTPStatus.BAD_REQUEST, no_parameter(name, known), on_page=line)


CommaSeparated = Annotated[list[str], BeforeValidator(_split)]
Day = Annotated[date, BeforeValidator(_day)]
Zone = Annotated[
    Literal["utc", "local"] | None,
    Field(
        description="Tell times by UTC or by the server's clock, not as written.", examples=["utc"]
    ),
]
Form = Annotated[
    Literal["json", "jsonl", "csv"], Field(description="How rows come.", examples=["csv"])
]


class Given(BaseModel):
    """Parameters of a request; a form sends empty those that were not filled in."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _said(cls, values: Any) -> Any:
        """Leave out what says nothing.

        Raises:
            ProblemError: there is no parameter of a name.
        """
        known = [field.alias or name for name, field in cls.model_fields.items()]
        kept = {}
        for name, value in dict(values).items():
            if name not in known:
                raise _unknown(name, known)
            said = [each for each in value if each != ""] if isinstance(value, list) else value
            if said not in ("", []):
                kept[name] = said
        return kept

    @classmethod
    def check_once(cls, pairs: Iterable[tuple[str, str]]) -> None:
        """Refuse several values of what has one: which of them counts, nobody could tell.

        Args:
            pairs: names and values as they stand in the address.

        Raises:
            ProblemError: it has several.
        """
        times = Counter(name for name, value in pairs if value)
        for name, field in cls.model_fields.items():
            typed = field.alias or name
            if times[typed] > 1 and get_origin(field.annotation) is not list:
                raise ProblemError(
                    HTTPStatus.BAD_REQUEST, f"{typed}: takes one value; there are {times[typed]}"
                )

    def check(self, settings: Settings) -> None:
        """Refuse what a server does not let strangers ask for.

        Raises:
            ProblemError: it is that.
        """
