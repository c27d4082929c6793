"""An article as a row that says everything of it, and back: nothing is guessed or repaired."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.article import Article
from corpus.vocabulary.origin import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKER = "newsdex_article"
"""The field that tells such a row from other records; its value is the version of the row."""

VERSION = 1

_NUMBERS = {"record", "line", "offset", "size", "modified"}
_UNKNOWN = {"line", "offset", "size", "modified"}

_START = f'{{"{MARKER}":'.encode()


def full_row(article: Article) -> dict[str, Any]:
    """Return every field of an article as JSON values, the marker first.

    Dates are ISO 8601 with their offset; `extra` stays an object of its own, so that no name in
    it can be taken for a field of the article.
    """
    return {
        MARKER: VERSION,
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "published": article.published.isoformat() if article.published else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "source": article.source,
        "authors": list(article.authors),
        "section": article.section,
        "language": article.language,
        "url": article.url,
        "extra": dict(article.extra),
        "origins": [asdict(origin) for origin in article.origins],
    }


def begins_export(head: bytes) -> bool:
    """Tell whether a file that starts like this has such a row on its first line."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(_START)


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article that a row was made of; fields left out of it are empty.

    There is no limit to the length of a text: what an index holds can go back into one.

    Raises:
        ValueError: the row is of another version, or not as `full_row` makes them.
    """
    if type(row[MARKER]) is not int or row[MARKER] != VERSION:
        raise ValueError(f"of another version than {VERSION}")
    fields = {name: _value(name, value) for name, value in row.items() if name != MARKER}
    return Article(**fields)


def _value(name: str, value: Any) -> Any:
    match name, value:
        case "id" | "title" | "text" | "source" | "section" | "language" | "url", str():
            return value
        case "published" | "updated", None:
            return None
        case "published" | "updated", str():
            return datetime.fromisoformat(value)
        case "authors", list() if all(isinstance(author, str) for author in value):
            return tuple(value)
        case "origins", list() if all(isinstance(origin, dict) for origin in value):
            return tuple(Origin(**_checked(origin)) for origin in value)
        case "extra", dict():
            _check_depth(value)
            return value
    raise ValueError(f"no field {name!r:.40} of type {type(value).__name__}")


def _checked(origin: dict[str, Any]) -> dict[str, Any]:
    """Return an origin's values, if they are of the types that an origin has."""
    for name, value in origin.items():
        fits = int if name in _NUMBERS else str
        if not (isinstance(value, fits) or (value is None and name in _UNKNOWN)):
            raise ValueError(f"no field {name!r:.40} of an origin of type {type(value).__name__}")
    return origin


def _check_depth(value: Any) -> None:
    """Check that a value is not too deep for the index, which writes it as JSON."""
    try:
        json.dumps(value)
    except RecursionError:
        raise ValueError("extra is nested too deeply") from None
