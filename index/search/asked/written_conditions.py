"""Conditions as JSON writes them: to keep standing questions, and to read questions from files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from corpus.vocabulary.errors import shown
from index.search.asked.conditions import Conditions
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Collection

_UNLESS_SAID = {"mode": "hybrid", "copies": "first"}
"""What holds where nothing is said."""


def written(conditions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the conditions that ask for something, in values that JSON knows."""
    return {
        name: _plain(value)
        for name, value in conditions.items()
        if value not in (None, "", (), [], {}, _UNLESS_SAID.get(name))
    }


def read(values: Mapping[str, Any], also: Collection[str] = ()) -> Conditions:
    """Return what was written as conditions.

    Args:
        values: by name.
        also: names to tell of in an error, which are the caller's own.

    Raises:
        QuestionError: a name is none, or `today` is no day. Other values are judged by a search.
    """
    for name in values:
        if name not in Conditions.__annotations__:
            known = ", ".join([*also, *Conditions.__annotations__])
            raise QuestionError(f"no condition {name!r}; there are: {known}")
    conditions = {name: value for name, value in values.items() if value is not None}
    if "today" in conditions:
        try:
            conditions["today"] = date.fromisoformat(conditions["today"])
        except (TypeError, ValueError):
            raise QuestionError(f"today: {shown(values['today'])} is not a day") from None
    return cast("Conditions", conditions)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return value
    return [_plain(each) for each in value]
