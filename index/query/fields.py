"""What an article can be asked for by: source, authors, section, language, what else it has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.article import storable
from index.query.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus import Article

OWN = ("source", "author", "section", "language")
"""The fields that every article has, and that hold names."""

SPEAKER = "speaker"
"""The field of who is quoted by name, which is found in the text."""

RESERVED = frozenset((*OWN, SPEAKER, "lang", "title", "published", "path", "extra"))
"""Names that mean something in a question; what `extra` holds under one is `extra.author`."""

LONGEST = 200
"""Characters: a longer value in `extra` is a text, and no one asks for it by its name."""

_DEEPEST = 8
"""Lists and mappings within one another."""


def values_in(article: Article) -> Iterator[tuple[str, str]]:
    """Yield each field by which an article can be asked for, with a value, as written.

    A list in `extra` has each of its elements as a value; a mapping in it makes fields of its own,
    as `geo.country`. Numbers and booleans are written as in JSON.
    """
    yield from (("author", name) for name in article.authors if name.strip())
    for name in ("source", "section", "language"):
        if (value := getattr(article, name)).strip():
            yield name, value
    yield from dict.fromkeys(_in_mapping(article.extra, ""))


def _in_mapping(
    values: Mapping[Any, Any], before: str, depth: int = 0
) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        name = as_written(key)
        if not before and name.casefold() in RESERVED:
            name = f"extra.{name}"
        if name and len(before) + len(name) <= LONGEST:
            yield from _in_value(f"{before}{name}", value, depth)


def _in_value(name: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict | list | tuple) and depth == _DEEPEST:
        return
    if isinstance(value, dict):
        yield from _in_mapping(value, f"{name}.", depth + 1)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _in_value(name, each, depth + 1)
    elif value is not None:
        written = as_written(value)
        if written and len(written) <= LONGEST:
            yield name, written


def as_written(value: Any) -> str:
    """Return a value as it is shown and compared: `3`, `true`, `grain`."""
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return storable(str(value)).strip()


def same(field: str, asked: str, value: str) -> bool:
    """Tell whether a value of a field is one that is asked for; both as `compared` makes them."""
    if field in {"author", SPEAKER}:
        return f" {asked} " in f" {value} "
    if field == "language":
        return f"{value}-".startswith(f"{asked}-")
    return value == asked


def compared(field: str, value: str) -> str:
    """Return a value as it is compared."""
    plain = folded(value)
    return plain.replace("_", "-") if field == "language" else plain
