"""Objects of agencies' JSON: names in any case, one thing or a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.readers.agencies import values as agency
from corpus.readers.agencies.markup import line_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Fields = dict[str, Any]
"""An item, its names in lower case: 1.x writes `versioncreated`, 2.x and later `versionCreated`."""


def lower_names(value: Mapping[str, Any]) -> Fields:
    """Return an object with its names in lower case; of two that are alike, the first."""
    lowered: Fields = {}
    for name, inner in value.items():
        lowered.setdefault(str(name).lower(), inner)
    return lowered


def word_in(fields: Fields, *names: str) -> str:
    """Return the first of these fields that has a word or a number in it, as one line."""
    return next((word for name in names if (word := line_of(fields.get(name)))), "")


def objects_in(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list, their names in lower case."""
    found = value if isinstance(value, list) else [value]
    return [lower_names(each) for each in found if isinstance(each, dict)]


def names_of(value: Any) -> list[str]:
    """Return the names of a list of things, else their codes."""
    found = value if isinstance(value, list) else [value]
    words = []
    for each in found:
        if isinstance(each, dict):
            lowered = lower_names(each)
            words.append(
                word_in(lowered, "name", "by", "byline", "literal", "code", "qcode", "uri")
            )
        else:
            words.append(line_of(each))
    return agency.names(words)
